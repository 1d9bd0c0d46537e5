import { printable, printableLine } from './characters.ts'
import { requireComplete } from './check.ts'
import { footParts, frameTexts } from './format.ts'
import type { Block, DocumentModel, Inline, Table } from './model.ts'
import { hang, wrap } from './wrap.ts'

const pageWidth = 80
const gutter = 2
/** A column narrower than this reads badly: the table is written as a list of rows instead. */
const narrowest = 12

const plain = (runs: readonly Inline[]): string => printable(runs.map((run) => run.text).join(''))

/**
 * The document as plain text, 80 columns, with the numbering of the printed form and tables that can be read aloud.
 * @throws AppError `incomplete` when a value is missing
 */
export function renderText(model: DocumentModel): string {
  requireComplete(model)
  const words = frameTexts[model.language]
  const title = wrap(printableLine(model.title), pageWidth)
  const lines = [
    ...(model.audience === 'internal' ? [words.internal, ''] : []),
    ...title,
    '='.repeat(Math.max(...title.map((line) => [...line].length))),
    ...(model.subtitle === undefined ? [] : wrap(printableLine(model.subtitle), pageWidth)),
    '',
    ...model.headRight.flatMap((line) => wrap(plain(line), pageWidth)),
    ...blocksAsText(model, model.blocks, pageWidth),
    '',
    '-'.repeat(pageWidth),
    ...wrap(footParts(model).map(printableLine).join(' · '), pageWidth),
  ]
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')}\n`
}

const blocksAsText = (model: DocumentModel, blocks: readonly Block[], width: number, depth = 2): string[] =>
  blocks.flatMap((block) => ['', ...blockAsText(model, block, width, depth)])

function blockAsText(model: DocumentModel, block: Block, width: number, depth: number): string[] {
  switch (block.type) {
    case 'section': {
      const title = hang(block.number === undefined ? '' : `${block.number} `, printableLine(block.title), width)
      const underline = depth === 2 ? ['-'.repeat(Math.max(...title.map((line) => [...line].length)))] : []
      return [...title, ...underline, ...blocksAsText(model, block.blocks, width, depth + 1).slice(depth === 2 ? 1 : 0)]
    }
    case 'heading':
    case 'paragraph':
      return wrap(plain(block.content), width)
    case 'list':
      return block.items.flatMap((item, index) => hang(block.ordered ? `${index + 1}. ` : '- ', plain(item), width))
    case 'table':
      return tableAsText(block, width)
    case 'image':
      return wrap(
        `[${frameTexts[model.language].picture}: ${printableLine(block.alt)}]${block.caption === undefined ? '' : ` ${printableLine(block.caption)}`}`,
        width,
      )
    case 'keyValues':
      return block.items.flatMap((item) => hang('', `${printableLine(item.label)}: ${plain(item.value)}`, width))
    case 'callout': {
      const word = frameTexts[model.language][block.kind]
      const title = block.title === undefined ? word : `${word}: ${printableLine(block.title)}`
      return [...wrap(title, width - 2), ...blocksAsText(model, block.blocks, width - 2, depth).filter((line) => line !== '')].map(
        (line) => `| ${line}`,
      )
    }
    case 'columns':
      return block.columns.flatMap((column) => blocksAsText(model, column.blocks, width, depth)).slice(1)
    case 'keyGroups':
      return [block.prefix, ...keyGroupsAsText(block.groups)]
    case 'spacer':
    case 'pageBreak':
      return []
  }
}

function keyGroupsAsText(groups: readonly string[]): string[] {
  const cells = groups.map((group, index) => `${String(index + 1).padStart(2)} ${group}`)
  const lines: string[] = []
  for (let i = 0; i < cells.length; i += 4) lines.push(cells.slice(i, i + 4).join('   '))
  return lines
}

function tableAsText(table: Table, width: number): string[] {
  const titles = table.columns.map((column) => printableLine(column.title))
  const rows = table.rows.map((row) => table.columns.map((_, index) => plain(row[index] ?? [])))
  const caption = table.caption === undefined ? [] : [...wrap(printableLine(table.caption), width), '']
  const widths = columnWidths(table, titles, rows, width)
  return [...caption, ...(widths ? tableAsColumns(table, titles, rows, widths) : tableAsList(titles, rows, width))]
}

/** Widths by content where everything fits, else by the columns' shares; undefined when some column would be too narrow. */
function columnWidths(table: Table, titles: string[], rows: string[][], width: number): number[] | undefined {
  const room = width - gutter * (titles.length - 1)
  const wanted = titles.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].flatMap((cell) => cell.split('\n').map((line) => [...line].length))),
  )
  if (wanted.reduce((sum, one) => sum + one, 0) <= room) return wanted
  const total = table.columns.reduce((sum, column) => sum + (column.width ?? 1), 0)
  const shares = table.columns.map((column, index) => Math.min(wanted[index]!, Math.floor((room * (column.width ?? 1)) / total)))
  const words = titles.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].flatMap((cell) => cell.split(/[ \n]/).map((word) => [...word].length))),
  )
  const tooNarrow = shares.some((share, index) => share < Math.min(narrowest, wanted[index]!) || share < Math.min(words[index]!, 24))
  return tooNarrow ? undefined : shares
}

function tableAsColumns(table: Table, titles: string[], rows: string[][], widths: number[]): string[] {
  const pad = (cell: string, index: number): string => {
    const space = ' '.repeat(Math.max(0, widths[index]! - [...cell].length))
    return table.columns[index]?.align === 'right' ? space + cell : cell + space
  }
  const layRow = (cells: string[]): string[] => {
    const wrapped = cells.map((cell, index) => wrap(cell, widths[index]!))
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      wrapped.map((lines, index) => pad(lines[line] ?? '', index)).join(' '.repeat(gutter)),
    )
  }
  const tall = rows.some((row) => row.some((cell, index) => wrap(cell, widths[index]!).length > 1))
  return [
    ...layRow(titles),
    widths.map((one) => '-'.repeat(one)).join(' '.repeat(gutter)),
    ...rows.flatMap((row, index) => [...(tall && index > 0 ? [''] : []), ...layRow(row)]),
  ]
}

const tableAsList = (titles: string[], rows: string[][], width: number): string[] =>
  rows.flatMap((row, rowIndex) => [
    ...(rowIndex > 0 ? [''] : []),
    ...row.flatMap((cell, index) => (cell === '' ? [] : hang(index === 0 ? '* ' : '  ', `${titles[index]}: ${cell}`, width))),
  ])
