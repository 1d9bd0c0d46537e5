// First run: one task a page, the steps that are left beside it. After the first step everything can be left and taken up again.
import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { languages } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { changeLanguage, refreshVaultState, type VaultState } from '../app/session.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { SegmentedControl } from '../components/choice.tsx'
import { Loading } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { RestoreStep } from '../backup/restore-step.tsx'
import { ClientsStep } from './clients-step.tsx'
import './first-run.css'
import { PatientRecordStep } from './patient-record-step.tsx'
import { PracticeStep } from './practice-step.tsx'
import { RecoveryKeyStep } from './recovery-key-step.tsx'
import { nextStep, type Step, steps } from './steps.ts'
import { StepPage } from './step-page.tsx'
import { VaultStep } from './vault-step.tsx'

export function FirstRun({ state, onDone }: { state: VaultState; onDone(): void }) {
  const { t, language } = useI18n()
  const info = useMethod(shellContract.info, {})
  const settings = useMethod(settingsContract.get, {}, { enabled: state.unlocked })
  const [step, setStep] = useState<Step | null>(state.exists ? null : 'vault')
  const [created, setCreated] = useState<{ recoveryKey: string } | null>(null)
  const [restoring, setRestoring] = useState(false)
  const [openingDemo, setOpeningDemo] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    if (step === null && settings.data) setStep(nextStep(state, settings.data) ?? 'clients')
  }, [step, settings.data, state])
  const openDemo = () => {
    if (openingDemo) return
    setOpeningDemo(true)
    // The page is loaded again when the demo is ready, so only a refusal comes back here.
    call(shellContract.startDemo, {})
      .catch(setFailure)
      .finally(() => setOpeningDemo(false))
  }
  const at = step ? steps.indexOf(step) : 0
  const go = (to: Step) => () => {
    setStep(to)
    document.querySelector('.setup-main')?.scrollTo(0, 0)
  }
  return (
    <div className="setup">
      <aside className="setup-side" aria-label={t('first-run.steps')}>
        <h2>{t('app.name')}</h2>
        {restoring ? (
          <p>{t('backup.firstRunSide')}</p>
        ) : (
          <>
            <p>{t(step === 'vault' ? 'first-run.duration' : 'first-run.laterPossible')}</p>
            <ol className="setup-steps">
              {steps.map((each, index) => (
                <li key={each} aria-current={each === step ? 'step' : undefined} data-done={index < at || undefined}>
                  <span className="setup-number">{index < at ? <Check className="icon-s" aria-hidden="true" /> : index + 1}</span>
                  <span className="setup-name">
                    {t(`first-run.step.${each}`)}
                    {index < at ? <span className="visually-hidden">, {t('common.done')}</span> : null}
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
        <div className="setup-links">
          {state.exists ? (
            step !== 'recoveryKey' || !created ? (
              <LinkButton onPress={onDone}>{t('first-run.later')}</LinkButton>
            ) : null
          ) : (
            <>
              {info.data?.demoOnly === false ? (
                <LinkButton onPress={() => setRestoring(!restoring)}>{t(restoring ? 'backup.noBackup' : 'backup.iHaveBackup')}</LinkButton>
              ) : null}
              <LinkButton onPress={openDemo}>{t(openingDemo ? 'first-run.openingDemo' : 'first-run.demo')}</LinkButton>
              <SegmentedControl
                label={t('settings.field.locale')}
                value={language}
                onChange={(next) => void changeLanguage(next)}
                options={languages.map((each) => ({ value: each, label: t(`settings.language.${each}`) }))}
              />
            </>
          )}
        </div>
      </aside>
      <main className="setup-main" key={restoring ? 'restore' : step}>
        {restoring && !state.exists ? (
          <RestoreStep />
        ) : step === null ? (
          <Loading />
        ) : info.data?.demoOnly && step === 'vault' ? (
          <DemoOnly onOpen={openDemo} busy={openingDemo} />
        ) : step === 'vault' ? (
          <VaultStep
            onCreated={async (recoveryKey) => {
              setCreated({ recoveryKey })
              setStep('recoveryKey')
              // The new vault speaks the system's language until she has chosen another.
              await call(settingsContract.update, { locale: language })
              await refreshVaultState()
            }}
          />
        ) : step === 'recoveryKey' ? (
          <RecoveryKeyStep
            recoveryKey={created?.recoveryKey ?? null}
            onRenewed={(recoveryKey) => setCreated({ recoveryKey })}
            onDone={() => {
              setCreated(null)
              go('practice')()
            }}
          />
        ) : step === 'practice' ? (
          <PracticeStep state={state} onDone={go('patientRecord')} />
        ) : step === 'patientRecord' ? (
          <PatientRecordStep onDone={go('clients')} onBack={go('practice')} />
        ) : (
          <ClientsStep onDone={onDone} onBack={go('patientRecord')} />
        )}
      </main>
      <ErrorDialog error={failure} onClose={() => setFailure(null)} title={t('first-run.demoFailed')} />
    </div>
  )
}

function DemoOnly({ onOpen, busy }: { onOpen(): void; busy: boolean }) {
  const { t } = useI18n()
  return (
    <StepPage title={t('first-run.demoOnlyTitle')} intro={t('first-run.demoOnlyText')}>
      <Button variant="primary" size="l" busy={busy} busyLabel={t('first-run.openingDemo')} onPress={onOpen} autoFocus>
        {t('first-run.demo')}
      </Button>
    </StepPage>
  )
}
