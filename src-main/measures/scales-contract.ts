// Scales and outcome measures that anyone may use free of charge; sources and scoring rules stand in assets/measures/<scale>.json.
import * as z from 'zod'
import { line } from '../core/fields.ts'

export const scaleIds = ['nrs', 'vas', 'peg', 'psfs', 'rmdq', 'grc', 'ftf'] as const
export type ScaleId = (typeof scaleIds)[number]

/**
 * - `nrs` pain now, 0–10, whole numbers · `vas` 0–100 mm · `peg` mean of three, 0–10 · `psfs` mean of up to five activities, 0–10
 * - `rmdq` Roland–Morris, yes answers of 24 · `grc` change, −5–+5 · `ftf` fingertip to floor, cm
 */
export const scaleRules: Record<
  ScaleId,
  {
    min: number
    max: number
    /** Smallest step of the value. */
    step: number
    /** How many answers there may be; absent where the value is the only answer. */
    answers?: { least: number; most: number; min: number; max: number; score: 'mean' | 'sum' }
    /** Which direction is better. */
    better: 'lower' | 'higher'
    unit?: 'mm' | 'cm'
  }
> = {
  nrs: { min: 0, max: 10, step: 1, better: 'lower' },
  vas: { min: 0, max: 100, step: 1, better: 'lower', unit: 'mm' },
  peg: { min: 0, max: 10, step: 0.1, better: 'lower', answers: { least: 3, most: 3, min: 0, max: 10, score: 'mean' } },
  psfs: { min: 0, max: 10, step: 0.1, better: 'higher', answers: { least: 1, most: 5, min: 0, max: 10, score: 'mean' } },
  rmdq: { min: 0, max: 24, step: 1, better: 'lower', answers: { least: 24, most: 24, min: 0, max: 1, score: 'sum' } },
  grc: { min: -5, max: 5, step: 1, better: 'higher' },
  ftf: { min: 0, max: 150, step: 0.5, better: 'lower', unit: 'cm' },
}

const steps = (value: number, step: number): boolean => Math.abs(value / step - Math.round(value / step)) < 1e-9

/** The score of single answers, one decimal for means. */
export function scoreOf(scale: ScaleId, answers: readonly number[]): number {
  const sum = answers.reduce((total, answer) => total + answer, 0)
  return scaleRules[scale].answers?.score === 'mean' ? Math.round((sum / answers.length) * 10) / 10 : sum
}

/** One measurement. With `answers` the value follows from them; a given one must agree. */
export const measurement = z
  .strictObject({
    scale: z.enum(scaleIds),
    value: z.number().optional(),
    answers: z.array(z.number()).max(30).optional(),
    /** What each answer was about, where the patient chooses (PSFS: her activities). */
    labels: z.array(line(120)).max(5).optional(),
    note: line(300).optional(),
  })
  .transform((given, context) => {
    const rule = scaleRules[given.scale]
    const refuse = (code: string, path: (string | number)[]) => {
      context.issues.push({ code: 'custom', message: code, path, input: given })
      return z.NEVER
    }
    const { answers } = given
    if (answers) {
      const wanted = rule.answers
      if (!wanted || answers.length < wanted.least || answers.length > wanted.most) return refuse('measureAnswers', ['answers'])
      const bad = answers.findIndex((answer) => !Number.isInteger(answer) || answer < wanted.min || answer > wanted.max)
      if (bad >= 0) return refuse('measureRange', ['answers', bad])
    }
    const value = answers ? scoreOf(given.scale, answers) : given.value
    if (value === undefined) return refuse('required', ['value'])
    if (given.value !== undefined && Math.abs(given.value - value) > 0.05) return refuse('measureScore', ['value'])
    if (value < rule.min || value > rule.max || !steps(value, rule.step)) return refuse('measureRange', ['value'])
    return { ...given, value }
  })
export type Measurement = z.output<typeof measurement>
