// A note being written: saved as it is typed, signed when it is whole.
import { BookmarkPlus, CalendarX2, Signature, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Heading } from '../../src-main/treatment/content-contract.ts'
import { type Entry, treatmentContract } from '../../src-main/treatment/contract.ts'
import { visitsContract } from '../../src-main/visits/contract.ts'
import { runAction, useActions } from '../app/actions.ts'
import { call, isCallError } from '../app/api.ts'
import { putCaret } from '../app/drafts.ts'
import { formatTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { goBack } from '../app/routes.ts'
import { offerUndo } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { Menu } from '../components/menu.tsx'
import { Select } from '../components/select.tsx'
import { KantaBeforeSigning } from '../kanta/in-note.tsx'
import { ChartEditor } from '../body-chart/chart-editor.tsx'
import { CopiedMarks } from '../phrases/copied-marks.tsx'
import { PhraseHost } from '../phrases/phrase-host.tsx'
import { usePrint } from '../record-print/use-print.tsx'
import { DraftFields } from './draft-fields.tsx'
import { EarlierNotes } from './earlier-notes.tsx'
import { MissingList } from './missing-list.tsx'
import { isSmallChild, layersOf } from './note-chart.ts'
import { NoteFrame } from './note-frame.tsx'
import { fieldOf, type NoteValues, valuesOf, withCopied, withTemplate } from './note-values.ts'
import type { NoteRecord } from './record.ts'
import { removeVisit } from './remove-visit.ts'
import { type Missing, SignDialog } from './sign-dialog.tsx'
import { useAutosave } from './use-autosave.ts'

/** A first visit begins with its template, a later one with the follow-up's; an own choice takes their place. */
function firstValues({ entry, templates, earlier }: NoteRecord): NoteValues {
  const values = valuesOf(entry)
  const usual = templates.find(({ id }) => id === (earlier.length > 0 ? 'followUp' : 'firstVisit'))
  return entry === null && usual ? withTemplate(values, usual) : values
}

export function DraftNote({ record, onReload }: { record: NoteRecord; onReload(): void }) {
  const { t } = useI18n()
  const { visit, templates, entry, earlier } = record
  const [values, setValues] = useState(() => firstValues(record))
  const latest = useRef(values)
  const saving = useAutosave(visit.id, visit.clientId, entry)
  const [busy, setBusy] = useState(false)
  const [incomplete, setIncomplete] = useState<string | null>(null)
  const [asked, setAsked] = useState<Missing | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const template = templates.find(({ id }) => id === values.templateId)
  const change = (next: NoteValues) => {
    latest.current = next
    setValues(next)
    setIncomplete(null)
    saving.keep(next)
  }
  useEffect(() => {
    putCaret(entry?.caret ?? { field: fieldOf(template?.headings[0] ?? 'reason'), position: 0 })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the note is opened
  }, [])

  /** Everything is saved and nothing is in the way: then she is asked, for a signature stays. */
  const ask = async () => {
    if (busy) return
    setBusy(true)
    setIncomplete(null)
    if (saving.entryId === null) saving.keep(latest.current)
    try {
      const stored = await saving.flush()
      if (!stored) return
      const { missing } = await call(treatmentContract.missing, { entryId: stored.entryId })
      if (missing.some(({ blocks }) => blocks)) await call(treatmentContract.sign, stored) // refused, in the core's words
      else setAsked(missing)
    } catch (error) {
      if (isCallError(error, 'incomplete')) setIncomplete(error.message)
      else setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const sign = async () => {
    if (busy) return
    setBusy(true)
    try {
      const stored = await saving.flush()
      if (!stored) return
      await call(treatmentContract.sign, stored)
      saving.close()
      onReload()
    } catch (error) {
      setAsked(null)
      if (isCallError(error, 'incomplete')) setIncomplete(error.message)
      else setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const endVisit = () => {
    call(visitsContract.end, { id: visit.id }).catch(setFailure)
  }
  const discard = async () => {
    const stored = await saving.flush()
    const entryId = stored?.entryId ?? saving.entryId
    if (entryId !== null) {
      await call(treatmentContract.discardDraft, { entryId })
      offerUndo(
        t('treatment.discarded'),
        () => call(treatmentContract.restoreDraft, { entryId }),
        () => call(treatmentContract.discardDraft, { entryId }),
      )
    }
    saving.close()
    invalidate('clients', [visit.clientId])
    goBack()
  }
  const remove = async () => {
    const stored = await saving.flush()
    await removeVisit(visit.id, stored?.entryId ?? saving.entryId, t('treatment.visitRemoved'))
    saving.close()
    goBack()
  }
  const print = usePrint(
    { clientId: visit.clientId, visitId: visit.id, ...(saving.entryId === null ? {} : { entryId: saving.entryId }) },
    record.purpose,
    saving.flush,
  )
  const copy = (heading: Heading, from: Entry) => change(withCopied(latest.current, heading, from))
  useActions([
    { id: 'primary', label: 'treatment.sign', keys: 'mod+enter', icon: Signature, section: 'actions', run: () => void ask() },
    { id: 'endVisit', label: 'treatment.endVisit', section: 'actions', run: endVisit },
    { id: 'discardDraft', label: 'treatment.discard', icon: Trash2, section: 'actions', run: () => void discard().catch(setFailure) },
    { id: 'removeVisit', label: 'treatment.removeVisit', icon: CalendarX2, section: 'actions', run: () => void remove().catch(setFailure) },
  ])
  const conflict = isCallError(saving.failure, 'conflict') ? (saving.failure.details as { savedAt?: string } | undefined) : undefined
  return (
    <NoteFrame
      record={record}
      state={
        <span role="status">
          {t('treatment.state.draft')}
          {'. '}
          {saving.savedAt ? t('treatment.savedAt', { time: formatTime(saving.savedAt) }) : t('treatment.notSaved')}
        </span>
      }
      actions={
        <>
          <Button
            variant="primary"
            icon={Signature}
            keys="mod+enter"
            busy={busy && !asked}
            busyLabel={t('treatment.signing')}
            onPress={() => void ask()}
          >
            {t('treatment.sign')}
          </Button>
          <Menu
            label={t('treatment.more')}
            entries={[
              print.entry,
              { id: 'savePhrase', label: t('phrases.saveSelected'), icon: BookmarkPlus, onAction: () => void runAction('savePhrase') },
              '-',
              {
                id: 'discard',
                label: t('treatment.discard'),
                icon: Trash2,
                variant: 'danger',
                onAction: () => void discard().catch(setFailure),
              },
              {
                id: 'removeVisit',
                label: t('treatment.removeVisit'),
                icon: CalendarX2,
                variant: 'danger',
                onAction: () => void remove().catch(setFailure),
              },
            ]}
          />
        </>
      }
      aside={<EarlierNotes entries={earlier} onCopy={copy} />}
      chart={
        <ChartEditor
          value={values.bodyChart}
          layers={layersOf(earlier)}
          forInfant={isSmallChild(record.client)}
          onChange={(bodyChart) => change({ ...latest.current, bodyChart })}
        />
      }
      tools={
        <Select
          label={t('treatment.template')}
          hideLabel
          placeholder={t('treatment.chooseTemplate')}
          value={values.templateId}
          options={templates.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            const chosen = templates.find((each) => each.id === id)
            if (chosen) change(withTemplate(latest.current, chosen))
          }}
        />
      }
      foot={<MissingList refused={incomplete} entryId={saving.entryId} isOpen={!busy} onEndVisit={endVisit} />}
    >
      {conflict?.savedAt ? (
        <Callout
          tone="danger"
          alert
          actions={
            <>
              <Button onPress={() => void saving.overwrite()}>{t('treatment.keepMine')}</Button>
              <Button
                onPress={() => {
                  saving.close()
                  onReload()
                }}
              >
                {t('treatment.takeTheirs')}
              </Button>
            </>
          }
        >
          {t('treatment.stale', { time: formatTime(conflict.savedAt) })}
        </Callout>
      ) : saving.failure ? (
        <Callout tone="danger" alert>
          {saving.failure.message}
        </Callout>
      ) : null}
      <PhraseHost>
        <DraftFields values={values} template={template} visit={visit} earlier={earlier} onChange={change} />
      </PhraseHost>
      <CopiedMarks values={values} earlier={earlier} fieldOf={fieldOf} />
      <KantaBeforeSigning entryId={busy ? null : saving.entryId} clientId={visit.clientId} savedAt={saving.savedAt} />
      {asked ? <SignDialog missing={asked} busy={busy} onClose={() => setAsked(null)} onSign={() => void sign()} /> : null}
      {print.dialog}
      <ErrorDialog error={failure} title={t('treatment.notDone')} onClose={() => setFailure(null)} />
    </NoteFrame>
  )
}
