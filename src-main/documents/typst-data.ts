// Turns a document model into the JSON that the templates draw. Decides what a template can't: sizes, where long words may break, which
// table rows stay whole.
import { printable, printableLine } from './characters.ts'
import { monoFamily, sansFamily } from './fonts.ts'
import { footParts, formatDate, frameTexts, runningParts } from './format.ts'
import type { Block, DocumentModel, Inline, Layout, Table } from './model.ts'

export interface PrintedImage {
  path: string
  bytes: Buffer
}

/** Sizes in points, widths in millimetres. `pitch` is the distance of base lines. */
interface Style {
  size: number
  pitch: number
  small: number
  lead: number
  table: number
  dense: number
  title: number
  h2: number
  gap: number
  /** Width of the left column of hanging headings. */
  hang: number
  label: number
  top: number
  /** Running header and footer. */
  foot: number
}

const report: Style = {
  size: 10.5,
  pitch: 14,
  small: 9,
  lead: 12,
  table: 9.5,
  dense: 8.5,
  title: 20,
  h2: 12.5,
  gap: 8,
  hang: 44,
  label: 44,
  top: 20,
  foot: 8.5,
}
const styles: Record<Layout, Style> = {
  notice: { ...report, label: 36, hang: 38, gap: 6, top: 18 },
  report,
  sheet: { ...report, gap: 7, pitch: 13.6, h2: 11.5, top: 18 },
  shortForm: {
    ...report,
    size: 14,
    pitch: 18.5,
    small: 11,
    lead: 15,
    table: 13,
    dense: 12,
    title: 26,
    h2: 15,
    gap: 9,
    label: 55,
    foot: 9.5,
  },
  largePrint: {
    ...report,
    size: 16,
    pitch: 22,
    small: 13,
    lead: 18,
    table: 15,
    dense: 14,
    title: 28,
    h2: 18,
    gap: 12,
    label: 60,
    foot: 10.5,
  },
}

/** A table of so many rows at the end of a section takes the whole width of a notice. */
const wideRows = 6
const pageWidth = 170
const pageHeight = 250
const pointMillimetres = 0.3528

/** Text, a line break (`\n`), a place to break (null), or a piece of an address, which takes no hyphens. */
type Part = string | null | { address: string }
const address = /@|:\/\/|^www\./i
/** Letters of one word that hyphenation can be trusted with; longer or odder ones get places to break. */
const trustedWord = /^\p{P}*[\p{L}\p{M}\u00AD]{1,60}\p{P}*$/u
const unnatural = /(.)\1{5}|[bcdfghjklmnpqrstvwxz]{9}|[A-ZÅÄÖ]{25}/u

function splitEvery(word: string, length: number): string[] {
  const characters = [...word]
  const pieces: string[] = []
  for (let i = 0; i < characters.length; i += length) pieces.push(characters.slice(i, i + length).join(''))
  return pieces
}

/** Pieces between which a word may break although it has no hyphenation point; one piece when it needs none. */
export function breakableParts(word: string): string[] {
  if (word.length <= 20 || (trustedWord.test(word) && !unnatural.test(word))) return [word]
  const longer = (pieces: string[], split: (piece: string) => string[]): string[] =>
    pieces.flatMap((piece) => (piece.length > 24 ? split(piece) : [piece]))
  const byPath = word.split(/(?<=[/?&=@;,|\\])(?![/?&=@;,|\\])/u)
  return longer(
    longer(byPath, (piece) => piece.split(/(?<=[._:+-])/u)),
    (piece) => splitEvery(piece, 8),
  )
}

function partsOf(value: string): Part[] {
  return printable(value)
    .split(/(\n)/)
    .filter((piece) => piece !== '')
    .flatMap((piece): Part[] => {
      if (piece === '\n') return ['\n']
      const parts: Part[] = []
      let running = ''
      const flush = (): void => {
        if (running !== '') parts.push(running)
        running = ''
      }
      for (const token of piece.split(/( +)/)) {
        const [first = '', ...rest] = breakableParts(token)
        if (address.test(token)) {
          flush()
          parts.push({ address: first }, ...rest.flatMap((part): Part[] => [null, { address: part }]))
          continue
        }
        running += first
        for (const part of rest) {
          flush()
          parts.push(null)
          running = part
        }
      }
      flush()
      return parts
    })
}

const drawnRun = (model: DocumentModel) => (run: Inline) => {
  const text = run.missing ? `${frameTexts[model.language].missing}: ${run.text}` : run.text
  const { strong, emphasis, mono, link, missing, lang } = run
  return {
    parts: partsOf(text),
    ...(strong && { strong }),
    ...(emphasis && { emphasis }),
    ...(mono && { mono }),
    ...(link && { link }),
    ...(missing && { missing }),
    ...(lang && { lang }),
  }
}

const lengthOf = (runs: readonly Inline[]): string => runs.map((run) => run.text).join('')

