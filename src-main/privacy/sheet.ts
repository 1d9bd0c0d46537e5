// The fact sheet: everything the two printed forms may say, as one canonical JSON object. Pure: settings and provided facts in, sheet
// out. Counts enter as yes or no, so that the public notice does not change with every client.
import type { PrintedText, Settings } from '../settings/contract.ts'
import { authoritiesOf, type Authorities } from './authorities.ts'
import { byRules, catalogue, type CatalogueEntry } from './catalogue.ts'
import type { Claim, DomainFacts, Use } from './provider.ts'
import { purposesInUse, type PurposeId } from './purposes.ts'
import { retentionInUse } from './retention-table.ts'
import { bookingInUse, fieldIsOn, hasPatients, partIsInUse, websiteCookies, type ClientField } from './use.ts'
import { versions, type Versions } from './versions.ts'

export interface Predicates {
  patient: boolean
  appointments: boolean
  billing: boolean
  letters: boolean
  marketing: boolean
  marketingByConsent: boolean
  kanta: boolean
  onlineBooking: boolean
  clientLogin: boolean
  bookingCookies: boolean
  websiteCookies: boolean
  ipLog: boolean
  minors: boolean
  /** Treatment entries exist here. */
  careEntries: boolean
}

export type RegisterPartName = 'clients' | 'patientRecord' | 'appointments' | 'billing' | 'marketing' | 'logs'
export type PeopleGroup = 'clients' | 'representatives' | 'contactPersons' | 'payers'
export type SourceId = 'self' | 'booking' | 'staff' | 'guardian' | 'representative' | 'otherCare' | 'payer' | 'insurer' | 'imports'

/** The settings that are printed, and no others: changing the calendar must not make a new version. */
export type PrintedSettings = Pick<
  Settings,
  | 'practice'
  | 'contactPerson'
  | 'dataProtectionOfficer'
  | 'patientRecord'
  | 'processors'
  | 'disclosures'
  | 'transfersOutsideEea'
  | 'marketing'
  | 'onlineBooking'
  | 'website'
> & {
  registerName?: string | undefined
  collector?: string | undefined
}

export interface FactSheet {
  formatVersion: 1
  versions: Versions
  settings: PrintedSettings
  authorities: Authorities
  is: Predicates
  parts: RegisterPartName[]
  people: PeopleGroup[]
  purposes: PurposeId[]
  sources: SourceId[]
  imports: { id: string; name: string | null; date: string }[]
  /** Catalogue columns in use, in catalogue order. */
  fields: string[]
  /** Recipients in the disclosure log that `settings.disclosures` does not list. */
  unlistedRecipients: string[]
  retention: { id: string; period: string }[]
  claims: Claim[]
  autoLockMinutes: number | null
  /** A network request ever got through. */
  networkLetThrough: boolean
  /** A backup folder inside a synchronised folder; `service` when recognised. */
  synchronisedBackup: { service: string | null } | null
}

/** What the providers found, joined. */
export interface ProvidedFacts {
  found: ReadonlySet<string>
  uses: ReadonlySet<Use>
  imports: { id: string; name: string | null; date: string }[]
  recipients: string[]
  claims: ReadonlySet<Claim>
  networkLetThrough: boolean
  synchronisedBackup: { service: string | null } | null
  clientLanguages: string[]
  counts: Record<string, number>
  people: NonNullable<DomainFacts['people']>[number][]
  proofs: NonNullable<DomainFacts['proofs']>[number][]
  refusals: number
  /** Undefined where nothing is known of copies. */
  copiesKeptMonths: number | null | undefined
}

export function joinFacts(parts: readonly DomainFacts[]): ProvidedFacts {
  const counts: Record<string, number> = {}
  for (const part of parts) for (const [group, count] of Object.entries(part.counts ?? {})) counts[group] = (counts[group] ?? 0) + count
  return {
    found: new Set(parts.flatMap((part) => part.found ?? [])),
    uses: new Set(parts.flatMap((part) => part.uses ?? [])),
    imports: parts.flatMap((part) => part.imports ?? []),
    recipients: parts.flatMap((part) => part.recipients ?? []),
    claims: new Set(parts.flatMap((part) => part.claims ?? [])),
    networkLetThrough: parts.some((part) => part.networkLetThrough === true),
    synchronisedBackup: parts.find((part) => part.synchronisedBackup)?.synchronisedBackup ?? null,
    clientLanguages: [...new Set(parts.flatMap((part) => part.clientLanguages ?? []))].sort(),
    counts,
    people: parts.flatMap((part) => part.people ?? []),
    proofs: parts.flatMap((part) => part.proofs ?? []),
    refusals: parts.reduce((sum, part) => sum + (part.refusals ?? 0), 0),
    copiesKeptMonths: parts.find((part) => part.copiesKeptMonths !== undefined)?.copiesKeptMonths,
  }
}

