// An alert ends on a day; it stays readable among the ended ones.
import { CircleX } from 'lucide-react'
import type { Alert } from '../../src-main/alerts/contract.ts'
import { useForm } from '../app/form.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { Dialog } from '../components/dialog.tsx'
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
    <Dialog
      isOpen
      onClose={onClose}
      title={t('alerts.end')}
      icon={CircleX}
      onSubmit={() => void end()}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" busy={form.busy} onPress={() => void end()}>
            {t('alerts.endDo')}
          </Button>
        </>
      }
    >
      <div className="stack">
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
        {form.failure ? (
          <Callout tone="danger" alert>
            {form.failure.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
