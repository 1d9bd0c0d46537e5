// Screen locked, machine about to sleep. Electron tells it on macOS and Windows; on Linux D-Bus does (architecture.md, trap 8).
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { ScreenLockDetection } from './contract.ts'

export type PowerNews = 'suspend' | 'screenLock' | 'resume'

/**
 * What one line of `gdbus monitor` says, or undefined.
 * Seen: `/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (true,)`, `/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Lock ()`,
 * `/org/freedesktop/ScreenSaver: org.freedesktop.ScreenSaver.ActiveChanged (true,)`.
 */
export function newsIn(line: string): PowerNews | undefined {
  if (/login1\.Manager\.PrepareForSleep \(true,?\)/.test(line)) return 'suspend'
  if (/login1\.Manager\.PrepareForSleep \(false,?\)/.test(line)) return 'resume'
  if (/login1\.Session\.Lock \(\)/.test(line)) return 'screenLock'
  if (/'LockedHint': <true>/.test(line)) return 'screenLock'
  if (/ScreenSaver\.ActiveChanged \(true,?\)/.test(line)) return 'screenLock'
  return undefined
}

const watched = [
  ['--system', '--dest', 'org.freedesktop.login1'],
  ['--session', '--dest', 'org.freedesktop.ScreenSaver'],
  ['--session', '--dest', 'org.gnome.ScreenSaver'],
] as const

const inPath = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file))

/** A monitor that is still running after this time works, in milliseconds. */
const settlesWithin = 400

/** Watches D-Bus by `gdbus monitor`; one child for each service, ended by `stop`. */
export class ScreenLockWatch {
  private children: ChildProcess[] = []

  /** @returns `system` where Electron itself tells, `dbus` when at least one monitor stays alive, else `none` */
  async start(platform: NodeJS.Platform, tell: (news: PowerNews) => void): Promise<ScreenLockDetection> {
    if (platform !== 'linux') return 'system'
    const program = inPath('gdbus')
    if (program === undefined) return 'none'
    const alive = await Promise.all(watched.map((args) => this.watch(program, args, tell)))
    return alive.some(Boolean) ? 'dbus' : 'none'
  }
  stop(): void {
    for (const child of this.children) child.kill()
    this.children = []
  }
  private watch(program: string, args: readonly string[], tell: (news: PowerNews) => void): Promise<boolean> {
    const child = spawn(program, ['monitor', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
    this.children.push(child)
    let rest = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const news = newsIn(line)
        if (news) tell(news)
      }
    })
    return new Promise((resolve) => {
      child.once('error', () => resolve(false))
      child.once('exit', () => resolve(false))
      setTimeout(() => resolve(child.exitCode === null && child.signalCode === null), settlesWithin).unref()
    })
  }
}
