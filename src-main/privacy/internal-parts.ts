// Parts of the internal record that stand beside the activities: processors, systems, people, proofs, open matters.
import { callout, fact, heading, keyValues, paragraph, table, type Block, type Inline } from '../documents/model.ts'
import type { Settings } from '../settings/contract.ts'
import { countryCode, countryName } from './countries.ts'
import { printed, setting, type Page } from './page.ts'
import type { Person, ProofRow } from './provider.ts'
import { lawTableDate, retentionClass } from './retention-table.ts'
import type { ProvidedFacts } from './sheet.ts'
import { dateText, listOf, say, words, type Value } from './texts.ts'

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

export const i = (page: Page, key: string, values: Readonly<Record<string, Value>> = {}): Inline[] =>
  say(page.language, `internal.${key}`, values)
export const l = (page: Page, key: string): string => words(page.language, `internal.${key}`)

export function processorBlocks(page: Page): Block[] {
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

export function systemBlocks(page: Page, inside: InternalFacts): Block[] {
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

export function peopleBlocks(page: Page, people: readonly Person[]): Block[] {
  const when = (value: string | null): string => (value ? dateText(page.language, value) : '–')
  return [
    table(
      [
        { title: l(page, 'person.name'), width: 4 },
        { title: l(page, 'person.role'), width: 2.6 },
        { title: l(page, 'person.number'), width: 4 },
        l(page, 'person.since'),
        l(page, 'person.until'),
        l(page, 'person.secrecy'),
        l(page, 'person.instructions'),
        l(page, 'person.training'),
      ].map((column) => (typeof column === 'string' ? { title: column, width: 2.6 } : column)),
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

export function proofBlocks(page: Page, proofs: readonly ProofRow[], inside: InternalFacts): Block[] {
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

export function gapBlocks(page: Page, inside: InternalFacts): Block[] {
  const unverified = page.sheet.retention.filter((row) => retentionClass(row.id)?.mark === 'M').map((row) => row.id)
  const gaps = [
    ...inside.gaps,
    ...(unverified.length > 0
      ? [{ text: words(page.language, 'internal.unverified', { ids: unverified.join(', ') }), date: lawTableDate }]
      : []),
  ]
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
