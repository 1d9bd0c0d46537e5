import type { Language } from '../core/contract.ts'
import en from './texts/record.en.json' with { type: 'json' }
import fi from './texts/record.fi.json' with { type: 'json' }
import sv from './texts/record.sv.json' with { type: 'json' }

export type RecordTexts = typeof fi
const texts: Record<Language, RecordTexts> = { fi, sv, en }
export const recordTexts = (language: Language): RecordTexts => texts[language]

/** A word of a list, or the word itself where she has used her own. */
export const wordOf = (list: Readonly<Record<string, string>>, key: string): string => list[key] ?? key
