// The running app as a test handles it: its window, direct calls, scripted dialogs, screens kept as pictures.
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import { accessibilityFindings } from './accessibility.ts'
import { Complaints } from './complaints.ts'
import { endApp, launchApp, type LaunchOptions } from './launch.ts'
import { testPassphrase } from './plan.ts'

interface PracticeWindow {
  practice: { call(method: string, input?: unknown, secrets?: Call['secrets']): Promise<Envelope> }
}
interface Running {
  app: ElectronApplication
  child: ChildProcess
  page: Page
}
const screens = path.join(import.meta.dirname, '../../../test-results/screens')

export class Practice {
  readonly complaints = new Complaints()
  /** The test's own folder. */
  readonly folder: string
  private readonly options: LaunchOptions
  private running: Running | undefined

  constructor(folder: string, options: LaunchOptions = {}) {
    this.folder = folder
    this.options = options
  }
  get vaultFolder(): string {
    return path.join(this.folder, 'user-data/vault')
  }
  get app(): ElectronApplication {
    return this.started.app
  }
  /** The window's page. It stays the same through locking; `relaunch` makes another. */
  get page(): Page {
    return this.started.page
  }
  private get started(): Running {
    if (!this.running) throw new Error('The app is not running')
    return this.running
  }

  async launch(): Promise<void> {
    const app = await launchApp(this.folder, this.options)
    this.complaints.listen(app)
    const page = await app.firstWindow()
    this.running = { app, child: app.process(), page }
    await page.waitForURL(/index\.html/)
    await page.waitForLoadState()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await this.complaints.catchUp(page)
  }
  get isRunning(): boolean {
    return this.running !== undefined
  }
  async end(): Promise<void> {
    if (!this.running) return
    const { app, child } = this.running
    this.running = undefined
    await endApp(app, child)
  }
  async relaunch(): Promise<void> {
    await this.end()
    await this.launch()
  }
  /** As a power cut: nothing is asked, nothing is saved. */
  async kill(): Promise<void> {
    const { child } = this.started
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    this.running = undefined
  }

  /** One method through the window, as our own renderer calls it. */
  call(method: string, input?: unknown, secrets?: Call['secrets']): Promise<Envelope> {
    return this.page.evaluate(([name, value, secret]) => (window as unknown as PracticeWindow).practice.call(name, value, secret), [
      method,
      input,
      secrets,
    ] as const)
  }
  /** The same; fails the test for an error. */
  async ask<T>(method: string, input?: unknown, secrets?: Call['secrets']): Promise<T> {
    const envelope = await this.call(method, input, secrets)
    if (!envelope.ok)
      throw new Error(`${method}: ${envelope.error.code}: ${envelope.error.message} ${JSON.stringify(envelope.error.details ?? {})}`)
    return envelope.output as T
  }
  /** Locks as the menu does, and waits for the lock screen. */
  async lock(): Promise<void> {
    await this.refilledAfter(() => this.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('lock')!.click()))
  }
  /** Does something that ends in an empty window filled anew. */
  async refilledAfter(work: () => Promise<unknown>): Promise<void> {
    const refilled = this.page.waitForEvent('load', { predicate: (page) => page.url().endsWith('index.html') })
    await work()
    await refilled
  }
  async unlock(passphrase = testPassphrase): Promise<void> {
    await this.ask('vault.unlock', {}, { passphrase })
    await this.page.reload()
    await this.page.waitForLoadState()
  }
  proof(): Promise<Record<string, number>> {
    return this.ask('shell.proof')
  }

  /** The next file dialogs choose these paths; none means that she cancels. */
  async willChoose(...paths: string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
    }, paths)
  }
  /** The next save dialogs give this path; undefined means that she cancels. */
  async willSaveTo(filePath: string | undefined): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
    }, filePath ?? null)
  }

  async expectAccessible(): Promise<void> {
    expect(await accessibilityFindings(this.page), 'serious or critical findings of axe').toEqual([])
  }
  /** Runs axe and keeps a picture in test-results/screens/NAME.png. */
  async checkScreen(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(screens, `${name}.png`), animations: 'disabled', caret: 'hide' })
    await this.expectAccessible()
  }
}
