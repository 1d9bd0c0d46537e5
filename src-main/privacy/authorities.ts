// Authorities that the notice names. Bundled defaults with a date (privacy-duties: *Authorities*); the user may edit each part.
import type { PrintedText, Settings } from '../settings/contract.ts'

/** When the bundled data were last compared with the authorities' own pages. */
export const authoritiesDate = '2026-11-24'

export interface Authority {
  name?: PrintedText | undefined
  street?: string | undefined
  postalAddress?: PrintedText | undefined
  phone?: string | undefined
  email?: string | undefined
  website?: string | undefined
}

export interface Authorities {
  dataProtection: Authority
  supervision: Authority
  patientOmbudsman: Authority
}

const defaults: Authorities = {
  // V: the authority's page, copy undated.
  dataProtection: {
    name: { fi: 'Tietosuojavaltuutetun toimisto', sv: 'Dataombudsmannens byrå', en: 'Office of the Data Protection Ombudsman' },
    postalAddress: { fi: 'PL 800, 00531 Helsinki', sv: 'PB 800, 00531 Helsingfors', en: 'P.O. Box 800, 00531 Helsinki' },
    phone: '029 566 6700',
    website: 'tietosuoja.fi',
  },
  // V in Finnish and English, M in Swedish. In place of Valvira and the regional agencies since 1.1.2026; postal address left empty.
  supervision: {
    name: { fi: 'Lupa- ja valvontavirasto', sv: 'Tillstånds- och tillsynsverket', en: 'Finnish Supervisory Agency' },
    website: 'lvv.fi',
  },
  // 739/2023 § 2: arranged by the wellbeing services county where the care is given; asked from the user.
  patientOmbudsman: {},
}

/** Bundled data with the user's own on top; a part she has emptied stays empty. */
export function authoritiesOf(settings: Settings): Authorities {
  const own = settings.authorities ?? {}
  return {
    dataProtection: { ...defaults.dataProtection, ...own.dataProtection },
    supervision: { ...defaults.supervision, ...own.supervision },
    patientOmbudsman: { ...defaults.patientOmbudsman, ...own.patientOmbudsman },
  }
}
