// Values as they are typed and chosen, and where the points of a plot stand.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measurement, scaleIds, scaleRules } from '../../../../src-main/measures/scales-contract.ts'
import { answerWay, formerOf, numberOn, pointsOf, withMeasure } from '../../../../src-renderer/measures/measure-values.ts'
import { axisOf, plotOf } from '../../../../src-renderer/measures/plot-geometry.ts'

const frame = { width: 320, height: 124, left: 30, right: 26, top: 16, bottom: 24 }

describe('values', () => {
  test('what the field takes, the core takes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scaleIds), fc.integer({ min: -2000, max: 2000 }), (scale, tenths) => {
        const typed = String(tenths / 10).replace('.', ',')
        const value = numberOn(scale, typed)
        expect(value !== null).toBe(measurement.safeParse({ scale, value: tenths / 10 }).success)
        if (value !== null) expect(value).toBe(tenths / 10)
      }),
    )
    for (const wrong of ['', 'x', '1,2,3', '1e1', '--1']) expect(numberOn('ftf', wrong)).toBeNull()
    expect(numberOn('grc', '−3')).toBe(-3)
  })

  test('each scale is answered in its own way', () => {
    const questions = { peg: 3 } as Record<string, number>
    expect(Object.fromEntries(scaleIds.map((scale) => [scale, answerWay(scale, questions[scale] ?? 0)]))).toEqual({
      nrs: 'buttons',
      vas: 'number',
      peg: 'questions',
      psfs: 'activities',
      rmdq: 'number',
      grc: 'buttons',
      ftf: 'number',
    })
  })

  test('one value a scale, the others stay', () => {
    const list = withMeasure([{ scale: 'nrs', value: 4 }], 'vas', { scale: 'vas', value: 40 })
    expect(withMeasure(list, 'nrs', { scale: 'nrs', value: 2 })).toEqual([
      { scale: 'nrs', value: 2 },
      { scale: 'vas', value: 40 },
    ])
    expect(withMeasure(list, 'nrs', null)).toEqual([{ scale: 'vas', value: 40 }])
  })

  test('the visit before and the very first, not this one or a later one', () => {
    const note = (visitStartedAt: string, value: number) => ({
      entryId: visitStartedAt,
      visitStartedAt,
      measures: [{ scale: 'nrs' as const, value }],
    })
    const notes = [note('2026-11-10T12:00Z', 4), note('2026-10-13T12:00Z', 7), note('2026-12-01T12:00Z', 1), note('2026-10-27T12:00Z', 6)]
    const points = pointsOf(notes, 'nrs')
    expect(points.map(({ value }) => value)).toEqual([7, 6, 4, 1])
    expect(formerOf(points, '2026-11-24T12:00Z')).toMatchObject({ previous: { value: 4 }, first: { value: 7 } })
    expect(formerOf(points, '2026-10-13T12:00Z')).toBeNull()
  })
})

describe('plot', () => {
  const series = fc.constantFrom(...scaleIds).chain((scale) =>
    fc.record({
      scale: fc.constant(scale),
      points: fc
        .array(
          fc.record({
            days: fc.nat(2000),
            value: fc.double({ min: scaleRules[scale].min, max: scaleRules[scale].max, noNaN: true }),
          }),
          { minLength: 1, maxLength: 60 },
        )
        .map((list) =>
          list
            .sort((one, other) => one.days - other.days)
            .map(({ days, value }) => ({ at: new Date(1.7e12 + days * 86_400_000).toISOString(), value })),
        ),
    }),
  )
  test('every visit is a dot inside the frame, in order; higher values stand higher; the newest is always told', () => {
    fc.assert(
      fc.property(series, ({ scale, points }) => {
        const { dots, ticks } = plotOf(points, scaleRules[scale], frame)
        expect(dots).toHaveLength(points.length)
        for (const [index, dot] of dots.entries()) {
          expect(dot.x).toBeGreaterThanOrEqual(frame.left)
          expect(dot.x).toBeLessThanOrEqual(frame.width - frame.right)
          expect(dot.y).toBeGreaterThanOrEqual(frame.top - 1e-6)
          expect(dot.y).toBeLessThanOrEqual(frame.height - frame.bottom + 1e-6)
          const next = dots[index + 1]
          if (!next) continue
          expect(next.x).toBeGreaterThanOrEqual(dot.x)
          if (next.point.value > dot.point.value) expect(next.y).toBeLessThanOrEqual(dot.y)
        }
        expect(dots.at(-1)).toMatchObject({ labelled: true, dated: true })
        const dated = dots.filter((dot) => dot.dated)
        for (const [index, dot] of dated.slice(1).entries()) expect(dot.x - dated[index]!.x).toBeGreaterThanOrEqual(46 - 1e-6)
        expect(ticks[0]!.y).toBeLessThan(ticks[2]!.y)
      }),
    )
  })

  test('one visit stands in the middle without a line; a wide scale is shown as far as it is used', () => {
    const one = plotOf([{ at: '2026-11-24T12:00:00Z', value: 3 }], scaleRules.nrs, frame)
    expect(one.path).toBe('')
    expect(one.dots[0]!.x).toBeCloseTo(frame.left + (frame.width - frame.left - frame.right) / 2)
    expect(axisOf([22], scaleRules.ftf)).toEqual({ min: 0, max: 30 })
    expect(axisOf([3], scaleRules.nrs)).toEqual({ min: 0, max: 10 })
    expect(axisOf([0], scaleRules.grc)).toEqual({ min: -5, max: 5 })
  })
})
