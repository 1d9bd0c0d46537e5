// What a row of the benchmarks is. One file for each row in rows/, `export default row({...})`: run.ts finds it by itself.
import type { Bench } from './bench.ts'

export interface Figures {
  /** Judged: the median, or the p99 where the row says so. */
  value: number
  median: number
  p99: number
}

export interface Measured {
  /** Added to the row's name, when one run gives several rows. */
  part?: string
  ours: Figures
  baseline: Figures
  unit: 'ms' | 'bytes'
  /** Instead of the row's own goal. */
  goal?: number
  /** What the figures stand on: how many rows, what the baseline did. */
  note: string
}

export interface BenchRow {
  name: string
  /** What is measured, and against what. */
  what: string
  /** Highest ratio of ours to the baseline. */
  goal: number
  /** At quick size the fixed costs weigh more: the goal is twice as high, and the output says so. */
  lenientWhenQuick?: true
  measure(bench: Bench): Promise<Measured[]> | Measured[]
}

export const row = (definition: BenchRow): BenchRow => definition

/** Nearest-rank percentile. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('a benchmark without a single measurement')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}

export function figures(values: readonly number[], judged: 'median' | 'p99'): Figures {
  const median = percentile(values, 50)
  const p99 = percentile(values, 99)
  return { value: judged === 'median' ? median : p99, median, p99 }
}

/** A premise of a benchmark: where it is false, the figures would say nothing, so the row fails. */
export function premise(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`premise of the benchmark is false: ${what}`)
}
