// Which region of the body a point or a line of the chart lies on. The window tells it beside the drawing, the core in the record.
import { figures, type Figure } from './contract.ts'
import { type Ellipse, figureGeometry } from './geometry-contract.ts'
import type { RegionId } from './regions-contract.ts'

export type Point = readonly [number, number]

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
export const regionsOf = (figure: Figure, points: readonly Point[]): RegionId[] => {
  const inside = points.flatMap((point) => {
    const region = regionAt(figure, point)
    return region !== undefined && distance(point, figureGeometry[figure].regions[region]!) <= 1 ? [region] : []
  })
  if (inside.length > 0) return [...new Set(inside)]
  const nearest = regionAt(figure, points[Math.floor(points.length / 2)]!)
  return nearest === undefined ? [] : [nearest]
}

/** The figure on which a picked region is shown: the first that has it, front before back, never a side. */
export const figureOf = (region: RegionId): Figure =>
  figures.find((figure) => figure !== 'left' && figure !== 'right' && figureGeometry[figure].regions[region] !== undefined) ?? 'front'
