// `npm run types`: each layer with its own lib and types, so that a wrong import is a type error.
import { spawnSync } from 'node:child_process'

let failed = 0
for (const layer of ['contract', 'core', 'shell', 'renderer', 'tests']) {
  const checked = spawnSync('tsc', ['-p', `tsconfig.${layer}.json`], { stdio: 'inherit', shell: process.platform === 'win32' })
  if (checked.status !== 0) failed++
  console.log(`types of ${layer}: ${checked.status === 0 ? 'ok' : 'failed'}`)
}
process.exitCode = failed > 0 ? 1 : 0
