// Where Electron's own binary is, and the package's download of it. `import 'electron'` would start that download unasked.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const packageFolder = path.join(root, 'node_modules/electron')

/** The stand-in for Electron over a local Chromium. */
export const standIn = path.join(root, 'tests/electron-stand-in/electron')

export function electronBinary(): string | undefined {
  const pathFile = path.join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = path.join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

/** The package's own download; `withinMs` undefined waits as long as it takes and shows what it says. */
export function downloadElectron(withinMs?: number): string | undefined {
  const quiet = withinMs !== undefined
  spawnSync(process.execPath, [path.join(packageFolder, 'install.js')], {
    stdio: quiet ? 'ignore' : 'inherit',
    killSignal: 'SIGKILL',
    ...(quiet ? { timeout: withinMs } : {}),
  })
  return electronBinary()
}

export const hasDisplay = (): boolean => process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
