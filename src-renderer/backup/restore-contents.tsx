// What is in the file, before anything is done.
import { formatDateTime, formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Callout } from '../components/content.tsx'
import type { Contents } from './restore-flow.tsx'
import { sizeWords } from './words.ts'

/** Tables whose rows she knows by name, in this order. */
const known = ['clients', 'appointments', 'visits', 'treatment_entries', 'invoices', 'users'] as const

export function RestoreContents({ contents }: { contents: Contents }) {
  const { t } = useI18n()
  const rows = Object.values(contents.counts).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <section className="panel backup-contents" aria-labelledby="contents-title">
        <h2 id="contents-title">{contents.practice || contents.ownerName}</h2>
        <p className="muted">
          {contents.ownerName}
          {contents.demo ? `, ${t('backup.demoCopy')}` : ''}
        </p>
        <dl>
          <div>
            <dt>{t('backup.takenAt')}</dt>
            <dd>{formatDateTime(contents.createdAt)}</dd>
          </div>
          {known.map((table) =>
            contents.counts[table] === undefined ? null : (
              <div key={table}>
                <dt>{t(`backup.table.${table}`)}</dt>
                <dd>{formatNumber(contents.counts[table])}</dd>
              </div>
            ),
          )}
          <div>
            <dt>{t('backup.attachments')}</dt>
            <dd>
              {contents.attachments === 0
                ? formatNumber(0)
                : t('backup.attachmentsSize', { count: contents.attachments, size: sizeWords(contents.attachmentBytes) })}
            </dd>
          </div>
          <div>
            <dt>{t('backup.rowsInAll')}</dt>
            <dd>{formatNumber(rows)}</dd>
          </div>
          <div>
            <dt>{t('backup.logHead')}</dt>
            <dd>
              {t('backup.logEntry', { number: formatNumber(contents.logHead.number) })}{' '}
              <span className="mono muted">{contents.logHead.hash.slice(0, 16)}</span>
            </dd>
          </div>
          <div>
            <dt>{t('backup.madeBy')}</dt>
            <dd>{t('app.version', { version: contents.appVersion })}</dd>
          </div>
        </dl>
      </section>
      {contents.schema === 'newer' ? (
        <Callout tone="danger" alert>
          {t('backup.schemaNewer')}
        </Callout>
      ) : null}
      {contents.schema === 'older' ? <Callout>{t('backup.schemaOlder')}</Callout> : null}
      {contents.warnings.map((warning) => (
        <Callout key={warning} tone={warning === 'usersWait' ? 'info' : 'warning'}>
          {t(`backup.restoreWarning.${warning}`)}
        </Callout>
      ))}
    </>
  )
}
