// Puts the shell together: one instance, one window, one core, and the order in which they begin and end.
import path from 'node:path'
import { app, powerMonitor } from 'electron'
import type { Call, CoreEvent, Envelope } from '../core/contract.ts'
import { registerAppScheme, serveApp, setBrokenPage } from './app-protocol.ts'
import { AttachmentPreview } from './attachment-preview.ts'
import { BackupSchedule } from './backup-schedule.ts'
import { openChannel, tellWindow } from './channel.ts'
import { CopiedText } from './clipboard.ts'
import type { ScreenLockDetection } from './contract.ts'
import { CoreClient } from './core-client.ts'
import { FileDialogs } from './dialogs.ts'
import { guardEverything } from './guards.ts'
import { Lock, type LockReason } from './lock.ts'
import { MainWindow } from './main-window.ts'
import { showMenu } from './menu.ts'
import { OpenPractice } from './open-practice.ts'
import { choosePlace, freshFolder, type Place } from './place.ts'
import { preparePrinting } from './print.ts'
import { finishBackups } from './quitting.ts'
import { Refusals } from './refusals.ts'
import { ScreenLockWatch } from './screen-lock.ts'
import { refusalOf } from './shell-errors.ts'
import { makeShellService } from './shell-service.ts'
import { SpokenLanguage } from './texts.ts'

/** How often the core is asked whether idle time has passed, in milliseconds. It judges by a deadline, not by this timer. */
const idleCheckEvery = 15_000
/** Three ends of the core within a minute, and the broken page is shown. */
const restartsAllowed = 3
const restartWindow = 60_000

const standIn = process.versions['electron-stand-in'] !== undefined

class Shell {
  private readonly place: Place
  private readonly devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  private readonly refusals = new Refusals()
  private readonly spoken = new SpokenLanguage(app.getLocale())
  private readonly copied = new CopiedText()
  private readonly screenLock = new ScreenLockWatch()
  private readonly preview = new AttachmentPreview((call) => this.practice.call(call))
  private readonly window = new MainWindow(path.join(app.getAppPath(), 'out/preload/preload.cjs'))
  private readonly practice: OpenPractice
  private readonly lock: Lock
  /** Only her own practice keeps copies: neither the demo nor one that is merely looked at. */
  private readonly backups = new BackupSchedule({
    call: (call) => this.practice.call(call),
    isUnlocked: () => this.unlocked && this.practice.shown === 'own',
  })
  private screenLockDetection: ScreenLockDetection = 'none'
  private restarts: number[] = []
  private unlocked = false
  private ending: 'no' | 'underWay' | 'done' = 'no'

  constructor(place: Place) {
    this.place = place
    this.practice = new OpenPractice({
      vaultFolder: place.vaultFolder,
      demoFolder: place.demoFolder,
      workerStart: () => ({ appVersion: app.getVersion(), language: this.spoken.language, development: !app.isPackaged }),
      startCore: (options) =>
        new CoreClient({
          workerFile: path.join(app.getAppPath(), 'out/main/worker.js'),
          gone: () => refusalOf('defect', this.spoken.texts.errors.coreGone),
          ...options,
        }),
      onEvent: (event) => this.fromCore(event),
      onRestart: () => this.coreRestarted(),
      leave: () => this.leave(),
      fill: () => this.window.fill(),
      notRestored: () => refusalOf('not_allowed', this.spoken.texts.errors.notRestored),
    })
    this.lock = new Lock({
      core: this.practice,
      window: this.window,
      clipboard: this.copied,
      refusals: this.refusals,
      tellAboutToLock: () => tellWindow(this.window.contents, { type: 'aboutToLock' }),
    })
  }

  async open(): Promise<void> {
    guardEverything(this.refusals, this.devServer)
    serveApp(path.join(app.getAppPath(), 'out/renderer'), this.devServer, this.preview)
    preparePrinting(this.refusals)
    openChannel({ contents: () => this.window.contents, answer: (call) => this.answer(call), refusals: this.refusals, spoken: this.spoken })
    this.speak()
    this.watchPower()
    await this.window.open((event) => {
      if (this.ending === 'done') return
      event.preventDefault()
      app.quit()
    })
  }
  show(): void {
    this.window.show()
  }

