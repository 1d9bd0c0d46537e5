// One client: who she is, what has happened, what is known.
import { Archive, ArchiveRestore, FileText, Merge, Pencil, Printer, Share2 } from 'lucide-react'
import { useState } from 'react'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { AlertPills } from '../alerts/alert-pills.tsx'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go, goBack, type Routes } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { offerUndo } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, PageHeader } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { Menu } from '../components/menu.tsx'
import { ClientDetails } from './client-details.tsx'
import { ClientHistory } from './client-history.tsx'
import { ClientMarks } from './client-marks.tsx'
import { ageText } from './client-text.ts'
import { LogExtractDialog } from './log-extract-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { DisclosureDialog } from '../disclosures/disclosure-dialog.tsx'
import { PrintDialog } from '../record-print/print-dialog.tsx'
import { StartVisit } from '../treatment/start-visit.tsx'
import './client-page.css'
import './clients.css'

export function ClientPage({ params: { id, show } }: { params: Routes['client'] }) {
  const { t } = useI18n()
  // Opening the page is a view, and the log says so each time.
  const client = useMethod(clientsContract.get, { id }, { fresh: true })
  if (client.error)
    return (
      <div className="page">
        <PageHeader title={t('app.clients')} back />
        <div className="page-body">
          <Callout tone="danger" alert actions={<Button onPress={goBack}>{t('common.back')}</Button>}>
            {client.error.message}
          </Callout>
        </div>
      </div>
    )
  if (!client.data)
    return (
      <div className="page">
        <PageHeader title={t('app.clients')} back />
        <div className="page-body">
          <Loading />
        </div>
      </div>
    )
  return <ClientView client={client.data} show={show} />
}

/** Archiving and restoring take each other back. */
export async function setArchived(client: Client, archived: boolean, said: (name: string) => string): Promise<void> {
  const doIt = () => call(archived ? clientsContract.archive : clientsContract.restore, { id: client.id })
  const undoIt = () => call(archived ? clientsContract.restore : clientsContract.archive, { id: client.id })
  await doIt()
  offerUndo(said(client.displayName), undoIt, doIt)
}

