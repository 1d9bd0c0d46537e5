import { useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { useActions } from '../app/actions.ts'
import { AppCallError, call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { todayDate } from '../app/format.ts'
import { StepPage } from './step-page.tsx'

export const recordLocations = ['this-app', 'kanta', 'other-system', 'paper'] as const
type Settings = OutputOf<typeof settingsContract.get>

/** Where the patient record is kept decides what the register description must say, so she is asked rather than assumed. */
export function PatientRecordStep(props: { onDone(): void; onBack(): void }) {
  const settings = useMethod(settingsContract.get, {})
  return settings.data ? <PatientRecordForm settings={settings.data} {...props} /> : <Loading />
}

function PatientRecordForm({ settings, onDone, onBack }: { settings: Settings; onDone(): void; onBack(): void }) {
  const { t } = useI18n()
  const [location, setLocation] = useState(settings.patientRecord?.location ?? null)
  const [systemName, setSystemName] = useState(settings.patientRecord?.systemName ?? '')
  const [joined, setJoined] = useState<string | null>(settings.patientRecord?.kantaJoined ?? '')
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const systemMissing = location === 'other-system' && systemName.trim() === ''
  const save = async () => {
    setPressed(true)
    if (busy || location === null || systemMissing || (location === 'kanta' && joined === null)) return
    setBusy(true)
    setFailure(null)
    try {
      await call(settingsContract.update, {
        patientRecord: {
          location,
          systemName: location === 'other-system' ? systemName : null,
          kantaJoined: location === 'kanta' && joined ? joined : null,
        },
      })
      onDone()
    } catch (error) {
      if (!(error instanceof AppCallError)) throw error
      setFailure(error.problems[0]?.message ?? error.message)
    } finally {
      setBusy(false)
    }
  }
  useActions([{ id: 'primary', label: 'first-run.saveAndContinue', keys: 'mod+enter', section: 'actions', run: () => void save() }])
  return (
    <StepPage title={t('first-run.recordTitle')} intro={t('first-run.recordIntro')} wide>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <RadioGroup
          label={t('first-run.recordQuestion')}
          value={location}
          onChange={(value: (typeof recordLocations)[number]) => setLocation(value)}
          error={pressed && location === null ? t('first-run.recordMissing') : undefined}
          options={recordLocations.map((value) => ({
            value,
            label: t(`first-run.record.${value}`),
            detail: t(`first-run.recordDetail.${value}`),
          }))}
        />
        {location === 'other-system' ? (
          <TextField
            name="systemName"
            size="l"
            label={t('first-run.systemName')}
            value={systemName}
            onChange={setSystemName}
            error={pressed && systemMissing ? t('first-run.systemNameMissing') : undefined}
          />
        ) : null}
        {location === 'kanta' ? (
          <DateField
            name="kantaJoined"
            size="l"
            label={t('first-run.kantaJoined')}
            optional
            value={joined ?? ''}
            onChange={setJoined}
            max={todayDate()}
            description={t('first-run.kantaJoinedHelp')}
          />
        ) : null}
        {failure ? (
          <Callout tone="danger" alert>
            {failure}
          </Callout>
        ) : null}
        <div className="setup-actions">
          <Button type="submit" variant="primary" size="l" keys="mod+enter" busy={busy} busyLabel={t('common.saving')}>
            {t('first-run.saveAndContinue')}
          </Button>
          <Button variant="quiet" size="l" onPress={onBack}>
            {t('common.back')}
          </Button>
        </div>
      </form>
    </StepPage>
  )
}
