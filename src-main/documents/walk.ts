// Every text of a model with its place, for checks and for facts. A place names blocks and indexes, never what is written there.
import type { Block, BlockPath, DocumentModel, Inline } from './model.ts'

export interface TextAt {
  path: BlockPath
  run: Inline
}

const plain = (path: BlockPath, text: string | undefined): TextAt[] => (text === undefined || text === '' ? [] : [{ path, run: { text } }])

const runsAt = (path: BlockPath, runs: readonly Inline[]): TextAt[] => runs.map((run, index) => ({ path: [...path, index], run }))

/** All runs of a block and of the blocks inside it, in reading order. */
export function textsOfBlock(block: Block, path: BlockPath): TextAt[] {
  switch (block.type) {
    case 'section':
      return [...plain([...path, block.key, 'title'], block.title), ...textsOfBlocks(block.blocks, [...path, block.key])]
    case 'heading':
    case 'paragraph':
      return runsAt([...path, block.type], block.content)
    case 'list':
      return block.items.flatMap((item, index) => runsAt([...path, 'list', index], item))
    case 'table':
      return [
        ...plain([...path, 'table', 'caption'], block.caption),
        ...block.columns.flatMap((column, index) => plain([...path, 'table', 'head', index], column.title)),
        ...block.rows.flatMap((row, rowIndex) => row.flatMap((cell, cellIndex) => runsAt([...path, 'table', rowIndex, cellIndex], cell))),
      ]
    case 'image':
      return plain([...path, 'image', 'caption'], block.caption)
    case 'keyValues':
      return block.items.flatMap((item, index) => [
        ...plain([...path, 'keyValues', index, 'label'], item.label),
        ...runsAt([...path, 'keyValues', index], item.value),
      ])
    case 'callout':
      return [...plain([...path, 'callout', 'title'], block.title), ...textsOfBlocks(block.blocks, [...path, 'callout'])]
    case 'columns':
      return block.columns.flatMap((column, index) => textsOfBlocks(column.blocks, [...path, 'columns', index]))
    case 'keyGroups':
      return [
        ...plain([...path, 'keyGroups', 'prefix'], block.prefix),
        ...block.groups.flatMap((group, index) => plain([...path, 'keyGroups', index], group)),
      ]
    case 'spacer':
    case 'pageBreak':
      return []
  }
}

export const textsOfBlocks = (blocks: readonly Block[], path: BlockPath = []): TextAt[] =>
  blocks.flatMap((block, index) => textsOfBlock(block, [...path, index]))

/** All texts of a document: head, blocks, footer values. */
export function textsOf(model: DocumentModel): TextAt[] {
  return [
    ...plain(['title'], model.title),
    ...plain(['subtitle'], model.subtitle),
    ...plain(['practiceName'], model.practiceName),
    ...plain(['shortHash'], model.shortHash),
    ...model.headRight.flatMap((line, index) => runsAt(['headRight', index], line)),
    ...textsOfBlocks(model.blocks, ['blocks']),
  ]
}
