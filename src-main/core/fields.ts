// Field kinds shared by contracts. Messages are keys of the error texts (core/locales), translated by the dispatcher.
import * as z from 'zod'
import { languages, purposes } from './contract.ts'

z.config({ jitless: true }) // a strict content security policy forbids compiled schemas

// Control characters have no place in a field; line breaks and tabs do in longer texts (debrief #1967: they break XML later).
// oxlint-disable-next-line no-control-regex
const controls =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const clean = (value: string): string =>
  value
    .replace(/[\u000B\u000C\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .normalize('NFC')

/** One line of text, NFC, trimmed, without control characters; `max` in UTF-16 units. */
export const line = (max = 200) =>
  z
    .string()
    .max(max * 4, 'tooLong')
    .transform((value) => clean(value).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, 'tooLong'))
/** One line that must not be empty. */
export const requiredLine = (max = 200) => line(max).pipe(z.string().min(1, 'required'))
/** Text of several lines, NFC; line breaks are kept, other control characters are not. */
export const prose = (max = 10_000) =>
  z
    .string()
    .max(max * 2, 'tooLong')
    .transform((value) => clean(value.replace(/\r\n?/g, '\n')).trim())
    .pipe(z.string().max(max, 'tooLong'))

const isRealDate = (value: string): boolean => {
  const [year, month, day] = value.split('-').map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
/** A local date, `YYYY-MM-DD`, that exists in the calendar. */
export const localDate = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'date')
  .refine(isRealDate, 'date')
/** An instant, UTC, ISO 8601. */
export const instant = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?Z$/, 'instant')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'instant')
export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'id')
/** An instant as typed by a script: with `Z` or an offset, seconds optional; becomes UTC with milliseconds. */
export const instantIn = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$/, 'instant')
  .refine((value) => isRealDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)), 'instant')
  .transform((value) => new Date(value).toISOString())
export const revision = z.int().min(1)
export const language = z.enum(languages)
export const purpose = z.enum(purposes)
/** A file or folder name on this machine. Marked, so that the command line resolves relative ones from where the user stands. */
export const path = z
  .string()
  .min(1, 'required')
  .max(4096, 'tooLong')
  .refine((value) => !value.includes('\0'), 'path')
  .meta({ kind: 'path' })
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const empty = z.strictObject({})
