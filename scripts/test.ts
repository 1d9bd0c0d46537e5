// `npm test`: types, lint, unit, fault and fuzz, then the real window. Every part runs, so that one run tells everything; the last line adds up.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { missingPrograms } from './system-packages.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const add = ({ passed, failed, skipped }: Counts): void => {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const shell = process.platform === 'win32'
const run = (command: string, args: string[]): number => spawnSync(command, args, { stdio: 'inherit', shell }).status ?? 1

/** One check is one test. */
function check(name: string, command: string, args: string[]): void {
  console.log(`\n── ${name}`)
  const ok = run(command, args) === 0
  add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
}

interface JsonReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
}

/** A suite that prints its own counts as JSON; one that dies without is a failure of its own. */
function suite(name: string, command: string, args: string[], report: string, read: (json: never) => Counts): void {
  console.log(`\n── ${name}`)
  rmSync(report, { force: true })
  const status = run(command, args)
  let counts: Counts = { passed: 0, failed: 1, skipped: 0 }
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')) as never)
  } catch {
    console.error(`${name} left no report`)
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  if (counts.passed + counts.failed === 0) counts.failed = 1 // a suite that runs nothing has not passed
  add(counts)
}
const vitestCounts = (json: JsonReport): Counts => ({
  passed: json.numPassedTests,
  failed: json.numFailedTests,
  skipped: json.numPendingTests + json.numTodoTests,
})

mkdirSync('test-results', { recursive: true })
missingPrograms({ install: true })
check('types', 'node', ['scripts/types.ts'])
check('lint and import rules', 'node', ['scripts/lint.ts'])
check('format', 'oxfmt', ['--check', '.'])
for (const project of ['unit', 'fuzz', 'fault']) {
  const report = `test-results/${project}.json`
  suite(
    project,
    'vitest',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    vitestCounts as (json: never) => Counts,
  )
}
suite('window', 'node', ['scripts/e2e.ts'], 'test-results/e2e.json', (({
  stats,
}: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
})) as (json: never) => Counts)

const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`
writeFileSync('test-results/summary.txt', `${line}\n`)
console.log(`\n${line}`)
process.exitCode = total.failed > 0 ? 1 : 0
