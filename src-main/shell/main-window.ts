// The one window: how it is made, blanked, and filled again from nothing.
import { BrowserWindow, type WebContents } from 'electron'
import { appPage, blankPage, brokenAddress } from './app-protocol.ts'
import { within } from './within.ts'

const title = 'Vastaanotto' // never a client's name: it is shown in task bars and screen shares
/** Three crashes of the page within a minute, and the broken page is shown instead of trying again. */
const crashesAllowed = 3
const crashWindow = 60_000
/** How long a page may take to leave before its process is ended, in milliseconds. */
const leavesWithin = 5000

export class MainWindow {
  private readonly preloadFile: string
  private window: BrowserWindow | undefined
  private crashes: number[] = []
  /** The blanking under way: nothing is loaded beside it, or it would end the process of the new page. */
  private blanking: Promise<void> = Promise.resolve()
  private endingProcess = false

  constructor(preloadFile: string) {
    this.preloadFile = preloadFile
  }
  get browserWindow(): BrowserWindow | undefined {
    return this.window?.isDestroyed() ? undefined : this.window
  }
  get contents(): WebContents | undefined {
    return this.browserWindow?.webContents
  }

  /** Opens and fills it; shown when it has something to show. */
  async open(onClose: (event: { preventDefault(): void }) => void): Promise<void> {
    const window = new BrowserWindow({
      width: 1280,
      height: 800,
      minWidth: 900,
      minHeight: 600,
      show: false,
      title,
      webPreferences: {
        preload: this.preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    this.window = window
    window.once('ready-to-show', () => window.show())
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', onClose)
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit' && !this.endingProcess) void this.afterCrash()
    })
    await this.fill()
  }

  /** Loads the app's page anew. */
  async fill(): Promise<void> {
    await this.blanking
    await this.load(appPage)
  }
  async showBroken(): Promise<void> {
    await this.blanking
    await this.load(brokenAddress)
  }

  /**
   * Leaves for a blank page of another site, which ends the process that held the page (trap 16).
   * Where the process should live on in spite of that, it is ended.
   */
  blank(): Promise<void> {
    this.blanking = this.blanking.then(() => this.leave())
    return this.blanking
  }
  private async leave(): Promise<void> {
    const contents = this.contents
    if (!contents) return
    const before = contents.getOSProcessId()
    await within(leavesWithin, this.load(blankPage))
    if (contents.isDestroyed() || before === 0) return
    if (contents.getOSProcessId() !== before) return
    this.endingProcess = true // no crash to recover from
    contents.forcefullyCrashRenderer()
    await within(leavesWithin, this.load(blankPage))
    this.endingProcess = false
  }

  show(): void {
    const window = this.browserWindow
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  destroy(): void {
    this.browserWindow?.destroy()
  }

  private async load(address: string): Promise<void> {
    try {
      await this.browserWindow?.loadURL(address)
    } catch {
      // Overtaken by a later load, or the window is closing: the later one decides what is shown.
    }
  }
  private async afterCrash(): Promise<void> {
    const now = performance.now()
    this.crashes = [...this.crashes.filter((at) => now - at < crashWindow), now]
    await (this.crashes.length > crashesAllowed ? this.showBroken() : this.fill())
  }
}
