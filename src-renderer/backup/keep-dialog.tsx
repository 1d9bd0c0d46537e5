// How long copies are kept, and how often the drill is due.
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { NumberField } from '../components/number-field.tsx'
import type { Plan } from './place-dialog.tsx'

export function KeepDialog({ plan, onClose }: { plan: Plan; onClose(): void }) {
  const { t } = useI18n()
  const [keep, setKeep] = useState({ ...plan.keep, months: plan.keep.months ?? 13 })
  const [limited, setLimited] = useState(plan.keep.months !== null)
  const [drillMonths, setDrillMonths] = useState(plan.drillMonths)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const whole = (value: number, otherwise: number) => (Number.isFinite(value) ? value : otherwise)
  const save = () => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    call(backupContract.setPlan, {
      keep: {
        daily: whole(keep.daily, plan.keep.daily),
        weekly: whole(keep.weekly, plan.keep.weekly),
        monthly: whole(keep.monthly, plan.keep.monthly),
        months: limited ? whole(keep.months, 13) : null,
      },
      drillMonths: whole(drillMonths, plan.drillMonths),
      revision: plan.revision,
    })
      .then(
        () => {
          invalidate('backup')
          onClose()
        },
        (error: unknown) => setFailure(errorText(error)),
      )
      .finally(() => setBusy(false))
  }
  const number = (name: 'daily' | 'weekly' | 'monthly', minimum: number, maximum: number) => (
    <NumberField
      label={t(`backup.keep.${name}`)}
      minValue={minimum}
      maxValue={maximum}
      value={keep[name]}
      onChange={(value) => setKeep({ ...keep, [name]: value })}
    />
  )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('backup.keepTitle')}
      icon={CalendarClock}
      onSubmit={save}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" onPress={save} busy={busy} busyLabel={t('common.saving')}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {failure ? (
          <Callout tone="danger" alert>
            {failure}
          </Callout>
        ) : null}
        <p className="muted">{t('backup.keepText')}</p>
        <div className="backup-numbers">
          {number('daily', 1, 366)}
          {number('weekly', 0, 520)}
          {number('monthly', 0, 240)}
        </div>
        <Checkbox isSelected={limited} onChange={setLimited} detail={t('backup.limitedDetail')}>
          {t('backup.limited')}
        </Checkbox>
        {limited ? (
          <NumberField
            label={t('backup.months')}
            minValue={1}
            maxValue={600}
            value={keep.months}
            onChange={(months) => setKeep({ ...keep, months })}
          />
        ) : null}
        <NumberField label={t('backup.drillMonths')} minValue={1} maxValue={24} value={drillMonths} onChange={setDrillMonths} />
      </div>
    </Dialog>
  )
}
