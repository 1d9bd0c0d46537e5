// Retention classes (privacy-duties: *Retention*). What, how long and why in words lie in texts/<language>/retention.json by id.
import type { Use } from './provider.ts'
import type { Predicates } from './sheet.ts'

/** When the table was last compared with its sources. */
export const lawTableDate = '2026-11-24'

/** `V`: read in the text of the act; `M`: from memory or own choice. */
export type SourceMark = 'V' | 'M'
/** What the period is counted from. */
export type RetentionStart =
  | 'death'
  | 'making'
  | 'collecting'
  | 'arrival'
  | 'lastVisit'
  | 'entriesMade'
  | 'message'
  | 'newerRow'
  | 'event'
  | 'financialYearEnd'
  | 'calendarYearOfFinancialYearEnd'
  | 'lastContact'
  | 'withdrawal'
  | 'closing'
  | 'answer'
  | 'endOfRight'
  | 'end'
  | 'replaced'

export interface RetentionClass {
  id: string
  /** Canonical period, `12y`; `0` may go when the start has come. */
  period: string
  /** Period used instead when the start is not known or the patient died under 18. */
  otherwise?: { period: string; start: 'birth' }
  start: RetentionStart
  /** `ATL` is 703/2023. */
  source: string
  mark: SourceMark
  /** The period may be chosen within these years. */
  choice?: readonly [fromYears: number, toYears: number]
  atEnd: 'destroy' | 'erase' | 'ask' | 'pseudonymise'
  /** Annex rows that an osteopath does not use are off. */
  on: boolean
  /** Staff and contracts: internal record only. */
  internalOnly?: true
}

const annex = '703/2023 § 23, annex'
const row = (
  id: string,
  period: string,
  start: RetentionStart,
  source: string,
  mark: SourceMark,
  atEnd: RetentionClass['atEnd'],
  more: Partial<RetentionClass> = {},
): RetentionClass => ({ id, period, start, source, mark, atEnd, on: true, ...more })

export const retentionTable: readonly RetentionClass[] = [
  row('R1', '12y', 'death', annex, 'V', 'destroy', { otherwise: { period: '120y', start: 'birth' } }),
  row('R2', '12y', 'making', annex, 'V', 'destroy'),
  row('R3', '12y', 'collecting', annex, 'V', 'destroy'),
  row('R4', '12y', 'arrival', annex, 'V', 'destroy'),
  row('R5', '12y', 'making', annex, 'V', 'destroy'),
  row('R6', '1y', 'lastVisit', annex, 'V', 'destroy'),
  row('R7', '1y', 'making', annex, 'V', 'destroy'),
  row('R8', '0', 'entriesMade', annex, 'V', 'ask'),
  row('R9', '12y', 'death', annex, 'V', 'destroy', { otherwise: { period: '120y', start: 'birth' } }),
  row('R10', '3y', 'message', annex, 'V', 'destroy'),
  row('R11', '5y', 'making', annex, 'M', 'destroy'),
  row('R12', '12y', 'newerRow', annex, 'V', 'destroy'),
  row('R13', '12y', 'event', annex, 'V', 'destroy'),
  row('R14', '10y', 'financialYearEnd', '1336/1997 2:10(1)', 'V', 'destroy'),
  row('R15', '6y', 'calendarYearOfFinancialYearEnd', '1336/1997 2:10(2)', 'V', 'pseudonymise'),
  row('R16', '2y', 'lastContact', 'GDPR 5(1)(e)', 'M', 'erase', { choice: [1, 5] }),
  row('R17', '1y', 'making', 'GDPR 5(1)(e)', 'M', 'erase'),
  row('R18', '3y', 'withdrawal', 'GDPR 7(1)', 'M', 'erase'),
  row('R19', '5y', 'closing', 'GDPR 5(2)', 'M', 'erase'),
  row('R20', '12y', 'answer', 'GDPR 5(2)', 'M', 'erase'),
  row('R21', '5y', 'closing', 'GDPR 33(5)', 'M', 'erase'),
  row('R22', '12y', 'endOfRight', '703/2023 § 9(3)', 'M', 'erase', { internalOnly: true }),
  row('R23', '6y', 'end', 'GDPR 28', 'M', 'erase', { internalOnly: true }),
  row('R24', '12y', 'replaced', 'GDPR 5(2)', 'M', 'erase'),
  // Annex rows that an osteopath does not use. Periods from memory: to be read in the annex before one is switched on.
  row('X1', '12y', 'making', annex, 'M', 'destroy', { on: false }), // x-ray and other imaging
  row('X2', '12y', 'making', annex, 'M', 'destroy', { on: false }), // laboratory results and referrals
  row('X3', '12y', 'making', annex, 'M', 'destroy', { on: false }), // dental models and pictures
  row('X4', '12y', 'making', annex, 'M', 'destroy', { on: false }), // prescriptions
  row('X5', '12y', 'making', annex, 'M', 'destroy', { on: false }), // samples
]

export const retentionClass = (id: string): RetentionClass | undefined => retentionTable.find((entry) => entry.id === id)

/**
 * Classes in use, with their periods, in table order. A class comes into use with a part of the register, with data, or with a
 * catalogue entry that names it.
 * @param named classes of the catalogue entries in use
 */
export function retentionInUse(is: Predicates, uses: ReadonlySet<Use>, named: ReadonlySet<string>): { id: string; period: string }[] {
  const conditions: Record<string, boolean> = {
    R1: is.patient,
    R2: uses.has('photos'),
    R3: uses.has('forms'),
    R4: uses.has('careDocuments'),
    R5: is.patient && is.appointments,
    R6: is.appointments,
    R7: uses.has('referrals'),
    R8: uses.has('otherRecords'),
    R9: uses.has('expressionsOfWill'),
    R10: is.patient,
    R11: uses.has('statements'),
    R12: is.patient && (is.kanta || uses.has('disclosureConsents')),
    R13: true,
    R14: is.billing,
    R15: is.billing,
    R16: true,
    R17: true,
    R18: is.letters || is.marketing,
    R19: true,
    R20: is.patient,
    R21: true,
    R22: true,
    R23: true,
    R24: true,
  }
  // Photographs promised by the catalogue come into the table with the first photograph (R2 is decided by `uses`).
  const byCatalogue = new Set([...named].filter((id) => id !== 'R2' && id !== 'R12'))
  return retentionTable
    .filter((entry) => entry.on && (conditions[entry.id] === true || byCatalogue.has(entry.id)))
    .map(({ id, period, otherwise }) => ({ id, period: otherwise ? `${period}|${otherwise.period}` : period }))
}
