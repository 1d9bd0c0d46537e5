// `npm run test:e2e [-- Playwright arguments]`: builds, makes sure of a browser, runs the specs, adds up. Report: test-results/e2e.json.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildIfOlder } from './build-if-older.ts'
import { downloadElectron, electronBinary, hasDisplay } from './electron-binary.ts'
import { missingPrograms } from './system-packages.ts'

const root = path.join(import.meta.dirname, '..')
const report = path.join(root, 'test-results/e2e.json')

/** On GitHub the specs must not fall back to the stand-in unnoticed. */
const needsElectron = process.env['VASTAANOTTO_E2E_ELECTRON'] === '1'

function ready(): boolean {
  const electron = electronBinary() ?? (needsElectron ? downloadElectron() : undefined)
  if (needsElectron && electron === undefined) {
    console.error('Electron’s binary is missing, and VASTAANOTTO_E2E_ELECTRON=1 asks for it.')
    return false
  }
  const programs = electron === undefined ? ['chromium'] : hasDisplay() ? [] : ['xvfb-run']
  return missingPrograms({ install: true, only: programs }).length === 0 && buildIfOlder()
}

function run(args: string[]): number {
  rmSync(report, { force: true })
  if (!ready()) return 1
  const playwright = [process.execPath, path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...args]
  const virtualDisplay = electronBinary() !== undefined && !hasDisplay() ? ['xvfb-run', '-a'] : []
  const [program, ...rest] = [...virtualDisplay, ...playwright] as [string, ...string[]]
  const { status } = spawnSync(program, rest, { cwd: root, stdio: 'inherit' })
  try {
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    }
    console.log(`${stats.expected + stats.flaky} passed, ${stats.unexpected} failed, ${stats.skipped} skipped`)
  } catch {
    console.error('The specs left no report.')
    return 1
  }
  return status ?? 1
}

process.exitCode = run(process.argv.slice(2))
