// Dates as programs and people write them. Whether 05/02/1918 begins with the day is judged over the whole column.

export type DayOrder = 'dayFirst' | 'monthFirst'
/** What a cell says: a date, a year alone, nothing, or why it can't be read (a key of the field texts). */
export type ReadDate =
  | { date: string }
  | { year: number }
  | { problem: 'date' | 'dateTwoDigitYear' }
  | { ignored: 'dateWithoutYear' }
  | null

const iso = /^([0-9]{4})\s?[-./]\s?([0-9]{1,2})\s?[-./]\s?([0-9]{1,2})\.?(?:[T ].*)?$/
const parts = /^([0-9]{1,2})\s?([-./])\s?([0-9]{1,2})\s?[-./]\s?([0-9]{4}|[0-9]{2})\.?(?:[T ].*)?$/
/** How programs write "none". */
const none = /^(?:[-–—?]|0|0+[-./]0+[-./]0+(?:[T ].*)?|(?:0?1)[-./](?:0?1)[-./]0001.*|0001-01-01.*)?$/

const pad = (value: number): string => String(value).padStart(2, '0')

/** `YYYY-MM-DD`, or null when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? `${year}-${pad(month)}-${pad(day)}` : null
}

/**
 * Judges a column: with dots the day always comes first; with a slash or hyphen what no month can be decides, then the heading
 * (`JJ/MM/AAAA`, `MM/DD/YYYY`). `assumed`: nothing decided, day first was taken.
 */
export function judgeDayOrder(values: Iterable<string>, heading: string): { order: DayOrder; assumed: boolean; mixed: boolean } {
  let dayFirst = 0
  let monthFirst = 0
  let open = 0
  for (const value of values) {
    const match = parts.exec(value.trim())
    if (!match || match[2] === '.') continue
    if (Number(match[1]) > 12) dayFirst++
    else if (Number(match[3]) > 12) monthFirst++
    else if (match[1] !== match[3]) open++
  }
  if (dayFirst > 0 || monthFirst > 0)
    return { order: dayFirst >= monthFirst ? 'dayFirst' : 'monthFirst', assumed: false, mixed: dayFirst > 0 && monthFirst > 0 }
  if (/m{1,2}\s?[-./]\s?(d|p|j){1,2}/i.test(heading)) return { order: 'monthFirst', assumed: false, mixed: false }
  return { order: 'dayFirst', assumed: open > 0 && !/(d|p|j){1,2}\s?[-./]\s?(m|k){1,2}/i.test(heading), mixed: false }
}

/**
 * @param today local date: a two-digit year that would lie ahead is of the century before; one that could be both can't be read
 * @param known a date known from elsewhere (the identity code), which settles a two-digit year
 */
export function readDate(value: string, order: DayOrder, today: string, known?: string): ReadDate {
  const text = value.trim()
  if (none.test(text)) return null
  if (/^(?:--|-)[0-9]{1,2}-?[0-9]{1,2}$/.test(text)) return { ignored: 'dateWithoutYear' } // vCard, Google
  if (/^(?:1[89]|20)[0-9]{2}$/.test(text)) return { year: Number(text) }
  const first = iso.exec(text)
  const found = (date: string | null): ReadDate => (date === null ? { problem: 'date' } : { date })
  if (first) return found(dateOf(Number(first[1]), Number(first[2]), Number(first[3])))
  if (/^[0-9]{8}$/.test(text)) {
    const date = /^(?:1[89]|20)/.test(text) ? dateOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))) : null
    return found(date ?? dateOf(Number(text.slice(4)), Number(text.slice(2, 4)), Number(text.slice(0, 2))))
  }
  const match = parts.exec(text)
  if (!match) return { problem: 'date' }
  const swapped = order === 'monthFirst' && match[2] !== '.'
  const day = Number(swapped ? match[3] : match[1])
  const month = Number(swapped ? match[1] : match[3])
  const year = match[4]!
  if (year.length === 4) return found(dateOf(Number(year), month, day))
  const candidates = [dateOf(1900 + Number(year), month, day), dateOf(2000 + Number(year), month, day)].filter(
    (date) => date !== null && date <= today,
  )
  if (candidates.length === 0) return { problem: 'date' }
  if (known && candidates.includes(known)) return { date: known }
  return candidates.length === 1 ? { date: candidates[0]! } : { problem: 'dateTwoDigitYear' }
}
