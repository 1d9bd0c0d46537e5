// A fact sheet as single items that can be compared one by one: in which section each is, and how urgent it is when it comes.
import { languages, type Language } from '../core/contract.ts'
import { canonicalJson } from './canonical.ts'
import { byRules, catalogue, type CatalogueGroup } from './catalogue.ts'
import { countryName } from './countries.ts'
import { settingLabel } from './page.ts'
import { retentionCells } from './sections/keeping.ts'
import { purposeName } from './sections/purposes.ts'
import { isSelfContained } from './sections/recipients.ts'
import { rightsOf } from './rights.ts'
import { inSentence } from './sections/rights.ts'
import { anyText, type FactSheet } from './sheet.ts'
import { words } from './texts.ts'
import { transfersOf } from './transfers.ts'

export type ItemKind =
  | 'setting'
  | 'part'
  | 'people'
  | 'purpose'
  | 'source'
  | 'group'
  | 'field'
  | 'recipient'
  | 'processor'
  | 'transfer'
  | 'retention'
  | 'right'
  | 'channel'
  | 'section'
  | 'stated'
  | 'claim'
  | 'catalogue'
  | 'texts'
  | 'law'
export type Names = Record<Language, string>

export interface Item {
  /** Stable name: `field:hetu`, `processor:Tilitoimisto`. */
  id: string
  section: string | null
  kind: ItemKind
  /** Canonical value; two items with one id and different values have changed. */
  value: string
  names: Names
  /** Severity when it comes; going away is never urgent, unless `always`. */
  urgency: 'coming' | 'always' | 'never'
}

export const inAll = (name: (language: Language) => string): Names =>
  Object.fromEntries(languages.map((language) => [language, name(language)])) as Names
const same = (name: string): Names => ({ fi: name, sv: name, en: name })
export const item = (
  id: string,
  section: string | null,
  kind: ItemKind,
  value: unknown,
  names: Names,
  urgency: Item['urgency'] = 'never',
): Item => ({ id, section, kind, value: canonicalJson(value ?? null), names, urgency })

/** Printed settings, their section, and whether people must be told of a change first. */
const scalars: readonly [section: string, path: string, urgent: boolean][] = [
  ...['name', 'businessId', 'address.street', 'address.postalCode', 'address.city', 'email', 'phone', 'website'].map(
    (part): [string, string, boolean] => ['controller', `practice.${part}`, true],
  ),
  ...['name', 'email', 'phone', 'address'].map((part): [string, string, boolean] => ['contact', `contactPerson.${part}`, true]),
  ...['name', 'email', 'phone'].map((part): [string, string, boolean] => ['contact', `dataProtectionOfficer.${part}`, true]),
  ['register', 'registerName', false],
  ['purposes', 'collector', false],
  ['officialRecord', 'patientRecord.location', false],
  ['officialRecord', 'patientRecord.kantaJoined', false],
  ['officialRecord', 'patientRecord.systemName', false],
  ['officialRecord', 'patientRecord.since', false],
  ['marketing', 'marketing.optOutEmail', false],
  ['marketing', 'marketing.ownCustomer', false],
  ['sources', 'onlineBooking.provider', false],
  ['cookies', 'onlineBooking.clientLogin', false],
  ['cookies', 'onlineBooking.cookies', false],
  ['cookies', 'onlineBooking.cookiePurpose', false],
  ['cookies', 'website.cookies', false],
  ['cookies', 'website.cookiePurpose', false],
  ['ipLog', 'onlineBooking.ipLog.inUse', false],
  ['ipLog', 'onlineBooking.ipLog.purpose', false],
  ['ipLog', 'onlineBooking.ipLog.accessBy', false],
]

function valueAt(root: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, key) => (node !== null && typeof node === 'object' ? (node as Record<string, unknown>)[key] : undefined), root)
}
const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)

function ofSettings(sheet: FactSheet): Item[] {
  return scalars.flatMap(([section, path, urgent]) => {
    const value = valueAt(sheet.settings, path)
    return isSaid(value)
      ? [
          item(
            path,
            section,
            'setting',
            value,
            inAll((language) => settingLabel(language, path)),
            urgent ? 'always' : 'never',
          ),
        ]
      : []
  })
}

