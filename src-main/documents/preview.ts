import { AppError } from '../core/errors.ts'
import { layOut } from './engine.ts'
import type { EngineOptions } from './engine.ts'
import { requireComplete, requirePrintable } from './check.ts'
import type { DocumentModel } from './model.ts'

export interface Preview {
  /** One SVG document each; glyphs are outlines, so a page looks the same everywhere. */
  pages: string[]
  widthPoints: number
  heightPoints: number
}

export interface PreviewOptions extends EngineOptions {
  /** Bars beside what changed and boxes for what is missing. Off for printing, which then demands a complete document. Default on. */
  marks?: boolean
}

/**
 * The pages as they will be printed, from the same engine and layout as the PDF.
 * @throws AppError `invalid_input` (`unprintable`), `incomplete` (only without marks), `defect`
 */
export async function renderPreview(model: DocumentModel, { marks = true, ...options }: PreviewOptions = {}): Promise<Preview> {
  if (!marks) requireComplete(model)
  requirePrintable(model, options.fontFolder)
  return layOut(model, marks, options, (compiler, document) => {
    const pages = splitPages(compiler.plainSvg(document))
    if (pages.pages.length !== document.numOfPages)
      throw new AppError('defect', 'documentRefused', { cause: new Error('pages of the preview could not be told apart') })
    return pages
  })
}

/**
 * The engine writes all pages into one SVG, one above the other: for each page a white sheet and a group moved down, then the glyphs.
 * Only its own output is read here (text is outlines, attributes are escaped), so lines at the first indent are its structure.
 */
export function splitPages(svg: string): Preview {
  const box = /^<svg[^>]*viewBox="0 0 ([0-9.]+) /.exec(svg)
  const lines = svg.split('\n')
  const width = Number(box?.[1] ?? 0)
  const glyphs = new Map<string, string>()
  const bodies: string[][] = []
  let inDefinitions = false
  let glyph: { id: string; lines: string[] } | undefined
  let height = 0
  for (const line of lines.slice(1)) {
    if (line.startsWith('    <defs')) inDefinitions = true
    else if (line === '    </defs>') inDefinitions = false
    else if (inDefinitions) {
      const begun = /^ {8}<(?:symbol|clipPath|linearGradient|radialGradient|pattern)[^>]* ?id="([^"]+)"/.exec(line)
      if (begun) glyph = { id: begun[1]!, lines: [] }
      glyph?.lines.push(line.trimStart())
      if (glyph && /^ {8}<\//.test(line)) {
        glyphs.set(glyph.id, glyph.lines.join('\n'))
        glyph = undefined
      }
    } else if (/^ {4}<path class="typst-shape" fill="#ffffff"/.test(line)) {
      height = Number(/v ([0-9.]+) h /.exec(line)?.[1] ?? height)
      bodies.push([line.trimStart()])
    } else if (/^ {4}<g( transform="matrix\(1 0 0 1 0 [0-9.]+\)")?>$/.test(line)) bodies.at(-1)?.push('<g>')
    else if (line !== '</svg>' && line !== '') bodies.at(-1)?.push(line.trimStart())
  }
  const pages = bodies.map((body) => {
    const content = body.join('\n')
    const used = new Set([...content.matchAll(/(?:xlink:href="#|url\(#)([^")]+)/g)].map((match) => match[1]!))
    const definitions = [...used].flatMap((id) => glyphs.get(id) ?? [])
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt">`,
      '<defs>',
      ...definitions,
      '</defs>',
      content,
      '</svg>',
      '',
    ].join('\n')
  })
  return { pages, widthPoints: width, heightPoints: height }
}
