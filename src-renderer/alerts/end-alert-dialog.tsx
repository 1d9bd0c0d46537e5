// An alert ends on a day; it stays readable among the ended ones.
import { CircleX } from 'lucide-react'
import type { Alert } from '../../src-main/alerts/contract.ts'
import { useForm } from '../app/form.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { DateField } from '../components/date-field.tsx'
import { FormDialog } from '../components/form-dialog.tsx'
import { TextField } from '../components/text-field.tsx'
import { endAlert } from './alert-changes.ts'

interface Values {
  endedOn: string | null
  reason: string
}

export function EndAlertDialog({ alert, onClose }: { alert: Alert; onClose(): void }) {
  const { t } = useI18n()
  const today = todayDate()
  const form = useForm<Values>({
    draft: null,
    initial: { endedOn: today, reason: '' },
    labels: { endedOn: t('alerts.endedOn'), reason: t('alerts.endReason') },
    check: ({ endedOn }) => (endedOn ? {} : { endedOn: t('common.dateError') }),
  })
  const end = async () => {
    const done = await form.submit(({ endedOn, reason }) =>
      endAlert(alert, endedOn === null || endedOn === today ? undefined : endedOn, reason.trim()),
    )
    if (done) onClose()
  }
  return (
    <FormDialog onClose={onClose} title={t('alerts.end')} icon={CircleX} onSubmit={() => void end()} form={form} submit={t('alerts.endDo')}>
      <p>
        <strong>{t(`treatment.alert.${alert.kind}`)}:</strong> {alert.text}
      </p>
      <p>{t('alerts.endText')}</p>
      <DateField
        label={t('alerts.endedOn')}
        name="endedOn"
        value={form.values.endedOn ?? ''}
        max={today}
        error={form.error('endedOn')}
        onChange={(endedOn) => form.set('endedOn', endedOn)}
        onBlur={() => form.leave('endedOn')}
      />
      <TextField {...form.text('reason')} optional />
    </FormDialog>
  )
}
