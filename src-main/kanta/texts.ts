// Texts of documents (Finnish and Swedish, the languages a document may have), of problems, of rules and of what became of things.
import type { Language } from '../core/contract.ts'
import type { RuleCase } from './shapes-contract.ts'
import documentFi from './texts/document.fi.json' with { type: 'json' }
import documentSv from './texts/document.sv.json' with { type: 'json' }
import outcomesEn from './texts/outcomes.en.json' with { type: 'json' }
import outcomesFi from './texts/outcomes.fi.json' with { type: 'json' }
import outcomesSv from './texts/outcomes.sv.json' with { type: 'json' }
import problemsEn from './texts/problems.en.json' with { type: 'json' }
import problemsFi from './texts/problems.fi.json' with { type: 'json' }
import problemsSv from './texts/problems.sv.json' with { type: 'json' }
import reasonsEn from './texts/reasons.en.json' with { type: 'json' }
import reasonsFi from './texts/reasons.fi.json' with { type: 'json' }
import reasonsSv from './texts/reasons.sv.json' with { type: 'json' }

export type DocumentTexts = typeof documentFi
export const documentTexts: Readonly<Record<'fi' | 'sv', DocumentTexts>> = { fi: documentFi, sv: documentSv }

export type ProblemCode = keyof typeof problemsFi
type OutcomeCode = keyof typeof outcomesFi
const problems: Readonly<Record<Language, Record<ProblemCode, string>>> = { fi: problemsFi, sv: problemsSv, en: problemsEn }
const reasons: Readonly<Record<Language, Record<RuleCase, string>>> = { fi: reasonsFi, sv: reasonsSv, en: reasonsEn }
const outcomes: Readonly<Record<Language, Record<OutcomeCode, string>>> = { fi: outcomesFi, sv: outcomesSv, en: outcomesEn }

/** `{name}` in a text becomes the value: plain words, no plurals. */
export const fillIn = (text: string, values: Readonly<Record<string, string>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)

export const problemText = (language: Language, code: ProblemCode, values?: Readonly<Record<string, string>>): string =>
  fillIn(problems[language][code], values)
/** `2: the client has no valid identity code` */
export const reasonText = (language: Language, rule: number, ruleCase: RuleCase): string => `${rule}: ${reasons[language][ruleCase]}`
export const outcomeText = (language: Language, code: OutcomeCode): string => outcomes[language][code]
