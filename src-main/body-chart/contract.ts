// [Note: body chart] Drawings are kept in the units of their figure's viewBox, never in pixels, so that a mark sits at the same place in any
// size, on paper and in words (atrament #57). Figures are assets/body-chart/<figure>.svg; regions are ellipses in the same units
// (geometry-contract.ts). A finding can be drawn, stamped or picked from the list of regions: the list is the keyboard's way.
import * as z from 'zod'
import { line } from '../core/fields.ts'
import { regionIds } from './regions-contract.ts'

export const figures = ['front', 'back', 'left', 'right', 'head', 'spine', 'infant'] as const
export type Figure = (typeof figures)[number]

/** What a mark means. `free`: a drawing without a meaning of its own. */
export const chartSymbols = ['pain', 'restriction', 'radiation', 'numbness', 'swelling', 'scar', 'treated', 'free'] as const
export type ChartSymbol = (typeof chartSymbols)[number]

/** A figure's units: no viewBox is larger than this. */
const coordinate = z.number().min(-10).max(1000)
export const chartPoint = z.tuple([coordinate, coordinate])
export const chartStroke = z.strictObject({
  figure: z.enum(figures),
  symbol: z.enum(chartSymbols),
  /** In the order they were drawn; at least one. */
  points: z.array(chartPoint).min(1).max(5000),
  /** Line width in figure units. */
  width: z.number().min(0.1).max(20).optional(),
  note: line(300).optional(),
})
export const chartMark = z.strictObject({
  figure: z.enum(figures),
  symbol: z.enum(chartSymbols),
  at: chartPoint,
  note: line(300).optional(),
})
export const chartRegion = z.strictObject({
  region: z.enum(regionIds),
  symbol: z.enum(chartSymbols),
  note: line(300).optional(),
})
export const bodyChart = z.strictObject({
  strokes: z.array(chartStroke).max(1000).default([]),
  marks: z.array(chartMark).max(500).default([]),
  regions: z.array(chartRegion).max(200).default([]),
})
export type BodyChart = z.output<typeof bodyChart>
