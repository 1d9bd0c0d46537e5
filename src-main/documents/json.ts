import type { Language } from '../core/contract.ts'
import { requireComplete } from './check.ts'
import type { Audience, Block, DocumentModel, Inline, Section, VersionChange } from './model.ts'
import { textsOfBlocks } from './walk.ts'

export interface JsonTable {
  caption: string | null
  columns: string[]
  rows: string[][]
}
export interface JsonSection {
  key: string
  number: string | null
  title: string
  paragraphs: string[]
  lists: string[][]
  tables: JsonTable[]
  facts: { id: string; value: string }[]
}
export interface JsonDocument {
  formatVersion: 1
  kind: string
  audience: Audience | null
  language: Language
  title: string
  practiceName: string
  version: number | null
  date: string
  factsSha256: string | null
  sections: JsonSection[]
  changes: VersionChange[]
}

const plain = (runs: readonly Inline[]): string => runs.map((run) => run.text).join('')

function collect(blocks: readonly Block[], into: JsonSection): void {
  for (const block of blocks) {
    if (block.type === 'paragraph' || block.type === 'heading') into.paragraphs.push(plain(block.content))
    else if (block.type === 'list') into.lists.push(block.items.map(plain))
    else if (block.type === 'keyValues') into.lists.push(block.items.map((item) => `${item.label}: ${plain(item.value)}`))
    else if (block.type === 'table')
      into.tables.push({
        caption: block.caption ?? null,
        columns: block.columns.map((column) => column.title),
        rows: block.rows.map((row) => row.map(plain)),
      })
    else if (block.type === 'image') into.paragraphs.push(block.alt)
    else if (block.type === 'keyGroups') into.lists.push([block.prefix, ...block.groups])
    else if (block.type === 'callout' || block.type === 'section') {
      if (block.title !== undefined) into.paragraphs.push(block.title)
      collect(block.blocks, into)
    } else if (block.type === 'columns') for (const column of block.columns) collect(column.blocks, into)
  }
}

function jsonSection(key: string, number: string | null, title: string, blocks: readonly Block[]): JsonSection {
  const into: JsonSection = { key, number, title, paragraphs: [], lists: [], tables: [], facts: [] }
  collect(blocks, into)
  into.facts = textsOfBlocks(blocks).flatMap(({ run }) => (run.fact === undefined ? [] : [{ id: run.fact, value: run.text }]))
  return into
}

/** The document as data. What stands outside sections comes first, under the key `head`. @throws AppError `incomplete` */
export function documentAsJson(model: DocumentModel): JsonDocument {
  requireComplete(model)
  const loose = model.blocks.filter((block) => block.type !== 'section')
  const headFacts = textsOfBlocks(model.headRight.map((content): Block => ({ type: 'paragraph', content })))
  const head = jsonSection('head', null, model.subtitle ?? model.title, loose)
  head.facts.unshift(...headFacts.flatMap(({ run }) => (run.fact === undefined ? [] : [{ id: run.fact, value: run.text }])))
  const sections = model.blocks.filter((block): block is Section => block.type === 'section')
  return {
    formatVersion: 1,
    kind: model.kind,
    audience: model.audience ?? null,
    language: model.language,
    title: model.title,
    practiceName: model.practiceName,
    version: model.version ?? null,
    date: model.date,
    factsSha256: model.factsSha256 ?? null,
    sections: [
      ...(loose.some((block) => block.type !== 'spacer' && block.type !== 'pageBreak') || head.facts.length > 0 ? [head] : []),
      ...sections.map((section) => jsonSection(section.key, section.number ?? null, section.title, section.blocks)),
    ],
    changes: model.changes ?? [],
  }
}

/** The same as text, two spaces indent, ending in a line feed. */
export const renderJson = (model: DocumentModel): string => `${JSON.stringify(documentAsJson(model), null, 2)}\n`
