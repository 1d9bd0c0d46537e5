// Words of the register description in three languages. ICU messages; values are runs of a document model, so that every printed value
// keeps the id of its fact.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../core/contract.ts'
import { formatDate } from '../documents/format.ts'
import type { Inline } from '../documents/model.ts'
import type { PrintedText } from '../settings/contract.ts'
import fiCatalogue from './texts/fi/catalogue.json' with { type: 'json' }
import fiCheck from './texts/fi/check.json' with { type: 'json' }
import fiInternal from './texts/fi/internal.json' with { type: 'json' }
import fiNotice from './texts/fi/notice.json' with { type: 'json' }
import fiRetention from './texts/fi/retention.json' with { type: 'json' }
import fiShort from './texts/fi/short.json' with { type: 'json' }
import svCatalogue from './texts/sv/catalogue.json' with { type: 'json' }
import svCheck from './texts/sv/check.json' with { type: 'json' }
import svInternal from './texts/sv/internal.json' with { type: 'json' }
import svNotice from './texts/sv/notice.json' with { type: 'json' }
import svRetention from './texts/sv/retention.json' with { type: 'json' }
import svShort from './texts/sv/short.json' with { type: 'json' }
import enCatalogue from './texts/en/catalogue.json' with { type: 'json' }
import enCheck from './texts/en/check.json' with { type: 'json' }
import enInternal from './texts/en/internal.json' with { type: 'json' }
import enNotice from './texts/en/notice.json' with { type: 'json' }
import enRetention from './texts/en/retention.json' with { type: 'json' }
import enShort from './texts/en/short.json' with { type: 'json' }

type Tree = { readonly [key: string]: string | Tree }

/** What reaches clients; their hash is the version of the texts. */
export const printedTexts = {
  fi: { notice: fiNotice, catalogue: fiCatalogue, retention: fiRetention, short: fiShort },
  sv: { notice: svNotice, catalogue: svCatalogue, retention: svRetention, short: svShort },
  en: { notice: enNotice, catalogue: enCatalogue, retention: enRetention, short: enShort },
}
const all: Record<Language, Tree> = {
  fi: { ...printedTexts.fi, check: fiCheck, internal: fiInternal },
  sv: { ...printedTexts.sv, check: svCheck, internal: svInternal },
  en: { ...printedTexts.en, check: enCheck, internal: enInternal },
}
/** Every text, for the tests that read them all. */
export const allTexts = all

function lookUp(language: Language, key: string): string | undefined {
  let node: string | Tree | undefined = all[language]
  let rest = key
  // A name may hold dots itself (`check.setting.practice.name`): the whole rest is tried first.
  while (typeof node === 'object') {
    if (rest in node) return typeof node[rest] === 'string' ? (node[rest] as string) : undefined
    const dot = rest.indexOf('.')
    if (dot < 0) return undefined
    node = node[rest.slice(0, dot)]
    rest = rest.slice(dot + 1)
  }
  return undefined
}

export const hasText = (language: Language, key: string): boolean => lookUp(language, key) !== undefined

const formats = new Map<string, IntlMessageFormat>()
function format(language: Language, key: string): IntlMessageFormat {
  const id = `${language}:${key}`
  let made = formats.get(id)
  if (!made) {
    const message = lookUp(language, key)
    if (message === undefined) throw new Error(`No text ${id}`)
    made = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
    formats.set(id, made)
  }
  return made
}

/** A run, runs, or a plain word that chooses a branch of the message. */
export type Value = Inline | readonly Inline[] | string | number

/** A message as runs; `values` keep their marks. Neighbouring plain runs are joined. */
export function say(language: Language, key: string, values: Readonly<Record<string, Value>> = {}): Inline[] {
  const runs: Inline[] = []
  for (const part of format(language, key).formatToParts<unknown>(values as Record<string, never>)) {
    const value = (part as { value: unknown }).value
    if (typeof value === 'string') runs.push({ text: value })
    else if (Array.isArray(value)) runs.push(...(value as Inline[]))
    else runs.push(value as Inline)
  }
  return joined(runs)
}

/** A message as plain text. */
export const words = (language: Language, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  format(language, key).format(values) as string

const isPlain = (run: Inline): boolean => Object.keys(run).length === 1
function joined(runs: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last && isPlain(last) && isPlain(run)) result[result.length - 1] = { text: last.text + run.text }
    else if (run.text !== '') result.push(run)
  }
  return result
}

/** `a, b ja c` as the language writes it. */
export function listOf(
  language: Language,
  items: readonly (Inline | readonly Inline[])[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): Inline[] {
  const marks = items.map((_, index) => `\u{F0000}${index}\u{F0001}`)
  const parts = new Intl.ListFormat(language, { type, style: 'long' }).formatToParts(marks)
  return joined(
    parts.flatMap((part) => {
      if (part.type === 'literal') return [{ text: part.value }]
      const item = items[Number(part.value.slice(2, -2))]!
      return Array.isArray(item) ? (item as Inline[]) : [item as Inline]
    }),
  )
}

/** Sentences one after another, a space between. */
export const sentences = (...parts: readonly (readonly Inline[])[]): Inline[] =>
  joined(parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{ text: ' ' }, ...part])))

/** A date as the language writes it. */
export const dateText = (language: Language, date: string): string => formatDate(date, language)

const order: readonly Language[] = ['fi', 'sv', 'en']
/** A printed text in the language asked for, or in the first that exists; `lang` then says which. */
export function textIn(value: PrintedText | undefined, language: Language): { text: string; lang?: Language } | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return value === '' ? undefined : { text: value }
  if (value[language]) return { text: value[language] }
  const other = order.find((candidate) => value[candidate])
  return other ? { text: value[other]!, lang: other } : undefined
}
