// The log extract for a client: what privacy law lets a person see of the use of her data (703/2023 § 11), in her language.
import Papa from 'papaparse'
import type { DataGroup, Language, LogKind, Purpose } from '../core/contract.ts'
import { fill } from '../documents/fill.ts'
import { formatDate, formatInstant } from '../documents/format.ts'
import { fact, inlines, keyValues, list, mono, paragraph, section, small, strong, table } from '../documents/model.ts'
import type { Block, DocumentModel } from '../documents/model.ts'
import en from './texts/extract.en.json' with { type: 'json' }
import fi from './texts/extract.fi.json' with { type: 'json' }
import sv from './texts/extract.sv.json' with { type: 'json' }

type Texts = typeof fi & { groups: Record<DataGroup, string>; kinds: Record<LogKind, string>; purposes: Record<Purpose, string> }
const texts: Record<Language, Texts> = { fi, sv, en }

/** One use of the client's data (703/2023 § 10(2)). */
export interface ExtractEntry {
  /** Instant. */
  at: string
  userName: string
  userTitle: string | null
  /** The practice that answered for the use; null prints the practice's own name. */
  provider: string | null
  groups: readonly DataGroup[]
  kind: LogKind
  purpose: Purpose | null
}

/** One disclosure (703/2023 § 10(3)). */
export interface ExtractDisclosure {
  at: string
  recipient: string
  what: string
  purpose: string
  /** Provision, permission or consent, in words. */
  ground: string
}

export interface AuditExtractData {
  practice: { name: string }
  client: { name: string; birthDate?: string | undefined }
  /** Who asks, when it is not the client. */
  askedBy?: string | undefined
  /** Local dates, both included. */
  from: string
  to: string
  /** Local date or instant. */
  askedAt: string
  /** Written down when the period reaches back over two years (§ 11(2)). */
  specialReason?: string | undefined
  /** Why something was left out (§ 11(2)), as a clause after "because". */
  leftOutBecause?: string | undefined
  entries: readonly ExtractEntry[]
  disclosures: readonly ExtractDisclosure[]
  /** Newest log entry when the extract was made. */
  anchor: { number: number; hash: string }
  timeZone?: string | undefined
}

const dayOf = (data: AuditExtractData, language: Language): string =>
  data.askedAt.length === 10 ? formatDate(data.askedAt, language) : formatInstant(data.askedAt, language, data.timeZone)

