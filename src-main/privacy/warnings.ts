// What does not refuse but must be seen: shown with a link, and kept in the internal record as open matters.
import { Temporal } from 'temporal-polyfill'
import type { Language } from '../core/contract.ts'
import { languages } from '../core/contract.ts'
import { clientFields, type Settings } from '../settings/contract.ts'
import { authoritiesDate } from './authorities.ts'
import { catalogue } from './catalogue.ts'
import { printedValues } from './check.ts'
import type { Warning } from './contract.ts'
import { countryCode, countryName, insideEea } from './countries.ts'
import { hasOwnAddress, settingLabel } from './page.ts'
import { hedgeIn } from './placeholder-guard.ts'
import type { Claim } from './provider.ts'
import type { FactSheet, ProvidedFacts } from './sheet.ts'
import { anyText } from './sheet.ts'
import { words } from './texts.ts'
import { bookingInUse, fieldIsOn } from './use.ts'

/** What warnings are judged by beside the sheet. */
export interface Surroundings {
  settings: Settings
  provided: ProvidedFacts
  /** Local date. */
  today: string
  /** The internal record was written at some time. */
  internalRecordWritten: boolean
  /** Local date since when the practice keeps its data here; null when unknown. */
  startedOn: string | null
}

/** Mail services for everybody: her clients' messages lie with them, so they are processors. */
const publicMail: Readonly<Record<string, string>> = {
  'gmail.com': 'google',
  'googlemail.com': 'google',
  'outlook.com': 'microsoft',
  'hotmail.com': 'microsoft',
  'hotmail.fi': 'microsoft',
  'live.com': 'microsoft',
  'live.fi': 'microsoft',
  'msn.com': 'microsoft',
  'icloud.com': 'apple',
  'me.com': 'apple',
  'yahoo.com': 'yahoo',
  'proton.me': 'proton',
  'protonmail.com': 'proton',
  'luukku.com': 'luukku',
  'suomi24.fi': 'suomi24',
  'kolumbus.fi': 'elisa',
  'elisanet.fi': 'elisa',
  'saunalahti.fi': 'elisa',
  'pp.inet.fi': 'telia',
  'welho.com': 'dna',
  'dnainternet.net': 'dna',
  'gmx.com': 'gmx',
  'mail.com': 'mail.com',
  'aol.com': 'aol',
}

/** `months` before a local date. */
export const monthsBefore = (today: string, months: number): string => Temporal.PlainDate.from(today).subtract({ months }).toString()

type Found = { section: string; code: string; setting?: string; params?: Record<string, string> }

function ofPeople(sheet: FactSheet): Found[] {
  const found: Found[] = []
  const { settings } = sheet
  if (hasOwnAddress(sheet)) found.push({ section: 'contact', code: 'addressDiffers', setting: 'contactPerson.address' })
  const names = (settings.processors ?? [])
    .flatMap((row) => [row.name ?? '', anyText(row.role), anyText(row.description)])
    .join(' ')
    .toLowerCase()
  for (const [setting, mail] of [
    ['practice.email', settings.practice?.email],
    ['contactPerson.email', settings.contactPerson?.email],
  ] as const) {
    const domain = mail?.split('@')[1]?.toLowerCase()
    const service = domain === undefined ? undefined : publicMail[domain]
    if (domain && service && !names.includes(service) && !names.includes(domain))
      found.push({ section: 'contact', code: 'publicMail', setting, params: { domain } })
  }
  return found
}

function ofServices({ settings: all, provided, today }: Surroundings, sheet: FactSheet): Found[] {
  const found: Found[] = []
  const { settings, is } = sheet
  const processors = settings.processors ?? []
  const listed = (name: string): boolean =>
    processors.some(
      (row) =>
        row.name?.toLowerCase().includes(name.toLowerCase()) || (row.name ? name.toLowerCase().includes(row.name.toLowerCase()) : false),
    )
  const provider = settings.onlineBooking?.provider
  if (is.onlineBooking && (provider ? !listed(provider) : processors.length === 0))
    found.push({
      section: 'processors',
      code: provider ? 'bookingProcessor' : 'bookingProcessorUnnamed',
      setting: 'processors',
      ...(provider ? { params: { name: provider } } : {}),
    })
  const synced = sheet.synchronisedBackup
  if (synced && (synced.service ? !listed(synced.service) : processors.length === 0))
    found.push({
      section: 'processors',
      code: synced.service ? 'syncedBackup' : 'syncedBackupUnnamed',
      setting: 'processors',
      ...(synced.service ? { params: { name: synced.service } } : {}),
    })
  if (sheet.networkLetThrough) found.push({ section: 'processors', code: 'networkLetThrough' })
  processors.forEach((row, index) => {
    const name = row.name ?? ''
    const newest = row.reviewedOn ?? row.contractDate
    if (newest === undefined)
      found.push({ section: 'processors', code: 'neverReviewed', setting: `processors.${index}.reviewedOn`, params: { name } })
    else if (newest < monthsBefore(today, 12))
      found.push({ section: 'processors', code: 'reviewOverdue', setting: `processors.${index}.reviewedOn`, params: { name } })
    if (row.statedSecurity?.some((said) => said.statedOn < monthsBefore(today, 24)))
      found.push({ section: 'protection', code: 'statedOld', setting: `processors.${index}.statedSecurity`, params: { name } })
  })
  settings.transfersOutsideEea?.forEach((row, index) => {
    const code = countryCode(row.country)
    if (code && insideEea(code))
      found.push({ section: 'transfers', code: 'eeaTransfer', setting: `transfersOutsideEea.${index}.country`, params: { code } })
  })
  if (is.bookingCookies) {
    if (!settings.onlineBooking?.cookiePurpose?.length && !is.clientLogin)
      found.push({ section: 'cookies', code: 'cookiePurpose', setting: 'onlineBooking.cookiePurpose' })
    if (!provider) found.push({ section: 'cookies', code: 'cookieProvider', setting: 'onlineBooking.provider' })
  }
  if (is.websiteCookies && !settings.website?.cookiePurpose?.length)
    found.push({ section: 'cookies', code: 'cookiePurpose', setting: 'website.cookiePurpose' })
  const booking = all.onlineBooking
  if (booking?.inUse === false && (booking.cookies || booking.clientLogin || booking.ipLog?.inUse) && !bookingInUse(all).inUse)
    found.push({ section: 'cookies', code: 'bookingOff', setting: 'onlineBooking.inUse' })
  const marketing = settings.marketing
  if (is.marketing && !marketing?.email && !marketing?.sms && !marketing?.post)
    found.push({ section: 'marketing', code: 'marketingNoChannel', setting: 'marketing.email' })
  for (const name of sheet.unlistedRecipients)
    found.push({ section: 'recipients', code: 'unlistedRecipient', setting: 'disclosures', params: { name } })
  const lastRun = provided.proofs.find((proof) => proof.kind === 'retentionRun')
  if (lastRun && lastRun.at.slice(0, 10) < monthsBefore(today, 12)) found.push({ section: 'retention', code: 'retentionRunOverdue' })
  return found
}

