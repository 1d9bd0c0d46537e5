// The internal record of processing activities (GDPR 30), from the same facts as the public notice.
import {
  callout,
  fact,
  heading,
  keyValues,
  mono,
  numbered,
  paragraph,
  section,
  table,
  type Block,
  type DocumentModel,
  type Inline,
} from '../documents/model.ts'
import type { CatalogueGroup } from './catalogue.ts'
import { countryCode, countryName } from './countries.ts'
import { addressOf, commas, printed, reachOf, setting, t, yes, type Page } from './page.ts'
import type { Claim, Person, ProofRow } from './provider.ts'
import type { PurposeId } from './purposes.ts'
import { retentionClass } from './retention-table.ts'
import { frame, headLines, type Edition } from './notice.ts'
import { dataRows } from './sections/data.ts'
import { endSections } from './sections/end.ts'
import { retentionCells } from './sections/keeping.ts'
import { basisText, purposeName } from './sections/purposes.ts'
import type { ProvidedFacts } from './sheet.ts'
import { dateText, listOf, say, words, type Value } from './texts.ts'
import { transfersOf } from './transfers.ts'
import type { Settings } from '../settings/contract.ts'

/** What only the internal form tells; none of it is part of the fact sheet. */
export interface InternalFacts {
  provided: ProvidedFacts
  settings: Settings
  appVersion: string
  /** Newest entry of the log. */
  anchor: { number: number; hash: string } | null
  /** Open matters in the language of the document: warnings, lapsed claims, unverified law. */
  gaps: readonly { text: string; date: string }[]
  /** Who answers for the gaps. */
  owner: string
}

const i = (page: Page, key: string, values: Readonly<Record<string, Value>> = {}): Inline[] => say(page.language, `internal.${key}`, values)
const l = (page: Page, key: string): string => words(page.language, `internal.${key}`)

type ActivityId =
  | 'care'
  | 'clients'
  | 'billing'
  | 'messages'
  | 'marketing'
  | 'logs'
  | 'requests'
  | 'breaches'
  | 'staff'
  | 'booking'
  | 'kanta'
  | 'backups'
interface Activity {
  id: ActivityId
  when: boolean
  purposes: readonly PurposeId[]
  groups: readonly CatalogueGroup[]
  classes: readonly string[]
  people: 'clients' | 'staff'
}

