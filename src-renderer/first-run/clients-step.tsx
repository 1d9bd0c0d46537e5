import { House, Upload, UserPlus } from 'lucide-react'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { pages } from '../app/pages.tsx'
import { go } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { Row, Rows } from '../components/content.tsx'
import { StepPage } from './step-page.tsx'

/** The last step: bring the clients, add the first one, or begin with none. */
export function ClientsStep({ onDone, onBack }: { onDone(): void; onBack(): void }) {
  const { t } = useI18n()
  const leave = (open: () => void) => () => {
    open()
    onDone()
  }
  useActions([{ id: 'primary', label: 'first-run.start', keys: 'mod+enter', section: 'actions', run: leave(() => go('today')) }])
  return (
    <StepPage title={t('first-run.clientsTitle')} intro={t('first-run.clientsIntro')}>
      <div className="stack empty">
        <Rows label={t('first-run.step.clients')}>
          {pages.importClients ? (
            <Row
              icon={Upload}
              title={t('first-run.import')}
              detail={t('first-run.importDetail')}
              onPress={leave(() => go('importClients'))}
            />
          ) : null}
          {pages.newClient ? (
            <Row
              icon={UserPlus}
              title={t('first-run.addClient')}
              detail={t('first-run.addClientDetail')}
              onPress={leave(() => go('newClient', {}))}
            />
          ) : null}
          <Row icon={House} title={t('first-run.start')} detail={t('first-run.startDetail')} onPress={leave(() => go('today'))} />
        </Rows>
        <div className="setup-actions">
          <Button variant="quiet" size="l" onPress={onBack}>
            {t('common.back')}
          </Button>
        </div>
      </div>
    </StepPage>
  )
}
