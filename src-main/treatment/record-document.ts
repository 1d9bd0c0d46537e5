// One entry, one visit or the whole record as a document, in the client's language for the parts that are ours.
import { displayName } from '../clients/names.ts'
import type { Language } from '../core/contract.ts'
import { codePointName, printable } from '../documents/characters.ts'
import { fill } from '../documents/fill.ts'
import { loadFonts } from '../documents/fonts.ts'
import { formatDate, formatInstant } from '../documents/format.ts'
import {
  fact,
  inlines,
  keyValues,
  pageBreak,
  paragraph,
  section,
  small,
  strong,
  table,
  type Block,
  type DocumentModel,
} from '../documents/model.ts'
import { scaleTexts } from '../measures/scale-texts.ts'
import { birthDateOf } from '../visits/age.ts'
import { entryBlocks, type EntryStyle } from './entry-blocks.ts'
import type { PrintedVisit, RecordData } from './record-data.ts'
import { recordTexts, wordOf } from './texts.ts'

export interface RecordFrame {
  language: Language
  timeZone: string
  practice: { name: string; businessId?: string | undefined }
  /** Instant and local date of printing, and who prints. */
  printedAt: string
  today: string
  printedBy: string
  /** Blocks of the log extract. */
  logExtract?: Block[]
}

const clockOf = (text: string): string => text.split(' ').at(-1)!

function visitSection({ visit, entries }: PrintedVisit, style: EntryStyle): Block {
  const words = recordTexts(style.language)
  const time = formatInstant(visit.started_at, style.language, style.timeZone)
  const title =
    visit.ended_at === null
      ? fill(words.visit, { time })
      : fill(words.visitTo, { time, end: clockOf(formatInstant(visit.ended_at, style.language, style.timeZone)) })
  return section(`visit-${visit.id}`, title.map((run) => run.text).join(''), [
    ...(visit.service_name === null ? [] : [small(`${words.service}: ${visit.service_name}`)]),
    ...(visit.other_provider === null ? [] : [small(fill(words.otherProvider, { name: visit.other_provider }))]),
    ...(entries.length === 0 ? [paragraph(words.noEntries)] : entries.flatMap((entry) => entryBlocks(entry, style))),
  ])
}

function alertSection({ alerts }: RecordData, { language, timeZone }: EntryStyle): Block {
  const words = recordTexts(language)
  if (alerts.length === 0) return section('alerts', words.alerts, [paragraph(words.noAlerts)])
  return section('alerts', words.alerts, [
    table(
      [
        { title: words.fileKind, width: 1 },
        { title: words.note, width: 3 },
        { title: words.date, width: 1.2 },
      ],
      alerts.map((alert) => [
        words.alertKinds[alert.kind],
        alert.text,
        [
          formatDate(alert.since ?? alert.createdAt, language),
          ...(alert.endedAt ? [', ', ...fill(words.alertEnded, { date: formatInstant(alert.endedAt, language, timeZone) })] : []),
        ],
      ]),
      { dense: true },
    ),
  ])
}

function attachmentSection({ attachments }: RecordData, { language, timeZone }: EntryStyle): Block[] {
  if (attachments.length === 0) return []
  const words = recordTexts(language)
  return [
    section('attachments', words.attachments, [
      table(
        [
          { title: words.date, width: 1 },
          { title: words.fileKind, width: 1 },
          { title: words.file, width: 2 },
          { title: words.note, width: 2 },
        ],
        attachments.map(({ createdAt, kind, fileName, description }) => [
          formatInstant(createdAt, language, timeZone),
          wordOf(words.attachmentKinds, kind),
          fileName,
          description ?? '',
        ]),
        { dense: true },
      ),
    ]),
  ]
}

