// Texts of documents (Finnish and Swedish, the languages a document may have) and of problems (all three).
import type { Language } from '../core/contract.ts'
import documentFi from './texts/document.fi.json' with { type: 'json' }
import documentSv from './texts/document.sv.json' with { type: 'json' }
import en from './texts/problems.en.json' with { type: 'json' }
import fi from './texts/problems.fi.json' with { type: 'json' }
import sv from './texts/problems.sv.json' with { type: 'json' }

export type DocumentTexts = typeof documentFi
export const documentTexts: Readonly<Record<'fi' | 'sv', DocumentTexts>> = { fi: documentFi, sv: documentSv }

export type ProblemCode = keyof typeof fi
const problemTexts: Readonly<Record<Language, Record<ProblemCode, string>>> = { fi, sv, en }

/** `{name}` in a text becomes the value: plain words, no plurals. */
export const fillIn = (text: string, values: Readonly<Record<string, string>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)

export const problemText = (language: Language, code: ProblemCode, values?: Readonly<Record<string, string>>): string =>
  fillIn(problemTexts[language][code], values)