function activities(page: Page): Activity[] {
  const { is } = page.sheet
  const all: Activity[] = [
    {
      id: 'care',
      when: is.patient,
      purposes: ['p1'],
      groups: ['identity', 'representatives', 'care'],
      classes: ['R1', 'R2', 'R3', 'R4', 'R5', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12'],
      people: 'clients',
    },
    {
      id: 'clients',
      when: true,
      purposes: ['p2'],
      groups: ['identity', 'contact', 'representatives', 'appointments'],
      classes: ['R6', 'R16', 'R17'],
      people: 'clients',
    },
    { id: 'billing', when: is.billing, purposes: ['p3', 'p9'], groups: ['billing'], classes: ['R14', 'R15'], people: 'clients' },
    {
      id: 'messages',
      when: is.letters,
      purposes: ['p4'],
      groups: ['contact', 'consents'],
      classes: ['R10', 'R17', 'R18'],
      people: 'clients',
    },
    { id: 'marketing', when: is.marketing, purposes: ['p5', 'p6'], groups: ['contact', 'consents'], classes: ['R18'], people: 'clients' },
    { id: 'logs', when: true, purposes: ['p7'], groups: ['useLog'], classes: ['R13'], people: 'clients' },
    { id: 'requests', when: true, purposes: ['p10'], groups: ['requests'], classes: ['R19', 'R20', 'R24'], people: 'clients' },
    { id: 'breaches', when: true, purposes: [], groups: ['requests'], classes: ['R21'], people: 'clients' },
    { id: 'staff', when: true, purposes: [], groups: ['users'], classes: ['R22'], people: 'staff' },
    { id: 'booking', when: is.onlineBooking, purposes: ['p11'], groups: ['appointments', 'contact'], classes: ['R6'], people: 'clients' },
    { id: 'kanta', when: is.kanta, purposes: ['p8'], groups: ['care', 'identity'], classes: ['R1', 'R12', 'R13'], people: 'clients' },
    {
      id: 'backups',
      when: true,
      purposes: [],
      groups: page.sheet.fields.length > 0 ? ['identity', 'contact', 'appointments', 'care', 'billing'] : [],
      classes: [],
      people: 'clients',
    },
  ]
  return all.filter((activity) => activity.when)
}

const claimsOf: Readonly<Record<ActivityId, readonly Claim[]>> = {
  care: ['encrypted', 'accounts', 'log'],
  clients: ['encrypted', 'accounts', 'log'],
  billing: ['encrypted', 'accounts', 'log'],
  messages: ['encrypted', 'log'],
  marketing: ['encrypted', 'log'],
  logs: ['encrypted', 'log'],
  requests: ['encrypted', 'log'],
  breaches: ['encrypted', 'log'],
  staff: ['encrypted', 'roles', 'log'],
  booking: ['encrypted', 'log'],
  kanta: ['encrypted', 'log'],
  backups: ['backups', 'drill'],
}

function activityBlocks(page: Page, activity: Activity, inside: InternalFacts): Block[] {
  const { sheet } = page
  const inUse = new Set<string>(sheet.purposes)
  const purposes = activity.purposes.filter((purpose) => inUse.has(purpose))
  const rows = dataRows(page, true).filter((row) => activity.groups.includes(row.group))
  const groups = [...new Set(rows.map((row) => row.group))].map((group): Inline[] => {
    const count = inside.provided.counts[group]
    const name = { text: words(page.language, `catalogue.group.${group}`) }
    return count === undefined ? [name] : [name, { text: ' (' }, ...i(page, 'count', { count }), { text: ')' }]
  })
  const disclosures = (sheet.settings.disclosures ?? []).map((row, index) => [fact(`disclosures.${index}.recipient`, row.recipient ?? '')])
  const processors = (sheet.settings.processors ?? []).map((row, index) => [fact(`processors.${index}.name`, row.name ?? '')])
  const people =
    activity.people === 'staff'
      ? [[{ text: l(page, 'staffPeople') }]]
      : sheet.people.map((person) => [{ text: words(page.language, `notice.register.person.${person}`) }])
  const kept = activity.classes
    .filter((id) => sheet.retention.some((row) => row.id === id))
    .map((id): Inline[] => [
      { text: `${id}: ` },
      ...retentionCells(page, id)
        .slice(0, 2)
        .flatMap((cell, index) => (typeof cell === 'string' ? [{ text: cell }] : index === 0 ? [cell, { text: ', ' }] : [cell])),
    ])
  const claims = claimsOf[activity.id]
    .filter((claim) => sheet.claims.includes(claim))
    .map((claim) => [fact(`claims.${claim}`, words(page.language, `check.claim.${claim}`))])
  const transfers = transfersOf(sheet).map((row) => [
    fact(row.path, countryName(row.country, page.language)),
    { text: ': ' },
    printed(page, row.safeguardPath, row.safeguard),
  ])
  const lines = (items: readonly (readonly Inline[])[], none: string): Inline[] =>
    items.length === 0 ? [{ text: none }] : items.flatMap((item, index) => (index === 0 ? [...item] : [{ text: '\n' }, ...item]))
  const own = activity.id as 'breaches' | 'staff' | 'backups'
  const describes = purposes.length > 0
  return [
    heading(3, l(page, `activity.${activity.id}`)),
    keyValues([
      {
        label: l(page, 'purpose'),
        value: describes
          ? lines(
              purposes.map((purpose) => [fact(`purposes.${purpose}`, purposeName(page, purpose))]),
              '',
            )
          : l(page, `activityPurpose.${own}`),
      },
      {
        label: l(page, 'basis'),
        value: describes
          ? lines(
              purposes.map((purpose) => basisText(page, purpose)),
              '',
            )
          : i(page, `activityBasis.${own}`, { patient: yes(sheet.is.patient) }),
      },
      { label: l(page, 'people'), value: commas(people) },
      { label: l(page, 'data'), value: groups.length > 0 ? commas(groups) : l(page, 'none') },
      {
        label: l(page, 'recipients'),
        value: commas([
          ...disclosures,
          ...processors,
          ...(activity.id === 'kanta' ? [[{ text: 'Kanta' }]] : []),
          [{ text: l(page, 'byLaw') }],
        ]),
      },
      { label: l(page, 'transfers'), value: lines(transfers, l(page, 'noTransfers')) },
      { label: l(page, 'retention'), value: lines(kept, l(page, 'none')) },
      { label: l(page, 'security'), value: claims.length > 0 ? commas(claims) : l(page, 'none') },
    ]),
  ]
}

function headBlocks(page: Page, edition: Edition, inside: InternalFacts): Block[] {
  const { sheet } = page
  const officer = sheet.settings.dataProtectionOfficer?.name
  return [
    keyValues([
      {
        label: l(page, 'controller'),
        value: commas([
          [setting(page, 'practice.name')],
          [setting(page, 'practice.businessId')],
          addressOf(page, 'practice.address'),
          reachOf(page, 'practice', ['phone', 'email', 'website']),
        ]),
      },
      {
        label: l(page, 'contact'),
        value: commas([[setting(page, 'contactPerson.name')], reachOf(page, 'contactPerson', ['phone', 'email'])]),
      },
      {
        label: l(page, 'officer'),
        value: officer
          ? commas(
              [[fact('dataProtectionOfficer.name', officer)], reachOf(page, 'dataProtectionOfficer', ['phone', 'email'])].filter(
                (part) => part.length > 0,
              ),
            )
          : l(page, 'noOfficer'),
      },
      ...(sheet.is.kanta ? [{ label: l(page, 'joint'), value: l(page, 'jointKela') }] : []),
      { label: l(page, 'version'), value: `${edition.version}, ${dateText(page.language, edition.date)}` },
      { label: l(page, 'facts'), value: [mono(edition.factsSha256)] },
      ...(inside.anchor
        ? [
            {
              label: l(page, 'anchor'),
              value: i(page, 'anchorValue', { number: { text: String(inside.anchor.number) }, hash: mono(inside.anchor.hash) }),
            },
          ]
        : []),
      { label: l(page, 'laws'), value: t(page, 'head.laws', { patient: yes(sheet.is.patient) }) },
    ]),
  ]
}

function processorBlocks(page: Page): Block[] {
  const rows = page.sheet.settings.processors ?? []
  if (rows.length === 0) return [paragraph(l(page, 'noProcessors'))]
  return rows.flatMap((row, index): Block[] => {
    const base = `processors.${index}`
    const code = countryCode(row.country)
    const not = l(page, 'processor.notRecorded')
    const free = (key: 'task' | 'description' | 'subprocessors' | 'safeguard') =>
      row[key] ? printed(page, `${base}.${key}`, row[key]) : not
    const place = [...(row.place ? [row.place] : []), ...(code ? [countryName(code, page.language)] : [])].join(', ')
    return [
      heading(3, [setting(page, `${base}.name`)]),
      keyValues([
        { label: l(page, 'processor.role'), value: printed(page, `${base}.role`, row.role) },
        { label: l(page, 'processor.what'), value: row.task ? free('task') : free('description') },
        { label: l(page, 'processor.place'), value: place === '' ? not : [fact(`${base}.country`, place)] },
        { label: l(page, 'processor.subprocessors'), value: free('subprocessors') },
        { label: l(page, 'processor.contract'), value: row.contractDate ? dateText(page.language, row.contractDate) : not },
        { label: l(page, 'processor.review'), value: row.reviewedOn ? dateText(page.language, row.reviewedOn) : not },
        ...(row.safeguard ? [{ label: l(page, 'processor.safeguard'), value: free('safeguard') }] : []),
        ...(row.statedSecurity?.length
          ? [
              {
                label: l(page, 'processor.stated'),
                value: row.statedSecurity.flatMap((said, which): Inline[] => [
                  ...(which > 0 ? [{ text: '\n' }] : []),
                  { text: `${dateText(page.language, said.statedOn)}: ` },
                  printed(page, `${base}.statedSecurity.${which}.claim`, said.claim),
                ]),
              },
            ]
          : []),
      ]),
    ]
  })
}

function systemBlocks(page: Page, inside: InternalFacts): Block[] {
  const { internal, patientRecord } = inside.settings
  const answer = (value: boolean | undefined): string => l(page, `answer.${value === undefined ? 'unknown' : value ? 'yes' : 'no'}`)
  const holders = inside.provided.people.filter((person) => person.active).map((person) => ({ text: person.name }))
  const synced = page.sheet.synchronisedBackup
  return [
    keyValues([
      { label: l(page, 'system.program'), value: i(page, 'system.programValue', { version: { text: inside.appVersion } }) },
      ...(patientRecord?.location
        ? [{ label: l(page, 'system.record'), value: [fact('patientRecord.location', l(page, `record.${patientRecord.location}`))] }]
        : []),
      { label: l(page, 'system.disk'), value: answer(internal?.diskEncryption) },
      {
        label: l(page, 'system.backups'),
        value: synced
          ? i(page, 'system.backupsSynced', { name: { text: synced.service ?? l(page, 'answer.unknown') } })
          : l(page, 'system.backupsLocal'),
      },
      { label: l(page, 'system.paper'), value: answer(internal?.paperArchive) },
      {
        label: l(page, 'system.other'),
        value: internal?.otherSystems ? printed(page, 'internal.otherSystems', internal.otherSystems) : l(page, 'none'),
      },
      { label: l(page, 'system.keys'), value: holders.length > 0 ? listOf(page.language, holders) : l(page, 'none') },
      { label: l(page, 'system.recovery'), value: answer(internal?.recoverySheetStored) },
    ]),
  ]
}

function peopleBlocks(page: Page, people: readonly Person[]): Block[] {
  const when = (value: string | null): string => (value ? dateText(page.language, value) : '–')
  return [
    table(
      [
        { title: l(page, 'person.name'), width: 4 },
        { title: l(page, 'person.role'), width: 3 },
        l(page, 'person.number'),
        l(page, 'person.since'),
        l(page, 'person.until'),
        l(page, 'person.secrecy'),
        l(page, 'person.instructions'),
        l(page, 'person.training'),
      ].map((column) => (typeof column === 'string' ? { title: column, width: 2.4 } : column)),
      people.map((person) => [
        person.title ? `${person.name}, ${person.title}` : person.name,
        l(page, `role.${person.role}`),
        person.registrationNumber ?? '–',
        when(person.since),
        when(person.until),
        when(person.secrecyOn),
        when(person.instructionsOn),
        when(person.trainingOn),
      ]),
      { rowHeaders: true, dense: true },
    ),
  ]
}

const proofKinds = ['encrypted', 'auditVerified', 'logReviewed', 'backup', 'drill', 'retentionRun', 'network'] as const

function proofBlocks(page: Page, proofs: readonly ProofRow[], inside: InternalFacts): Block[] {
  const newest = (kind: string): ProofRow | undefined =>
    proofs.filter((proof) => proof.kind === kind).toSorted((one, other) => (one.at < other.at ? 1 : -1))[0]
  return [
    table(
      [
        { title: l(page, 'proof.what'), width: 5 },
        { title: l(page, 'proof.when'), width: 3 },
        { title: l(page, 'proof.outcome'), width: 3 },
      ],
      proofKinds.map((kind) => {
        const proof = newest(kind)
        return [
          l(page, `proof.${kind}`),
          proof ? dateText(page.language, proof.at) : '–',
          l(page, proof ? (proof.ok ? 'proof.ok' : 'proof.failed') : 'proof.never'),
        ]
      }),
      { rowHeaders: true, dense: true },
    ),
    paragraph([
      ...i(page, 'refusals', { count: inside.provided.refusals }),
      { text: ' ' },
      ...i(page, 'requestCount', { count: inside.provided.counts['requestsThisYear'] ?? 0 }),
      { text: ' ' },
      ...i(page, 'breachCount', { count: inside.provided.counts['breachesThisYear'] ?? 0 }),
    ]),
  ]
}

function gapBlocks(page: Page, inside: InternalFacts): Block[] {
  const unverified = page.sheet.retention
    .filter((row) => retentionClass(row.id)?.mark === 'M')
    .map((row) => ({ text: words(page.language, 'internal.unverified', { id: row.id }), date: page.sheet.versions.law.slice(0, 10) }))
  const gaps = [...inside.gaps, ...unverified]
  if (gaps.length === 0) return [callout('note', [paragraph(l(page, 'noGaps'))])]
  return [
    table(
      [
        { title: l(page, 'gap.what'), width: 7 },
        { title: l(page, 'gap.owner'), width: 3 },
        { title: l(page, 'gap.date'), width: 2 },
      ],
      gaps.map((gap) => [gap.text, inside.owner, dateText(page.language, gap.date)]),
      { dense: true },
    ),
  ]
}

/** The record of processing activities; another file, another header rule, never beside the public one. */
export function internalRecord(page: Page, edition: Edition, inside: InternalFacts): DocumentModel {
  const part = (key: string, title: string, blocks: Block[]): Block => section(key, l(page, title), blocks, { changed: false })
  return frame(page, edition, {
    kind: 'processingRecord',
    layout: 'report',
    audience: 'internal',
    title: l(page, 'title'),
    subtitle: l(page, 'subtitle'),
    headRight: headLines(page, edition),
    blocks: numbered([
      part('head', 'head', headBlocks(page, edition, inside)),
      part(
        'activities',
        'activities',
        activities(page).flatMap((activity) => activityBlocks(page, activity, inside)),
      ),
      part('processors', 'processors', processorBlocks(page)),
      part('systems', 'systems', systemBlocks(page, inside)),
      part('people', 'peopleTitle', peopleBlocks(page, inside.provided.people)),
      part('proofs', 'proofs', proofBlocks(page, inside.provided.proofs, inside)),
      part('gaps', 'gaps', gapBlocks(page, inside)),
      part('history', 'history', endSections['history']!(page)!),
    ]),
  })
}
