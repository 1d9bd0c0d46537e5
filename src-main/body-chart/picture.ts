// A figure with its marks as one SVG, for paper. Black and grey only: marks keep their shape and number (design, *Print*).
import { readFileSync } from 'node:fs'
import type { Language } from '../core/contract.ts'
import { assetFile } from '../core/resources.ts'
import { fill } from '../documents/fill.ts'
import { figures, type BodyChart, type ChartSymbol, type Figure } from './contract.ts'
import { figureGeometry } from './geometry-contract.ts'
import { figureOf } from './places-contract.ts'
import { summaryOf } from './summary.ts'
import { chartTexts } from './texts.ts'

const drawn = new Map<Figure, string>()
/** What is inside the figure's `<svg>`, with the colours that stand behind the window's variables. */
function figureBody(figure: Figure): string {
  let body = drawn.get(figure)
  if (body === undefined) {
    const source = readFileSync(assetFile('body-chart', `${figure}.svg`), 'utf8')
    body = source
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace(/<\/svg>\s*$/, '')
      .replace(/var\(--[a-z-]+, (#[0-9a-f]{3,8})\)/g, '$1')
    drawn.set(figure, body)
  }
  return body
}

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '')
const ink = 'fill="none" stroke="#000" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'

/** Shapes around the origin, about ten units wide. */
const shapes: Record<ChartSymbol, string> = {
  pain: `<path d="M-4 -4L4 4M-4 4L4 -4" ${ink}/>`,
  restriction: `<path d="M-5 -3H5M-5 3H5" ${ink}/>`,
  radiation: `<path d="M0 -6V5M-3 2L0 6L3 2" ${ink}/>`,
  numbness: `<circle r="4.5" ${ink} stroke-dasharray="1.5 2.5"/>`,
  swelling: `<circle r="4.5" ${ink}/>`,
  scar: `<path d="M-6 0H6M-4 -2.5V2.5M0 -2.5V2.5M4 -2.5V2.5" ${ink}/>`,
  treated: `<path d="M0 -5L5 4H-5Z" ${ink}/>`,
  free: `<circle r="2" fill="#000"/>`,
}
/** How a stroke's line tells its meaning. */
const dashes: Partial<Record<ChartSymbol, string>> = { radiation: '6 3', numbness: '1 4', restriction: '10 3 2 3', treated: '3 3' }

function marksOf(chart: BodyChart, figure: Figure): string[] {
  const strokes = chart.strokes
    .filter((stroke) => stroke.figure === figure)
    .map(({ points, symbol, width = 1.6 }) => {
      const path =
        points.length === 1
          ? `M${round(points[0]![0])} ${round(points[0]![1])}h0.1`
          : points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
      const dash = dashes[symbol] ? ` stroke-dasharray="${dashes[symbol]}"` : ''
      return `<path d="${path}" fill="none" stroke="#000" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${dash}/>`
    })
  const regions = chart.regions.flatMap(({ region, symbol }) => {
    const ellipse = figureGeometry[figure].regions[region]
    return ellipse && figureOf(region) === figure ? [{ at: [ellipse[0], ellipse[1]] as const, symbol }] : []
  })
  const marks = [...chart.marks.filter((mark) => mark.figure === figure), ...regions].map(
    ({ at: [x, y], symbol }) => `<g transform="translate(${round(x)} ${round(y)})">${shapes[symbol]}</g>`,
  )
  return [...strokes, ...marks]
}

export interface ChartPicture {
  figure: Figure
  svg: string
  alt: string
  /** Width on paper that keeps all figures at one height of the body. */
  widthMillimetres: number
}

const millimetresPerUnit = 0.16

/** One picture for each figure that has something on it. */
export function picturesOf(chart: BodyChart | undefined, language: Language): ChartPicture[] {
  if (!chart) return []
  return figures.flatMap((figure): ChartPicture[] => {
    const marks = marksOf(chart, figure)
    if (marks.length === 0) return []
    const [left, top, width, height] = figureGeometry[figure].viewBox
    const own: BodyChart = {
      strokes: chart.strokes.filter((stroke) => stroke.figure === figure),
      marks: chart.marks.filter((mark) => mark.figure === figure),
      regions: chart.regions.filter(({ region }) => figureOf(region) === figure),
    }
    const texts = chartTexts(language)
    const words = { figure: texts.figures[figure], findings: summaryOf(own, language) || texts.drawing }
    const alt = fill(texts.picture, words)
      .map((run) => run.text)
      .join('')
    return [
      {
        figure,
        svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}">${figureBody(figure)}${marks.join('')}</svg>`,
        alt,
        widthMillimetres: Math.round(width * millimetresPerUnit),
      },
    ]
  })
}