function ClientView({ client, show }: { client: Client; show: Routes['client']['show'] }) {
  const { t } = useI18n()
  const role = useVaultState().data?.user?.role
  const [open, setOpen] = useState<'merge' | 'extract' | 'print' | 'disclosure' | null>(null)
  const [mergeWith, setMergeWith] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  /** Contact data under a safety prohibition, once asked for with a purpose; the revision tells when they are old. */
  const [unmasked, setUnmasked] = useState<Client | null>(null)
  const unmask = async (purpose: Purpose) => {
    setUnmasked(await call(clientsContract.get, { id: client.id, unmask: true, purpose }))
  }
  const shown = unmasked && unmasked.revision === client.revision ? unmasked : client
  const mayRead = role === 'owner' || role === 'practitioner'
  const mayStart = role !== undefined && role !== 'bookkeeper' && client.archivedAt === null && client.dateOfDeath === undefined
  const isArchived = client.archivedAt !== null
  const edit = () => go('editClient', { id: client.id })
  const archive = () => {
    setArchived(client, !isArchived, (name) => t(isArchived ? 'clients.restored' : 'clients.wasArchived', { name })).catch(setFailure)
  }
  const merge = (other?: string) => {
    setMergeWith(other ?? null)
    setOpen('merge')
  }
  useActions([
    { id: 'editClient', label: 'clients.edit', keys: 'e', icon: Pencil, section: 'actions', run: edit },
    { id: 'primary', label: 'clients.edit', keys: 'mod+enter', section: 'actions', hidden: true, run: edit },
    {
      id: 'archiveClient',
      label: isArchived ? 'clients.restore' : 'clients.archive',
      icon: isArchived ? ArchiveRestore : Archive,
      section: 'actions',
      run: archive,
    },
    { id: 'mergeClient', label: 'clients.merge', icon: Merge, section: 'actions', run: () => merge() },
    ...(mayRead
      ? [
          {
            id: 'printRecord',
            label: 'record-print.open',
            keys: 'mod+p',
            icon: Printer,
            section: 'actions',
            run: () => setOpen('print'),
          } as const,
          {
            id: 'recordDisclosure',
            label: 'disclosures.record',
            icon: Share2,
            section: 'actions',
            run: () => setOpen('disclosure'),
          } as const,
        ]
      : []),
    ...(role === 'owner'
      ? [{ id: 'logExtract', label: 'clients.logExtract', icon: FileText, section: 'actions', run: () => setOpen('extract') } as const]
      : []),
  ])
  const age = ageText(client)
  return (
    <div className="page">
      <header className="client-head">
        <div className="client-head-line">
          <div className="client-head-name">
            <h1 tabIndex={-1}>{client.displayName}</h1>
            <ClientAlerts client={client} />
            {mayRead ? <AlertPills clientId={client.id} /> : null}
          </div>
          <div className="page-actions">
            {mayStart ? <StartVisit clientId={client.id} mayWrite={role !== 'assistant'} /> : null}
            <Button variant={mayStart ? 'secondary' : 'primary'} icon={Pencil} keys="e" onPress={edit}>
              {t('clients.edit')}
            </Button>
            <Menu
              label={t('clients.more')}
              entries={[
                ...(mayRead
                  ? [
                      { id: 'print', label: t('record-print.open'), icon: Printer, keys: 'mod+p', onAction: () => setOpen('print') },
                      { id: 'disclosure', label: t('disclosures.record'), icon: Share2, onAction: () => setOpen('disclosure') },
                    ]
                  : []),
                ...(role === 'owner'
                  ? [{ id: 'extract', label: t('clients.logExtract'), icon: FileText, onAction: () => setOpen('extract') }]
                  : []),
                { id: 'merge', label: t('clients.merge'), icon: Merge, onAction: () => merge() },
                '-' as const,
                {
                  id: 'archive',
                  label: t(isArchived ? 'clients.restore' : 'clients.archive'),
                  icon: isArchived ? ArchiveRestore : Archive,
                  onAction: archive,
                },
              ]}
            />
          </div>
        </div>
        <dl className="client-facts">
          {age ? (
            <div>
              <dt>{t('clients.age')}</dt>
              <dd>{age}</dd>
            </div>
          ) : client.birthYear ? (
            <div>
              <dt>{t('clients.field.birthYear')}</dt>
              <dd>{client.birthYear}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t('clients.added')}</dt>
            <dd>{formatDate(client.createdAt)}</dd>
          </div>
          {client.guardians.length > 0 ? (
            <div>
              <dt>{t('clients.guardians')}</dt>
              <dd>{client.guardians.map((guardian) => guardian.name).join(', ')}</dd>
            </div>
          ) : null}
        </dl>
      </header>
      <div className="page-body with-details client-body">
        <ClientHistory client={client} show={show} mayReadLog={mayRead} />
        <ClientDetails client={shown} mayRead={mayRead} onUnmask={unmask} onCompare={merge} />
      </div>
      {open === 'merge' ? (
        <MergeDialog
          firstId={client.id}
          secondId={mergeWith}
          onClose={() => setOpen(null)}
          onMerged={(kept) => {
            setOpen(null)
            if (kept !== client.id) go('client', { id: kept }, { replace: true })
          }}
        />
      ) : null}
      {open === 'print' ? <PrintDialog of={{ clientId: client.id }} onClose={() => setOpen(null)} /> : null}
      {open === 'disclosure' ? <DisclosureDialog clientId={client.id} onClose={() => setOpen(null)} /> : null}
      {open === 'extract' ? <LogExtractDialog clientId={client.id} onClose={() => setOpen(null)} /> : null}
      <ErrorDialog error={failure} title={t('clients.notArchived')} onClose={() => setFailure(null)} />
    </div>
  )
}

/** Beside the name, always: what must not be missed. */
function ClientAlerts({ client }: { client: Client }) {
  const { t } = useI18n()
  return (
    <>
      {client.safetyProhibition ? (
        <Callout tone="danger">
          <strong>{t('clients.safetyProhibition')}:</strong> {t('clients.safetyAlert')}
        </Callout>
      ) : null}
      {client.dateOfDeath ? (
        <Callout tone="info">
          <strong>{t('clients.deceased')}</strong> {formatDate(client.dateOfDeath)}
        </Callout>
      ) : null}
      {client.archivedAt ? <ClientMarks client={{ safetyProhibition: false, deceased: false, archived: true }} /> : null}
    </>
  )
}
