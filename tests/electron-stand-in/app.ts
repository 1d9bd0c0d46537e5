// app: start, paths, single instance, quit. The order of events is Electron's.
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type Electron from 'electron'
import { BrowserWindow } from './browser-window.ts'
import { startChromium } from './chromium.ts'
import { host } from './host.ts'
import { electronEvent, LoudEmitter } from './loud.ts'
import { interceptNetwork } from './network.ts'
import { standardPath } from './paths.ts'
import { takeLock } from './single-instance.ts'
import { watchTargets } from './targets.ts'

class App extends LoudEmitter {
  static override readonly events = [
    'ready',
    'will-finish-launching',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
    'activate',
    'second-instance',
    'web-contents-created',
    'browser-window-created',
    'render-process-gone',
    'child-process-gone',
  ]
  readonly isPackaged = false
  private appPath = process.cwd()
  private appName = 'Electron'
  private appVersion = '0.0.0'
  private readonly folders = new Map<string, string>()
  private readonly started = Promise.withResolvers<void>()
  private handedOver: Promise<void> = Promise.resolve()
  private exitCode = 0
  private quitting = false
  private ended = false

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => void host.switches.push(`--${name}${value ? `=${value}` : ''}`),
    hasSwitch: (name: string): boolean => host.switches.some((text) => text === `--${name}` || text.startsWith(`--${name}=`)),
    getSwitchValue: (name: string): string => host.switches.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  }

  /** Reads the app's package.json, and takes --user-data-dir from the command line as Electron does. */
  configure(appPath: string): void {
    this.appPath = appPath
    const about = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')) as {
      productName?: string
      name?: string
      version?: string
    }
    this.appName = about.productName ?? about.name ?? this.appName
    this.appVersion = about.version ?? this.appVersion
    const userData = this.commandLine.getSwitchValue('user-data-dir')
    if (userData !== '') this.folders.set('userData', path.resolve(userData))
    host.switches = host.switches.filter((text) => !text.startsWith('--user-data-dir='))
  }

  get name(): string {
    return this.appName
  }
  getName(): string {
    return this.appName
  }
  getVersion(): string {
    return this.appVersion
  }
  getAppPath(): string {
    return this.appPath
  }
  getLocale(): string {
    return new Intl.DateTimeFormat().resolvedOptions().locale
  }
  getPath(name: string): string {
    return standardPath(name, this.appName, this.folders)
  }
  setPath(name: string, folder: string): void {
    this.folders.set(name, folder)
  }
  isReady(): boolean {
    return host.ready
  }
  whenReady(): Promise<void> {
    return this.started.promise
  }
  // Chromium's own sandbox is on unless root started it.
  enableSandbox(): void {}
  setAppUserModelId(_id: string): void {}
  requestSingleInstanceLock(): boolean {
    const lock = takeLock(this.getPath('userData'), (argv, cwd) => this.emit('second-instance', electronEvent({}), argv, cwd, undefined))
    this.handedOver = lock.handedOver
    return lock.held
  }

  quit(): void {
    if (this.quitting || this.ended) return
    const event = electronEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.quitting = true
    const windows = BrowserWindow.getAllWindows()
    if (windows.length === 0) {
      this.leave()
      return
    }
    for (const window of windows) {
      if (this.quitting && window.closeRefused()) this.quitting = false
    }
  }
  exit(code = 0): void {
    this.exitCode = code
    void this.end()
  }
  /** The last window is gone. */
  windowsGone(): void {
    if (this.ended) return
    if (this.quitting) this.leave()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }
  private leave(): void {
    const event = electronEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.quitting = false
    else void this.end()
  }
  private async end(): Promise<void> {
    if (this.ended) return
    this.ended = true
    await this.handedOver
    host.quitting = true
    this.emit('quit', electronEvent({}), this.exitCode)
    const child = host.chromium?.process
    if (!child || child.exitCode !== null || child.signalCode !== null) process.exit(this.exitCode)
    child.once('exit', () => process.exit(this.exitCode))
    void host.cdp.send('Browser.close').catch(() => {})
    setTimeout(() => child.kill('SIGKILL'), 3000).unref()
  }

  /** After the main script has run: starts Chromium, then 'ready'. */
  async launch(): Promise<void> {
    if (this.quitting || this.ended) return
    mkdirSync(this.getPath('sessionData'), { recursive: true })
    host.chromium = await startChromium(this.getPath('sessionData'), host.switches)
    host.chromium.process.once('exit', (code, signal) => {
      if (host.quitting) return
      process.stderr.write(`electron stand-in: Chromium ended unexpectedly (${signal ?? code}); the app ends with it\n`)
      process.exit(1) // in Electron the browser process is this process
    })
    await Promise.all([interceptNetwork(), watchTargets()])
    host.ready = true
    this.emit('will-finish-launching')
    this.emit('ready', electronEvent({}), {})
    this.started.resolve()
  }
}
type Used =
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'isPackaged'
  | 'name'
export const app = new App() satisfies Pick<Electron.App, Used>
app.commandLine satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
