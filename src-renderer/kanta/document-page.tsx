// One entry on its way to the archive: where it stands and why, what its document says beside the XML itself, and everything that happened.
import { CirclePause, CirclePlay, FilePen, MailCheck, RotateCcw, UserPen } from 'lucide-react'
import { useState } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { type Action, useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate, useMethod } from '../app/queries.ts'
import { go, goBack, type Routes } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, PageHeader } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { Menu } from '../components/menu.tsx'
import { PurposePanel } from '../treatment/purpose-panel.tsx'
import { DocumentHistory } from './document-history.tsx'
import { Preview } from './document-preview.tsx'
import { ProblemList } from './problem-list.tsx'
import { AnswerDialog, HoldDialog } from './row-dialogs.tsx'
import { kindWords, type QueueRow, reasonWords, stateIcon, stateTone } from './state-words.ts'
import './kanta.css'

export function KantaDocumentPage({ params: { id: entryId } }: { params: Routes['kantaDocument'] }) {
  const { t } = useI18n()
  const [purpose, setPurpose] = useState<Purpose>()
  const because = purpose === undefined ? {} : { purpose }
  const preview = useMethod(kantaContract.preview, { entryId, ...because }, { keep: true })
  const history = useMethod(kantaContract.history, { entryId, ...because }, { enabled: preview.data !== undefined, keep: true })
  if (preview.error?.code === 'purpose_required') return <PurposePanel onPurpose={setPurpose} />
  const row = history.data?.rows.at(-1) ?? preview.data?.row
  if (!preview.data || !history.data || !row) {
    const error = preview.error ?? history.error
    return (
      <div className="page">
        <PageHeader title={t('app.kanta')} back />
        <div className="page-body">
          {error ? (
            <Callout tone="danger" alert actions={<Button onPress={goBack}>{t('common.back')}</Button>}>
              {error.message}
            </Callout>
          ) : (
            <Loading />
          )}
        </div>
      </div>
    )
  }
  const waits = row.state === 'pending' || row.state === 'withheld' || row.state === 'rejected'
  return (
    <div className="page">
      <Head row={row} />
      <div className="page-body kanta-document">
        <Standing row={row} />
        {waits ? <ProblemList problems={preview.data.problems} clientId={row.clientId} entryId={row.entryId} /> : null}
        <Preview preview={preview.data} />
        <DocumentHistory history={history.data} />
      </div>
    </div>
  )
}

function Head({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  const [dialog, setDialog] = useState<'answer' | 'hold' | 'release' | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { entryId, documentId, state } = row
  const retry = () => {
    if (busy || documentId === undefined) return
    setBusy(true)
    call(kantaContract.retry, { documentId })
      .then(() => invalidate('kanta'), setFailure)
      .finally(() => setBusy(false))
  }
  const openNote = () => go('note', { entryId })
  const mayHold = !row.hold && (state === 'pending' || state === 'withheld' || state === 'rejected')
  const actions: Action[] = []
  const add = (wanted: boolean, action: Omit<Action, 'section'>) => {
    if (wanted) actions.push({ ...action, section: 'actions' })
  }
  add(state === 'exported', {
    id: 'primary',
    label: 'kanta.recordAnswer',
    keys: 'mod+enter',
    icon: MailCheck,
    run: () => setDialog('answer'),
  })
  add(state === 'rejected', { id: 'primary', label: 'kanta.retry', keys: 'mod+enter', icon: RotateCcw, run: retry })
  add(row.hold !== undefined, {
    id: 'primary',
    label: 'kanta.release',
    keys: 'mod+enter',
    icon: CirclePlay,
    run: () => setDialog('release'),
  })
  add(mayHold, { id: 'kantaHold', label: 'kanta.hold', icon: CirclePause, run: () => setDialog('hold') })
  add(state === 'exported', { id: 'kantaAgain', label: 'kanta.writeAgain', icon: RotateCcw, run: retry })
  add(true, { id: 'kantaNote', label: 'kanta.openNote', icon: FilePen, run: openNote })
  add(true, { id: 'kantaClient', label: 'kanta.openClient', icon: UserPen, run: () => go('client', { id: row.clientId }) })
  useActions(actions)
  const primary = actions.find(({ id }) => id === 'primary')
  const others = actions.filter(({ id }) => id !== 'primary' && id !== 'kantaNote')
  return (
    <>
      <PageHeader
        back
        line
        title={row.displayName}
        fact={t('kanta.documentFact', { kind: t(`kanta.entryKind.${row.entryKind}`), date: formatDate(row.visitStartedAt) })}
        actions={
          <>
            <Button icon={FilePen} onPress={openNote}>
              {t('kanta.openNote')}
            </Button>
            {primary ? (
              <Button
                variant="primary"
                keys="mod+enter"
                busy={busy}
                {...(primary.icon ? { icon: primary.icon } : {})}
                onPress={primary.run}
              >
                {t(primary.label)}
              </Button>
            ) : null}
            <Menu
              label={t('kanta.more')}
              entries={others.map(({ id, label, icon, run }) => ({ id, label: t(label), ...(icon ? { icon } : {}), onAction: run }))}
            />
          </>
        }
      />
      {dialog === 'answer' && documentId !== undefined ? <AnswerDialog documentId={documentId} onClose={() => setDialog(null)} /> : null}
      {dialog === 'hold' || dialog === 'release' ? (
        <HoldDialog entryId={entryId} release={dialog === 'release'} heldBecause={row.hold?.reason} onClose={() => setDialog(null)} />
      ) : null}
      <ErrorDialog error={failure} title={t('kanta.notDone')} onClose={() => setFailure(null)} />
    </>
  )
}

/** Where it stands, by which rule, and what she can do about it. */
function Standing({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  const Icon = stateIcon[row.state]
  const about = [
    kindWords(row),
    row.version === undefined ? null : t('kanta.versionNumber', { version: row.version }),
    row.attempts > 0 ? t('kanta.attempts', { count: row.attempts }) : null,
  ]
  return (
    <section className="kanta-standing" aria-label={t('kanta.stateHeading')}>
      <p className="kanta-standing-state" role="status">
        <Icon className={`icon tone-${stateTone[row.state]}`} aria-hidden="true" />
        <strong>{t(`kanta.state.${row.state}`)}</strong>
        <span className="muted">{about.filter(Boolean).join(', ')}</span>
      </p>
      <p>
        {t('kanta.byRule', { reason: reasonWords(row.reason), number: row.rule })}{' '}
        {row.hold ? t('kanta.holdBecause', { reason: row.hold.reason }) : null}
      </p>
      {row.lastError ? (
        <Callout tone={row.state === 'rejected' ? 'danger' : 'warning'}>
          {row.state === 'rejected' ? t('kanta.rejectedBecause', { reason: row.lastError }) : row.lastError}
        </Callout>
      ) : null}
      {row.correctsDocumentId ? (
        <p className="muted">
          {t('kanta.corrects')} <span className="mono kanta-id">{row.correctsDocumentId}</span>
        </p>
      ) : null}
      <p className="muted">{t(`kanta.next.${row.state}`)}</p>
      {row.state === 'withheld' && row.rule === 1 && isOwner ? (
        <Button size="s" onPress={() => go('settings', { section: 'patientRecord' })}>
          {t('kanta.openRecordSettings')}
        </Button>
      ) : null}
      {row.state === 'withheld' && row.rule === 2 ? (
        <Button size="s" onPress={() => go('editClient', { id: row.clientId })}>
          {t('kanta.editClient')}
        </Button>
      ) : null}
    </section>
  )
}
