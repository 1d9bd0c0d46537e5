// [Note: catalogue] Every column that holds personal data has one entry here, and every other column is listed in
// catalogue-not-personal.ts with its reason. A test walks the real schema and fails on a column in neither list, and on an entry
// without a column. Section 6 of the register description and the groups in the log follow from this file.
//
// Whoever adds a table or a column does this, and nothing else:
// 1. For each column decide whether it tells something of a person. If not: one line in catalogue-not-personal.ts under its table.
// 2. If it does: an entry. A domain of more than a few columns has a file of its own, `catalogue-<domain>.ts`, with one array that is
//    spread below, where its group shall be printed; catalogue-care.ts is the example. Columns that mean one thing to a reader share a
//    label (`street`, `postal_code`, `city` → `address`) and are named once. Who made or signed a row goes to group `users`.
// 3. The label in texts/{fi,sv,en}/catalogue.json, small first letter, as it stands in a list ("henkilötunnus").
// 4. `shownWhen`: when people must be told of it although no data are found yet (GDPR 13(1)): with a part that is on, under the patient
//    rules, always. `found` only for what nobody can promise before it happens.
// 5. `retentionClass`: a class of retention-table.ts; two when the patient rules decide.
// 6. If catalogue-awaited.ts has the table, its lines there are removed.
// 7. The domain's `facts.ts` tells which of these columns hold data (provider.ts says how).
// Then `vitest run tests/unit/privacy` is green again. The catalogue's hash is part of each written version, so that a new entry shows
// as drift by itself.
import { awaited } from './catalogue-awaited.ts'
import { careCatalogue } from './catalogue-care.ts'

/** Groups in the order they are printed. `users` appears in the internal record only. */
export const catalogueGroups = [
  'identity',
  'contact',
  'representatives',
  'appointments',
  'care',
  'billing',
  'consents',
  'requests',
  'useLog',
  'users',
] as const
export type CatalogueGroup = (typeof catalogueGroups)[number]

/** `law`: the law wants it; `service`: needed for what she came for; `voluntary`; `system`: arises when the program is used. */
export type Need = 'law' | 'service' | 'voluntary' | 'system'

/**
 * When an entry is listed although no data are found yet: with a client field that is on (`field:hetu`), a part of the register
 * (`part:billing`), the patient rules, Kanta, online sign-in; `found`: only with data. Data found list every entry, whatever this says.
 */
export type ShownWhen =
  | 'always'
  | 'found'
  | 'patient'
  | 'kanta'
  | 'clientLogin'
  | `field:${string}`
  | `part:${string}`
  | `channel:${string}`

export interface CatalogueEntry {
  /** `table.column`; for data outside this database a name of its own. */
  column: string
  group: CatalogueGroup
  /** Key of the label in texts/<language>/catalogue.json; columns that share it are named once. */
  label: string
  /** Two values: under the patient rules, and otherwise. */
  need: Need | readonly [patient: Need, other: Need]
  /** Purposes of section 4. */
  purposes: readonly string[]
  /** Class of the retention table; two as above. */
  retentionClass: string | readonly [patient: string, other: string]
  shownWhen: ShownWhen
  /** Kept outside this database, by a booking service for one. */
  external?: true
  /** Name of a table that a later domain brings; the entry must be replaced by real columns when the table exists. */
  awaits?: string
}

const kept: CatalogueEntry['retentionClass'] = ['R1', 'R16']
const client = (
  column: string,
  group: CatalogueGroup,
  label: string,
  need: CatalogueEntry['need'],
  shownWhen: ShownWhen,
  retentionClass: CatalogueEntry['retentionClass'] = kept,
  purposes: readonly string[] = ['p1', 'p2'],
): CatalogueEntry => ({ column: `clients.${column}`, group, label, need, purposes, retentionClass, shownWhen })
const of = (
  table: string,
  group: CatalogueGroup,
  purposes: readonly string[],
  retentionClass: CatalogueEntry['retentionClass'],
  need: CatalogueEntry['need'],
  shownWhen: ShownWhen,
  columns: Record<string, string>,
): CatalogueEntry[] =>
  Object.entries(columns).map(([column, label]) => ({
    column: `${table}.${column}`,
    group,
    label,
    need,
    purposes,
    retentionClass,
    shownWhen,
  }))

