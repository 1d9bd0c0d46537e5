import { useState } from 'react'
import { useI18n } from '../app/i18n.ts'
import { Switch } from '../components/choice.tsx'
import { TextField } from '../components/text-field.tsx'
import { Part, Section } from './section.tsx'
import { SettingNumber, SettingSwitch, SettingText } from './setting-fields.tsx'
import { useSettings } from './settings-context.tsx'

export function BillingSection() {
  const { t } = useI18n()
  return (
    <Section id="billing">
      <SettingSwitch path="billing.vatRegistered" />
      <div className="field-row" data-split="name">
        <SettingText path="billing.iban" check="iban" />
        <SettingText path="billing.bic" />
      </div>
      <div className="field-row">
        <SettingNumber path="billing.paymentTermDays" maximum={365} suffix={t('settings.days')} />
        <SettingNumber path="billing.lateInterestPercent" maximum={100} step={0.1} suffix="%" optional />
      </div>
      <div className="field-row">
        <SettingNumber path="billing.reminderFeeCents" scale={100} maximum={1000} step={0.01} suffix="€" optional />
        <SettingText path="billing.collector" optional />
      </div>
    </Section>
  )
}

const days = [1, 2, 3, 4, 5, 6, 7] as const
type Hours = { weekday: number; opens: string; closes: string }[]
/** `9`, `9.30`, `09:30` → `09:30`; null when it is no time. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text.trim())
  if (!match || Number(match[1]) > 23 || Number(match[2] ?? 0) > 59) return null
  return `${match[1]!.padStart(2, '0')}:${match[2] ?? '00'}`
}
const timeAsTyped = (time: string): string => time.replace(/^0/, '').replace(':', '.')

function DayRow({
  weekday,
  hours,
  onChange,
  readOnly,
}: {
  weekday: (typeof days)[number]
  hours: Hours
  onChange(next: Hours): void
  readOnly: boolean
}) {
  const { t } = useI18n()
  const mine = hours.find((each) => each.weekday === weekday)
  const [typed, setTyped] = useState({ opens: mine ? timeAsTyped(mine.opens) : '9', closes: mine ? timeAsTyped(mine.closes) : '17' })
  const [left, setLeft] = useState(false)
  const opens = readTime(typed.opens)
  const closes = readTime(typed.closes)
  const wrong = opens === null || closes === null ? t('settings.timeError') : closes <= opens ? t('settings.timeOrder') : undefined
  const others = hours.filter((each) => each !== mine)
  const commit = () => {
    setLeft(true)
    if (!wrong && opens && closes)
      onChange([...others, { weekday, opens, closes }].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens)))
  }
  const name = t(`settings.weekday.${weekday}`)
  return (
    <tr>
      <th scope="row">
        <Switch isDisabled={readOnly} isSelected={mine !== undefined} onChange={(on) => (on ? commit() : onChange(others))}>
          {name}
        </Switch>
      </th>
      {(['opens', 'closes'] as const).map((end) => (
        <td key={end}>
          {mine ? (
            <TextField
              hideLabel
              label={t(`settings.${end}`, { day: name })}
              value={typed[end]}
              isReadOnly={readOnly}
              error={left && end === 'closes' ? wrong : undefined}
              onChange={(text) => setTyped({ ...typed, [end]: text })}
              onBlur={commit}
            />
          ) : (
            <span className="muted">{end === 'opens' ? t('settings.closed') : ''}</span>
          )}
        </td>
      ))}
    </tr>
  )
}

export function CalendarSection() {
  const { t } = useI18n()
  const { values, save, readOnly } = useSettings()
  const hours = values.calendar?.openingHours ?? []
  return (
    <Section id="calendar">
      <Part title={t('settings.openingHours')}>
        <table className="hours">
          <tbody>
            {days.map((weekday) => (
              <DayRow
                key={weekday}
                weekday={weekday}
                hours={hours}
                readOnly={readOnly}
                onChange={(next) => void save('calendar.openingHours', next, t('settings.openingHours'))}
              />
            ))}
          </tbody>
        </table>
      </Part>
      <Part>
        <div className="narrow">
          <SettingNumber path="calendar.slotMinutes" minimum={5} maximum={240} step={5} suffix="min" />
        </div>
        <div className="narrow">
          <SettingText path="calendar.timeZone" />
        </div>
      </Part>
    </Section>
  )
}
