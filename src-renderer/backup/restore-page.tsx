import { useI18n } from '../app/i18n.ts'
import type { Routes } from '../app/routes.ts'
import { PageHeader } from '../components/content.tsx'
import './backup.css'
import { RestoreFlow } from './restore-flow.tsx'

/** Restoring beside a practice that is in use. */
export function RestorePage({ params }: { params: Routes['restore'] }) {
  const { t } = useI18n()
  return (
    <div className="page">
      <PageHeader back title={t('backup.restoreFrom')} />
      <div className="page-body backup-restore-page">
        <p className="muted">{t('backup.restoreIntro')}</p>
        <RestoreFlow path={params.path} ownVault />
      </div>
    </div>
  )
}
