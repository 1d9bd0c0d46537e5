// Words and dates that frame a document, in its own language.
import type { Language } from '../core/contract.ts'
import { Temporal } from 'temporal-polyfill'
import { defaultTimeZone } from '../core/clock.ts'
import type { DocumentModel } from './model.ts'
import en from './texts/en.json' with { type: 'json' }
import fi from './texts/fi.json' with { type: 'json' }
import sv from './texts/sv.json' with { type: 'json' }

export const frameTexts = { fi, sv, en } satisfies Record<Language, typeof fi>

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A local date `YYYY-MM-DD` as people write it: `24.11.2026` in Finnish and Swedish, `24 November 2026` in English. */
export function formatDate(date: string, language: Language): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number]
  return language === 'en' ? `${day} ${englishMonths[month - 1]} ${year}` : `${day}.${month}.${year}`
}

/** The local date and minute of an instant: `24.11.2026 14.30`; in English `24 Nov 2026, 14:30`. */
export function formatInstant(instant: string, language: Language, timeZone: string = defaultTimeZone): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const [hour, minute] = [local.hour, local.minute].map((part) => String(part).padStart(2, '0'))
  if (language === 'en') return `${local.day} ${englishMonths[local.month - 1]!.slice(0, 3)} ${local.year}, ${hour}:${minute}`
  return `${local.day}.${local.month}.${local.year} ${hour}.${minute}`
}

/** The parts of the footer, in order; every rendering prints the same. */
export function footParts(model: DocumentModel): string[] {
  const words = frameTexts[model.language]
  return [
    model.practiceName,
    model.title,
    model.version === undefined ? '' : words.version.replace('{version}', String(model.version)),
    model.draft ? words.draft : '',
    formatDate(model.date, model.language),
    model.shortHash ?? '',
    words.languageName,
  ].filter((part) => part !== '')
}

/** The running header of the second page and later: practice, document, version. */
export function runningParts(model: DocumentModel): string[] {
  const words = frameTexts[model.language]
  return [
    model.practiceName,
    model.title,
    model.version === undefined ? '' : words.version.replace('{version}', String(model.version)),
    model.draft ? words.draft : '',
  ].filter((part) => part !== '')
}
