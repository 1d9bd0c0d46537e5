// What refuses (missing) and what only warns. Pure: a fact sheet and what stands beside it in, lists out.
import { readBusinessId } from '../checks/business-id.ts'
import type { Language } from '../core/contract.ts'
import { languages } from '../core/contract.ts'
import type { PrintedText } from '../settings/contract.ts'
import { sectionKeys, type Missing } from './contract.ts'
import { countryCode } from './countries.ts'
import { at, settingLabel } from './page.ts'
import { placeholderIn } from './placeholder-guard.ts'
import { anyText, type FactSheet } from './sheet.ts'
import { dateText, hasText, words } from './texts.ts'
import { transfersOf } from './transfers.ts'
import { retentionClass } from './retention-table.ts'

type Section = string
/** A missing fact before it is put into words: `key` under `check.missing`. */
export interface Gap {
  section: Section
  setting: string
  key: string
  params?: Record<string, string | number>
}

/** Settings that are printed and in which section they are; rows are written `processors.*.name`. */
const printedPaths: readonly [section: Section, pattern: string][] = [
  ['controller', 'practice.name'],
  ['controller', 'practice.businessId'],
  ['controller', 'practice.address.street'],
  ['controller', 'practice.address.postalCode'],
  ['controller', 'practice.address.city'],
  ['controller', 'practice.email'],
  ['controller', 'practice.phone'],
  ['controller', 'practice.website'],
  ['contact', 'contactPerson.name'],
  ['contact', 'contactPerson.email'],
  ['contact', 'contactPerson.phone'],
  ['contact', 'contactPerson.address.street'],
  ['contact', 'contactPerson.address.postalCode'],
  ['contact', 'contactPerson.address.city'],
  ['contact', 'dataProtectionOfficer.name'],
  ['contact', 'dataProtectionOfficer.email'],
  ['contact', 'dataProtectionOfficer.phone'],
  ['register', 'registerName'],
  ['recipients', 'disclosures.*.recipient'],
  ['recipients', 'disclosures.*.what'],
  ['recipients', 'disclosures.*.basis'],
  ['processors', 'processors.*.name'],
  ['processors', 'processors.*.role'],
  ['processors', 'processors.*.place'],
  ['processors', 'processors.*.description'],
  ['processors', 'processors.*.task'],
  ['processors', 'processors.*.subprocessors'],
  ['transfers', 'processors.*.safeguard'],
  ['transfers', 'transfersOutsideEea.*.safeguard'],
  ['protection', 'processors.*.statedSecurity.*.claim'],
  ['marketing', 'marketing.optOutEmail'],
  ['officialRecord', 'patientRecord.systemName'],
  ['ipLog', 'onlineBooking.ipLog.purpose'],
  ['ipLog', 'onlineBooking.ipLog.accessBy'],
  ['sources', 'onlineBooking.provider'],
  ['purposes', 'collector'],
  ['sources', 'imports.*.name'],
  ...(['dataProtection', 'supervision', 'patientOmbudsman'] as const).flatMap((which) =>
    ['name', 'street', 'postalAddress', 'phone', 'email', 'website'].map((part): [Section, string] => [
      'complaint',
      `authorities.${which}.${part}`,
    ]),
  ),
]

/** Every path that a pattern stands for in the sheet. */
function expand(root: unknown, pattern: string): string[] {
  const [head, ...rest] = pattern.split('.*.')
  if (rest.length === 0) return [pattern]
  const rows = at(root, head!)
  return Array.isArray(rows) ? rows.flatMap((_, index) => expand(root, [`${head}.${index}.${rest[0]!}`, ...rest.slice(1)].join('.*.'))) : []
}

/** Where printed values lie in a sheet: settings, authorities and imports under one root. */
export const printedRoot = (sheet: FactSheet): unknown => ({ ...sheet.settings, authorities: sheet.authorities, imports: sheet.imports })

export interface PrintedValue {
  section: Section
  path: string
  value: PrintedText
}

/** Every value typed by the user that the notice prints. */
export function printedValues(sheet: FactSheet): PrintedValue[] {
  const root = printedRoot(sheet)
  return printedPaths.flatMap(([section, pattern]) =>
    expand(root, pattern).flatMap((path) => {
      const value = at(root, path)
      return typeof value === 'string' || (value !== null && typeof value === 'object')
        ? [{ section, path, value: value as PrintedText }]
        : []
    }),
  )
}
const stringsOf = (value: PrintedText): string[] =>
  typeof value === 'string' ? [value] : languages.flatMap((language) => (value[language] === undefined ? [] : [value[language]]))