function ofRecord({ settings, today, internalRecordWritten }: Surroundings, sheet: FactSheet): Found[] {
  const found: Found[] = []
  const { is } = sheet
  if (is.patient && sheet.settings.patientRecord?.location === 'this-app')
    found.push({ section: 'officialRecord', code: 'thisApp', setting: 'patientRecord.location' })
  if (is.patient && sheet.settings.patientRecord?.location === 'paper' && is.careEntries)
    found.push({ section: 'officialRecord', code: 'paperEntries', setting: 'patientRecord.location' })
  if (is.patient && anyText(sheet.authorities.patientOmbudsman.name) === '')
    found.push({ section: 'complaint', code: 'patientOmbudsman', setting: 'authorities.patientOmbudsman.name' })
  // The bundled data count as confirmed on the day they were compared with the authorities' own pages.
  const confirmed = settings.authorities?.confirmedOn ?? authoritiesDate
  if ((confirmed > authoritiesDate ? confirmed : authoritiesDate) < monthsBefore(today, 12))
    found.push({ section: 'complaint', code: 'authoritiesOld', setting: 'authorities.confirmedOn' })
  if (!internalRecordWritten) found.push({ section: 'legislation', code: 'noInternalRecord' })
  return found
}

function ofFields({ settings, provided, today, startedOn }: Surroundings, sheet: FactSheet): Found[] {
  return clientFields.flatMap((field): Found[] => {
    const columns = catalogue.filter((entry) => entry.shownWhen === `field:${field}`).map((entry) => entry.column)
    const filled = columns.some((column) => provided.found.has(column))
    const on = fieldIsOn(settings, field, sheet.is.patient)
    const setting = `register.fields.${field}`
    if (!on && filled) return [{ section: 'data', code: 'fieldOffButFound', setting, params: { field } }]
    const forLong = startedOn !== null && startedOn < monthsBefore(today, 12)
    if (on && !filled && forLong && provided.found.has('clients.last_name'))
      return [{ section: 'data', code: 'fieldEmpty', setting, params: { field } }]
    return []
  })
}

/** Texts that exist in another language only, and texts that leave open what is so. */
function ofTexts(sheet: FactSheet): { section: string; code: string; setting: string; language?: Language }[] {
  return printedValues(sheet).flatMap(({ section, path, value }) => {
    const found: { section: string; code: string; setting: string; language?: Language }[] = []
    if (typeof value !== 'string' && anyText(value) !== '' && languages.some((language) => !value[language]))
      found.push({ section, code: 'languageMissing', setting: path })
    const texts = typeof value === 'string' ? [value] : languages.map((language) => value[language] ?? '')
    if (texts.some((text) => hedgeIn(text) !== null)) found.push({ section, code: 'hedge', setting: path })
    return found
  })
}

/** Claims that could be made and are not proved; the internal record lists them. */
export const unprovedClaims = (sheet: FactSheet, provided: ProvidedFacts): Claim[] =>
  (['encrypted', 'backups', 'drill', 'accounts', 'roles', 'autoLock', 'log', 'offline'] as const).filter(
    (claim) => !sheet.claims.includes(claim) && (claim !== 'roles' || provided.people.filter((person) => person.active).length > 1),
  )

const fieldLabelKey: Readonly<Record<string, string>> = { guardians: 'guardianName', billing: 'billingName' }
/** The label of a client field, as the notice prints it. */
export const fieldLabel = (language: Language, field: string): string => words(language, `catalogue.label.${fieldLabelKey[field] ?? field}`)

export function warningsOf(sheet: FactSheet, around: Surroundings, language: Language): Warning[] {
  const found: Found[] = [
    ...ofPeople(sheet),
    ...ofFields(around, sheet),
    ...ofServices(around, sheet),
    ...ofRecord(around, sheet),
    ...ofTexts(sheet),
  ]
  return found.map(({ section, code, setting, params = {} }) => {
    const values: Record<string, string> = { ...params }
    if (params['field']) values['field'] = fieldLabel(language, params['field'])
    if (params['code']) values['name'] = countryName(params['code'], language)
    if (setting) values['setting'] = settingLabel(language, setting)
    return { section, code, ...(setting ? { setting } : {}), message: words(language, `check.warning.${code}`, values) }
  })
}
