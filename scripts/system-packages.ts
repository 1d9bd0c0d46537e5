// What the tests need of the machine and no npm package brings. On Debian, as root, it is installed; elsewhere it is asked for.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Program → Debian package. */
const needed: Record<string, string> = {
  chromium: 'chromium',
  'xvfb-run': 'xvfb',
  pdftotext: 'poppler-utils',
  age: 'age',
  zstd: 'zstd',
  sqlite3: 'sqlite3',
  'gnome-keyring-daemon': 'gnome-keyring',
  'dbus-run-session': 'dbus',
  qpdf: 'qpdf',
  xmllint: 'libxml2-utils',
}

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
const canInstall = (): boolean => process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0

/** Names of programs that are not there. With `install`, tries apt first; says plainly what to install where that is not possible. */
export function missingPrograms({ install, only = Object.keys(needed) }: { install: boolean; only?: string[] }): string[] {
  if (process.platform !== 'linux') return []
  let missing = only.filter((program) => !has(program))
  if (missing.length > 0 && install && canInstall()) {
    const packages = missing.map((program) => needed[program]!)
    console.log(`installing ${packages.join(', ')} (apt)`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    })
    missing = only.filter((program) => !has(program))
  }
  if (missing.length > 0)
    console.log(
      `missing on this machine: ${missing.join(', ')}. On Debian: apt-get install ${missing.map((program) => needed[program]!).join(' ')}`,
    )
  return missing
}