function required(sheet: FactSheet): Gap[] {
  const { settings, is } = sheet
  const gaps: Gap[] = []
  const need = (section: Section, path: string, key = 'required', params?: Gap['params']): void => {
    const value = at(printedRoot(sheet), path)
    if (anyText(value as PrintedText | undefined) === '') gaps.push({ section, setting: path, key, ...(params ? { params } : {}) })
  }
  for (const path of ['name', 'businessId', 'address.street', 'address.postalCode', 'address.city', 'email'])
    need('controller', `practice.${path}`)
  const businessId = settings.practice?.businessId
  if (businessId && readBusinessId(businessId) === null)
    gaps.push({ section: 'controller', setting: 'practice.businessId', key: 'businessId' })
  need('contact', 'contactPerson.name')
  if (!settings.contactPerson?.email && !settings.contactPerson?.phone)
    gaps.push({ section: 'contact', setting: 'contactPerson.email', key: 'contactReach' })
  const own = settings.contactPerson?.address
  if (own && (own.street || own.postalCode || own.city))
    for (const part of ['street', 'postalCode', 'city']) need('contact', `contactPerson.address.${part}`)
  if (settings.dataProtectionOfficer && (settings.dataProtectionOfficer.email || settings.dataProtectionOfficer.phone))
    need('contact', 'dataProtectionOfficer.name')
  sheet.imports.forEach((row, index) => {
    if (!row.name) gaps.push({ section: 'sources', setting: `imports.${index}.name`, key: 'import', params: { date: row.date } })
  })
  for (const index of settings.disclosures?.keys() ?? [])
    for (const part of ['recipient', 'what', 'basis']) need('recipients', `disclosures.${index}.${part}`, 'row', { row: index + 1 })
  for (const index of settings.processors?.keys() ?? [])
    for (const part of ['name', 'role', 'country']) need('processors', `processors.${index}.${part}`, 'row', { row: index + 1 })
  for (const { id } of sheet.retention) {
    if (!retentionClass(id)?.source || !hasText('fi', `retention.${id}.period`))
      gaps.push({ section: 'retention', setting: `retention.${id}`, key: 'retention', params: { id } })
  }
  if (
    is.marketing &&
    (settings.marketing?.email || settings.marketing?.sms) &&
    !settings.marketing.optOutEmail &&
    !settings.contactPerson?.phone &&
    !settings.practice?.phone
  ) {
    gaps.push({ section: 'marketing', setting: 'marketing.optOutEmail', key: 'optOut' })
  }
  if (is.patient) {
    need('officialRecord', 'patientRecord.location')
    if (is.kanta) need('officialRecord', 'patientRecord.kantaJoined')
    if (settings.patientRecord?.location === 'other-system') need('officialRecord', 'patientRecord.systemName')
  }
  if (is.ipLog) {
    need('ipLog', 'onlineBooking.provider')
    need('ipLog', 'onlineBooking.ipLog.purpose')
    need('ipLog', 'onlineBooking.ipLog.accessBy')
  }
  need('complaint', 'authorities.dataProtection.name')
  return gaps
}

/** Countries nobody knows, and data that leave the EEA without a safeguard. */
function abroad(sheet: FactSheet): Gap[] {
  const gaps: Gap[] = []
  for (const [list, section] of [
    ['processors', 'processors'],
    ['disclosures', 'recipients'],
    ['transfersOutsideEea', 'transfers'],
  ] as const) {
    sheet.settings[list]?.forEach((row, index) => {
      const setting = `${list}.${index}.country`
      if (row.country && !countryCode(row.country)) gaps.push({ section, setting, key: 'country', params: { row: index + 1 } })
      else if (list === 'transfersOutsideEea' && !row.country) gaps.push({ section, setting, key: 'row', params: { row: index + 1 } })
    })
  }
  for (const transfer of transfersOf(sheet)) {
    if (anyText(transfer.safeguard) !== '') continue
    const row = Number(/\d+/.exec(transfer.path)?.[0] ?? 0) + 1
    gaps.push({
      section: 'transfers',
      setting: transfer.safeguardPath,
      key: transfer.path.startsWith('disclosures') ? 'safeguardRecipient' : 'safeguard',
      params: { row },
    })
  }
  return gaps
}

/** Everything that must be there before the notice may be written, each setting once, in the order of the sections. */
export function gapsOf(sheet: FactSheet): Gap[] {
  const gaps = [...required(sheet), ...abroad(sheet)]
  const already = new Set(gaps.map((gap) => gap.setting))
  for (const { section, path, value } of printedValues(sheet)) {
    // An emptied optional value is not printed; an emptied required one is named above.
    if (already.has(path) || anyText(value) === '') continue
    if (stringsOf(value).some((text) => text !== '' && placeholderIn(text) !== null))
      gaps.push({ section, setting: path, key: 'placeholder' })
  }
  const seen = new Set<string>()
  return gaps.filter((gap) => !seen.has(gap.setting) && seen.add(gap.setting))
}

const placeOf = (section: string): number => sectionKeys.findIndex((key) => key === section)

/** The gaps in the user's words. */
export const describeGaps = (gaps: readonly Gap[], language: Language): Missing[] =>
  gaps
    .toSorted((one, other) => placeOf(one.section) - placeOf(other.section))
    .map(({ section, setting, key, params }) => {
      const values = {
        setting: settingLabel(language, setting),
        ...params,
        ...(key === 'import' && params?.['date'] ? { date: dateText(language, String(params['date'])) } : {}),
      }
      return { section, setting, message: words(language, `check.missing.${key}`, values) }
    })

export const check = (sheet: FactSheet, language: Language): Missing[] => describeGaps(gapsOf(sheet), language)
