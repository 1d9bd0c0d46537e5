// Starts the app for one test: with Electron, with the stand-in in its place, or a packaged build. The specs don't know which.
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'

const root = path.join(import.meta.dirname, '../../..')
/** A packaged app to test in place of the checkout (its inspect fuse must be on). */
const packagedApp = process.env['VASTAANOTTO_E2E_APP'] && path.resolve(process.env['VASTAANOTTO_E2E_APP'])
const endsWithin = 10_000

function environment(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !name.startsWith('VASTAANOTTO_')) as [
    string,
    string,
  ][]
  return {
    ...Object.fromEntries(kept),
    VASTAANOTTO_TEST_FOLDER: folder,
    LANG: 'fi_FI.UTF-8',
    LC_ALL: 'fi_FI.UTF-8',
    ...(process.env['HEADED'] ? {} : { STAND_IN_HEADLESS: '1' }),
  }
}

export interface LaunchOptions {
  /** The page may load and run anything its content policy forbids: what is refused then is refused by the shell. */
  withoutContentPolicy?: boolean
}

/** `folder`: the test's own; the app keeps everything in `folder/user-data`. */
export function launchApp(folder: string, options: LaunchOptions = {}): Promise<ElectronApplication> {
  const userData = `--user-data-dir=${path.join(folder, 'user-data')}`
  return _electron.launch({
    ...(packagedApp ? { executablePath: packagedApp, args: [userData, '--lang=fi'] } : { args: [userData, '--lang=fi', root] }),
    cwd: root,
    env: environment(folder),
    colorScheme: null,
    bypassCSP: options.withoutContentPolicy ?? false,
    timeout: 30_000,
  })
}

/** Ends the app as a person would; kills it only when it does not end. */
export async function endApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  const killed = setTimeout(() => child.kill('SIGKILL'), endsWithin)
  await app.close().catch(() => {}) // ended already
  clearTimeout(killed)
}
