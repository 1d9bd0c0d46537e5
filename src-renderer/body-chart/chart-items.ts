// The findings of a chart as one numbered list: what was drawn, what was stamped, what was picked by name.
import type { BodyChart, ChartSymbol, Figure } from '../../src-main/body-chart/contract.ts'
import { figures } from '../../src-main/body-chart/contract.ts'
import { figureGeometry } from '../../src-main/body-chart/geometry-contract.ts'
import { figureOf, type Point, regionAt, regionsOf } from '../../src-main/body-chart/places-contract.ts'
import type { RegionId } from '../../src-main/body-chart/regions-contract.ts'
import { distanceToSegment } from './simplify.ts'

export const emptyChart: BodyChart = { strokes: [], marks: [], regions: [] }
export const isEmpty = (chart: BodyChart | null | undefined): boolean =>
  !chart || chart.strokes.length + chart.marks.length + chart.regions.length === 0

/** Figures that are shown together. */
export const views = { body: ['front', 'back'], sides: ['left', 'right'], head: ['head'], spine: ['spine'], infant: ['infant'] } as const
export type View = keyof typeof views
export const viewNames = Object.keys(views) as View[]
export const viewOf = (figure: Figure): View => viewNames.find((view) => (views[view] as readonly Figure[]).includes(figure))!

export type ItemKind = 'strokes' | 'marks' | 'regions'
export interface ChartItem {
  /** As read in the list and beside the mark. */
  number: number
  kind: ItemKind
  /** Place in its own array. */
  index: number
  symbol: ChartSymbol
  /** Of a region, the figure it is shown on when nothing else is asked for. */
  figure: Figure
  regions: readonly RegionId[]
  note: string | undefined
}

const known = new WeakMap<BodyChart, ChartItem[]>()
/** In the order of their numbers. A chart is never changed in place, so its list is made once and not at every key of the note. */
export function itemsOf(chart: BodyChart): ChartItem[] {
  const found = known.get(chart) ?? listOf(chart)
  known.set(chart, found)
  return found
}

function listOf(chart: BodyChart): ChartItem[] {
  const items: Omit<ChartItem, 'number'>[] = [
    ...chart.strokes.map(({ symbol, figure, points, note }, index) => ({
      kind: 'strokes' as const,
      index,
      symbol,
      figure,
      regions: regionsOf(figure, points),
      note,
    })),
    ...chart.marks.map(({ symbol, figure, at, note }, index) => {
      const region = regionAt(figure, at)
      return { kind: 'marks' as const, index, symbol, figure, regions: region === undefined ? [] : [region], note }
    }),
    ...chart.regions.map(({ symbol, region, note }, index) => ({
      kind: 'regions' as const,
      index,
      symbol,
      figure: figureOf(region),
      regions: [region],
      note,
    })),
  ]
  return items.map((item, index) => ({ ...item, number: index + 1 }))
}

/** Where an item stands on a figure; undefined when it isn't on it. Of the figures shown together a region is on the first that has it. */
export function anchorOf(chart: BodyChart, { kind, index }: ChartItem, figure: Figure, together: readonly Figure[]): Point | undefined {
  if (kind === 'regions') {
    const region = chart.regions[index]!.region
    const shownOn = together.find((each) => figureGeometry[each].regions[region] !== undefined)
    const ellipse = figureGeometry[figure].regions[region]
    return ellipse && shownOn === figure ? [ellipse[0], ellipse[1]] : undefined
  }
  if (kind === 'marks') {
    const mark = chart.marks[index]!
    return mark.figure === figure ? mark.at : undefined
  }
  const stroke = chart.strokes[index]!
  if (stroke.figure !== figure) return undefined
  return stroke.points[Math.floor(stroke.points.length / 2)]
}

/** The figures on which something stands, in their order. */
export const figuresWith = (chart: BodyChart): Figure[] => {
  const used = new Set(itemsOf(chart).map(({ figure }) => figure))
  return figures.filter((figure) => used.has(figure))
}

export function withoutItem(chart: BodyChart, { kind, index }: Pick<ChartItem, 'kind' | 'index'>): BodyChart {
  return { ...chart, [kind]: chart[kind].filter((_, at) => at !== index) }
}

export function withNote(chart: BodyChart, { kind, index }: Pick<ChartItem, 'kind' | 'index'>, text: string): BodyChart {
  const change = <T extends { note?: string | undefined }>(list: readonly T[]): T[] =>
    list.map((each, at) => {
      if (at !== index) return each
      const { note: _note, ...rest } = each
      return (text === '' ? rest : { ...rest, note: text }) as T
    })
  if (kind === 'strokes') return { ...chart, strokes: change(chart.strokes) }
  if (kind === 'marks') return { ...chart, marks: change(chart.marks) }
  return { ...chart, regions: change(chart.regions) }
}

/** What lies under a point, the topmost first; within `reach` units. */
export function itemAt(chart: BodyChart, figure: Figure, together: readonly Figure[], point: Point, reach: number): ChartItem | undefined {
  return itemsOf(chart)
    .toReversed()
    .find((item) => {
      if (item.kind === 'strokes' && chart.strokes[item.index]!.figure === figure) {
        const { points } = chart.strokes[item.index]!
        return points.some((from, at) => distanceToSegment(point, from, points[at + 1] ?? from) <= reach)
      }
      const anchor = anchorOf(chart, item, figure, together)
      return anchor !== undefined && Math.hypot(anchor[0] - point[0], anchor[1] - point[1]) <= Math.max(reach, 7)
    })
}
