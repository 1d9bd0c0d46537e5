// Starts the local Chromium on a pipe, and ends with it.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { Cdp } from './cdp.ts'
import { findChromium } from './chromium-binary.ts'
import { chromiumSwitches, mergeFeatureLists, preferences } from './chromium-switches.ts'

export interface Chromium {
  readonly cdp: Cdp
  readonly process: ChildProcess
  readonly headless: boolean
  /** Headed: opens a window without tabs or address bar. */
  openAppWindow(url: string): void
}

const noDisplay = (): boolean => process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']

/** A driver waits for this line on our stderr; Chromium's complaints about D-Bus and the like stay out of it. */
function passOnDevToolsLine(stderr: Readable): void {
  let rest = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('DevTools listening') || process.env['STAND_IN_DEBUG']) process.stderr.write(`${line}\n`)
  })
}

/**
 * Starts Chromium with its profile in `sessionData`.
 * @throws when no Chromium is installed or it ends at once
 */
export async function startChromium(sessionData: string, switches: readonly string[]): Promise<Chromium> {
  const executable = findChromium()
  if (executable === undefined)
    throw new Error('electron stand-in: no Chromium found; install the Debian package "chromium" or set CHROMIUM')
  const headless = noDisplay() || process.env['STAND_IN_HEADLESS'] === '1'
  const profile = path.join(sessionData, 'chromium')
  const preferencesFile = path.join(profile, 'Default/Preferences')
  if (!existsSync(preferencesFile)) {
    mkdirSync(path.dirname(preferencesFile), { recursive: true })
    writeFileSync(preferencesFile, JSON.stringify(preferences))
  }
  // Pages see the system's language, as in Electron; Chromium alone would say English.
  const language = `--accept-lang=${new Intl.DateTimeFormat().resolvedOptions().locale}`
  const common = [...chromiumSwitches(profile, process.env['ELECTRON_RENDERER_URL']), language]
  const started = [
    ...mergeFeatureLists([...common, ...switches]),
    ...(headless ? ['--headless=new'] : []),
    '--remote-debugging-pipe',
    '--no-startup-window',
  ]
  // A process group of its own: Ctrl-C reaches only us, and the closing pipe ends Chromium.
  const child = spawn(executable, started, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true })
  passOnDevToolsLine(child.stderr as Readable)
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const ended = Promise.withResolvers<never>()
  child.once('exit', (code, signal) => ended.reject(new Error(`electron stand-in: Chromium did not start (${signal ?? code})`)))
  ended.promise.catch(() => {}) // its end after the start is app.ts's business
  await Promise.race([cdp.send('Browser.getVersion'), ended.promise])
  return {
    cdp,
    process: child,
    headless,
    // A second start on the same profile hands its URL over to the running one.
    openAppWindow: (url) => spawn(executable, [...common, '--incognito', `--app=${url}`], { stdio: 'ignore', detached: true }).unref(),
  }
}
