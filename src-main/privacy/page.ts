// What a section is given to build its blocks from, and the small words all of them use.
import type { Language } from '../core/contract.ts'
import { fact, missing, type Block, type Inline } from '../documents/model.ts'
import type { address, PrintedText } from '../settings/contract.ts'
import type * as z from 'zod'
import type { FactSheet } from './sheet.ts'
import { dateText, hasText, listOf, say, textIn, words, type Value } from './texts.ts'

/** A line of the history, ready to print. */
export interface HistoryLine {
  version: number
  /** Local date. */
  date: string
  changes: string[]
}

export interface Page {
  readonly sheet: FactSheet
  readonly language: Language
  /** Setting paths that are missing: previews mark them, finished documents have none. */
  readonly missing: ReadonlySet<string>
  /** Newest first, this version included. */
  readonly history: readonly HistoryLine[]
  /** When the internal record was last written. */
  readonly internalRecordDate: string | null
  readonly audience: 'public' | 'internal'
}

export type SectionBuilder = (page: Page) => Block[] | null
/** Builders by the key of their section. */
export type SectionBuilders = Readonly<Record<string, SectionBuilder>>

export const t = (page: Page, key: string, values: Readonly<Record<string, Value>> = {}): Inline[] =>
  say(page.language, `notice.${key}`, values)
export const w = (page: Page, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  words(page.language, `notice.${key}`, values)
export const yes = (condition: boolean): 'yes' | 'no' => (condition ? 'yes' : 'no')
export const list = (page: Page, items: readonly (Inline | readonly Inline[])[], type?: 'conjunction' | 'disjunction'): Inline[] =>
  listOf(page.language, items, type)
export const date = (page: Page, id: string, value: string): Inline => fact(id, dateText(page.language, value))

/** The plain value at a dotted path. */
export function at(root: unknown, path: string): unknown {
  let node = root
  for (const part of path.split('.')) {
    if (node === null || typeof node !== 'object') return undefined
    node = (node as Record<string, unknown>)[part]
  }
  return node
}

/** Path without row numbers, for looking up its label. */
export const withoutRows = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '')

export const settingLabel = (language: Language, path: string): string => {
  const key = `check.setting.${withoutRows(path)}`
  return hasText(language, key) ? words(language, key) : withoutRows(path)
}

/** A setting as a run with its fact id, or the mark that it is missing. */
export function setting(page: Page, path: string): Inline {
  const value = at(page.sheet.settings, path)
  if (page.missing.has(path) || typeof value !== 'string' || value === '') return missing(path, settingLabel(page.language, path))
  return fact(path, value)
}

/** A setting when it is given and finished, otherwise nothing. */
export const given = (page: Page, path: string): Inline | undefined => {
  const value = at(page.sheet.settings, path)
  return typeof value === 'string' && value !== '' && !page.missing.has(path) ? fact(path, value) : undefined
}

/** Free text in the page's language, marked with its own when it only exists in another. */
export function printed(page: Page, id: string, value: PrintedText | undefined): Inline {
  const found = textIn(value, page.language)
  if (!found || page.missing.has(id)) return missing(id, settingLabel(page.language, id))
  return fact(id, found.text, found.lang ? { lang: found.lang } : {})
}

/** Ends a sentence that the user may have ended herself. */
export const ended = (run: Inline): Inline[] => (run.missing || /[.!?…]$/.test(run.text) ? [run] : [run, { text: '.' }])

export function addressOf(page: Page, path: string): Inline[] {
  return t(page, 'labels.address', {
    street: setting(page, `${path}.street`),
    postalCode: setting(page, `${path}.postalCode`),
    city: setting(page, `${path}.city`),
  })
}

/** `puhelin 050 …, sähköposti …` from the parts that are given. */
export function reachOf(page: Page, path: string, parts: readonly ('phone' | 'email' | 'website')[]): Inline[] {
  const items = parts.flatMap((part) => {
    const value = given(page, `${path}.${part}`)
    return value ? [t(page, `labels.${part}`, { [part]: part === 'phone' ? value : { ...value, link: true as const } })] : []
  })
  const absent = parts.filter((part) => page.missing.has(`${path}.${part}`)).map((part) => setting(page, `${path}.${part}`))
  return commas([...items, ...absent.map((run) => [run])])
}

export const commas = (items: readonly (readonly Inline[])[]): Inline[] =>
  items.flatMap((item, index) => (index === 0 ? item : [{ text: ', ' }, ...item]))

type Address = z.output<typeof address>
const folded = (value: string | undefined): string => (value ?? '').toLowerCase().replace(/\s+/g, ' ').trim()
/** The contact person's own address, when it is not the practice's. */
export function hasOwnAddress(sheet: FactSheet): boolean {
  const own: Address | undefined = sheet.settings.contactPerson?.address
  const practice: Address | undefined = sheet.settings.practice?.address
  if (!own || (!own.street && !own.postalCode && !own.city)) return false
  return (
    folded(own.street) !== folded(practice?.street) ||
    folded(own.postalCode) !== folded(practice?.postalCode) ||
    folded(own.city) !== folded(practice?.city)
  )
}
