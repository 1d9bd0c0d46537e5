// From the pointer to the kept line: the same place of the body in any size, few points, steps that can be taken back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figures } from '../../../../src-main/body-chart/contract.ts'
import { bodyChart } from '../../../../src-main/body-chart/contract.ts'
import { figureGeometry } from '../../../../src-main/body-chart/geometry-contract.ts'
import { type Point, regionAt } from '../../../../src-main/body-chart/places-contract.ts'
import { changed, emptyHistory, type History, longestPast, redone, undone } from '../../../../src-renderer/body-chart/chart-history.ts'
import { pixelsPerUnit, toClient, toUnits } from '../../../../src-renderer/body-chart/coordinates.ts'
import { distanceToSegment, simplify, simplifyTo } from '../../../../src-renderer/body-chart/simplify.ts'

const boxes = fc.record({
  left: fc.double({ min: -500, max: 2000, noNaN: true }),
  top: fc.double({ min: -500, max: 2000, noNaN: true }),
  width: fc.double({ min: 60, max: 3000, noNaN: true }),
  height: fc.double({ min: 60, max: 3000, noNaN: true }),
})

describe('places', () => {
  test('a place of a figure is found again in a pane of any size, to a tenth of a unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...figures), fc.nat(1000), fc.nat(1000), boxes, boxes, (figure, right, down, first, second) => {
        const { viewBox } = figureGeometry[figure]
        const point: Point = [viewBox[0] + (viewBox[2] * right) / 1000, viewBox[1] + (viewBox[3] * down) / 1000]
        for (const box of [first, second]) {
          const again = toUnits(...toClient(point, box, viewBox), box, viewBox)
          expect(Math.abs(again[0] - point[0])).toBeLessThanOrEqual(0.0501)
          expect(Math.abs(again[1] - point[1])).toBeLessThanOrEqual(0.0501)
        }
      }),
    )
  })

  test('a mark on the left shoulder at 900 px is on it at 450 px', () => {
    const { viewBox, regions } = figureGeometry.front
    const [x, y] = regions['shoulder.left']!
    for (const width of [900, 450]) {
      const box = { left: 13, top: 7, width, height: (width / viewBox[2]) * viewBox[3] }
      expect(pixelsPerUnit(box, viewBox)).toBeCloseTo(width / 184)
      expect(regionAt('front', toUnits(...toClient([x, y], box, viewBox), box, viewBox))).toBe('shoulder.left')
    }
  })

  test('what is drawn outside the figure ends at its edge, and the contract takes it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...figures),
        fc.integer({ min: -9000, max: 9000 }),
        fc.integer({ min: -9000, max: 9000 }),
        boxes,
        (figure, x, y, box) => {
          const at = toUnits(x, y, box, figureGeometry[figure].viewBox)
          expect(bodyChart.safeParse({ marks: [{ figure, symbol: 'pain', at: [at[0], at[1]] }] }).success).toBe(true)
        },
      ),
    )
  })

  test('a pane without size breaks nothing', () => {
    expect(toUnits(10, 10, { left: 0, top: 0, width: 0, height: 0 }, [8, 4, 184, 454])).toEqual([8, 4])
  })
})

const point = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })) as fc.Arbitrary<Point>
describe('lines', () => {
  test('no point of what was drawn is further away than the tolerance; ends and order stay', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 120 }), fc.double({ min: 0.1, max: 30, noNaN: true }), (points, tolerance) => {
        const line = simplify(points, tolerance)
        expect(line[0]).toEqual(points[0])
        expect(line.at(-1)).toEqual(points.at(-1))
        let from = 0
        for (const each of line) {
          from = points.indexOf(each, from)
          expect(from).toBeGreaterThanOrEqual(0)
        }
        for (const each of points) {
          const away = Math.min(...line.map((start, index) => distanceToSegment(each, start, line[index + 1] ?? start)))
          expect(away).toBeLessThanOrEqual(tolerance + 1e-9)
        }
      }),
    )
  })

  test('a straight line of a thousand points is two, and a scrawl keeps to the most that is allowed', () => {
    expect(
      simplify(
        Array.from({ length: 1000 }, (_, index): Point => [index / 10, index / 5]),
        0.5,
      ),
    ).toHaveLength(2)
    const scrawl = Array.from({ length: 5000 }, (_, index): Point => [100 + 90 * Math.sin(index * 2.1), 200 + 90 * Math.cos(index * 1.7)])
    const line = simplifyTo(scrawl, 0.5, 300)
    expect(line.length).toBeLessThanOrEqual(300)
    expect(line.length).toBeGreaterThan(1)
  })
})

describe('steps back', () => {
  test('any mix of changes, undo and redo behaves as a list with a place in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constantFrom('undo' as const, 'redo' as const)), { maxLength: 80 }),
        (steps) => {
          let present = 0
          let history: History<number> = emptyHistory()
          let list = [0]
          let at = 0
          for (const step of steps) {
            if (typeof step === 'number') {
              history = changed(history, present)
              present = step
              list = [...list.slice(0, at + 1), step]
              at++
            } else {
              const result = (step === 'undo' ? undone : redone)(history, present)
              const to = step === 'undo' ? at - 1 : at + 1
              expect(result === null).toBe(list[to] === undefined)
              if (!result) continue
              present = result.value
              history = result.history
              at = to
            }
            expect(present).toBe(list[at])
          }
        },
      ),
    )
  })

  test('the oldest steps are forgotten', () => {
    let history: History<number> = emptyHistory()
    for (let step = 0; step < longestPast + 50; step++) history = changed(history, step)
    expect(history.past).toHaveLength(longestPast)
    expect(history.past.at(-1)).toBe(longestPast + 49)
  })
})
