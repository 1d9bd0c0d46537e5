// [Note: keep rules] Which copies go. Only verified copies count; the newest verified one is never removed; a run that failed removes
// nothing (mighty840/orca #204: after two weeks of failing nights the last good backup was gone). While the clock is in doubt, nothing goes.
import { Temporal } from 'temporal-polyfill'
import type { KeepRules } from './shapes-contract.ts'

export const defaultKeepRules: KeepRules = { daily: 7, weekly: 5, monthly: 13, months: 13 }

/** A verified copy that is there. */
export interface Kept {
  id: string
  /** Instant. */
  createdAt: string
}

export const localDateOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

const weekOf = (date: string): string => {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date)
  return `${yearOfWeek}-${weekOfYear}`
}
const monthOf = (date: string): string => date.slice(0, 7)

/** The newest copy of each of the `count` newest days, weeks or months that have one. */
function newestOfEach(copies: readonly Dated[], period: (copy: Dated) => string, count: number): Dated[] {
  const chosen = new Map<string, Dated>()
  for (const copy of copies) {
    const name = period(copy)
    if (!chosen.has(name)) {
      if (chosen.size === count) break
      chosen.set(name, copy)
    }
  }
  return [...chosen.values()]
}

interface Dated extends Kept {
  /** Local date. */
  date: string
  week: string
}
const dated = ({ id, createdAt }: Kept, timeZone: string): Dated => {
  const date = localDateOf(createdAt, timeZone)
  return { id, createdAt, date, week: weekOf(date) }
}

/**
 * Ids of the copies that the rules let go.
 * @param copies of one place, verified and there
 * @param today local date
 */
export const copiesToRemove = (copies: readonly Kept[], rules: KeepRules, today: string, timeZone: string): string[] =>
  going(
    copies.map((copy) => dated(copy, timeZone)).toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1)),
    rules,
    today,
  )

function going(newestFirst: readonly Dated[], rules: KeepRules, today: string): string[] {
  const oldest = rules.months === null ? '' : Temporal.PlainDate.from(today).subtract({ months: rules.months }).toString()
  const kept = new Set(
    [
      ...newestOfEach(newestFirst, ({ date }) => date, rules.daily),
      ...newestOfEach(newestFirst, ({ week }) => week, rules.weekly),
      ...newestOfEach(newestFirst, ({ date }) => monthOf(date), rules.monthly),
    ]
      .filter(({ date }) => date > oldest)
      .map(({ id }) => id),
  )
  const newest = newestFirst[0]
  if (newest) kept.add(newest.id)
  return newestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
}

/**
 * Until when each copy is kept if one more is made every day: simulated, since the rules look at what else is there.
 * @returns local date on which it goes; undefined where it stays for as long as the simulation looks ahead
 */
export function keptUntil(copies: readonly Kept[], rules: KeepRules, today: string, timeZone: string): Map<string, string> {
  const goes = new Map<string, string>()
  const mine = new Set(copies.map(({ id }) => id))
  let left = copies.map((copy) => dated(copy, timeZone)).toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
  const start = Temporal.PlainDate.from(today)
  const days = (rules.months ?? 24) * 31 + 31
  for (let day = 1; day <= days && left.some(({ id }) => mine.has(id)); day += 1) {
    const date = start.add({ days: day }).toString()
    left.unshift({ id: `made in ${day} days`, createdAt: `${date}T12:00:00.000Z`, date, week: weekOf(date) })
    const removed = new Set(going(left, rules, date))
    for (const id of removed) if (mine.has(id)) goes.set(id, date)
    left = left.filter(({ id }) => !removed.has(id))
  }
  return goes
}

const dayMilliseconds = 86_400_000
export const longestGapDays = 60
/** Clocks are set right by a few minutes now and then. */
const toleranceMilliseconds = 10 * 60_000

/**
 * Whether the computer's date can be believed for removing copies.
 * - `clockWentBack`: a copy is there from the future;
 * - `clockJumped`: more than 60 days passed between two copies, or since the newest, and she has not said since that the date is right.
 * @param times instants of the copies
 * @param confirmedAt instant at which she last said so
 */
export function judgeClock(times: readonly string[], now: string, confirmedAt: string | null): 'ok' | 'clockWentBack' | 'clockJumped' {
  const sorted = times.map((time) => Date.parse(time)).sort((one, other) => one - other)
  const present = Date.parse(now)
  const confirmed = confirmedAt === null ? -Infinity : Date.parse(confirmedAt)
  const newest = sorted.at(-1)
  if (newest === undefined) return 'ok'
  if (newest > present + toleranceMilliseconds) return confirmed <= present && confirmed > -Infinity ? 'ok' : 'clockWentBack'
  for (const [at, time] of sorted.entries()) {
    const next = sorted[at + 1] ?? present
    if (next - time > longestGapDays * dayMilliseconds && confirmed < next) return 'clockJumped'
  }
  return 'ok'
}
