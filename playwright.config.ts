import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'

// The one switch between the two: where Electron's binary is missing, its own override names the stand-in's folder.
if (!existsSync(path.join(import.meta.dirname, 'node_modules/electron/path.txt')))
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= path.join(import.meta.dirname, 'tests/electron-stand-in')

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: Math.max(1, Math.min(4, Math.floor(os.availableParallelism() / 2))),
  timeout: 60_000,
  expect: { timeout: 7_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
