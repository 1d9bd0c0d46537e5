import type { OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import type { VaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { StepPage } from './step-page.tsx'

const checks = {
  'practice.businessId': 'businessId',
  'practice.address.postalCode': 'postalCode',
  'practice.phone': 'phone',
  'practice.email': 'email',
} as const

/** Who keeps the register: these words open every register description and invoice. */
export function PracticeStep({ state, onDone }: { state: VaultState; onDone(): void }) {
  const settings = useMethod(settingsContract.get, {})
  return settings.data ? <PracticeForm settings={settings.data} owner={state.user?.name ?? ''} onDone={onDone} /> : <Loading />
}

function PracticeForm({ settings, owner, onDone }: { settings: OutputOf<typeof settingsContract.get>; owner: string; onDone(): void }) {
  const { t } = useI18n()
  const practice = settings.practice
  const form = useForm({
    draft: 'firstRun.practice',
    checks,
    initial: {
      'practice.name': practice?.name ?? '',
      'practice.businessId': practice?.businessId ?? '',
      'practice.address.street': practice?.address?.street ?? '',
      'practice.address.postalCode': practice?.address?.postalCode ?? '',
      'practice.address.city': practice?.address?.city ?? '',
      'practice.phone': practice?.phone ?? '',
      'practice.email': practice?.email ?? '',
    },
    labels: {
      'practice.name': t('first-run.practiceName'),
      'practice.businessId': t('first-run.businessId'),
      'practice.address.street': t('first-run.street'),
      'practice.address.postalCode': t('first-run.postalCode'),
      'practice.address.city': t('first-run.city'),
      'practice.phone': t('first-run.phone'),
      'practice.email': t('first-run.email'),
    },
    check: (values) => (values['practice.name'].trim() === '' ? { 'practice.name': t('first-run.practiceNameMissing') } : {}),
  })
  const save = async () => {
    const done = await form.submit(async (values) => {
      const email = values['practice.email'].trim() || null
      const phone = values['practice.phone'].trim() || null
      const contact =
        settings.contactPerson?.name === undefined && owner !== ''
          ? { contactPerson: { name: owner, ...(email ? { email } : {}), ...(phone ? { phone } : {}) } }
          : {}
      await call(settingsContract.update, {
        practice: {
          name: values['practice.name'],
          businessId: values['practice.businessId'].trim() || null,
          email,
          phone,
          address: {
            street: values['practice.address.street'].trim() || null,
            postalCode: values['practice.address.postalCode'].trim() || null,
            city: values['practice.address.city'].trim() || null,
          },
        },
        ...contact,
      })
      await form.draft.discard()
    })
    if (done) onDone()
  }
  useActions([{ id: 'primary', label: 'first-run.saveAndContinue', keys: 'mod+enter', section: 'actions', run: () => void save() }])
  return (
    <StepPage title={t('first-run.practiceTitle')} intro={t('first-run.practiceIntro')}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <FormErrorSummary faults={form.faults} />
        <div className="field-row" data-split="name">
          <TextField {...form.text('practice.name')} size="l" autoFocus />
          <TextField {...form.text('practice.businessId')} size="l" placeholder="1234567-1" />
        </div>
        <TextField {...form.text('practice.address.street')} size="l" />
        <div className="field-row" data-split="address">
          <TextField {...form.text('practice.address.postalCode')} size="l" />
          <TextField {...form.text('practice.address.city')} size="l" />
        </div>
        <div className="field-row">
          <TextField {...form.text('practice.phone')} size="l" type="tel" />
          <TextField {...form.text('practice.email')} size="l" type="email" />
        </div>
        <p className="field-help">{t('first-run.contactNote', { name: owner })}</p>
        {form.failure ? (
          <Callout tone="danger" alert>
            {form.failure.message}
          </Callout>
        ) : null}
        <div className="setup-actions">
          <Button type="submit" variant="primary" size="l" keys="mod+enter" busy={form.busy} busyLabel={t('common.saving')}>
            {t('first-run.saveAndContinue')}
          </Button>
          <p>{t('first-run.practiceNext')}</p>
        </div>
      </form>
    </StepPage>
  )
}
