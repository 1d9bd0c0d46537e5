// One entry on paper.
import { picturesOf } from '../body-chart/picture.ts'
import { summaryOf } from '../body-chart/summary.ts'
import { localDateOf } from '../core/clock.ts'
import type { Language } from '../core/contract.ts'
import { fill } from '../documents/fill.ts'
import { formatDate, formatInstant } from '../documents/format.ts'
import { callout, columns, heading, image, keyValues, list, mono, paragraph, small, strong, table, type Block } from '../documents/model.ts'
import { scaleTexts } from '../measures/scale-texts.ts'
import { headings, type Heading } from './content-contract.ts'
import type { Entry } from './contract.ts'
import type { PrintedEntry } from './record-data.ts'
import { recordTexts, wordOf } from './texts.ts'

export interface EntryStyle {
  language: Language
  timeZone: string
  copiedFrom: ReadonlyMap<string, string>
}

/** Text as paragraphs: an empty line parts them, a line feed is a line break. */
export const prose = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(part.trim()))

const when = (instant: string, { language, timeZone }: EntryStyle): string => formatInstant(instant, language, timeZone)
const named = ({ name, title }: { name: string; title?: string | undefined }): string => (title ? `${name}, ${title}` : name)
const decimal = (value: number, language: Language): string => (language === 'en' ? String(value) : String(value).replace('.', ','))

function sectionBlocks(entry: Entry, key: Heading, style: EntryStyle): Block[] {
  const text = entry.sections[key]
  if (!text) return []
  const words = recordTexts(style.language)
  const from = entry.copied[key]
  const copiedAt = from && style.copiedFrom.get(from.entryId)
  return [
    heading(4, words.headings[key]),
    ...prose(text),
    ...(copiedAt ? [small(fill(words.copied, { date: formatDate(localDateOf(copiedAt, style.timeZone), style.language) }))] : []),
  ]
}

function measureBlocks(entry: Entry, style: EntryStyle): Block[] {
  if (entry.measures.length === 0) return []
  const words = recordTexts(style.language)
  const scales = new Map(scaleTexts(style.language).map((scale) => [scale.scale, scale]))
  return [
    heading(4, words.measures),
    table(
      [
        { title: words.measure, width: 2 },
        { title: words.value, width: 1 },
        { title: words.note, width: 2 },
      ],
      entry.measures.map(({ scale, value, labels, answers, note }) => {
        const { name, max, unit } = scales.get(scale)!
        const parts = labels?.map((label, index) => `${label}: ${answers?.[index] ?? ''}`) ?? []
        return [name, `${decimal(value, style.language)}${unit ? ` ${unit}` : ` / ${max}`}`, [...parts, ...(note ? [note] : [])].join('; ')]
      }),
      { dense: true },
    ),
  ]
}

function checklistBlocks(entry: Entry, style: EntryStyle): Block[] {
  const words = recordTexts(style.language)
  const answers = { yes: words.answerYes, no: words.answerNo, notAsked: words.answerNotAsked }
  return entry.checklists.flatMap(({ key, title, items }) =>
    items.length === 0
      ? []
      : [
          heading(4, title ?? key),
          list(
            items.map(({ text, answer, note }) => [
              `${text}: `,
              answer === 'yes' ? strong(answers.yes) : answers[answer],
              note ? ` (${note})` : '',
            ]),
          ),
        ],
  )
}

function chartBlocks(entry: Entry, { language }: EntryStyle): Block[] {
  const pictures = picturesOf(entry.bodyChart, language)
  if (pictures.length === 0) return []
  const rows: Block[] = []
  for (let at = 0; at < pictures.length; at += 4) {
    const row = pictures.slice(at, at + 4)
    const images = row.map(({ svg, alt, widthMillimetres }) => ({
      width: widthMillimetres,
      blocks: [image({ format: 'svg', data: svg, alt, widthMillimetres })],
    }))
    rows.push(images.length === 1 ? images[0]!.blocks[0]! : columns(...images))
  }
  return [heading(4, recordTexts(language).bodyChart), ...rows, ...prose(summaryOf(entry.bodyChart, language))]
}

function factBlocks(entry: Entry, { language }: EntryStyle): Block[] {
  const words = recordTexts(language)
  const codes = (list: Entry['diagnoses']): string =>
    list.map(({ code, system, name }) => `${code}${name ? ` ${name}` : ''} (${system})`).join('; ')
  const items = [
    ...(entry.diagnoses.length > 0 ? [{ label: words.diagnoses, value: codes(entry.diagnoses) }] : []),
    ...(entry.procedures.length > 0 ? [{ label: words.procedures, value: codes(entry.procedures) }] : []),
    ...(entry.source ? [{ label: words.source, value: wordOf(words.sources, entry.source) }] : []),
    ...(entry.minorDecision ? [{ label: words.minorDecision, value: words.decisions[entry.minorDecision] }] : []),
  ]
  return items.length === 0 ? [] : [keyValues(items)]
}

function signatureBlocks(entry: Entry, style: EntryStyle): Block[] {
  const words = recordTexts(style.language)
  if (entry.signedAt === undefined) return [small(fill(words.author, { name: named(entry.author) }))]
  return [
    small(
      fill(words.signed, { name: named(entry.author), time: when(entry.signedAt, style) }),
      ...(entry.recorder ? [' · ', ...fill(words.recorder, { name: named(entry.recorder) })] : []),
      ' · ',
      fill(words.version, { number: String(entry.version) }),
      ' · ',
      fill(words.hash, { hash: mono(entry.contentHash?.slice(0, 16) ?? '') }),
    ),
  ]
}

function stateBlocks(entry: Entry, style: EntryStyle): Block[] {
  const words = recordTexts(style.language)
  const blocks: Block[] = []
  if (entry.version === 0) blocks.push(callout('warning', [paragraph(words.draft)]))
  const because = { time: entry.signedAt ? when(entry.signedAt, style) : '', reason: entry.reason ?? '' }
  if (entry.reason !== undefined && entry.state === 'voided' && entry.version === entry.newestVersion)
    blocks.push(callout('warning', [paragraph(fill(words.voided, because))]))
  else if (entry.reason !== undefined) blocks.push(callout('note', [paragraph(fill(words.amended, because))]))
  if (!entry.intact) blocks.push(callout('warning', [paragraph(words.notIntact)]))
  return blocks
}

const versionBlocks = (entry: Entry, style: EntryStyle): Block[] => [
  ...stateBlocks(entry, style),
  ...headings.flatMap((key) => sectionBlocks(entry, key, style)),
  ...checklistBlocks(entry, style),
  ...factBlocks(entry, style),
  ...measureBlocks(entry, style),
  ...chartBlocks(entry, style),
  ...signatureBlocks(entry, style),
]

/** The newest version, and below it the earlier ones that were asked for, each whole. */
export function entryBlocks({ newest, earlier }: PrintedEntry, style: EntryStyle): Block[] {
  const words = recordTexts(style.language)
  return [
    heading(3, words.kinds[newest.kind]),
    ...versionBlocks(newest, style),
    ...earlier.flatMap((entry) => [heading(3, fill(words.earlier, { number: String(entry.version) })), ...versionBlocks(entry, style)]),
  ]
}