const lawOr = (other: Need): CatalogueEntry['need'] => ['law', other]

export const catalogue: readonly CatalogueEntry[] = [
  client('last_name', 'identity', 'lastName', lawOr('service'), 'always'),
  client('first_name', 'identity', 'firstName', lawOr('service'), 'always'),
  client('sort_key', 'identity', 'lastName', 'system', 'found'),
  client('name_key', 'identity', 'lastName', 'system', 'found'),
  client('call_name', 'identity', 'callName', 'voluntary', 'field:callName'),
  client('hetu', 'identity', 'hetu', lawOr('voluntary'), 'field:hetu', kept, ['p1']),
  client('birth_date', 'identity', 'birthDate', lawOr('voluntary'), 'field:birthDate'),
  client('birth_year', 'identity', 'birthYear', 'voluntary', 'field:birthYear'),
  client('sex', 'identity', 'sex', 'voluntary', 'field:sex'),
  client('language', 'identity', 'language', 'voluntary', 'field:language'),
  client('occupation', 'identity', 'occupation', 'voluntary', 'field:occupation'),
  client('note', 'identity', 'note', 'voluntary', 'field:note'),
  client('date_of_death', 'identity', 'dateOfDeath', 'voluntary', 'field:dateOfDeath'),
  client('number', 'identity', 'clientNumber', 'system', 'always'),
  client('email', 'contact', 'email', 'service', 'field:email'),
  client('email_key', 'contact', 'email', 'system', 'found'),
  client('phone', 'contact', 'phone', 'service', 'field:phone'),
  client('phone_key', 'contact', 'phone', 'system', 'found'),
  client('street', 'contact', 'address', 'service', 'field:address'),
  client('postal_code', 'contact', 'address', 'service', 'field:address'),
  client('city', 'contact', 'address', 'service', 'field:address'),
  client('country', 'contact', 'address', 'service', 'field:address'),
  client('safety_prohibition', 'contact', 'safetyProhibition', 'voluntary', 'field:safetyProhibition'),
  ...of('guardians', 'representatives', ['p1', 'p2'], kept, lawOr('service'), 'field:guardians', {
    name: 'guardianName',
    phone: 'guardianPhone',
    relation: 'guardianRelation',
  }),
  client('billing_name', 'billing', 'billingName', 'service', 'field:billing', 'R15', ['p3']),
  client('billing_street', 'billing', 'billingAddress', 'service', 'field:billing', 'R15', ['p3']),
  client('billing_postal_code', 'billing', 'billingAddress', 'service', 'field:billing', 'R15', ['p3']),
  client('billing_city', 'billing', 'billingAddress', 'service', 'field:billing', 'R15', ['p3']),
  client('billing_country', 'billing', 'billingAddress', 'service', 'field:billing', 'R15', ['p3']),
  client('billing_email', 'billing', 'billingEmail', 'service', 'field:billing', 'R15', ['p3']),
  client('e_invoice_address', 'billing', 'eInvoiceAddress', 'voluntary', 'field:billing', 'R15', ['p3']),
  ...of('consents', 'consents', ['p4', 'p5'], 'R18', 'voluntary', 'found', {
    given: 'consentState',
    at: 'consentState',
    how: 'consentState',
    purpose: 'consentState',
    channel: 'consentState',
  }),
  ...of('consents', 'users', ['p7'], 'R18', 'system', 'found', { recorded_by: 'recordedBy' }),
  // Views of the ledger that are promised as soon as the part is on, so that people know before they are asked.
  {
    column: 'consents.letters.email',
    group: 'consents',
    label: 'lettersEmail',
    need: 'voluntary',
    purposes: ['p4'],
    retentionClass: 'R18',
    shownWhen: 'part:letters',
    external: true,
  },
  {
    column: 'consents.letters.sms',
    group: 'consents',
    label: 'lettersSms',
    need: 'voluntary',
    purposes: ['p4'],
    retentionClass: 'R18',
    shownWhen: 'part:letters',
    external: true,
  },
  {
    column: 'consents.marketing.email',
    group: 'consents',
    label: 'marketingEmail',
    need: 'voluntary',
    purposes: ['p5'],
    retentionClass: 'R18',
    shownWhen: 'channel:email',
    external: true,
  },
  {
    column: 'consents.marketing.sms',
    group: 'consents',
    label: 'marketingSms',
    need: 'voluntary',
    purposes: ['p5'],
    retentionClass: 'R18',
    shownWhen: 'channel:sms',
    external: true,
  },
  {
    column: 'consents.marketing.post',
    group: 'consents',
    label: 'marketingPost',
    need: 'voluntary',
    purposes: ['p5'],
    retentionClass: 'R18',
    shownWhen: 'channel:post',
    external: true,
  },
  ...of('client_merges', 'identity', ['p2'], kept, 'system', 'found', { before: 'mergeHistory' }),
  ...of('client_merges', 'users', ['p7'], 'R13', 'system', 'found', { user_id: 'recordedBy' }),
  ...of('form_drafts', 'requests', ['p2'], 'R17', 'system', 'always', { value: 'drafts' }),
  ...of('form_drafts', 'users', ['p2'], 'R17', 'system', 'found', { user_id: 'recordedBy' }),
  ...of('audit_log', 'useLog', ['p7'], 'R13', lawOr('system'), 'always', {
    user_name: 'logWho',
    at: 'logWhen',
    method: 'logWhat',
    kind: 'logWhat',
    groups: 'logWhat',
    client_ids: 'logWhose',
    purpose: 'logWhy',
  }),
  ...of('audit_log', 'users', ['p7'], 'R13', lawOr('system'), 'found', {
    user_id: 'recordedBy',
    user_title: 'userTitle',
    role: 'userRole',
    provider: 'logProvider',
    source: 'logWhat',
    details: 'logWhat',
  }),
  ...of('audit_log_clients', 'useLog', ['p7'], 'R13', lawOr('system'), 'found', { client_id: 'logWhose' }),
  ...of('audit_findings', 'users', ['p7'], 'R13', 'system', 'found', { acknowledged_by: 'recordedBy', note: 'logFinding' }),
  ...of('imports', 'users', ['p2'], 'R17', 'system', 'found', { user_id: 'recordedBy', file_name: 'importFile' }),
  ...of('users', 'users', ['p7'], 'R22', lawOr('service'), 'always', {
    name: 'userName',
    title: 'userTitle',
    registration_number: 'registrationNumber',
    role: 'userRole',
    started_on: 'userPeriod',
    ended_on: 'userPeriod',
    disabled_at: 'userPeriod',
    confidentiality_told_on: 'userAgreements',
    confidentiality_signed_on: 'userAgreements',
    instructions_read_on: 'userAgreements',
    training_on: 'userAgreements',
  }),
  // Contact person, officer and processors' people lie in the settings.
  ...of('settings', 'users', ['p10'], 'R24', 'system', 'always', { value: 'contactPeople' }),
  ...of('register_description_versions', 'users', ['p10'], 'R24', 'system', 'found', { facts: 'contactPeople', written_by: 'recordedBy' }),
  ...of('register_description_files', 'users', ['p10'], 'R24', 'system', 'found', { content: 'contactPeople' }),
  ...of('drills', 'users', ['p10'], 'R24', 'system', 'found', { user_id: 'recordedBy', user_name: 'userName', confirmed_by: 'recordedBy' }),
  ...careCatalogue,
  ...of('attachments', 'care', ['p1'], 'R2', 'law', 'patient', {
    file_name: 'careAttachments',
    description: 'careAttachments',
    removed_reason: 'careAttachments',
    content: 'careAttachments',
    kind: 'careAttachments',
  }),
  ...of('attachments', 'users', ['p7'], 'R13', 'system', 'found', { created_by: 'recordedBy' }),
  ...awaited,
  {
    column: 'onlineBooking.lastSignIn',
    group: 'appointments',
    label: 'lastSignIn',
    need: 'service',
    purposes: ['p11'],
    retentionClass: 'R6',
    shownWhen: 'clientLogin',
    external: true,
  },
]

/** The group's and class's value under the patient rules or without them. */
export const byRules = <T extends string>(value: T | readonly [T, T], patient: boolean): T =>
  typeof value === 'string' ? value : patient ? value[0] : value[1]
