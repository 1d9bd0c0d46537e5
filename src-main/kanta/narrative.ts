// From an entry's content to paragraphs of text. Drawings stay here: of the body chart only its summary in words goes.
import type { Heading, SignedContent } from '../treatment/content-contract.ts'
import { headings } from '../treatment/content-contract.ts'
import type { Paragraph } from './document-model.ts'
import { fillIn, type DocumentTexts } from './texts.ts'
import { printable } from './xml-writer.ts'

/** Words of other domains, given in so that a document needs nothing but its model. */
export interface Wording {
  /** Lines that say in words what was marked on the body chart. */
  chartLines(chart: NonNullable<SignedContent['bodyChart']>): readonly string[]
  /** `NRS 4/10` */
  measureLine(measure: SignedContent['measures'][number]): string
}

const tidy = (line: string): string => line.replace(/\t/g, ' ').trimEnd()

/** Paragraphs are parted by empty lines; control characters go, words and line breaks stay. */
export const paragraphsOf = (text: string): Paragraph[] =>
  printable(text)
    .split(/\n[ \t]*\n+/)
    .map((block) => block.split('\n').map(tidy))
    .filter((lines) => lines.some((line) => line.trim() !== ''))

const titled = (title: string, lines: readonly string[]): Paragraph[] =>
  lines.length === 0 ? [] : [[`${title}:`, ...lines.map((line) => tidy(printable(line)))]]
const codeLine = ({ code, name, system }: { code: string; name?: string | undefined; system: string }): string =>
  [code, name, `(${system})`].filter(Boolean).join(' ')

/** Paragraphs by heading, headings without any left out. Everything that was signed and may leave is in one of them. */
export function narrativeOf(content: SignedContent, texts: DocumentTexts, wording: Wording): Map<Heading, Paragraph[]> {
  const parts = new Map<Heading, Paragraph[]>(headings.map((heading) => [heading, paragraphsOf(content.sections[heading] ?? '')]))
  const add = (heading: Heading, paragraphs: readonly Paragraph[]): void => void parts.get(heading)!.push(...paragraphs)
  for (const list of content.checklists) {
    const lines = list.items.map(({ text, answer, note }) => `${text}: ${texts.answer[answer]}${note ? `, ${note}` : ''}`)
    add('history', titled(list.title ?? list.key, lines))
  }
  if (content.bodyChart) add('status', titled(texts.chart, wording.chartLines(content.bodyChart)))
  add(
    'examination',
    titled(
      texts.measures,
      content.measures.map((measure) => wording.measureLine(measure)),
    ),
  )
  add('treatment', titled(texts.procedures, content.procedures.map(codeLine)))
  add('assessment', titled(texts.diagnoses, content.diagnoses.map(codeLine)))
  const kind = (texts.kind as Record<string, string>)[content.kind]
  const source = content.source && ((texts.source as Record<string, string>)[content.source] ?? content.source)
  add('other', [...(kind ? [[kind]] : []), ...(source ? [[tidy(printable(fillIn(texts.sourceLine, { source })))]] : [])])
  return new Map([...parts].filter(([, paragraphs]) => paragraphs.length > 0))
}
