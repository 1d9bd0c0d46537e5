// The entries of the log, newest first, narrowed by person, act and days.
import { useState } from 'react'
import { type AuditEntry, auditContract } from '../../src-main/audit/contract.ts'
import { logKinds } from '../../src-main/core/contract.ts'
import { usersContract } from '../../src-main/vault/users-contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { formatDateTime, formatNumber, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { Select } from '../components/select.tsx'

const pageSize = 50
const all = 'all'
type Kind = (typeof logKinds)[number]

function EntriesTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useI18n()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable without a mouse (WCAG 2.1.1)
    <div className="log-scroll" role="region" aria-label={t('log.entries')} tabIndex={0}>
      <table className="log-table">
        <thead>
          <tr>
            <th scope="col">{t('log.number')}</th>
            <th scope="col">{t('log.when')}</th>
            <th scope="col">{t('log.who')}</th>
            <th scope="col">{t('log.what')}</th>
            <th scope="col">{t('log.data')}</th>
            <th scope="col">{t('log.from')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td>{formatNumber(entry.number)}</td>
              <td>{formatDateTime(entry.at)}</td>
              <td>{entry.userName}</td>
              <td>
                {t(`log.kind.${entry.kind}`)}
                {entry.purpose ? <span className="muted">, {t(`log.purpose.${entry.purpose}`)}</span> : null}
                <div className="mono muted">{entry.method}</div>
              </td>
              <td>
                {entry.groups.map((group) => t(`log.group.${group}`)).join(', ')}
                {entry.clientIds.length > 0 ? <div className="muted">{t('log.clients', { count: entry.clientIds.length })}</div> : null}
              </td>
              <td>{t(`log.source.${entry.source}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function LogEntries({ isOwner }: { isOwner: boolean }) {
  const { t } = useI18n()
  const users = useMethod(usersContract.list, {}, { enabled: isOwner })
  const [userId, setUserId] = useState(all)
  const [kind, setKind] = useState<Kind | typeof all>(all)
  const [from, setFrom] = useState<string | null>('')
  const [to, setTo] = useState<string | null>('')
  const filter = {
    ...(userId === all ? {} : { userId }),
    ...(kind === all ? {} : { kind }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
  const first = useMethod(auditContract.list, { ...filter, limit: pageSize }, { fresh: true, keep: true })
  const [more, setMore] = useState<{ of: string; entries: AuditEntry[]; cursor: string | undefined } | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const of = JSON.stringify([filter, first.dataUpdatedAt])
  const rest = more?.of === of ? more : null
  const cursor = rest ? rest.cursor : first.data?.cursor
  const fetchMore = () => {
    if (!cursor || busy) return
    setBusy(true)
    setFailure(null)
    call(auditContract.list, { ...filter, limit: pageSize * 2, cursor })
      .then(
        (answer) => setMore({ of, entries: [...(rest?.entries ?? []), ...answer.entries], cursor: answer.cursor }),
        (error: unknown) => setFailure(errorText(error)),
      )
      .finally(() => setBusy(false))
  }
  const entries = [...(first.data?.entries ?? []), ...(rest?.entries ?? [])]
  return (
    <>
      <div className="log-filters">
        {isOwner ? (
          <Select
            label={t('log.who')}
            value={userId}
            onChange={setUserId}
            options={[
              { value: all, label: t('log.everyone') },
              ...(users.data ?? []).map((user) => ({ value: user.id, label: user.name })),
            ]}
          />
        ) : null}
        <Select
          label={t('log.what')}
          value={kind}
          onChange={(next: Kind | typeof all) => setKind(next)}
          options={[{ value: all, label: t('log.everything') }, ...logKinds.map((each) => ({ value: each, label: t(`log.kind.${each}`) }))]}
        />
        <DateField label={t('log.fromDay')} value={from ?? ''} onChange={setFrom} max={todayDate()} />
        <DateField label={t('log.toDay')} value={to ?? ''} onChange={setTo} max={todayDate()} />
      </div>
      {first.error ? (
        <Callout tone="danger" alert>
          {first.error.message}
        </Callout>
      ) : first.data === undefined ? (
        <Loading />
      ) : entries.length === 0 ? (
        <p className="muted">{t('log.none')}</p>
      ) : (
        <EntriesTable entries={entries} />
      )}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {cursor ? (
        <div>
          <Button busy={busy} busyLabel={t('common.loading')} onPress={fetchMore}>
            {t('log.more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
