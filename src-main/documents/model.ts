// What every printed thing is before it is a PDF, a preview, HTML, text or JSON: plain data, no markup of any format.
// Texts are never parsed: `*`, `#`, `<` and `=` stay what they are in every rendering.
import type { Language } from '../core/contract.ts'

/**
 * - `notice`: hanging headings, number and title in the left column (the public register description);
 * - `report`: ordinary headings (internal record, extracts, records);
 * - `sheet`: one page to keep (recovery sheet);
 * - `shortForm`: 14 pt, meant for one page on a wall; `largePrint`: 16 pt, headings above the text.
 */
export const layouts = ['notice', 'report', 'sheet', 'shortForm', 'largePrint'] as const
export type Layout = (typeof layouts)[number]

/** `internal` gives another header rule and a line that says it is not for clients. */
export type Audience = 'public' | 'internal' | 'client'

/** A run of text. A line feed in `text` is a line break. */
export interface Inline {
  text: string
  strong?: true
  emphasis?: true
  mono?: true
  /** An address, written out; never a live link. It may break anywhere. */
  link?: true
  /** Id of the fact that this value came from: `data-fact` in HTML, `facts` in JSON. */
  fact?: string
  /** Stands for a value that is not known yet: shown in previews only, a final document with one is refused (`incomplete`). */
  missing?: true
  /** When it differs from the language around it. */
  lang?: Language
}

export interface Section {
  type: 'section'
  /** Stable name, `controller`; the key of the section in JSON and the `id` in HTML. */
  key: string
  number?: string
  title: string
  blocks: Block[]
  /** Changed since the last written version: a bar in previews only. */
  changed?: true
  lang?: Language
}

/** A heading inside a section or report. Level 1 is the document's title, 2 that of a section. */
export interface Heading {
  type: 'heading'
  level: 2 | 3 | 4
  content: Inline[]
  lang?: Language
}

export interface Paragraph {
  type: 'paragraph'
  content: Inline[]
  style?: 'small' | 'lead'
  lang?: Language
}

export interface List {
  type: 'list'
  ordered?: true
  items: Inline[][]
  lang?: Language
}

export interface Column {
  title: string
  /** Share of the width, as `fr`; default 1. */
  width?: number
  align?: 'left' | 'right'
}

/** The head row repeats on each page. A row breaks over pages only when it is taller than a page. */
export interface Table {
  type: 'table'
  columns: Column[]
  rows: Inline[][][]
  caption?: string
  /** The first cell of each row names the row (`th scope="row"`). */
  rowHeaders?: true
  /** Smaller type, for wide tables; default follows the layout. */
  dense?: true
  lang?: Language
}

export interface Image {
  type: 'image'
  format: 'svg' | 'png' | 'jpeg'
  /** SVG source, or the bytes of a PNG or JPEG. */
  data: string | Uint8Array
  /** What it shows, in words; required (PDF/A-2a, HTML). */
  alt: string
  widthMillimetres: number
  caption?: string
}

export interface KeyValues {
  type: 'keyValues'
  items: { label: string; value: Inline[] }[]
  lang?: Language
}

/** A boxed remark: `gap` an open matter of the internal record, `warning` or `note`. The kind is also written in words. */
export interface Callout {
  type: 'callout'
  kind: 'gap' | 'warning' | 'note'
  title?: string
  blocks: Block[]
  lang?: Language
}

/** Blocks side by side, each column with its share of the width. */
export interface Columns {
  type: 'columns'
  columns: { width: number; blocks: Block[] }[]
}

/** A key written in numbered groups, in rows of four. */
export interface KeyGroups {
  type: 'keyGroups'
  prefix: string
  groups: string[]
}

export interface Spacer {
  type: 'spacer'
  millimetres: number
}

export interface PageBreak {
  type: 'pageBreak'
}

export type Block = Section | Heading | Paragraph | List | Table | Image | KeyValues | Callout | Columns | KeyGroups | Spacer | PageBreak

/** One written version and what it changed, for the JSON form. */
export interface VersionChange {
  version: number
  /** Local date. */
  date: string
  lines: string[]
}

export interface DocumentModel {
  /** What it is, for file names: `registerDescription`, `recoverySheet`, `auditExtract`. */
  kind: string
  layout: Layout
  title: string
  subtitle?: string
  language: Language
  audience?: Audience
  practiceName: string
  version?: number
  /** Not written yet: header and footer say so. */
  draft?: true
  /** Local date of the document, `YYYY-MM-DD`; also the creation date inside the PDF, so that equal input gives equal bytes. */
  date: string
  /** First characters of the content hash, for the footer. */
  shortHash?: string
  factsSha256?: string
  /** Lines at the right of the title: practice, version and date, laws. */
  headRight: Inline[][]
  blocks: Block[]
  changes?: VersionChange[]
}