/** Measures of all visits in one table: the plot in words and numbers. */
function measureSection({ visits }: RecordData, { language, timeZone }: EntryStyle): Block[] {
  const words = recordTexts(language)
  const names = new Map(scaleTexts(language).map(({ scale, name }) => [scale, name]))
  const rows = visits.flatMap(({ visit, entries }) =>
    entries
      .filter(({ newest }) => newest.state !== 'voided')
      .flatMap(({ newest }) =>
        newest.measures.map(({ scale, value }) => ({
          at: visit.started_at,
          name: names.get(scale)!,
          value: language === 'en' ? String(value) : String(value).replace('.', ','),
        })),
      ),
  )
  if (rows.length === 0) return []
  rows.sort((one, other) => one.name.localeCompare(other.name, language) || (one.at < other.at ? -1 : 1))
  return [
    section('measures', words.measuresOverTime, [
      table(
        [
          { title: words.measure, width: 2 },
          { title: words.date, width: 1.2 },
          { title: words.value, width: 1, align: 'right' },
        ],
        rows.map(({ at, name, value }) => [name, formatInstant(at, language, timeZone), value]),
        { dense: true },
      ),
    ]),
  ]
}

const titles = { entry: 'titleEntry', visit: 'titleVisit', record: 'titleRecord' } as const

export function recordDocument(data: RecordData, frame: RecordFrame): DocumentModel {
  const { language, timeZone } = frame
  const words = recordTexts(language)
  const style: EntryStyle = { language, timeZone, copiedFrom: data.copiedFrom }
  const { client } = data
  const born = birthDateOf(client)
  const printedAt = formatInstant(frame.printedAt, language, timeZone)
  const name = displayName({ lastName: client.last_name, firstName: client.first_name, callName: client.call_name })
  const whole = data.scope === 'record'
  const visits = data.visits.map((visit) => visitSection(visit, style))
  return spelled(
    {
      kind: 'patientRecord',
      layout: 'report',
      title: words[titles[data.scope]],
      subtitle: words.subtitle,
      language,
      audience: 'client',
      practiceName: frame.practice.name,
      date: frame.today,
      headRight: [inlines(frame.practice.name), inlines(printedAt)],
      blocks: [
        keyValues([
          { label: words.patient, value: strong(name, { fact: 'client.name' }) },
          ...(client.hetu === null ? [] : [{ label: words.identityCode, value: fact('client.hetu', client.hetu) }]),
          ...(client.hetu === null && born !== null
            ? [{ label: words.birthDate, value: fact('client.birthDate', formatDate(born, language)) }]
            : []),
          ...(client.date_of_death === null ? [] : [{ label: words.dateOfDeath, value: formatDate(client.date_of_death, language) }]),
          { label: words.provider, value: [frame.practice.name, frame.practice.businessId].filter(Boolean).join(', ') },
          { label: words.printedAt, value: `${printedAt}, ${frame.printedBy}` },
        ]),
        ...(whole ? [alertSection(data, style)] : []),
        ...(visits.length === 0 ? [paragraph(words.empty)] : visits),
        ...(whole ? measureSection(data, style) : []),
        ...attachmentSection(data, style),
        ...(frame.logExtract ? [pageBreak(), section('log', words.logTitle, frame.logExtract)] : []),
      ],
    },
    words.unprintable,
  )
}

/**
 * The document with characters that no font draws written as `[U+1F600]`: a record must come out on paper whatever was pasted into it.
 * A line at the end explains them.
 */
function spelled(model: DocumentModel, explanation: string): DocumentModel {
  const fonts = loadFonts()
  let any = false
  const drawable = (text: string): string => {
    let out = ''
    for (const character of printable(text)) {
      const drawn = character === '\n' || character === '\u00AD' || fonts.has(character.codePointAt(0)!)
      if (!drawn) any = true
      out += drawn ? character : `[${codePointName(character)}]`
    }
    return out
  }
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return ['text', 'title', 'label', 'alt', 'caption', 'practiceName'].includes(key) ? drawable(value) : value
    if (Array.isArray(value)) return value.map((item) => walk(item, key))
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part, name)]))
  }
  const done = walk(model, '') as DocumentModel
  return any ? { ...done, blocks: [...done.blocks, small(explanation)] } : done
}