  private readonly shellService = makeShellService({
    dialogs: new FileDialogs(() => this.window.browserWindow, this.spoken),
    copied: this.copied,
    refusals: this.refusals,
    spoken: this.spoken,
    preview: this.preview,
    info: () => ({
      version: app.getVersion(),
      platform: process.platform,
      standIn,
      demoOnly: this.place.demoOnly,
      screenLockDetection: this.screenLockDetection,
      coreRestarts: this.restarts.length,
      practice: this.practice.shown,
      restoredFolder: this.practice.restoredFolder,
      refusal: this.practice.lastRefusal,
    }),
    readyToLock: () => this.lock.readyToLock(),
    startDemo: () => this.practice.openDemo(),
    leaveDemo: () => this.practice.leaveDemo(),
    freshFolder: () => freshFolder(this.place.vaultFolder, new Date()),
    openRestored: (folder) => this.practice.openRestored(folder),
    leaveRestored: () => this.practice.leaveRestored(),
    exchange: async (call) =>
      this.place.demoOnly || this.practice.isDemo
        ? refusalOf('not_allowed', this.spoken.texts.errors.demoOnly)
        : this.practice.exchange(call),
    languageChanged: () => this.speak(),
  })

  private answer(call: Call): Promise<Envelope> {
    if (call.method.startsWith('shell.')) return this.shellService(call)
    if (this.place.demoOnly && realPracticeOnly.has(call.method))
      return Promise.resolve(refusalOf('not_allowed', this.spoken.texts.errors.demoOnly))
    if (call.method === 'vault.lock') return this.lock.now('asked')
    return this.practice.call(call)
  }
  private fromCore(event: CoreEvent): void {
    if (event.type === 'unlocked') {
      this.unlocked = true
      this.backups.unlocked()
    }
    if (event.type === 'locked') {
      this.unlocked = false
      this.preview.close()
      this.backups.locked()
      void this.lock.coreLocked()
      return // the page that would hear it is on its way out
    }
    tellWindow(this.window.contents, event)
  }
  private coreRestarted(): void {
    const now = performance.now()
    this.restarts.push(now)
    this.unlocked = false
    this.preview.close()
    const tooMany = this.restarts.filter((at) => now - at < restartWindow).length > restartsAllowed
    void this.window.blank().then(() => (tooMany ? this.window.showBroken() : this.window.fill()))
    if (tooMany) void this.practice.close()
  }
  private speak(): void {
    setBrokenPage({ language: this.spoken.language, ...this.spoken.texts.broken })
    showMenu(this.spoken.texts, {
      lock: () => void this.lock.now('asked'),
      command: (command) => tellWindow(this.window.contents, { type: 'menu', command }),
    })
  }

  private watchPower(): void {
    const lock = (reason: LockReason) => {
      if (this.unlocked) void this.lock.now(reason)
    }
    const checkIdle = () => {
      if (this.unlocked) void this.practice.call({ method: 'vault.checkIdle', input: {} })
    }
    powerMonitor.on('suspend', () => lock('suspend'))
    powerMonitor.on('lock-screen', () => lock('screenLock'))
    powerMonitor.on('resume', checkIdle)
    powerMonitor.on('shutdown', () => app.quit())
    setInterval(checkIdle, idleCheckEvery).unref()
    void this.screenLock
      .start(process.platform, (news) => (news === 'resume' ? checkIdle() : lock(news)))
      .then((detection) => (this.screenLockDetection = detection))
  }

  /**
   * Before quitting: drafts saved, page gone, refusals logged, database closed. Only then the app ends.
   * @returns true when it may end now
   */
  mayQuit(): boolean {
    if (this.ending === 'no') {
      this.ending = 'underWay'
      void this.end()
    }
    return this.ending === 'done'
  }
  /** Drafts saved, page gone, vault locked; the window stays empty. */
  private async leave(): Promise<void> {
    if (this.unlocked) await this.lock.now('quit')
    else await Promise.all([this.window.blank(), this.copied.clear()])
    this.preview.close()
    this.unlocked = false
  }
  private async end(): Promise<void> {
    if (this.unlocked)
      await finishBackups({
        call: (call) => this.practice.call(call),
        makeDue: () => this.backups.beforeQuit(),
        tell: () => tellWindow(this.window.contents, { type: 'quitting' }),
      })
    await this.leave()
    await this.practice.close()
    this.screenLock.stop()
    this.ending = 'done'
    app.quit()
  }
}

/** In a demonstration: nothing that makes or brings back a real practice. */
const realPracticeOnly = new Set(['vault.create', 'backup.restore', 'backup.makeLive', 'backup.undoMakeLive'])

/** Starts the app. Runs before 'ready' in part: schemes and sandbox must be set by then. */
export function startShell(): void {
  registerAppScheme()
  app.enableSandbox()
  const place = choosePlace({
    standIn,
    packaged: app.isPackaged,
    userData: app.getPath('userData'),
    appData: app.getPath('appData'),
    environment: process.env,
  })
  if (typeof place === 'string') {
    process.stderr.write(`${place}\n`)
    app.exit(1)
    return
  }
  app.setPath('userData', place.userData)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let shell: Shell | undefined
  app.on('second-instance', () => shell?.show())
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (shell && !shell.mayQuit()) event.preventDefault()
  })
  void app.whenReady().then(() => {
    shell = new Shell(place)
    return shell.open()
  })
}
