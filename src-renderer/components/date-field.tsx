// A date is typed the way it is said: `31.1.2025`. React Aria's DateField turns a day-first `31.1.` wrong, so this is a text field
// with our own parser and a calendar beside it.
import { parseDate as parseCalendarDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Dialog, Popover } from 'react-aria-components'
import { dateAsTyped, parseDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { afterPress } from '../app/press.ts'
import { TextField, type TextFieldProps } from './text-field.tsx'

const CalendarPanel = lazy(async () => ({ default: (await import('./calendar-panel.tsx')).CalendarPanel }))

export interface DateFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'defaultValue' | 'end' | 'type' | 'suffix'> {
  /** `YYYY-MM-DD`, or '' for none. */
  value: string
  /** Gets `YYYY-MM-DD`, '' when empty, or null while the text is no date that exists. */
  onChange(value: string | null): void
  /** Newest allowed date, `YYYY-MM-DD`. */
  max?: string
}

export function DateField({ value, onChange, max, error, onBlur, ...props }: DateFieldProps) {
  const { t } = useI18n()
  const [text, setText] = useState(value ? dateAsTyped(value) : '')
  const [left, setLeft] = useState(false)
  const [open, setOpen] = useState(false)
  const told = useRef<string | null>(value)
  const inputRef = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // A value from outside (draft, undo) is written into the field; her own typing is left alone.
    if (value !== told.current && !(value === '' && told.current === null)) {
      told.current = value
      setText(value ? dateAsTyped(value) : '')
    }
  }, [value])
  const read = (typed: string): string | null => (typed.trim() === '' ? '' : parseDate(typed))
  const tell = (next: string | null) => {
    told.current = next
    onChange(next)
  }
  const parsed = read(text)
  const ownError =
    left && parsed === null
      ? t('common.dateError')
      : left && parsed && max && parsed > max
        ? t('common.dateTooLate', { date: dateAsTyped(max) })
        : undefined
  return (
    <>
      <TextField
        {...props}
        value={text}
        inputRef={inputRef}
        error={ownError ?? error}
        placeholder={props.placeholder ?? t('common.datePattern')}
        onChange={(typed) => {
          setText(typed)
          tell(read(typed))
        }}
        onBlur={(event) => {
          afterPress(() => setLeft(text.trim() !== ''))
          if (parsed) setText(dateAsTyped(parsed))
          onBlur?.(event)
        }}
        end={
          <AriaButton
            className="button icon-button"
            aria-label={t('common.openCalendar', { field: props.label })}
            onPress={() => setOpen(true)}
          >
            <CalendarDays className="icon" aria-hidden="true" />
          </AriaButton>
        }
      />
      <Popover className="popover" isOpen={open} onOpenChange={setOpen} triggerRef={inputRef} placement="bottom start">
        <Dialog aria-label={props.label}>
          <Suspense fallback={null}>
            <CalendarPanel
              value={parsed ? parseCalendarDate(parsed) : null}
              maxValue={max ? parseCalendarDate(max) : null}
              icons={{ previous: ChevronLeft, next: ChevronRight, previousYear: ChevronsLeft, nextYear: ChevronsRight }}
              onChange={(date) => {
                setText(dateAsTyped(date.toString()))
                tell(date.toString())
                setOpen(false)
              }}
            />
          </Suspense>
        </Dialog>
      </Popover>
    </>
  )
}
