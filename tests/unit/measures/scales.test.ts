import { afterAll, describe, expect, test } from 'vitest'
import { measurement, scaleIds, scaleRules, scoreOf, type ScaleId } from '../../../src-main/measures/scales-contract.ts'
import { scaleTexts } from '../../../src-main/measures/scale-texts.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { minutes } from '../../fixtures/test-clock.ts'
import { careDesk } from '../treatment/desk.ts'

afterAll(cleanUp)

const problem = (input: unknown): string | undefined => measurement.safeParse(input).error?.issues[0]?.message

describe('scoring', () => {
  // Worked examples from the rules of each source: means of the answers for PEG and PSFS, counted yes answers for Roland–Morris.
  test.each<[ScaleId, number[], number]>([
    ['peg', [4, 6, 8], 6],
    ['peg', [0, 0, 1], 0.3],
    ['peg', [10, 10, 10], 10],
    ['psfs', [3], 3],
    ['psfs', [2, 5, 4], 3.7],
    ['psfs', [0, 10, 5, 5, 5], 5],
    ['rmdq', Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? 1 : 0)), 8],
    ['rmdq', Array.from({ length: 24 }, () => 1), 24],
    ['rmdq', Array.from({ length: 24 }, () => 0), 0],
  ])('%s %j is %d', (scale, answers, value) => {
    expect(scoreOf(scale, answers)).toBe(value)
    expect(measurement.parse({ scale, answers })).toMatchObject({ value })
  })

  test('values at the ends of each scale are taken, values beyond them are not', () => {
    for (const scale of scaleIds) {
      const { min, max, step } = scaleRules[scale]
      for (const value of [min, max]) expect(problem({ scale, value }), scale).toBeUndefined()
      for (const value of [min - step, max + step, min + step / 3])
        expect(problem({ scale, value }), `${scale} ${value}`).toBe('measureRange')
      expect(problem({ scale })).toBe('required')
    }
  })

  test('answers of the wrong number or size, and a value that disagrees, are named', () => {
    expect(problem({ scale: 'peg', answers: [1, 2] })).toBe('measureAnswers')
    expect(problem({ scale: 'nrs', answers: [1] })).toBe('measureAnswers')
    expect(problem({ scale: 'rmdq', answers: Array.from({ length: 24 }, () => 2) })).toBe('measureRange')
    expect(problem({ scale: 'peg', answers: [1, 2, 11] })).toBe('measureRange')
    expect(problem({ scale: 'peg', answers: [1, 2, 3], value: 5 })).toBe('measureScore')
    expect(measurement.parse({ scale: 'peg', answers: [1, 2, 3], value: 2 })).toMatchObject({ value: 2 })
  })

  test('every scale has its words, source and ground of use in three languages, and as many questions as answers', () => {
    for (const language of ['fi', 'sv', 'en'] as const)
      for (const text of scaleTexts(language)) {
        expect(text.source).toMatch(/\d{4}; \d+/)
        expect(text.licence.length).toBeGreaterThan(15)
        const answers = scaleRules[text.scale].answers
        if (text.items.length > 0) expect(text.items).toHaveLength(answers!.most)
      }
  })
})

test('a series follows the visits: corrected values, marked drafts, no voided ones', async () => {
  const desk = await careDesk()
  const visits = [
    ['2026-10-01T08:00Z', 8],
    ['2026-10-15T08:00Z', 6],
    ['2026-11-01T08:00Z', 5],
    ['2026-11-10T08:00Z', 2],
  ] as const
  const entries: string[] = []
  for (const [start, value] of visits) {
    const { id: visitId } = await desk.must<{ id: string }>('visits.start', { clientId: desk.clientId, start })
    const { entryId } = await desk.must<{ entryId: string }>('treatment.saveDraft', {
      visitId,
      sections: { reason: 'x' },
      measures: [
        { scale: 'nrs', value },
        { scale: 'grc', value: 1 },
      ],
    })
    entries.push(entryId)
  }
  for (const entryId of entries.slice(0, 3)) await desk.must('treatment.sign', { entryId })
  await desk.must('treatment.amend', { entryId: entries[0], measures: [{ scale: 'nrs', value: 7 }], reason: 'kirjoitusvirhe' })
  await desk.must('treatment.void', { entryId: entries[1], reason: 'väärä asiakas' })
  desk.clock.instant += minutes(1)
  const series = await desk.must<{ points: { value: number; state: string }[] }>('measures.series', {
    clientId: desk.clientId,
    scale: 'nrs',
  })
  expect(series.points.map(({ value, state }) => [value, state])).toEqual([
    [7, 'amended'],
    [5, 'signed'],
    [2, 'draft'],
  ])
  const all = await desk.must<{ series: { scale: string; points: { value: number }[] }[] }>('measures.overview', {
    clientId: desk.clientId,
  })
  expect(all.series.map(({ scale, points }) => [scale, points.length])).toEqual([
    ['nrs', 3],
    ['grc', 2],
  ])
  expect(await desk.must('measures.score', { scale: 'peg', answers: [1, 2, 3] })).toEqual({ value: 2 })
  const error = await desk.refused('invalid_input', 'measures.score', { scale: 'peg', answers: [1] })
  expect(error.details).toMatchObject({ problems: [{ code: 'measureAnswers', message: 'Vastauksia on väärä määrä.' }] })
})
