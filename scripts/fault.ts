// `npm run fault [-- --long]`: kills, full disks, tampering and hostile inputs. Short as in `npm test`; `--long` takes hours.
import { spawnSync } from 'node:child_process'

const long = process.argv.includes('--long')
const environment = {
  ...process.env,
  ...(long ? { VASTAANOTTO_FAULT_LONG: '1', VASTAANOTTO_FUZZ_RUNS: process.env['VASTAANOTTO_FUZZ_RUNS'] ?? '300' } : {}),
}
let failed = false
for (const project of long ? ['fault', 'fuzz'] : ['fault']) {
  const timeouts = long ? ['--testTimeout=14400000', '--hookTimeout=600000'] : []
  const { status } = spawnSync('vitest', ['run', '--project', project, ...timeouts], {
    stdio: 'inherit',
    env: environment,
    shell: process.platform === 'win32',
  })
  if (status !== 0) failed = true
}
process.exitCode = failed ? 1 : 0
