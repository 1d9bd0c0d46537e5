// The checks of a verification or drill, each with what was counted.
import { Check, X } from 'lucide-react'
import type { BackupCheck } from '../../src-main/backup/shapes-contract.ts'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'

export function CheckList({ checks }: { checks: readonly BackupCheck[] }) {
  const { t } = useI18n()
  return (
    <ul className="backup-checks" aria-label={t('backup.checks')}>
      {checks.map((check) => (
        <li key={check.name} data-ok={check.ok}>
          {check.ok ? (
            <Check className="icon-s tone-success" aria-hidden="true" />
          ) : (
            <X className="icon-s tone-danger" aria-hidden="true" />
          )}
          <span>{t(`backup.check.${check.name}`)}</span>
          <span className="backup-check-count">
            {check.ok ? (
              check.count === null || check.count < 2 ? (
                <span className="visually-hidden">{t('backup.checkOk')}</span>
              ) : (
                formatNumber(check.count)
              )
            ) : (
              <span className="tone-danger">{t('backup.checkFailed')}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
