import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = { electron: resolve('tests/electron-stand-in/electron.ts') }

export default defineConfig({
  test: {
    maxWorkers: '100%', // one a core: most of the time is key derivation
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        resolve: { alias },
        test: { name: 'fault', include: ['tests/fault/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000, fileParallelism: false },
      },
      { resolve: { alias }, test: { name: 'fuzz', include: ['tests/fuzz/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000 } },
    ],
  },
})
