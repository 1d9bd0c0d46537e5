import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, language, purpose } from '../core/fields.ts'
import { entryStates } from '../treatment/content-contract.ts'
import { scaleIds } from './scales-contract.ts'

const care = ['owner', 'practitioner'] as const

/** A scale in words, with its source. */
export const scaleText = z.strictObject({
  scale: z.enum(scaleIds),
  name: z.string(),
  /** How to ask, or how to measure. */
  instruction: z.string(),
  /** Ends of the scale in words. */
  low: z.string(),
  high: z.string(),
  /** Questions that are answered one by one; empty where the value is the only answer. */
  items: z.array(z.string()),
  min: z.number(),
  max: z.number(),
  step: z.number(),
  better: z.enum(['lower', 'higher']),
  unit: z.string().optional(),
  /** Who made it, and why it may be used. */
  source: z.string(),
  licence: z.string(),
  /** Difference that most patients notice, where the literature gives one. */
  noticeable: z.number().optional(),
})

const point = z.strictObject({
  /** Start of the visit. */
  at: instant,
  value: z.number(),
  answers: z.array(z.number()).optional(),
  labels: z.array(z.string()).optional(),
  note: z.string().optional(),
  entryId: id,
  state: z.enum(entryStates),
})
export const measureSeries = z.strictObject({ scale: z.enum(scaleIds), points: z.array(point) })
export type MeasureSeries = z.output<typeof measureSeries>

export type ScaleText = z.output<typeof scaleText>

export const measuresContract = {
  scales: method({
    name: 'measures.scales',
    summary: 'The scales and outcome measures, each with its source and how it is scored',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ language: language.optional() }),
    output: z.strictObject({ scales: z.array(scaleText) }),
  }),
  score: method({
    name: 'measures.score',
    summary: 'The score of single answers',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ scale: z.enum(scaleIds), answers: z.array(z.number()).min(1).max(30) }),
    output: z.strictObject({ value: z.number() }),
  }),
  series: method({
    name: 'measures.series',
    summary: 'One scale over a client’s visits, oldest first; drafts are marked, voided entries left out',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups: ['care'] },
    input: z.strictObject({ clientId: id, scale: z.enum(scaleIds), purpose: purpose.optional() }),
    output: measureSeries,
  }),
  overview: method({
    name: 'measures.overview',
    summary: 'Every scale a client was measured with, over her visits: one view in the log for all of them',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups: ['care'] },
    input: z.strictObject({ clientId: id, purpose: purpose.optional() }),
    output: z.strictObject({ series: z.array(measureSeries) }),
  }),
}
