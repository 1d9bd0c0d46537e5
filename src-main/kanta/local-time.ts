import { Temporal } from 'temporal-polyfill'

/** `YYYYMMDDHHMMSS+ZZZZ`: local time with its offset, as the CDA schema's TS wants it. */
export function cdaTime(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const digits = (value: number, length = 2): string => String(value).padStart(length, '0')
  const clock = `${digits(local.year, 4)}${digits(local.month)}${digits(local.day)}${digits(local.hour)}${digits(local.minute)}${digits(local.second)}`
  return clock + local.offset.replace(':', '').slice(0, 5)
}

/** `YYYYMMDD` of a local date. */
export const cdaDate = (localDate: string): string => localDate.replaceAll('-', '')
