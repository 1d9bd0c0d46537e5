import { requireComplete } from './check.ts'
import { printable, printableLine } from './characters.ts'
import { footParts, frameTexts } from './format.ts'
import { htmlStyle } from './html-style.ts'
import { el, serialize } from './html-tree.ts'
import type { Node } from './html-tree.ts'
import type { Block, DocumentModel, Image, Inline, Section, Table } from './model.ts'

export interface HtmlOptions {
  /** As in previews: marks what changed and what is missing. Without them a document with missing values is refused. */
  marks?: boolean
}

// No script, no address outside the file: a browser that obeys it can load nothing.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/**
 * The document as one self-contained HTML file: no scripts, no references outside, real headings and lists, `lang` on parts in
 * another language, `data-fact` on values.
 * @throws AppError `incomplete` when a value is missing and `marks` is off
 */
export function renderHtml(model: DocumentModel, { marks = false }: HtmlOptions = {}): string {
  if (!marks) requireComplete(model)
  const internal = model.audience === 'internal'
  const words = frameTexts[model.language]
  const writer = new HtmlWriter(model, marks)
  const size = model.layout === 'largePrint' ? 'page large' : model.layout === 'shortForm' ? 'page short' : 'page'
  const document = el('html', { lang: model.language }, [
    el('head', {}, [
      el('meta', { charset: 'utf-8' }),
      el('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      ...(model.practiceName === '' ? [] : [el('meta', { name: 'author', content: printableLine(model.practiceName) })]),
      el('meta', { name: 'date', content: model.date }),
      el('title', {}, printableLine(model.title)),
      el('style'),
    ]),
    el(
      'body',
      {},
      el('div', { class: size }, [
        ...(internal ? [el('p', { class: 'internal' }, words.internal)] : []),
        el('header', { class: internal ? 'head for-internal' : 'head' }, [
          el('div', {}, [
            el('h1', {}, printableLine(model.title)),
            ...(model.subtitle === undefined ? [] : [el('p', { class: 'subtitle' }, printableLine(model.subtitle))]),
          ]),
          el(
            'div',
            { class: 'right' },
            model.headRight.map((line) => el('p', {}, writer.runs(line))),
          ),
        ]),
        el('main', { class: model.layout === 'notice' ? 'hanging' : undefined }, writer.blocks(model.blocks, 2)),
        el('footer', {}, footParts(model).map(printableLine).join(' · ')),
      ]),
    ),
  ])
  // The style sheet is ours and constant; it goes in raw because `>` and quotes mean something in it. No text can write an empty tag.
  return `<!doctype html>\n${serialize(document).replace('<style></style>', () => `<style>${htmlStyle}</style>`)}\n`
}

class HtmlWriter {
  readonly model: DocumentModel
  readonly marks: boolean
  constructor(model: DocumentModel, marks: boolean) {
    this.model = model
    this.marks = marks
  }

  runs(runs: readonly Inline[]): Node[] {
    return runs.map((run) => this.run(run))
  }

  run(run: Inline): Node {
    const lines = printable(run.text).split('\n')
    let content: Node[] = lines.flatMap((line, index): Node[] => (index === 0 ? [line] : [el('br'), line]))
    if (run.mono) content = [el('code', {}, content)]
    if (run.emphasis) content = [el('em', {}, content)]
    if (run.strong) content = [el('strong', {}, content)]
    if (run.missing) content = [`${frameTexts[this.model.language].missing}: `, ...content]
    const attributes = { class: run.missing ? 'missing' : run.link ? 'link' : undefined, 'data-fact': run.fact, lang: run.lang }
    return Object.values(attributes).some((value) => value !== undefined) || content.length !== 1
      ? el('span', attributes, content)
      : content[0]!
  }

  blocks(blocks: readonly Block[], depth: number): Node[] {
    return blocks.map((block) => this.block(block, depth))
  }

  block(block: Block, depth: number): Node {
    const lang = 'lang' in block ? block.lang : undefined
    switch (block.type) {
      case 'section':
        return this.section(block, depth)
      case 'heading':
        return el(`h${block.level}`, { lang }, this.runs(block.content))
      case 'paragraph':
        return el('p', { class: block.style, lang }, this.runs(block.content))
      case 'list':
        return el(
          block.ordered ? 'ol' : 'ul',
          { lang },
          block.items.map((item) => el('li', {}, this.runs(item))),
        )
      case 'table':
        return el('div', { class: 'table' }, this.table(block))
      case 'image':
        return this.image(block)
      case 'keyValues':
        return el(
          'dl',
          { lang },
          block.items.flatMap((item) => [el('dt', {}, printableLine(item.label)), el('dd', {}, this.runs(item.value))]),
        )
      case 'callout': {
        const word = frameTexts[this.model.language][block.kind]
        const title = block.title === undefined ? word : `${word}: ${printableLine(block.title)}`
        return el('div', { class: 'callout', role: 'note', lang }, [el('p', {}, title), ...this.blocks(block.blocks, depth)])
      }
      case 'columns':
        return el(
          'div',
          { class: 'columns' },
          block.columns.map((column) => el('div', {}, this.blocks(column.blocks, depth))),
        )
      case 'keyGroups':
        return el('div', {}, [
          el('p', {}, el('code', {}, block.prefix)),
          el(
            'ol',
            { class: 'key-groups' },
            block.groups.map((group, index) => el('li', {}, [el('span', {}, String(index + 1)), group])),
          ),
        ])
      case 'spacer':
      case 'pageBreak':
        return ''
    }
  }

  section(block: Section, depth: number): Node {
    const title = printableLine(block.title)
    const marked = this.marks && block.changed
    return el('section', { id: block.key.replace(/[^A-Za-z0-9-]/g, '-'), class: marked ? 'changed' : undefined, lang: block.lang }, [
      el(`h${depth}`, {}, block.number === undefined ? title : `${block.number} ${title}`),
      el('div', {}, this.blocks(block.blocks, Math.min(depth + 1, 4))),
    ])
  }

  table(block: Table): Node {
    const aligned = (index: number): string | undefined => (block.columns[index]?.align === 'right' ? 'right-aligned' : undefined)
    return el('table', { lang: block.lang }, [
      ...(block.caption === undefined ? [] : [el('caption', {}, printableLine(block.caption))]),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          block.columns.map((column, index) => el('th', { scope: 'col', class: aligned(index) }, printableLine(column.title))),
        ),
      ),
      el(
        'tbody',
        {},
        block.rows.map((row) =>
          el(
            'tr',
            {},
            block.columns.map((_, index) => {
              const isHead = block.rowHeaders && index === 0
              return el(isHead ? 'th' : 'td', { scope: isHead ? 'row' : undefined, class: aligned(index) }, this.runs(row[index] ?? []))
            }),
          ),
        ),
      ),
    ])
  }

  image(block: Image): Node {
    const type = block.format === 'svg' ? 'image/svg+xml' : `image/${block.format}`
    const source = `data:${type};base64,${Buffer.from(block.data as Uint8Array).toString('base64')}`
    const picture = el('img', {
      src: source,
      alt: printableLine(block.alt),
      width: String(Math.round((block.widthMillimetres / 25.4) * 96)),
    })
    return el('figure', {}, block.caption === undefined ? [picture] : [picture, el('figcaption', {}, printableLine(block.caption))])
  }
}
