// Repeat rules: the part of RFC 5545 RRULE that a practice needs. Wall time is kept over changes of summer time.
import { Temporal } from 'temporal-polyfill'
import { invalidInput, type AppError } from '../core/errors.ts'

const most = 200
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const refused = (): AppError => invalidInput([{ path: ['repeat'], code: 'repeatRule' }])

interface Rule {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  interval: number
  /** ISO weekdays; weekly only. */
  days: number[]
  count: number | undefined
  /** Instant, inclusive. */
  until: Temporal.Instant | undefined
}

function readUntil(value: string, zone: string): Temporal.Instant {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(value)
  if (!match) throw refused()
  try {
    const date = Temporal.PlainDate.from(`${match[1]}-${match[2]}-${match[3]}`)
    // A day counts to its end.
    if (match[4] === undefined) return date.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ milliseconds: 1 })
    const time = `${match[4]}:${match[5]}:${match[6]}`
    return match[7] === 'Z'
      ? Temporal.Instant.from(`${date.toString()}T${time}Z`)
      : date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()
  } catch {
    throw refused()
  }
}

function readRule(text: string, zone: string): Rule {
  const parts = new Map<string, string>()
  for (const part of text
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [name, value, ...rest] = part.split('=')
    if (!name || !value || rest.length > 0 || parts.has(name)) throw refused()
    parts.set(name, value)
  }
  for (const name of parts.keys()) if (!['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST'].includes(name)) throw refused()
  const frequency = parts.get('FREQ')
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY' && frequency !== 'MONTHLY') throw refused()
  const number = (name: string): number | undefined => {
    const value = parts.get(name)
    if (value === undefined) return undefined
    if (!/^[1-9][0-9]{0,3}$/.test(value)) throw refused()
    return Number(value)
  }
  const days = (parts.get('BYDAY')?.split(',') ?? []).map((day) => weekdays.indexOf(day as (typeof weekdays)[number]) + 1)
  if (days.includes(0) || (days.length > 0 && frequency !== 'WEEKLY') || (parts.get('WKST') ?? 'MO') !== 'MO') throw refused()
  const count = number('COUNT')
  const until = parts.has('UNTIL') ? readUntil(parts.get('UNTIL')!, zone) : undefined
  // Without an end, or with two, nobody knows how many times are meant.
  if ((count === undefined) === (until === undefined) || (count ?? 0) > most) throw refused()
  return { frequency, interval: number('INTERVAL') ?? 1, days: [...new Set(days)].sort(), count, until }
}

function* occurrences(first: Temporal.ZonedDateTime, rule: Rule): Generator<Temporal.ZonedDateTime> {
  if (rule.frequency === 'WEEKLY') {
    const days = rule.days.length > 0 ? rule.days : [first.dayOfWeek]
    const monday = first.subtract({ days: first.dayOfWeek - 1 })
    for (let week = 0; ; week += rule.interval)
      for (const day of days) {
        const at = monday.add({ weeks: week, days: day - 1 })
        if (Temporal.ZonedDateTime.compare(at, first) >= 0) yield at
      }
  }
  for (let step = 0; ; step += rule.interval) {
    if (rule.frequency === 'DAILY') yield first.add({ days: step })
    else {
      const at = first.add({ months: step })
      if (at.day === first.day) yield at // a month without the 31st has none (RFC 5545 § 3.3.10)
    }
  }
}

/**
 * The starts that a rule gives, the first one first.
 * @param start instant of the first
 * @throws AppError `invalid_input` (`repeatRule`) for what is not understood, has no end, or gives none or more than 200
 */
export function repeatedStarts(start: string, rule: string, zone: string): string[] {
  const read = readRule(rule, zone)
  const first = Temporal.Instant.from(start).toZonedDateTimeISO(zone)
  const starts: string[] = []
  for (const at of occurrences(first, read)) {
    if (read.until && Temporal.Instant.compare(at.toInstant(), read.until) > 0) break
    if (starts.length === most) throw refused()
    starts.push(at.toInstant().toString({ smallestUnit: 'millisecond' }))
    if (starts.length === read.count) break
  }
  if (starts[0] !== new Date(start).toISOString()) throw refused()
  return starts
}
