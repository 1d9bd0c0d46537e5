// Copies that are known, newest first: when, where, how large, what is known of them, how long they stay.
import { Check, FileCheck, FlaskConical, RotateCcw, TriangleAlert } from 'lucide-react'
import type { BackupCopy } from '../../src-main/backup/shapes-contract.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Menu } from '../components/menu.tsx'
import { fileNameOf, folderOf, sizeWords, whenWords } from './words.ts'

function State({ copy }: { copy: BackupCopy }) {
  const { t } = useI18n()
  if (copy.provedAt)
    return (
      <>
        <FileCheck className="icon-s tone-success" aria-hidden="true" />
        {t('backup.state.proved')}
      </>
    )
  if (copy.verifiedAt)
    return (
      <>
        <Check className="icon-s tone-success" aria-hidden="true" />
        {t('backup.state.checked')}
      </>
    )
  return (
    <span className="tone-warning">
      <TriangleAlert className="icon-s" aria-hidden="true" />
      {t('backup.state.unchecked')}
    </span>
  )
}

export function CopiesTable({
  copies,
  mayDrill,
  onRestore,
  onDrill,
}: {
  copies: readonly BackupCopy[]
  mayDrill: boolean
  onRestore(path: string): void
  onDrill(path: string): void
}) {
  const { t } = useI18n()
  return (
    <table className="backup-table">
      <thead>
        <tr>
          <th scope="col">{t('backup.column.taken')}</th>
          <th scope="col">{t('backup.column.place')}</th>
          <th scope="col" data-align="end">
            {t('backup.column.size')}
          </th>
          <th scope="col">{t('backup.column.state')}</th>
          <th scope="col">{t('backup.column.kept')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('backup.column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {copies.map((copy) => (
          <tr key={copy.id}>
            <th scope="row" title={fileNameOf(copy.path)}>
              {whenWords(copy.createdAt)}
            </th>
            <td title={folderOf(copy.path)}>{copy.label ?? t('backup.ownFolder')}</td>
            <td data-align="end">{sizeWords(copy.bytes)}</td>
            <td>
              <span className="backup-state">
                <State copy={copy} />
              </span>
              {copy.olderKeys ? <span className="backup-note">{t('backup.olderKeys')}</span> : null}
            </td>
            <td className="muted">
              {copy.present === false
                ? t('backup.gone')
                : copy.keptUntil
                  ? t('backup.until', { date: formatDate(copy.keptUntil) })
                  : t('backup.untilNext')}
            </td>
            <td data-align="end">
              {copy.present ? (
                <Menu
                  label={t('backup.copyActions', { when: whenWords(copy.createdAt) })}
                  entries={[
                    { id: 'restore', label: t('backup.restoreFrom'), icon: RotateCcw, onAction: () => onRestore(copy.path) },
                    ...(mayDrill
                      ? [{ id: 'drill', label: t('backup.drillWith'), icon: FlaskConical, onAction: () => onDrill(copy.path) }]
                      : []),
                  ]}
                />
              ) : (
                <span className="muted">{copy.present === null ? t('backup.away') : null}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
