// The measurements of one note, and those of the notes before it.
import { type Measurement, type ScaleId, scaleRules } from '../../src-main/measures/scales-contract.ts'

/** With `value` in the place of the same scale's former one; null takes it out. */
export function withMeasure(list: readonly Measurement[], scale: ScaleId, value: Measurement | null): Measurement[] {
  const at = list.findIndex((each) => each.scale === scale)
  if (at < 0) return value ? [...list, value] : [...list]
  return value ? list.with(at, value) : list.filter((_, index) => index !== at)
}

/** How a scale is answered. */
export type AnswerWay = 'buttons' | 'number' | 'questions' | 'activities'
export function answerWay(scale: ScaleId, questions: number): AnswerWay {
  if (questions > 0) return 'questions'
  const { min, max, step, answers } = scaleRules[scale]
  if (answers?.score === 'mean') return 'activities'
  return step === 1 && max - min <= 10 ? 'buttons' : 'number'
}

/** A typed number with comma or point; null for what the scale doesn't have. */
export function numberOn(scale: ScaleId, typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('−', '-')
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null
  const value = Number(text)
  const { min, max, step } = scaleRules[scale]
  const steps = value / step
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9 ? value : null
}

export interface MeasuredEntry {
  entryId: string
  visitStartedAt: string
  measures: readonly Measurement[]
}
export interface PlotPoint {
  /** Instant, start of the visit. */
  at: string
  value: number
}
/** One scale over several notes, oldest first. */
export const pointsOf = (entries: readonly MeasuredEntry[], scale: ScaleId): PlotPoint[] =>
  entries
    .flatMap(({ visitStartedAt, measures }) =>
      measures.filter((each) => each.scale === scale).map(({ value }) => ({ at: visitStartedAt, value })),
    )
    .sort((one, other) => one.at.localeCompare(other.at))

/** The newest before an instant, and the very first. */
export function formerOf(points: readonly PlotPoint[], before: string): { previous: PlotPoint; first: PlotPoint } | null {
  const former = points.filter(({ at }) => at < before)
  return former.length > 0 ? { previous: former.at(-1)!, first: former[0]! } : null
}
