// A notice without a vault: settings and found facts in, sections out. The same functions that the service calls.
import type { Language } from '../../../src-main/core/contract.ts'
import { renderJson, type JsonDocument } from '../../../src-main/documents/json.ts'
import type { DocumentModel } from '../../../src-main/documents/model.ts'
import { gapsOf } from '../../../src-main/privacy/check.ts'
import { publicNotice } from '../../../src-main/privacy/notice.ts'
import type { DomainFacts } from '../../../src-main/privacy/provider.ts'
import { joinFacts, makeSheet, type FactSheet } from '../../../src-main/privacy/sheet.ts'
import { hashOf } from '../../../src-main/privacy/changes.ts'
import { words } from '../../../src-main/privacy/texts.ts'
import type { Settings } from '../../../src-main/settings/contract.ts'

/** A practice of no health profession that has filled in what every notice must say. */
export const complete: Settings = {
  practice: {
    name: 'Hoitola Esimerkki',
    businessId: '1234567-1',
    address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
    email: 'vastaanotto@hoitola.example',
    phone: '050 000 0100',
    website: 'hoitola.example',
  },
  contactPerson: { name: 'Maija Mallikas', email: 'maija@hoitola.example', phone: '050 000 0100' },
  practitioner: { name: 'Maija Mallikas', title: 'hieroja' },
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Objects merge, everything else is replaced, as `settings.update` does it. */
export function merged<T>(base: T, change: unknown): T {
  if (!isObject(base) || !isObject(change)) return (change === undefined ? base : change) as T
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(change)) result[key] = merged(result[key], value)
  return result as T
}

export const sheetOf = (settings: Settings, found: DomainFacts = {}): FactSheet => makeSheet(settings, joinFacts([found]))

export interface Notice {
  sheet: FactSheet
  model: DocumentModel
  json: JsonDocument
  /** Numbered sections in their order. */
  keys: string[]
  /** Title, paragraphs, lists and tables of a section; empty when it is left out. */
  text(key: string): string
  /** Ids of the facts of a section. */
  facts(key: string): string[]
}

export function noticeOf(
  settings: Settings,
  found: DomainFacts = {},
  language: Language = 'fi',
  more: { internalRecordDate?: string; large?: boolean } = {},
): Notice {
  const sheet = sheetOf(settings, found)
  const model = publicNotice(
    {
      sheet,
      language,
      missing: new Set(gapsOf(sheet).map((gap) => gap.setting)),
      history: [{ version: 1, date: '2026-11-24', changes: [words(language, 'notice.history.first')] }],
      internalRecordDate: more.internalRecordDate ?? null,
      audience: 'public',
    },
    { version: 1, date: '2026-11-24', factsSha256: hashOf(sheet) },
    more.large ?? false,
  )
  const json = JSON.parse(renderJson(model)) as JsonDocument
  const find = (key: string) => json.sections.find((section) => section.key === key)
  return {
    sheet,
    model,
    json,
    keys: json.sections.map(({ key }) => key).filter((key) => key !== 'head'),
    text(key) {
      const section = find(key)
      return section
        ? [
            section.title,
            ...section.paragraphs,
            ...section.lists.flat(),
            ...section.tables.flatMap((table) => [...table.columns, ...table.rows.flat()]),
          ].join('\n')
        : ''
    },
    facts: (key) => (find(key)?.facts ?? []).map(({ id }) => id),
  }
}
