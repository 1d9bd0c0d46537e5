// A drawn line with as few points as its shape needs: a pointer gives a thousand a second, a note is read for twelve years.
import type { Point } from '../../src-main/body-chart/places-contract.ts'

/** Distance of a point from the piece of line between two others. */
export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
  return Math.hypot(x - (ax + along * (bx - ax)), y - (ay + along * (by - ay)))
}

/** Ramer–Douglas–Peucker: no point of the original lies further than `tolerance` units from the result. Ends stay. */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  const last = points.length - 1
  if (last < 2) return [...points]
  const keep = new Set([0, last])
  const spans: [number, number][] = [[0, last]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let farthest = -1
    let most = tolerance
    for (let at = from + 1; at < to; at++) {
      const away = distanceToSegment(points[at]!, points[from]!, points[to]!)
      if (away > most) {
        most = away
        farthest = at
      }
    }
    if (farthest < 0) continue
    keep.add(farthest)
    spans.push([from, farthest], [farthest, to])
  }
  return points.filter((_, index) => keep.has(index))
}

/** The same with at most `most` points: the tolerance grows until they are so few. */
export function simplifyTo(points: readonly Point[], tolerance: number, most: number): Point[] {
  let result = simplify(points, tolerance)
  for (let loose = tolerance * 2; result.length > most; loose *= 2) result = simplify(points, loose)
  return result
}
