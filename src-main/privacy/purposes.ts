// Purposes and their legal bases: the rows of section 4. Consent is never a basis of the patient record.
import type { Settings } from '../settings/contract.ts'
import type { Use } from './provider.ts'
import type { Predicates } from './sheet.ts'

export const purposeIds = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11'] as const
export type PurposeId = (typeof purposeIds)[number]

/** Kinds of basis; the rights of section 13 follow from them. */
export type Basis = 'legalObligation' | 'contract' | 'consent' | 'legitimateInterest'

export const basesOf = (purpose: PurposeId, patient: boolean): readonly Basis[] => {
  switch (purpose) {
    case 'p1':
    case 'p8':
    case 'p10':
      return ['legalObligation']
    case 'p2':
    case 'p4':
      return ['contract']
    case 'p3':
      return ['contract', 'legalObligation']
    case 'p5':
      return ['consent']
    case 'p6':
    case 'p9':
      return ['legitimateInterest']
    case 'p7':
      return patient ? ['legalObligation'] : ['legitimateInterest']
    case 'p11':
      return ['contract', 'legitimateInterest']
  }
}

/** Acts that a purpose cites, by number; section 20 lists those in use. */
export const actsOf = (purpose: PurposeId, patient: boolean): readonly string[] => {
  switch (purpose) {
    case 'p1':
      return ['703/2023', '1050/2018']
    case 'p3':
      return ['1336/1997']
    case 'p5':
    case 'p6':
      return ['917/2014']
    case 'p7':
      return patient ? ['703/2023', '1050/2018'] : []
    case 'p8':
      return ['703/2023']
    case 'p10':
      return patient ? ['785/1992'] : []
    default:
      return []
  }
}

export function purposesInUse(settings: Settings, is: Predicates, uses: ReadonlySet<Use>): PurposeId[] {
  const inUse: Record<PurposeId, boolean> = {
    p1: is.patient,
    p2: true,
    p3: is.billing,
    p4: is.letters,
    p5: is.marketing && is.marketingByConsent,
    p6: settings.marketing?.ownCustomer === true,
    p7: true,
    p8: is.kanta,
    p9: Boolean(settings.billing?.collector) || uses.has('reminderFees'),
    p10: true,
    p11: is.onlineBooking,
  }
  return purposeIds.filter((purpose) => inUse[purpose])
}