const localDay = (data: AuditExtractData): string => {
  if (data.askedAt.length === 10) return data.askedAt
  const [day, month, year] = formatInstant(data.askedAt, 'fi', data.timeZone).split(' ')[0]!.split('.') as [string, string, string]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const groupsInWords = (groups: readonly DataGroup[], words: Texts): string => groups.map((group) => words.groups[group]).join(', ')

function useSection(data: AuditExtractData, language: Language): Block[] {
  const words = texts[language]
  if (data.entries.length === 0) return [paragraph(words.noUse)]
  return [
    table(
      [
        { title: words.time, width: 1.35 },
        { title: words.user, width: 1.5 },
        { title: words.provider, width: 1.5 },
        { title: words.data, width: 1.5 },
        { title: words.act, width: 1.2 },
        { title: words.why, width: 1.1 },
      ],
      data.entries.map((entry) => [
        formatInstant(entry.at, language, data.timeZone),
        entry.userTitle === null ? entry.userName : `${entry.userName}\n${entry.userTitle}`,
        entry.provider ?? data.practice.name,
        groupsInWords(entry.groups, words),
        words.kinds[entry.kind],
        entry.purpose === null ? '–' : words.purposes[entry.purpose],
      ]),
      { dense: true },
    ),
  ]
}

function disclosureSection(data: AuditExtractData, language: Language): Block[] {
  const words = texts[language]
  if (data.disclosures.length === 0) return [paragraph(words.noDisclosures)]
  return [
    table(
      [
        { title: words.time, width: 1 },
        { title: words.recipient, width: 1.4 },
        { title: words.what, width: 1.8 },
        { title: words.why, width: 1.2 },
        { title: words.ground, width: 1.6 },
      ],
      data.disclosures.map((one) => [formatInstant(one.at, language, data.timeZone), one.recipient, one.what, one.purpose, one.ground]),
      { dense: true },
    ),
  ]
}

/** Explains the words that occur in this extract and that a reader would not know. */
function wordsSection(data: AuditExtractData, language: Language): Block[] {
  const words = texts[language]
  const kinds = (['list', 'searchHit', 'failed'] as const).filter((kind) => data.entries.some((entry) => entry.kind === kind))
  const purposes = (['maintenance', 'review'] as const).filter((purpose) => data.entries.some((entry) => entry.purpose === purpose))
  const items = [
    ...kinds.map((kind) => [words.kinds[kind], words.explained[kind]]),
    ...purposes.map((purpose) => [words.purposes[purpose], words.explained[purpose]]),
  ] as [string, string][]
  return items.length === 0
    ? []
    : [section('words', words.wordsTitle, [list(items.map(([word, meaning]) => [strong(word), `: ${meaning}`]))])]
}

/** The extract as a document, to be rendered as PDF, HTML or text. */
export function auditExtractDocument(data: AuditExtractData, language: Language): DocumentModel {
  const words = texts[language]
  const { client } = data
  return {
    kind: 'auditExtract',
    layout: 'report',
    title: words.title,
    subtitle: words.subtitle,
    language,
    audience: 'client',
    practiceName: data.practice.name,
    date: localDay(data),
    headRight: [inlines(data.practice.name), inlines(dayOf(data, language))],
    blocks: [
      keyValues([
        { label: words.client, value: fact('client.name', client.name) },
        ...(client.birthDate === undefined
          ? []
          : [{ label: words.birthDate, value: fact('client.birthDate', formatDate(client.birthDate, language)) }]),
        { label: words.asker, value: data.askedBy ?? client.name },
        { label: words.askedAt, value: dayOf(data, language) },
        { label: words.period, value: `${formatDate(data.from, language)} – ${formatDate(data.to, language)}` },
        { label: words.purpose, value: words.ownRights },
        ...(data.specialReason === undefined ? [] : [{ label: words.specialReason, value: data.specialReason }]),
      ]),
      section('about', words.aboutTitle, [
        paragraph(words.about),
        paragraph(words.onlyOwn),
        ...(data.leftOutBecause === undefined ? [] : [paragraph(fill(words.leftOut, { ground: data.leftOutBecause }))]),
      ]),
      section('use', words.useTitle, useSection(data, language)),
      section('disclosures', words.disclosureTitle, disclosureSection(data, language)),
      ...wordsSection(data, language),
      section('wrong', words.wrongTitle, [
        paragraph(words.wrong),
        small(fill(words.anchor, { number: String(data.anchor.number), hash: mono(data.anchor.hash) })),
      ]),
    ],
  }
}

/**
 * The same rows as CSV for a spreadsheet: UTF-8 with a byte order mark, semicolons as Finnish Excel expects. Cells that a spreadsheet
 * would calculate (`=`, `+`, `-`, `@`, also after spaces) begin with an apostrophe.
 */
export function auditExtractCsv(data: AuditExtractData, language: Language): string {
  const words = texts[language]
  const head = [
    words.row,
    words.time,
    words.user,
    words.userTitle,
    words.provider,
    words.data,
    words.act,
    words.why,
    words.recipient,
    words.ground,
  ]
  const used = data.entries.map((entry) => [
    words.rowUse,
    formatInstant(entry.at, language, data.timeZone),
    entry.userName,
    entry.userTitle ?? '',
    entry.provider ?? data.practice.name,
    groupsInWords(entry.groups, words),
    words.kinds[entry.kind],
    entry.purpose === null ? '' : words.purposes[entry.purpose],
    '',
    '',
  ])
  const given = data.disclosures.map((one) => [
    words.rowDisclosure,
    formatInstant(one.at, language, data.timeZone),
    '',
    '',
    data.practice.name,
    one.what,
    words.rowDisclosure,
    one.purpose,
    one.recipient,
    one.ground,
  ])
  const safe = [head, ...used, ...given].map((row) =>
    row.map((cell) => (/^[\s\u00A0]*[=+\-@|%]/.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell)),
  )
  return `\uFEFF${Papa.unparse(safe, { delimiter: ';', newline: '\r\n' })}\r\n`
}