/** Where a text is in a model: block types, keys and indexes, never the text itself. */
export type BlockPath = readonly (string | number)[]

type Content = Inline | string | readonly (Inline | string)[]
type Marks = Omit<Inline, 'text'>

/** Runs from strings and runs; strings become plain text. */
export function inlines(...content: Content[]): Inline[] {
  return content.flat().map((part) => (typeof part === 'string' ? { text: part } : part) as Inline)
}

export const text = (value: string, marks: Marks = {}): Inline => ({ text: value, ...marks })
export const strong = (value: string, marks: Marks = {}): Inline => ({ text: value, strong: true, ...marks })
export const emphasis = (value: string, marks: Marks = {}): Inline => ({ text: value, emphasis: true, ...marks })
export const mono = (value: string, marks: Marks = {}): Inline => ({ text: value, mono: true, ...marks })
/** An e-mail or web address, written out. */
export const link = (value: string, marks: Marks = {}): Inline => ({ text: value, link: true, ...marks })
/** A printed value with the id of the fact it came from, `practice.businessId`. */
export const fact = (id: string, value: string, marks: Marks = {}): Inline => ({ text: value, fact: id, ...marks })
/** A value that is not known yet; `label` says what to fill in ("sähköposti"). */
export const missing = (id: string, label: string): Inline => ({ text: label, fact: id, missing: true })

interface SectionOptions {
  number?: string | number
  changed?: boolean
  lang?: Language
}

export function section(key: string, title: string, blocks: Block[], options: SectionOptions = {}): Section {
  return {
    type: 'section',
    key,
    title,
    blocks,
    ...(options.number === undefined ? {} : { number: String(options.number) }),
    ...(options.changed ? { changed: true as const } : {}),
    ...(options.lang ? { lang: options.lang } : {}),
  }
}

/** Numbers the sections of the top level 1, 2, 3 …, so that what is left out closes up. */
export function numbered(blocks: readonly Block[]): Block[] {
  let next = 0
  return blocks.map((block) => (block.type === 'section' ? { ...block, number: String(++next) } : block))
}

export const heading = (level: Heading['level'], ...content: Content[]): Heading => ({
  type: 'heading',
  level,
  content: inlines(...content),
})
export const paragraph = (...content: Content[]): Paragraph => ({ type: 'paragraph', content: inlines(...content) })
export const small = (...content: Content[]): Paragraph => ({ type: 'paragraph', style: 'small', content: inlines(...content) })
export const lead = (...content: Content[]): Paragraph => ({ type: 'paragraph', style: 'lead', content: inlines(...content) })
export const list = (items: Content[]): List => ({ type: 'list', items: items.map((item) => inlines(item)) })
export const steps = (items: Content[]): List => ({ type: 'list', ordered: true, items: items.map((item) => inlines(item)) })

type TableOptions = Partial<Pick<Table, 'caption' | 'rowHeaders' | 'dense' | 'lang'>>
export function table(columns: (Column | string)[], rows: Content[][], options: TableOptions = {}): Table {
  return {
    type: 'table',
    columns: columns.map((column) => (typeof column === 'string' ? { title: column } : column)),
    rows: rows.map((row) => row.map((cell) => inlines(cell))),
    ...options,
  }
}

type Picture = Omit<Image, 'type'>
export const image = (picture: Picture): Image => ({ type: 'image', ...picture })
export const keyValues = (items: { label: string; value: Content }[]): KeyValues => ({
  type: 'keyValues',
  items: items.map(({ label, value }) => ({ label, value: inlines(value) })),
})
export const callout = (kind: Callout['kind'], blocks: Block[], title?: string): Callout => ({
  type: 'callout',
  kind,
  blocks,
  ...(title === undefined ? {} : { title }),
})
export const columns = (...parts: { width: number; blocks: Block[] }[]): Columns => ({ type: 'columns', columns: parts })
export const keyGroups = (prefix: string, groups: string[]): KeyGroups => ({ type: 'keyGroups', prefix, groups })
export const spacer = (millimetres: number): Spacer => ({ type: 'spacer', millimetres })
export const pageBreak = (): PageBreak => ({ type: 'pageBreak' })
/** The same block in another language than the document's. */
export const inLanguage = <B extends Exclude<Block, Image | Columns | KeyGroups | Spacer | PageBreak>>(lang: Language, block: B): B => ({
  ...block,
  lang,
})