/** Generous estimate of the height of a row, in lines of its own type, from the width of its columns. */
function rowLines(table: Table, row: Inline[][], widthMillimetres: number, sizePoints: number): number {
  const total = table.columns.reduce((sum, column) => sum + (column.width ?? 1), 0)
  return Math.max(
    1,
    ...row.map((cell, index) => {
      const width = (widthMillimetres * (table.columns[index]?.width ?? 1)) / total - 3.5
      const perLine = Math.max(3, width / (sizePoints * 0.52 * pointMillimetres))
      return lengthOf(cell)
        .split('\n')
        .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
    }),
  )
}

function textLength(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === 'paragraph' || block.type === 'heading') return sum + lengthOf(block.content).length + 60
    if (block.type === 'list') return sum + block.items.reduce((items, item) => items + lengthOf(item).length + 40, 0)
    if (block.type === 'keyValues') return sum + block.items.reduce((items, item) => items + lengthOf(item.value).length + 60, 0)
    return Number.POSITIVE_INFINITY
  }, 0)
}

export interface TypstData {
  json: string
  images: PrintedImage[]
}

/**
 * @param marks previews show what changed and what is missing; issued documents never do
 */
export function typstData(model: DocumentModel, marks: boolean): TypstData {
  const style = styles[model.layout]
  const hanging = model.layout === 'notice'
  const words = frameTexts[model.language]
  const images: PrintedImage[] = []
  const runs = (content: readonly Inline[]) => content.map(drawnRun(model))

  const draw = (block: Block, width: number): Record<string, unknown> => {
    const lang = 'lang' in block && block.lang ? { lang: block.lang } : {}
    switch (block.type) {
      case 'section': {
        const inner = hanging ? width - style.hang - 6 : width
        const last = block.blocks.at(-1)
        const wide = hanging && last?.type === 'table' && last.rows.length >= wideRows
        return {
          type: 'section',
          ...lang,
          title: printableLine(block.title),
          number: block.number ?? null,
          changed: marks && block.changed === true,
          keep: textLength(block.blocks) < 450,
          wide,
          blocks: block.blocks.map((child) => draw(child, wide && child === last ? width : inner)),
        }
      }
      case 'heading':
        return { type: 'heading', ...lang, level: block.level, content: runs(block.content) }
      case 'paragraph':
        return { type: 'paragraph', ...lang, content: runs(block.content), style: block.style ?? 'normal' }
      case 'list':
        return { type: 'list', ...lang, ordered: block.ordered === true, items: block.items.map(runs) }
      case 'table': {
        const size = block.dense ? style.dense : style.table
        const most = (pageHeight / (size * 1.3 * pointMillimetres)) * 0.4
        return {
          type: 'table',
          ...lang,
          dense: block.dense === true,
          caption: block.caption === undefined ? null : printableLine(block.caption),
          columns: block.columns.map((column) => ({
            title: printableLine(column.title),
            width: column.width ?? 1,
            right: column.align === 'right',
          })),
          rows: block.rows.map((row) => ({
            breakable: rowLines(block, row, width, size) > most,
            cells: block.columns.map((_, index) => runs(row[index] ?? [])),
          })),
        }
      }
      case 'image': {
        const path = `/image-${images.length}.${block.format === 'jpeg' ? 'jpg' : block.format}`
        images.push({ path, bytes: Buffer.from(block.data as Uint8Array) })
        return {
          type: 'image',
          path,
          alt: printableLine(block.alt),
          width: block.widthMillimetres,
          caption: block.caption === undefined ? null : printableLine(block.caption),
        }
      }
      case 'keyValues':
        return {
          type: 'keyValues',
          ...lang,
          items: block.items.map((item) => ({ label: printableLine(item.label), value: runs(item.value) })),
        }
      case 'callout':
        return {
          type: 'callout',
          ...lang,
          title: block.title === undefined ? words[block.kind] : `${words[block.kind]}: ${printableLine(block.title)}`,
          blocks: block.blocks.map((child) => draw(child, width)),
        }
      case 'columns': {
        const total = block.columns.reduce((sum, column) => sum + column.width, 0)
        return {
          type: 'columns',
          columns: block.columns.map((column) => ({
            width: column.width,
            blocks: column.blocks.map((child) => draw(child, (width * column.width) / total)),
          })),
        }
      }
      case 'keyGroups':
        return {
          type: 'keyGroups',
          prefix: block.prefix,
          groups: block.groups,
          size: Math.max(...block.groups.map((group) => group.length)) <= 4 ? 16 : 14,
        }
      case 'spacer':
        return { type: 'spacer', millimetres: block.millimetres }
      case 'pageBreak':
        return { type: 'pageBreak' }
    }
  }

  const data = {
    title: printableLine(model.title),
    subtitle: model.subtitle === undefined ? null : printableLine(model.subtitle),
    author: printableLine(model.practiceName) || 'Vastaanotto',
    date: model.date.split('-').map(Number),
    dateText: formatDate(model.date, model.language),
    language: model.language,
    internal: model.audience === 'internal',
    internalNote: words.internal,
    hanging,
    running: runningParts(model).map(printableLine).join('  ·  '),
    foot: footParts(model).map(printableLine).join('  ·  '),
    page: words.page,
    headRight: model.headRight.map(runs),
    style: { ...style, sans: sansFamily, mono: monoFamily },
    blocks: model.blocks.map((block) => draw(block, pageWidth)),
  }
  return { json: JSON.stringify(data), images }
}
