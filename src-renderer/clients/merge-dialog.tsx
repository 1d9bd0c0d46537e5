// Two records of one person: seen side by side, joined, and taken back with one press.
import { ArrowLeftRight, Check, Merge } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { offerUndo } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ComboBox } from '../components/select.tsx'
import { birthText } from './client-marks.tsx'
import { isRefused, mergeRows } from './merge-rows.ts'

export interface MergeDialogProps {
  firstId: string
  /** Null: she chooses. */
  secondId: string | null
  onClose(): void
  onMerged(keptId: string): void
}

export function MergeDialog({ firstId, secondId, onClose, onMerged }: MergeDialogProps) {
  const { t } = useI18n()
  const [other, setOther] = useState(secondId)
  const [swapped, setSwapped] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const first = useMethod(clientsContract.get, { id: firstId, purpose: 'maintenance' })
  const second = useMethod(clientsContract.get, { id: other ?? firstId, purpose: 'maintenance' }, { enabled: other !== null })
  const [keep, absorb] = swapped ? [second.data, first.data] : [first.data, other ? second.data : undefined]
  const merge = () => {
    if (!keep || !absorb) {
      setProblem(t('clients.merge.chooseFirst'))
      return
    }
    if (busy || isRefused(keep, absorb)) return
    setBusy(true)
    call(clientsContract.merge, { keep: keep.id, absorb: absorb.id, purpose: 'maintenance' })
      .then(
        ({ mergeId }) => {
          offerUndo(t('clients.merge.done', { name: keep.displayName }), () => call(clientsContract.undoMerge, { mergeId }))
          onMerged(keep.id)
        },
        (error: unknown) => {
          setProblem(errorText(error))
        },
      )
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('clients.merge')}
      icon={Merge}
      width="wide"
      onSubmit={merge}
      actions={
        <>
          {keep && absorb ? (
            <span className="start">
              <Button variant="quiet" icon={ArrowLeftRight} onPress={() => setSwapped(!swapped)}>
                {t('clients.merge.swap')}
              </Button>
            </span>
          ) : null}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          {keep && absorb && isRefused(keep, absorb) ? null : (
            <Button variant="primary" keys="mod+enter" busy={busy} onPress={merge}>
              {t('clients.merge.do')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p>{t('clients.merge.text')}</p>
        {secondId === null ? (
          <ChooseClient
            except={firstId}
            onChoose={(id) => {
              setOther(id)
              setProblem(null)
            }}
          />
        ) : null}
        {(first.error ?? second.error) ? (
          <Callout tone="danger" alert>
            {(first.error ?? second.error)!.message}
          </Callout>
        ) : null}
        {other !== null && !(keep && absorb) && !first.error && !second.error ? <Loading rows={4} /> : null}
        {keep && absorb ? (
          isRefused(keep, absorb) ? (
            <Callout tone="danger" alert>
              {t('clients.merge.refused')}
            </Callout>
          ) : (
            <Comparison keep={keep} absorb={absorb} />
          )
        ) : null}
        {problem ? (
          <Callout tone="danger" alert>
            {problem}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}

function ChooseClient({ except, onChoose }: { except: string; onChoose(id: string | null): void }) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [value, setValue] = useState<string | null>(null)
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 80)
    return () => clearTimeout(timer)
  }, [text])
  const found = useMethod(
    clientsContract.search,
    { text: asked, limit: 10, purpose: 'maintenance' },
    { enabled: asked.length >= 2 && value === null, keep: true },
  )
  const options = (found.data?.clients ?? [])
    .filter((client) => client.id !== except)
    .map((client) => ({ value: client.id, label: client.displayName, detail: birthText(client) }))
  const choose = (id: string | null) => {
    setValue(id)
    onChoose(id)
    const chosen = options.find((option) => option.value === id)
    if (chosen) setText(chosen.label)
  }
  return (
    <ComboBox
      label={t('clients.merge.with')}
      autoFocus
      options={value === null ? options : options.filter((option) => option.value === value)}
      inputValue={text}
      value={value}
      onChange={choose}
      emptyText={asked.length >= 2 && found.data && !found.isFetching ? t('app.nothingFound') : t('clients.findHint')}
      onInputChange={(next) => {
        setText(next)
        if (value !== null && next !== options.find((option) => option.value === value)?.label) choose(null)
      }}
    />
  )
}

function Comparison({ keep, absorb }: { keep: Client; absorb: Client }) {
  const { t } = useI18n()
  const cell = (text: string, stays: boolean) => (
    <td data-stays={stays || undefined}>
      {stays && text ? <Check className="icon-s" aria-hidden="true" /> : null}
      <span>
        {text}
        {stays && text ? <span className="visually-hidden"> ({t('clients.merge.stays')})</span> : null}
      </span>
    </td>
  )
  return (
    <>
      <table className="plain-table compare-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('clients.merge.fact')}</span>
            </th>
            <th scope="col">{t('clients.merge.keep')}</th>
            <th scope="col">{t('clients.merge.absorb')}</th>
          </tr>
        </thead>
        <tbody>
          {mergeRows(keep, absorb).map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {cell(row.keep, row.stays !== 'absorb')}
              {cell(row.absorb, row.stays === 'absorb' || row.stays === 'both')}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted field-help">{t('clients.merge.letters')}</p>
    </>
  )
}