function ofUse(sheet: FactSheet): Item[] {
  const { is } = sheet
  const view = (language: Language) => ({ language, sheet })
  const fields = new Set(sheet.fields)
  const listed = catalogue.filter((entry) => fields.has(entry.column) && entry.group !== 'users')
  const labels = [...new Map(listed.map((entry) => [entry.label, entry])).values()]
  const groups = [...new Set(listed.map((entry) => entry.group))] as CatalogueGroup[]
  return [
    ...sheet.parts.map((part) =>
      item(
        `part:${part}`,
        'register',
        'part',
        true,
        inAll((language) => words(language, `notice.register.part.${part}`)),
      ),
    ),
    ...sheet.people.map((people) =>
      item(
        `people:${people}`,
        'register',
        'people',
        true,
        inAll((language) => words(language, `notice.register.person.${people}`)),
      ),
    ),
    ...sheet.purposes.map((purpose) =>
      item(
        `purpose:${purpose}`,
        'purposes',
        'purpose',
        true,
        inAll((language) => inSentence(purposeName(view(language), purpose))),
        'coming',
      ),
    ),
    ...sheet.sources
      .filter((source) => source !== 'imports')
      .map((source) =>
        item(
          `source:${source}`,
          'sources',
          'source',
          true,
          inAll((language) => words(language, `check.source.${source}`)),
        ),
      ),
    ...sheet.imports.map((row) =>
      item(
        `import:${row.id}`,
        'sources',
        'source',
        [row.name, row.date],
        row.name ? same(row.name) : inAll((language) => words(language, 'check.source.imports')),
      ),
    ),
    ...groups.map((group) =>
      item(
        `group:${group}`,
        'data',
        'group',
        true,
        inAll((language) => words(language, `catalogue.group.${group}`)),
        'coming',
      ),
    ),
    ...labels.map((entry) =>
      item(
        `field:${entry.label}`,
        'data',
        'field',
        byRules(entry.need, is.patient),
        inAll((language) => words(language, `catalogue.label.${entry.label}`)),
      ),
    ),
    ...rightsOf(sheet).map((right) =>
      item(
        `right:${right}`,
        'rights',
        'right',
        true,
        inAll((language) => words(language, `check.right.${right}`)),
      ),
    ),
    ...(is.minors
      ? [
          item(
            'section:minors',
            'minors',
            'section',
            true,
            inAll((language) => words(language, 'check.sectionName.minors')),
          ),
        ]
      : []),
    ...(['email', 'sms', 'post'] as const)
      .filter((channel) => is.marketing && sheet.settings.marketing?.[channel] === true)
      .map((channel) =>
        item(
          `channel:${channel}`,
          'marketing',
          'channel',
          true,
          inAll((language) => words(language, `notice.marketing.channel.${channel}`)),
        ),
      ),
    ...(is.careEntries && sheet.settings.patientRecord?.location === 'paper'
      ? [
          item(
            'section:careEntries',
            'officialRecord',
            'section',
            true,
            inAll((language) => words(language, 'check.sectionName.careEntries')),
          ),
        ]
      : []),
  ]
}

function ofOthers(sheet: FactSheet): Item[] {
  const { settings, is } = sheet
  return [
    ...(settings.disclosures ?? []).map((row, index) =>
      item(
        `recipient:${row.recipient || index}`,
        'recipients',
        'recipient',
        [anyText(row.what), anyText(row.basis), row.country],
        same(row.recipient ?? ''),
        'coming',
      ),
    ),
    ...sheet.unlistedRecipients.map((name) => item(`recipient:${name}`, 'recipients', 'recipient', 'recorded', same(name), 'coming')),
    // Where a processor keeps the data is part of what people must be told of first.
    ...(settings.processors ?? []).flatMap((row, index) => [
      item(`processor:${row.name || index}`, 'processors', 'processor', [row.role, row.description], same(row.name ?? ''), 'coming'),
      item(
        `processorPlace:${row.name || index}`,
        'processors',
        'processor',
        [row.country, row.place, row.safeguard],
        inAll((language) => words(language, 'check.processorPlace', { name: row.name ?? '' })),
        'coming',
      ),
      ...(row.statedSecurity ?? []).map((said, which) =>
        item(`stated:${row.name || index}:${which}`, 'protection', 'stated', said, same(row.name ?? '')),
      ),
    ]),
    item(
      'selfContained',
      'processors',
      'setting',
      isSelfContained({ sheet }),
      inAll((language) => words(language, 'check.selfContained')),
    ),
    ...transfersOf(sheet).map((row) =>
      item(
        `transfer:${row.recipient ?? ''}:${row.country}`,
        'transfers',
        'transfer',
        anyText(row.safeguard),
        inAll((language) => countryName(row.country, language)),
        'always',
      ),
    ),
    ...sheet.retention.map((row) =>
      item(
        `retention:${row.id}`,
        'retention',
        'retention',
        row.period,
        inAll((language) => retentionCells({ language, sheet }, row.id)[0].text),
      ),
    ),
    ...sheet.claims.map((claim) =>
      item(
        `claim:${claim}`,
        'protection',
        'claim',
        claim === 'autoLock' ? sheet.autoLockMinutes : true,
        inAll((language) => words(language, `check.claim.${claim}`)),
      ),
    ),
    ...(['dataProtection', ...(is.patient ? (['supervision', 'patientOmbudsman'] as const) : [])] as const)
      .filter((which) => anyText(sheet.authorities[which].name) !== '')
      .map((which) =>
        item(
          `authorities.${which}`,
          'complaint',
          'setting',
          sheet.authorities[which],
          inAll((language) => settingLabel(language, `authorities.${which}`)),
        ),
      ),
    item(
      'catalogue',
      'data',
      'catalogue',
      sheet.versions.catalogue,
      inAll((language) => words(language, 'check.drift.catalogue')),
    ),
    item(
      'texts',
      null,
      'texts',
      sheet.versions.texts,
      inAll((language) => words(language, 'check.drift.texts')),
    ),
    item(
      'law',
      'retention',
      'law',
      sheet.versions.law,
      inAll((language) => words(language, 'check.drift.law')),
    ),
  ]
}

/** Every fact of a sheet that can change, by id. */
export function itemsOf(sheet: FactSheet): Map<string, Item> {
  return new Map([...ofSettings(sheet), ...ofUse(sheet), ...ofOthers(sheet)].map((one) => [one.id, one]))
}
