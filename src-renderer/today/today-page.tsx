// Today: the next thing, what else waits, what is half done, and how things stand.
import { CircleCheck, FileText, HardDrive, PenLine, Printer, ScrollText, Search, UserPlus, Users } from 'lucide-react'
import { auditContract } from '../../src-main/audit/contract.ts'
import { backupContract } from '../../src-main/backup/contract.ts'
import { clientsContract } from '../../src-main/clients/contract.ts'
import { draftsContract } from '../../src-main/drafts/contract.ts'
import { privacyContract } from '../../src-main/privacy/contract.ts'
import { runAction, useActions } from '../app/actions.ts'
import { draftPlace } from '../app/draft-places.ts'
import { formatDate, formatDateTime, formatLongDate, isoWeek, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { pages } from '../app/pages.tsx'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { type ToDo, useToDo } from '../app/to-do.ts'
import { Button } from '../components/button.tsx'
import { EmptyState, Loading, PageHeader, Row, Rows, SectionHeading } from '../components/content.tsx'
import { UnsignedNotes } from '../treatment/unsigned-notes.tsx'
import './today.css'

function NextPanel({ item }: { item: ToDo }) {
  const { t } = useI18n()
  return (
    <section className="panel today-next" aria-labelledby="next-title">
      <p className="eyebrow">{t('today.next')}</p>
      <h2 id="next-title">{item.title}</h2>
      <p>{item.detail}</p>
      <div className="actions">
        <Button variant="primary" icon={item.icon} onPress={item.open}>
          {item.action}
        </Button>
      </div>
    </section>
  )
}

function AllDone({ clients }: { clients: number | undefined }) {
  const { t } = useI18n()
  return (
    <EmptyState
      title={clients === 0 ? t('today.noClients') : t('today.allDone')}
      text={clients === 0 ? t('today.noClientsText') : t('today.allDoneText')}
    >
      {pages.newClient ? (
        <Row
          icon={UserPlus}
          title={clients === 0 ? t('today.firstClient') : t('today.newClient')}
          detail={t('today.newClientDetail')}
          keys="mod+shift+n"
          onPress={() => go('newClient', {})}
        />
      ) : null}
      {clients === 0 && pages.importClients ? (
        <Row icon={Users} title={t('first-run.import')} detail={t('first-run.importDetail')} onPress={() => go('importClients')} />
      ) : null}
      {clients !== 0 ? (
        <Row icon={Search} title={t('today.find')} detail={t('today.findDetail')} keys="mod+k" onPress={() => runAction('palette')} />
      ) : null}
      {pages.privacy ? <Row icon={Printer} title={t('today.print')} detail={t('today.printDetail')} onPress={() => go('privacy')} /> : null}
    </EmptyState>
  )
}

function Drafts() {
  const { t } = useI18n()
  const drafts = useMethod(draftsContract.list, {}, { fresh: true })
  const known = (drafts.data ?? []).flatMap(({ form, savedAt }) => {
    const place = draftPlace(form)
    return place ? [{ form, savedAt, ...place }] : []
  })
  if (known.length === 0) return null
  return (
    <section>
      <SectionHeading count={known.length}>{t('today.drafts')}</SectionHeading>
      <Rows>
        {known.map((draft) => (
          <Row
            key={draft.form}
            icon={PenLine}
            title={t(draft.label)}
            detail={t('today.draftSaved', { time: formatDateTime(draft.savedAt) })}
            onPress={draft.open}
          />
        ))}
      </Rows>
    </section>
  )
}

function Standing() {
  const { t } = useI18n()
  const state = useVaultState().data
  const role = state?.user?.role
  const demo = state?.demo === true
  const clients = useMethod(clientsContract.count, {})
  const check = useMethod(privacyContract.checkRegisterDescription, {}, { enabled: role !== 'bookkeeper' })
  const audit = useMethod(auditContract.status, {})
  const backup = useMethod(backupContract.status, {}, { enabled: !demo })
  const log = audit.data
  const newest = check.data?.newest
  return (
    <section>
      <SectionHeading>{t('today.standing')}</SectionHeading>
      <Rows>
        {clients.data ? (
          <Row
            icon={Users}
            title={t('today.clientCount', { count: clients.data.active })}
            detail={clients.data.archived > 0 ? t('today.archivedCount', { count: clients.data.archived }) : undefined}
            {...(pages.clients ? { onPress: () => go('clients', {}) } : {})}
          />
        ) : null}
        {check.data ? (
          <Row
            icon={FileText}
            title={newest ? t('today.descriptionVersion', { version: newest.version }) : t('today.descriptionNone')}
            detail={newest ? t('today.descriptionDate', { date: formatDate(newest.date) }) : undefined}
            {...(pages.privacy ? { onPress: () => go('privacy') } : {})}
          />
        ) : null}
        {backup.data ? (
          <Row
            icon={HardDrive}
            tone={backup.data.last ? 'success' : 'warning'}
            title={backup.data.last ? t('today.backupLast', { time: formatDateTime(backup.data.last.at) }) : t('today.backupNone')}
            detail={
              backup.data.lastDrill?.ok
                ? t('today.backupProved', { date: formatDate(backup.data.lastDrill.at) })
                : backup.data.last
                  ? t('today.backupChecked')
                  : undefined
            }
            {...(pages.backups ? { onPress: () => go('backups') } : {})}
          />
        ) : null}
        {log ? (
          <Row
            icon={log.lastVerifiedOk && log.openFindings.length === 0 ? CircleCheck : ScrollText}
            tone={log.lastVerifiedOk && log.openFindings.length === 0 ? 'success' : 'muted'}
            title={
              log.openFindings.length > 0
                ? t('app.logFindings', { count: log.openFindings.length })
                : log.lastVerifiedOk
                  ? t('today.logWhole')
                  : t('today.logUnverified')
            }
            detail={
              log.lastVerifiedAt
                ? t('today.logVerified', { time: formatDateTime(log.lastVerifiedAt) })
                : t('app.logHead', { number: log.head.number })
            }
            {...(role === 'owner' ? { onPress: () => go('settings', { section: 'log' }) } : {})}
          />
        ) : null}
      </Rows>
    </section>
  )
}

export function TodayPage() {
  const { t } = useI18n()
  const list = useToDo()
  const clients = useMethod(clientsContract.count, {})
  const date = todayDate()
  useActions(
    pages.newClient
      ? [
          {
            id: 'newClient',
            label: 'today.newClient',
            keys: 'mod+shift+n',
            icon: UserPlus,
            section: 'actions',
            run: () => go('newClient', {}),
          },
        ]
      : [],
  )
  const [first, ...rest] = list ?? []
  return (
    <div className="page">
      <PageHeader
        title={t('app.today')}
        fact={t('today.date', { date: formatLongDate(date), week: isoWeek(date) })}
        actions={
          pages.newClient ? (
            <Button icon={UserPlus} keys="mod+shift+n" onPress={() => go('newClient', {})}>
              {t('today.newClient')}
            </Button>
          ) : null
        }
      />
      <div className="page-body with-details">
        <div className="today-main">
          {list === undefined ? <Loading /> : first ? <NextPanel item={first} /> : <AllDone clients={clients.data?.active} />}
          {rest.length > 0 ? (
            <section>
              <SectionHeading count={rest.length}>{t('today.toDo')}</SectionHeading>
              <Rows>
                {rest.map((item) => (
                  <Row key={item.id} icon={item.icon} tone={item.tone} title={item.title} detail={item.detail} onPress={item.open} />
                ))}
              </Rows>
            </section>
          ) : null}
        </div>
        <div className="today-side">
          <UnsignedNotes />
          <Drafts />
          <Standing />
        </div>
      </div>
    </div>
  )
}
