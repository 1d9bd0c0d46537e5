// The internal record of processing activities (GDPR 30), from the same facts as the public notice.
import { fact, heading, keyValues, mono, numbered, section, type Block, type DocumentModel, type Inline } from '../documents/model.ts'
import type { CatalogueGroup } from './catalogue.ts'
import { countryName } from './countries.ts'
import { gapBlocks, i, l, peopleBlocks, processorBlocks, proofBlocks, systemBlocks, type InternalFacts } from './internal-parts.ts'
import { frame, headLines, type Edition } from './notice.ts'
import { addressOf, commas, printed, reachOf, setting, t, yes, type Page } from './page.ts'
import type { Claim } from './provider.ts'
import type { PurposeId } from './purposes.ts'
import { dataRows } from './sections/data.ts'
import { endSections } from './sections/end.ts'
import { retentionCells } from './sections/keeping.ts'
import { basisText, purposeName } from './sections/purposes.ts'
import { dateText, words } from './texts.ts'
import { transfersOf } from './transfers.ts'

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

function copiesKept(page: Page, { provided }: InternalFacts): Inline[] {
  const months = provided.copiesKeptMonths
  return months === undefined
    ? [{ text: l(page, 'none') }]
    : months === null
      ? i(page, 'copiesForGood')
      : i(page, 'copiesMonths', { months })
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
          // Which processor sees which data is not known, only what each does: part 3 tells.
          ...(sheet.settings.processors?.length ? [[{ text: l(page, 'byTask') }]] : []),
          ...(activity.id === 'kanta' ? [[{ text: 'Kanta' }]] : []),
          [{ text: l(page, 'byLaw') }],
        ]),
      },
      { label: l(page, 'transfers'), value: lines(transfers, l(page, 'noTransfers')) },
      { label: l(page, 'retention'), value: activity.id === 'backups' ? copiesKept(page, inside) : lines(kept, l(page, 'none')) },
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