/** One of the languages of a printed text, for comparing; the printing itself chooses by language. */
export const anyText = (value: PrintedText | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : (value.fi ?? value.sv ?? value.en ?? '')

function predicates(settings: Settings, provided: ProvidedFacts): Predicates {
  const { uses } = provided
  const patient = hasPatients(settings, uses)
  const booking = bookingInUse(settings)
  const marketing = partIsInUse(settings, 'marketing', uses, patient)
  const { email, sms, post, ownCustomer } = settings.marketing ?? {}
  const channelOn = email === true || sms === true || post === true
  return {
    patient,
    appointments: partIsInUse(settings, 'appointments', uses, patient),
    billing: partIsInUse(settings, 'billing', uses, patient),
    letters: partIsInUse(settings, 'letters', uses, patient),
    marketing,
    // A channel that is on rests on consent unless the own-customer rule is set.
    marketingByConsent: uses.has('marketingConsents') || (marketing && ownCustomer !== true) || (channelOn && ownCustomer !== true),
    kanta: settings.patientRecord?.location === 'kanta',
    onlineBooking: booking.inUse,
    clientLogin: booking.clientLogin,
    bookingCookies: booking.cookies,
    websiteCookies: websiteCookies(settings),
    ipLog: booking.ipLog,
    minors: uses.has('minors'),
    careEntries: uses.has('entries'),
  }
}

function isShown(entry: CatalogueEntry, settings: Settings, is: Predicates): boolean {
  const { shownWhen } = entry
  if (shownWhen === 'always') return true
  if (shownWhen === 'found') return false
  if (shownWhen === 'patient') return is.patient
  if (shownWhen === 'kanta') return is.kanta
  if (shownWhen === 'clientLogin') return is.clientLogin
  const [kind, name] = shownWhen.split(':') as ['field' | 'part' | 'channel', string]
  if (kind === 'channel') return is.marketing && settings.marketing?.[name as 'email' | 'sms' | 'post'] === true
  if (kind === 'part')
    return name === 'letters' ? is.letters : name === 'billing' ? is.billing : name === 'appointments' ? is.appointments : is.marketing
  return fieldIsOn(settings, name as ClientField, is.patient) && (name !== 'billing' || is.billing)
}

/**
 * Columns in use: shown in the forms, promised by a part that is on, or found with data. Staff data are in the internal record only, always
 * in use, and no reason for a new version of the public notice.
 */
export const fieldsInUse = (settings: Settings, is: Predicates, found: ReadonlySet<string>): string[] =>
  catalogue
    .filter((entry) => entry.group !== 'users' && (isShown(entry, settings, is) || found.has(entry.column)))
    .map((entry) => entry.column)

function printed(settings: Settings, is: Predicates): PrintedSettings {
  const {
    practice,
    contactPerson,
    dataProtectionOfficer,
    patientRecord,
    processors,
    disclosures,
    transfersOutsideEea,
    onlineBooking,
    website,
  } = settings
  return {
    practice,
    contactPerson,
    dataProtectionOfficer,
    processors,
    disclosures,
    transfersOutsideEea,
    ...(is.patient ? { patientRecord } : {}),
    ...(is.marketing ? { marketing: settings.marketing } : {}),
    ...(is.onlineBooking ? { onlineBooking } : {}),
    ...(is.websiteCookies ? { website } : {}),
    registerName: settings.register?.name || undefined,
    collector: settings.billing?.collector || undefined,
  }
}

/** What is said: an emptied field, an empty list and a switch that is off say the same as one never touched. Rows of lists stay in place. */
function saidOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((row) => saidOf(row) ?? {})
  if (typeof value !== 'object' || value === null) return value
  const said = Object.entries(value)
    .map(([key, inner]) => [key, saidOf(inner)] as const)
    .filter(([, inner]) => !isUnsaid(inner))
  return Object.fromEntries(said)
}
const isUnsaid = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0)

/**
 * @param settings with the practitioner merged in
 * @param provided what the providers found
 */
export function makeSheet(settings: Settings, provided: ProvidedFacts): FactSheet {
  const { uses } = provided
  const is = predicates(settings, provided)
  const fields = fieldsInUse(settings, is, provided.found)
  const inUse = new Set(fields)
  const listed = new Set((settings.disclosures ?? []).map((row) => row.recipient?.toLowerCase()))
  const ifSo = <T>(condition: boolean, value: T): T[] => (condition ? [value] : [])
  const representatives = inUse.has('guardians.name')
  const payers = is.billing && (inUse.has('clients.billing_name') || uses.has('otherPayers') || uses.has('insurers'))
  const sheet: FactSheet = {
    formatVersion: 1,
    versions: versions(),
    settings: saidOf(printed(settings, is)) as PrintedSettings,
    authorities: authoritiesOf(settings),
    is,
    parts: [
      'clients',
      ...ifSo(is.patient, 'patientRecord' as const),
      ...ifSo(is.appointments, 'appointments' as const),
      ...ifSo(is.billing, 'billing' as const),
      ...ifSo(is.marketing, 'marketing' as const),
      'logs',
    ],
    people: [
      'clients',
      ...ifSo(representatives, 'representatives' as const),
      ...ifSo(uses.has('contactPersons'), 'contactPersons' as const),
      ...ifSo(payers, 'payers' as const),
    ],
    purposes: purposesInUse(settings, is, uses),
    sources: [
      'self',
      ...ifSo(is.appointments, 'booking' as const),
      ...ifSo(is.patient, 'staff' as const),
      ...ifSo(uses.has('guardians'), 'guardian' as const),
      ...ifSo(representatives, 'representative' as const),
      ...ifSo(is.patient && uses.has('otherCareSources'), 'otherCare' as const),
      ...ifSo(payers, 'payer' as const),
      ...ifSo(uses.has('insurers'), 'insurer' as const),
      ...ifSo(provided.imports.length > 0, 'imports' as const),
    ],
    imports: [...provided.imports].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1)),
    fields,
    unlistedRecipients: [...new Set(provided.recipients.filter((name) => !listed.has(name.toLowerCase())))].sort(),
    retention: [],
    claims: [...provided.claims].sort(),
    autoLockMinutes: provided.claims.has('autoLock') ? (settings.autoLockMinutes ?? 10) : null,
    networkLetThrough: provided.networkLetThrough,
    synchronisedBackup: provided.synchronisedBackup,
  }
  const named = new Set(catalogue.filter((entry) => inUse.has(entry.column)).map((entry) => byRules(entry.retentionClass, is.patient)))
  sheet.retention = retentionInUse(is, uses, named)
  return sheet
}
