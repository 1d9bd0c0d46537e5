// Which rights a person has: they follow from the bases of section 4 (GDPR 15–22, 7(3); 703/2023 § 11).
import { basesOf, type PurposeId } from './purposes.ts'
import type { FactSheet } from './sheet.ts'

export type Right =
  | 'access'
  | 'rectification'
  | 'erasure'
  | 'restriction'
  | 'objectionMarketing'
  | 'objection'
  | 'portability'
  | 'withdrawal'
  | 'log'
  | 'explanation'

/** Purposes that rest on a legitimate interest other than marketing. */
export const objectionable = (sheet: FactSheet): PurposeId[] =>
  sheet.purposes.filter((purpose) => purpose !== 'p6' && basesOf(purpose, sheet.is.patient).includes('legitimateInterest'))

export function rightsOf(sheet: FactSheet): Right[] {
  const bases = new Set(sheet.purposes.flatMap((purpose) => basesOf(purpose, sheet.is.patient)))
  const rights: Right[] = ['access', 'rectification', 'erasure', 'restriction']
  if (sheet.is.marketing) rights.push('objectionMarketing')
  if (objectionable(sheet).length > 0) rights.push('objection')
  if (bases.has('contract') || bases.has('consent')) rights.push('portability')
  if (bases.has('consent') || sheet.is.letters) rights.push('withdrawal')
  if (sheet.is.patient) rights.push('log', 'explanation')
  return rights
}
