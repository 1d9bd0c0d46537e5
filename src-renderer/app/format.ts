// Dates, times and money as she reads them: 24.11.2026, 14.30, 65,00 €.
import type { Language } from '../../src-main/core/contract.ts'
import { currentLanguage, intlLocale } from './i18n.ts'

let timeZone = 'Europe/Helsinki'
/** The practice's own zone, from the settings. */
export const setTimeZone = (zone: string): void => {
  timeZone = zone
}
const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(key: string, options: Intl.DateTimeFormatOptions, language: Language = currentLanguage()): Intl.DateTimeFormat {
  const name = `${language} ${timeZone} ${key}`
  let found = cache.get(name)
  if (!found) cache.set(name, (found = new Intl.DateTimeFormat(intlLocale[language], options)))
  return found
}
const isLocalDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
/** A local date is the same day everywhere; an instant is shown in the practice's zone. */
const moment = (value: string): { date: Date; zone: string } =>
  isLocalDate(value) ? { date: new Date(`${value}T00:00:00Z`), zone: 'UTC' } : { date: new Date(value), zone: timeZone }

/** `YYYY-MM-DD` or an instant → `24.11.2026` (English `24 Nov 2026`). */
export function formatDate(value: string, language: Language = currentLanguage()): string {
  const { date, zone } = moment(value)
  if (language === 'en')
    return formatter(`date ${zone}`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }, language).format(date)
  const parts = formatter(`date ${zone}`, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: zone }, language).formatToParts(
    date,
  )
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return `${part('day')}.${part('month')}.${part('year')}`
}
/** An instant → `14.30` (English `14:30`). */
export function formatTime(instant: string, language: Language = currentLanguage()): string {
  const parts = formatter('time', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone }, language).formatToParts(
    new Date(instant),
  )
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return language === 'en' ? `${part('hour').padStart(2, '0')}:${part('minute')}` : `${Number(part('hour'))}.${part('minute')}`
}
export const formatDateTime = (instant: string, language: Language = currentLanguage()): string =>
  language === 'en'
    ? `${formatDate(instant, language)}, ${formatTime(instant, language)}`
    : `${formatDate(instant, language)} ${language === 'fi' ? 'klo' : 'kl.'} ${formatTime(instant, language)}`
/** `tiistai 24.11.2026`. */
export function formatLongDate(value: string, language: Language = currentLanguage()): string {
  const { date, zone } = moment(value)
  return `${formatter(`weekday ${zone}`, { weekday: 'long', timeZone: zone }, language).format(date)} ${formatDate(value, language)}`
}
/** Integer cents → `65,00 €`. */
export const formatMoney = (cents: number, language: Language = currentLanguage()): string =>
  new Intl.NumberFormat(intlLocale[language], { style: 'currency', currency: 'EUR' }).format(cents / 100)
export const formatNumber = (value: number, language: Language = currentLanguage()): string =>
  new Intl.NumberFormat(intlLocale[language]).format(value)

/** Today's local date in the practice's zone, `YYYY-MM-DD`. */
export const todayDate = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date())
/** ISO week number of a local date. */
export function isoWeek(localDate: string): number {
  const date = new Date(`${localDate}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7)) // the Thursday of the week decides
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1)
  return Math.ceil(((date.getTime() - yearStart) / 86_400_000 + 1) / 7)
}

/**
 * Reads a typed day-first date: `31.1.2025`, `31.01.2025`, `31-1-2025`, `31/1/2025`, `31012025`, `2025-01-31`, spaces anywhere.
 * A two-digit year is the latest such year that is not after `today` by more than 10 years. A day that does not exist is an error, never another day.
 * @returns `YYYY-MM-DD`, or null when it can't be read.
 */
export function parseDate(text: string, today: string = todayDate()): string | null {
  const compact = text.normalize('NFKC').replace(/[\s\u00a0]+/g, '')
  let match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(compact)
  let year: number, month: number, day: number
  if (match) [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  else {
    match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\.?$/.exec(compact) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(compact)
    if (!match) return null
    ;[day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
    if (match[3]!.length === 2) {
      const latest = Number(today.slice(0, 4)) + 10
      year += Math.floor((latest - year) / 100) * 100
    }
  }
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
/** How a stored date is written into a field: `24.11.2026` in every language, the way it is typed. */
export const dateAsTyped = (localDate: string): string => {
  const [year, month, day] = localDate.split('-')
  return `${Number(day)}.${Number(month)}.${year}`
}
