// The numbered list of a chart, and what is found under the eraser.
import { expect, test } from 'vitest'
import type { BodyChart } from '../../../../src-main/body-chart/contract.ts'
import { figures } from '../../../../src-main/body-chart/contract.ts'
import {
  anchorOf,
  figuresWith,
  isEmpty,
  itemAt,
  itemsOf,
  viewOf,
  views,
  withNote,
  withoutItem,
} from '../../../../src-renderer/body-chart/chart-items.ts'
import { fitsName } from '../../../../src-renderer/body-chart/region-search.ts'

const chart: BodyChart = {
  strokes: [
    {
      figure: 'back',
      symbol: 'radiation',
      points: [
        [122, 250],
        [122, 340],
      ],
    },
  ],
  marks: [{ figure: 'front', symbol: 'scar', at: [100, 204], note: 'vanha' }],
  regions: [{ region: 'shoulder.left', symbol: 'pain' }],
}

test('every finding has a number, its place in words and its figure', () => {
  expect(itemsOf(chart).map(({ number, kind, figure, regions }) => [number, kind, figure, regions])).toEqual([
    [1, 'strokes', 'back', ['buttock.right', 'kneeBack.right']],
    [2, 'marks', 'front', ['lowerAbdomen']],
    [3, 'regions', 'front', ['shoulder.left']],
  ])
  expect(figuresWith(chart)).toEqual(['front', 'back'])
  expect(isEmpty(chart)).toBe(false)
  expect(isEmpty(null)).toBe(true)
})

test('a picked region stands on one of the figures shown, on the infant too', () => {
  const item = itemsOf(chart)[2]!
  expect(anchorOf(chart, item, 'front', views.body)).toEqual([144, 98])
  expect(anchorOf(chart, item, 'back', views.body)).toBeUndefined()
  expect(anchorOf(chart, item, 'infant', views.infant)).toBeDefined()
  expect(anchorOf(chart, item, 'spine', views.spine)).toBeUndefined()
})

test('the eraser finds a line anywhere along it, and nothing beside it', () => {
  expect(itemAt(chart, 'back', views.body, [124, 300], 5)?.kind).toBe('strokes')
  expect(itemAt(chart, 'back', views.body, [140, 300], 5)).toBeUndefined()
  expect(itemAt(chart, 'front', views.body, [124, 300], 5)).toBeUndefined()
  expect(itemAt(chart, 'front', views.body, [103, 204], 5)?.kind).toBe('marks')
  expect(itemAt(chart, 'front', views.body, [144, 100], 5)?.kind).toBe('regions')
})

test('taking one off leaves the others; an empty note is none', () => {
  expect(withoutItem(chart, { kind: 'strokes', index: 0 })).toEqual({ ...chart, strokes: [] })
  expect(withNote(chart, { kind: 'regions', index: 0 }, 'pistävä').regions).toEqual([
    { region: 'shoulder.left', symbol: 'pain', note: 'pistävä' },
  ])
  expect(withNote(chart, { kind: 'marks', index: 0 }, '').marks).toEqual([{ figure: 'front', symbol: 'scar', at: [100, 204] }])
})

test('every figure is in exactly one view', () => {
  expect(Object.values(views).flat().sort()).toEqual([...figures].sort())
  for (const figure of figures) expect(views[viewOf(figure)]).toContain(figure)
})

test('a region is found by the beginnings of its words', () => {
  expect(fitsName('vasen olkapää', 'vas olka')).toBe(true)
  expect(fitsName('vasen olkapää', 'OLKA')).toBe(true)
  expect(fitsName('vasen olkapää', 'oik olka')).toBe(false)
  expect(fitsName('L4', 'l4')).toBe(true)
  expect(fitsName('vasen olkapää', '')).toBe(true)
})
