// The calendar of a date field, fetched when it is first opened.
import { type CalendarDate, getLocalTimeZone, today } from '@internationalized/date'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'
import { IconButton } from './button.tsx'

interface CalendarPanelProps {
  value: CalendarDate | null
  maxValue: CalendarDate | null
  onChange(date: CalendarDate): void
  icons: Record<'previous' | 'next' | 'previousYear' | 'nextYear', LucideIcon>
}

export function CalendarPanel({ value, maxValue, onChange, icons }: CalendarPanelProps) {
  const { t } = useI18n()
  const [shown, setShown] = useState<CalendarDate>(value ?? today(getLocalTimeZone()))
  return (
    <Calendar
      className="calendar"
      value={value}
      focusedValue={shown}
      onFocusChange={setShown}
      onChange={onChange}
      autoFocus
      firstDayOfWeek="mon"
      {...(maxValue ? { maxValue } : {})}
    >
      <header>
        <span className="calendar-years">
          <IconButton
            slot={null}
            size="s"
            icon={icons.previousYear}
            label={t('common.previousYear')}
            onPress={() => setShown(shown.subtract({ years: 1 }))}
          />
          <IconButton slot="previous" size="s" icon={icons.previous} label={t('common.previousMonth')} />
        </span>
        <Heading />
        <span className="calendar-years">
          <IconButton slot="next" size="s" icon={icons.next} label={t('common.nextMonth')} />
          <IconButton
            slot={null}
            size="s"
            icon={icons.nextYear}
            label={t('common.nextYear')}
            onPress={() => setShown(shown.add({ years: 1 }))}
          />
        </span>
      </header>
      <CalendarGrid>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell className="calendar-cell" date={date} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
