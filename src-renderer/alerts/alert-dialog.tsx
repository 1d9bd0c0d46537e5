// One alert, new or changed.
import { TriangleAlert } from 'lucide-react'
import { type Alert, alertKinds } from '../../src-main/alerts/contract.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { DateField } from '../components/date-field.tsx'
import { FormDialog } from '../components/form-dialog.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { addAlert, changeAlert } from './alert-changes.ts'

interface Values {
  kind: Alert['kind'] | null
  text: string
  /** null: what was typed is no date. */
  since: string | null
  reviewOn: string | null
}

export function AlertDialog({ clientId, alert, onClose }: { clientId: string; alert: Alert | null; onClose(): void }) {
  const { t } = useI18n()
  const form = useForm<Values>({
    draft: null,
    initial: { kind: alert?.kind ?? null, text: alert?.text ?? '', since: alert?.since ?? '', reviewOn: alert?.reviewOn ?? '' },
    labels: { kind: t('alerts.kind'), text: t('alerts.text'), since: t('alerts.since'), reviewOn: t('alerts.reviewOn') },
    check: ({ kind, text, since, reviewOn }) => ({
      ...(kind === null ? { kind: t('common.required') } : {}),
      ...(text.trim() ? {} : { text: t('common.required') }),
      ...(since === null ? { since: t('common.dateError') } : {}),
      ...(reviewOn === null ? { reviewOn: t('common.dateError') } : {}),
    }),
  })
  const save = async () => {
    const done = await form.submit(async ({ kind, text, since, reviewOn }) => {
      const fields = { kind: kind!, text: text.trim(), ...(since ? { since } : {}), ...(reviewOn ? { reviewOn } : {}) }
      await (alert ? changeAlert(alert, fields) : addAlert(clientId, fields))
    })
    if (done) onClose()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t(alert ? 'alerts.edit' : 'alerts.add')}
      icon={TriangleAlert}
      tone="warning"
      onSubmit={() => void save()}
      form={form}
      submit={t('common.save')}
      busyLabel={t('common.saving')}
    >
      <Select
        label={t('alerts.kind')}
        name="kind"
        value={form.values.kind}
        error={form.error('kind')}
        options={alertKinds.map((kind) => ({ value: kind, label: t(`treatment.alert.${kind}`) }))}
        onChange={(kind) => form.set('kind', kind)}
      />
      <TextField {...form.text('text')} description={t('alerts.textHelp')} />
      <div className="alert-dates">
        <DateField
          label={t('alerts.since')}
          name="since"
          optional
          value={form.values.since ?? ''}
          error={form.error('since')}
          onChange={(since) => form.set('since', since)}
          onBlur={() => form.leave('since')}
        />
        <DateField
          label={t('alerts.reviewOn')}
          name="reviewOn"
          optional
          description={t('alerts.reviewHelp')}
          value={form.values.reviewOn ?? ''}
          error={form.error('reviewOn')}
          onChange={(reviewOn) => form.set('reviewOn', reviewOn)}
          onBlur={() => form.leave('reviewOn')}
        />
      </div>
    </FormDialog>
  )
}
