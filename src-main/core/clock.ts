// The only place that asks the machine for the time. Services get a Clock and never call Date.now() themselves.
import { Temporal } from 'temporal-polyfill'

export interface Clock {
  /** The present instant, UTC ISO 8601 with milliseconds. */
  now(): string
  /** The local date of the present instant in `timeZone`, `YYYY-MM-DD`. */
  today(timeZone?: string): string
  /** Milliseconds that only grow, for idle deadlines. */
  monotonic(): number
}

export const defaultTimeZone = 'Europe/Helsinki'

/** The local date of an instant in a time zone. */
export const localDateOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: (timeZone = defaultTimeZone) => localDateOf(new Date().toISOString(), timeZone),
  monotonic: () => performance.now(),
}

/** A clock that stands at `start` and moves only with real time elapsed since it was made; for demo and test vaults. */
export function clockFrom(start: string): Clock {
  const origin = Temporal.Instant.from(start).epochMilliseconds
  const began = performance.now()
  const now = () => new Date(origin + Math.floor(performance.now() - began)).toISOString()
  return { now, today: (timeZone = defaultTimeZone) => localDateOf(now(), timeZone), monotonic: () => performance.now() }
}
