// Checks of the core while she types: confirmed as soon as the value is whole, refused when it is left unfinished.
import { useQueries } from '@tanstack/react-query'
import { checksContract } from '../../src-main/checks/contract.ts'
import type { TextKey } from './i18n.ts'
import { t } from './i18n.ts'
import { call } from './api.ts'

export type CheckKind = 'hetu' | 'businessId' | 'iban' | 'email' | 'phone' | 'postalCode'
export interface CheckResult {
  /** What is wrong, in the user's language; not to be shown before the field is left. */
  error: string | undefined
  confirmation: string | undefined
  /** What else the core told: birth date and sex of an identity code, bank of an account. */
  facts: { birthDate?: string; sex?: 'female' | 'male'; artificial?: boolean; formatted?: string; bic?: string }
}
const nothing: CheckResult = { error: undefined, confirmation: undefined, facts: {} }

interface Rule {
  /** The text is long enough to be judged. */
  whole: RegExp
  unfinished: TextKey
  wrong: TextKey
  right?: TextKey
}
const rules: Record<CheckKind, Rule> = {
  hetu: {
    whole: /^\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]$/i,
    unfinished: 'common.check.hetuForm',
    wrong: 'common.check.hetuWrong',
    right: 'common.check.hetuRight',
  },
  businessId: {
    whole: /^\d{7}-?\d$/,
    unfinished: 'common.check.businessIdForm',
    wrong: 'common.check.businessIdWrong',
    right: 'common.check.businessIdRight',
  },
  iban: {
    whole: /^(FI\d{16}|(?!FI)[A-Z]{2}\d{2}[A-Z0-9]{11,30})$/i,
    unfinished: 'common.check.ibanForm',
    wrong: 'common.check.ibanWrong',
    right: 'common.check.ibanRight',
  },
  email: { whole: /./, unfinished: 'common.check.email', wrong: 'common.check.email' },
  phone: { whole: /./, unfinished: 'common.check.phone', wrong: 'common.check.phone' },
  postalCode: { whole: /./, unfinished: 'common.check.postalCode', wrong: 'common.check.postalCode' },
}
/** Spaces and kinds of dashes don't matter to these. */
const compact = (kind: CheckKind, value: string): string =>
  ['hetu', 'businessId', 'iban'].includes(kind) ? value.replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-') : value.trim()

/** Results for several fields; empty text is never wrong here. */
export function useFieldChecks<N extends string>(
  values: Partial<Record<N, unknown>>,
  kinds: Partial<Record<N, CheckKind>>,
): Partial<Record<N, CheckResult>> {
  const names = Object.keys(kinds) as N[]
  const asked = names.map((name) => {
    const kind = kinds[name]!
    const text = compact(kind, String(values[name] ?? ''))
    return { name, kind, text, whole: text !== '' && rules[kind].whole.test(text) }
  })
  const answers = useQueries({
    queries: asked.map(({ kind, text, whole }) => ({
      queryKey: [checksContract[kind].name, { value: text }] as const,
      queryFn: () => call(checksContract[kind] as typeof checksContract.hetu, { value: text }),
      enabled: whole,
      staleTime: Infinity,
      gcTime: 10_000,
    })),
  })
  const results: Partial<Record<N, CheckResult>> = {}
  asked.forEach(({ name, kind, text, whole }, index) => {
    const rule = rules[kind]
    const answer = answers[index]?.data
    if (text === '') results[name] = nothing
    else if (!whole) results[name] = { error: t(rule.unfinished), confirmation: undefined, facts: {} }
    else if (!answer) results[name] = nothing
    else {
      const { valid, ...facts } = answer as { valid: boolean } & CheckResult['facts']
      results[name] = valid
        ? { error: undefined, confirmation: rule.right ? t(rule.right) : undefined, facts }
        : { error: t(rule.wrong), confirmation: undefined, facts }
    }
  })
  return results
}
/** The same for one field. */
export const useFieldCheck = (kind: CheckKind, value: string): CheckResult => useFieldChecks({ value }, { value: kind }).value ?? nothing
