// A chart in words: for the record, for Kanta (stroke data never leave, kanta.md) and for those who don't see pictures.
import type { Language } from '../core/contract.ts'
import { chartSymbols, type BodyChart, type ChartSymbol, type Figure } from './contract.ts'
import { figureGeometry, type Ellipse } from './geometry-contract.ts'
import { regionIds, type RegionId } from './regions-contract.ts'
import { chartTexts, regionName } from './texts.ts'

type Point = readonly [number, number]

/** 1 on the edge of the ellipse, 0 in its centre. */
const distance = ([x, y]: Point, [cx, cy, rx, ry]: Ellipse): number => Math.hypot((x - cx) / rx, (y - cy) / ry)

/** Further than this from every region, a mark is on none. */
const farthest = 3

/** The region that a point of a figure lies on or is nearest to. */
export function regionAt(figure: Figure, point: Point): RegionId | undefined {
  let nearest: RegionId | undefined
  let least = farthest
  for (const [region, ellipse] of Object.entries(figureGeometry[figure].regions) as [RegionId, Ellipse][]) {
    const away = distance(point, ellipse)
    if (away < least) {
      least = away
      nearest = region
    }
  }
  return nearest
}

/** Regions a stroke passes, in the order it meets them. */
const regionsOf = (figure: Figure, points: readonly Point[]): RegionId[] => {
  const inside = points.flatMap((point) => {
    const region = regionAt(figure, point)
    return region !== undefined && distance(point, figureGeometry[figure].regions[region]!) <= 1 ? [region] : []
  })
  if (inside.length > 0) return [...new Set(inside)]
  const nearest = regionAt(figure, points[Math.floor(points.length / 2)]!)
  return nearest === undefined ? [] : [nearest]
}

export interface Finding {
  symbol: ChartSymbol
  region: RegionId | undefined
  figure: Figure | undefined
  note: string | undefined
}

/** Every finding once, whether it was drawn, stamped or picked. */
export function findings(chart: BodyChart): Finding[] {
  const all: Finding[] = [
    ...chart.regions.map(({ symbol, region, note }) => ({ symbol, region, figure: undefined, note })),
    ...chart.marks.map(({ symbol, figure, at, note }) => ({ symbol, region: regionAt(figure, at), figure, note })),
    ...chart.strokes.flatMap(({ symbol, figure, points }) => {
      const passed = regionsOf(figure, points)
      return (passed.length > 0 ? passed : [undefined]).map((region) => ({ symbol, region, figure, note: undefined }))
    }),
  ]
  const seen = new Set<string>()
  return all.filter(({ symbol, region, figure, note }) => {
    const key = JSON.stringify([symbol, region ?? figure, note ?? ''])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const place = ({ region, figure }: Finding, language: Language): string =>
  region !== undefined ? regionName(region, language) : chartTexts(language).figures[figure!]

/** `Kipu: vasen olkapää (pistävä), alaselkä. Arpi: oikea polvi.` Empty for an empty chart. */
export function summaryOf(chart: BodyChart | undefined, language: Language): string {
  if (!chart) return ''
  const found = findings(chart)
  const order = (finding: Finding): number => (finding.region === undefined ? regionIds.length : regionIds.indexOf(finding.region))
  return chartSymbols
    .flatMap((symbol) => {
      const own = found.filter((finding) => finding.symbol === symbol).sort((one, other) => order(one) - order(other))
      if (own.length === 0) return []
      const name = chartTexts(language).symbols[symbol]
      const places = own.map((finding) => `${place(finding, language)}${finding.note ? ` (${finding.note})` : ''}`)
      return [`${name[0]!.toUpperCase()}${name.slice(1)}: ${places.join(', ')}.`]
    })
    .join(' ')
}
