// BrowserWindow: a Chromium target and its window.
import type Electron from 'electron'
import { app } from './app.ts'
import { host } from './host.ts'
import { electronEvent, LoudEmitter } from './loud.ts'
import { expectTarget } from './targets.ts'
import { WebContents } from './web-contents.ts'

const all = new Map<number, BrowserWindow>()
let counter = 0

const loosened = (web: Electron.WebPreferences): boolean =>
  web.sandbox === false ||
  web.contextIsolation === false ||
  web.webSecurity === false ||
  Boolean(web.nodeIntegration || web.nodeIntegrationInSubFrames || web.nodeIntegrationInWorker || web.webviewTag)

export class BrowserWindow extends LoudEmitter {
  static override readonly events = [
    'ready-to-show',
    'show',
    'hide',
    'close',
    'closed',
    'focus',
    'blur',
    'page-title-updated',
    'resize',
    'move',
    'session-end',
    'query-session-end',
  ]
  readonly id = ++counter
  readonly webContents: WebContents
  private readonly opened: Promise<void>
  private visible: boolean
  private title: string
  private destroyed = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!host.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    const web = options.webPreferences ?? {}
    if (loosened(web)) throw new Error('electron stand-in: only sandboxed, isolated windows are implemented')
    this.visible = options.show ?? true
    this.title = options.title ?? app.getName()
    this.webContents = new WebContents(web.preload, web.partition ?? '')
    all.set(this.id, this)
    expectTarget(this.webContents)
    this.webContents.once('destroyed', () => this.closed())
    this.webContents.once('stand-in-painted', () => this.emit('ready-to-show'))
    app.emit('browser-window-created', electronEvent({}), this)
    app.emit('web-contents-created', electronEvent({}), this.webContents)
    this.opened = this.webContents.open(options.width ?? 800, options.height ?? 600)
    this.opened.catch((error: unknown) => {
      if (!host.quitting) process.stderr.write(`electron stand-in: ${String(error)}\n`)
    })
  }
  static getAllWindows(): BrowserWindow[] {
    return [...all.values()]
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...all.values()].find((one) => one.webContents === contents) ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return all.get(id) ?? null
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...all.values()].findLast((one) => one.visible) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  isVisible(): boolean {
    return this.visible && !this.destroyed
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  show(): void {
    this.visible = true
    this.emit('show')
  }
  hide(): void {
    this.visible = false
    this.emit('hide')
  }
  focus(): void {
    this.webContents.focus()
  }
  getTitle(): string {
    return this.title
  }
  setTitle(title: string): void {
    this.title = title
  }
  close(): void {
    this.closeRefused()
  }
  /** Closes unless the app's 'close' listener prevents it; says whether it did. */
  closeRefused(): boolean {
    if (this.destroyed) return false
    const event = electronEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
    return event.defaultPrevented
  }
  destroy(): void {
    if (!this.destroyed) void this.opened.then(() => this.webContents.close())
  }
  private closed(): void {
    // Her own click on the window's cross: Chromium has closed it already, so preventDefault comes too late.
    if (!this.webContents.closing) this.emit('close', electronEvent({}))
    this.destroyed = true
    all.delete(this.id)
    this.emit('closed')
    if (all.size === 0) app.windowsGone()
  }
}
type Used =
  | 'id'
  | 'loadURL'
  | 'isDestroyed'
  | 'isVisible'
  | 'isMinimized'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'restore'
  | 'getTitle'
  | 'setTitle'
void (0 as unknown as BrowserWindow satisfies Pick<Electron.BrowserWindow, Used>)
