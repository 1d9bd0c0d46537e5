// Who has used this client's data, when and why (703/2023 § 10). Looking at it is logged too.
import { useState } from 'react'
import { type AuditEntry, auditContract } from '../../src-main/audit/contract.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'

export function UseLog({ clientId }: { clientId: string }) {
  const { t } = useI18n()
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null])
  return (
    <div className="use-log">
      <p className="muted">{t('clients.log.intro')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('clients.log.at')}</th>
            <th scope="col">{t('clients.log.who')}</th>
            <th scope="col">{t('clients.log.what')}</th>
            <th scope="col">{t('clients.log.why')}</th>
          </tr>
        </thead>
        {cursors.map((cursor, index) => (
          <LogPart
            key={cursor ?? ''}
            clientId={clientId}
            cursor={cursor}
            isLast={index === cursors.length - 1}
            onMore={(next) => setCursors([...cursors, next])}
          />
        ))}
      </table>
    </div>
  )
}

function LogPart({
  clientId,
  cursor,
  isLast,
  onMore,
}: {
  clientId: string
  cursor: string | null
  isLast: boolean
  onMore(cursor: string): void
}) {
  const { t } = useI18n()
  const part = useMethod(auditContract.list, { clientId, limit: 50, ...(cursor ? { cursor } : {}) })
  if (part.error)
    return (
      <tbody>
        <tr>
          <td colSpan={4}>
            <Callout tone="danger" alert>
              {part.error.message}
            </Callout>
          </td>
        </tr>
      </tbody>
    )
  if (!part.data)
    return (
      <tbody>
        <tr>
          <td colSpan={4}>
            <Loading rows={4} />
          </td>
        </tr>
      </tbody>
    )
  const next = part.data.cursor
  return (
    <tbody>
      {part.data.entries.map((entry) => (
        <LogRow key={entry.number} entry={entry} />
      ))}
      {isLast && next ? (
        <tr>
          <td colSpan={4}>
            <Button onPress={() => onMore(next)}>{t('clients.earlier')}</Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

function LogRow({ entry }: { entry: AuditEntry }) {
  const { t } = useI18n()
  const groups = entry.groups.map((group) => t(`clients.log.group.${group}`)).join(', ')
  return (
    <tr>
      <td className="nowrap">{formatDateTime(entry.at)}</td>
      <td>{entry.userName}</td>
      <td>
        {t(`clients.log.kind.${entry.kind}`)}
        {groups ? <span className="muted">: {groups}</span> : null}
      </td>
      <td>{entry.purpose ? t(`clients.purpose.${entry.purpose}`) : ''}</td>
    </tr>
  )
}
