// `npm run bench [-- --quick] [-- --only search,unlock]`: every row of rows/, each a ratio to a baseline of the same run. Writes
// bench-results.json. A report: a ratio over its goal is told, and only a row that could not be measured makes the run fail.
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import path from 'node:path'
import { cleanUp } from '../fixtures/test-vault.ts'
import { createBench } from './bench.ts'
import type { BenchRow, Measured } from './row.ts'

const argv = process.argv.slice(2)
const quick = argv.includes('--quick')
const only = argv[argv.indexOf('--only') + 1]?.split(',')
const wanted = argv.includes('--only') && only ? new Set(only) : undefined

interface Result {
  name: string
  ours: number
  baseline: number
  unit: string
  ratio: number
  goal: number
  judged: { ours: { median: number; p99: number }; baseline: { median: number; p99: number } }
  note: string
}

const rounded = (value: number): number => Number(value.toPrecision(4))
const results: Result[] = []
const failed: string[] = []

function report(row: BenchRow, measured: Measured): void {
  const lenient = quick && row.lenientWhenQuick === true
  const goal = (measured.goal ?? row.goal) * (lenient ? 2 : 1)
  const ratio = measured.ours.value / measured.baseline.value
  const name = measured.part ? `${row.name}: ${measured.part}` : row.name
  results.push({
    name,
    ours: rounded(measured.ours.value),
    baseline: rounded(measured.baseline.value),
    unit: measured.unit,
    ratio: rounded(ratio),
    goal,
    judged: {
      ours: { median: rounded(measured.ours.median), p99: rounded(measured.ours.p99) },
      baseline: { median: rounded(measured.baseline.median), p99: rounded(measured.baseline.p99) },
    },
    note: `${measured.note}${lenient ? '; goal doubled at quick size' : ''}`,
  })
  const figure = (value: number): string => `${rounded(value)} ${measured.unit}`
  console.log(
    `${ratio <= goal ? 'ok  ' : 'OVER'} ${name.padEnd(34)} ${ratio.toFixed(2).padStart(7)}× of ${goal}×   ours ${figure(measured.ours.value)} (median ${rounded(measured.ours.median)}, p99 ${rounded(measured.ours.p99)}), baseline ${figure(measured.baseline.value)} (median ${rounded(measured.baseline.median)}, p99 ${rounded(measured.baseline.p99)})${lenient ? ', goal doubled at quick size' : ''}`,
  )
}

const folder = path.join(import.meta.dirname, 'rows')
const bench = createBench(quick)
const began = performance.now()
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .sort()) {
  const { default: row } = (await import(path.join(folder, file))) as { default: BenchRow }
  if (wanted && !wanted.has(path.basename(file, '.ts'))) continue
  try {
    for (const measured of await row.measure(bench)) report(row, measured)
  } catch (error) {
    failed.push(row.name)
    console.error(`FAIL ${row.name}: ${(error as Error).stack}`)
  }
}
cleanUp()

const [processor] = cpus()
const machine = {
  processor: processor?.model ?? 'unknown',
  cores: cpus().length,
  memoryBytes: totalmem(),
  system: `${process.platform} ${release()}`,
  node: process.version,
  quick,
  measuredAt: new Date().toISOString(),
  durationSeconds: Math.round((performance.now() - began) / 1000),
}
writeFileSync('bench-results.json', `${JSON.stringify({ machine, rows: results, failed }, null, 2)}\n`)
const over = results.filter(({ ratio, goal }) => ratio > goal)
console.log(
  `\n${results.length} rows in ${machine.durationSeconds} s, ${over.length} over goal, ${failed.length} not measured; bench-results.json`,
)
process.exit(failed.length > 0 ? 1 : 0)
