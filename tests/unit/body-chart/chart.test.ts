import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { bodyChart, chartSymbols, figures, type BodyChart } from '../../../src-main/body-chart/contract.ts'
import { figureGeometry } from '../../../src-main/body-chart/geometry-contract.ts'
import { picturesOf } from '../../../src-main/body-chart/picture.ts'
import { regionIds, type RegionId } from '../../../src-main/body-chart/regions-contract.ts'
import { regionAt } from '../../../src-main/body-chart/places-contract.ts'
import { summaryOf } from '../../../src-main/body-chart/summary.ts'
import { chartTexts, regionName } from '../../../src-main/body-chart/texts.ts'
import { assetFile } from '../../../src-main/core/resources.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { careDesk } from '../treatment/desk.ts'

afterAll(cleanUp)

const chart = (part: Partial<BodyChart>): BodyChart => ({ strokes: [], marks: [], regions: [], ...part })

describe('figures and regions', () => {
  test('every region lies on a figure, inside its viewBox, and has a name of its own in three languages', () => {
    for (const region of regionIds)
      expect([region, figures.some((figure) => figureGeometry[figure].regions[region])]).toEqual([region, true])
    for (const figure of figures) {
      const [left, top, width, height] = figureGeometry[figure].viewBox
      for (const [region, [cx, cy]] of Object.entries(figureGeometry[figure].regions))
        expect([figure, region, cx > left && cx < left + width && cy > top && cy < top + height]).toEqual([figure, region, true])
      expect(readFileSync(assetFile('body-chart', `${figure}.svg`), 'utf8')).toContain(`viewBox="${[left, top, width, height].join(' ')}"`)
    }
    for (const language of ['fi', 'sv', 'en'] as const) {
      const names = regionIds.map((region) => regionName(region, language))
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => name.includes('.'))).toEqual([])
      for (const symbol of chartSymbols) expect(chartTexts(language).symbols[symbol]).toBeTruthy()
    }
  })

  test('the centre of each region is on it; left and right are the patient’s own', () => {
    for (const figure of figures)
      for (const [region, [cx, cy]] of Object.entries(figureGeometry[figure].regions))
        expect([figure, regionAt(figure, [cx, cy])]).toEqual([figure, region])
    const side = (figure: 'front' | 'back', region: RegionId): number => figureGeometry[figure].regions[region]![0]
    expect(side('front', 'shoulder.left')).toBeGreaterThan(side('front', 'shoulder.right'))
    expect(side('back', 'shoulder.left')).toBeLessThan(side('back', 'shoulder.right'))
  })

  test('a mark on the left shoulder stays on it whatever size it was drawn in (atrament #57)', () => {
    const [left, top, width] = figureGeometry.front.viewBox
    for (const pixels of [225, 450, 900, 1800]) {
      const scale = pixels / width
      const drawn = [(144 - left) * scale, (98 - top) * scale] as const // where the pointer was
      const kept = [drawn[0] / scale + left, drawn[1] / scale + top] as const
      expect(regionAt('front', kept)).toBe('shoulder.left')
      expect(summaryOf(chart({ marks: [{ figure: 'front', symbol: 'pain', at: [...kept] }] }), 'fi')).toBe('Kipu: vasen olkapää.')
    }
  })
})

describe('a chart in words and on paper', () => {
  const full = chart({
    strokes: [
      {
        figure: 'back',
        symbol: 'radiation',
        points: [
          [114, 248],
          [122, 300],
          [121, 338],
          [122, 376],
        ],
      },
    ],
    marks: [
      { figure: 'spine', symbol: 'restriction', at: [80, 69] },
      { figure: 'front', symbol: 'pain', at: [144, 98], note: 'pistävä' },
    ],
    regions: [
      { region: 'lowBack', symbol: 'pain' },
      { region: 'shoulder.left', symbol: 'pain', note: 'pistävä' },
    ],
  })

  test('names each finding once, in the order of the body, with its note', () => {
    expect(summaryOf(full, 'fi')).toBe(
      'Kipu: alaselkä, vasen olkapää (pistävä). Liikerajoitus: C5. Säteily: oikea pakara, oikea takareisi, oikea polvitaive, oikea pohje.',
    )
    expect(summaryOf(full, 'en')).toContain('Restriction: C5.')
    expect(summaryOf(full, 'sv')).toContain('vänster axel (pistävä)')
    expect(summaryOf(undefined, 'fi')).toBe('')
  })

  test('makes one picture for each figure that has something, without variables, with words for who can’t see it', () => {
    const pictures = picturesOf(full, 'fi')
    expect(pictures.map(({ figure }) => figure)).toEqual(['front', 'back', 'spine'])
    for (const { svg, alt } of pictures) {
      expect(svg).not.toContain('var(')
      expect(alt).toMatch(/^Kehokartta, .+: .+/)
    }
    expect(picturesOf(chart({}), 'fi')).toEqual([])
  })

  test('takes a drawing of many strokes, and refuses points outside any figure', () => {
    const points = Array.from({ length: 2000 }, (_, index) => [100 + Math.sin(index / 50) * 40, 40 + index / 5])
    expect(bodyChart.safeParse({ strokes: Array.from({ length: 50 }, () => ({ figure: 'front', symbol: 'free', points })) }).success).toBe(
      true,
    )
    for (const bad of [[[5000, 1]], [[Number.NaN, 1]], [[1]], []])
      expect(bodyChart.safeParse({ strokes: [{ figure: 'front', symbol: 'free', points: bad }] }).success).toBe(false)
  })
})

test('layers by visit are read together, and the list of names needs no vault', async () => {
  const desk = await careDesk()
  await desk.signed('a', { bodyChart: { regions: [{ region: 'neck', symbol: 'pain' }] } })
  await desk.draft('b', { bodyChart: { regions: [{ region: 'lowBack', symbol: 'pain' }] } })
  await desk.draft('c')
  const { layers } = await desk.must<{ layers: { state: string; bodyChart: BodyChart }[] }>('bodyChart.layers', { clientId: desk.clientId })
  expect(layers.map(({ state, bodyChart: { regions } }) => [state, regions[0]?.region])).toEqual([
    ['signed', 'neck'],
    ['draft', 'lowBack'],
  ])
  const names = await desk.must<{ regions: { region: string; name: string }[] }>('bodyChart.names', { language: 'sv' })
  expect(names.regions).toHaveLength(regionIds.length)
  expect(await desk.must('bodyChart.summary', { bodyChart: { regions: [{ region: 'C5', symbol: 'restriction' }] } })).toEqual({
    text: 'Liikerajoitus: C5.',
  })
})
