// webContents: one Chromium target, with its frames, its preload, its navigation and its printing.
import type Electron from 'electron'
import { app } from './app.ts'
import { printByHand } from './by-hand.ts'
import { nativeTheme } from './desktop.ts'
import { type Frame, makeFrame } from './frame.ts'
import { host } from './host.ts'
import { type IpcMessage, receive, wire } from './ipc.ts'
import { electronEvent, LoudEmitter } from './loud.ts'
import { NavigationGate } from './navigation.ts'
import { askBeforeRequest, trafficOf } from './network.ts'
import { printParameters } from './paper.ts'
import { bindingName, injection, isolatedWorld } from './preload-injection.ts'
import { isNewer, type RendererProcess, rendererProcesses } from './renderer-processes.ts'
import { toApp, toChromium } from './scheme.ts'
import { type Session, sessionOf } from './session.ts'

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse
type Disposition = Electron.HandlerDetails['disposition']
type FromPreload =
  | IpcMessage
  | { kind: 'preload-error'; message: string }
  | { kind: 'permission'; name: string }
  | { kind: 'open'; url: string; target: string; features: string }
  | { kind: 'navigate'; url: string; reload: boolean }
interface Load {
  loaderId: string | undefined
  resolve(): void
  reject(error: Error): void
}

let counter = 0

export class WebContents extends LoudEmitter {
  static override readonly events = [
    'will-navigate',
    'will-frame-navigate',
    'did-navigate',
    'did-navigate-in-page',
    'did-start-loading',
    'did-finish-load',
    'did-fail-load',
    'dom-ready',
    'render-process-gone',
    'destroyed',
    'preload-error',
    'will-attach-webview',
    'stand-in-painted',
  ]
  readonly id = ++counter
  readonly session: Session
  readonly partition: string
  /** The window's first URL, by which its target is recognised. */
  readonly firstUrl = `https://${crypto.randomUUID()}.window.invalid/`
  title = ''
  /** The app itself closes the window. */
  closing = false
  private readonly preloadFile: string | undefined
  private readonly attachment = Promise.withResolvers<void>()
  private readonly frameById = new Map<string, Frame>()
  private readonly gate = new NavigationGate()
  private sessionId = ''
  private targetId = ''
  private renderer: RendererProcess = { id: 0, startedAt: 0 }
  private destroyed = false
  private crashed = false
  private openHandler: OpenHandler | undefined
  private lastOpen: { url: string; disposition: Disposition } | undefined
  private loads: Load[] = []
  private loadedBy: string | undefined

  constructor(preloadFile: string | undefined, partition: string) {
    super()
    this.preloadFile = preloadFile
    this.partition = partition
    this.session = sessionOf(partition)
  }

  isDestroyed(): boolean {
    return this.destroyed
  }
  isCrashed(): boolean {
    return this.crashed
  }
  isLoading(): boolean {
    return this.loads.length > 0
  }
  getURL(): string {
    return this.mainFrame?.url ?? ''
  }
  getTitle(): string {
    return this.title
  }
  /** Linux: the process that holds the page, 0 before the first page. */
  getOSProcessId(): number {
    if (process.platform !== 'linux') throw new Error('electron stand-in: WebContents.getOSProcessId is implemented on Linux only')
    return this.renderer.id
  }
  get mainFrame(): Frame | null {
    return this.frameById.get(this.targetId) ?? null
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  /** Makes the target; settles when it is attached and prepared. Sizes in pixels. */
  async open(width: number, height: number): Promise<void> {
    const { cdp, headless } = host.chromium!
    const bounds = { width, height }
    if (headless)
      await cdp.send('Target.createTarget', {
        url: this.firstUrl,
        newWindow: true,
        ...bounds,
        browserContextId: await memoryContext(this.partition),
      })
    else host.chromium!.openAppWindow(this.firstUrl)
    await this.attachment.promise
    const { windowId } = await cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: this.targetId })
    await cdp.send('Browser.setWindowBounds', { windowId, bounds })
  }

  /** The target is attached and paused: everything is in place before its first document. */
  async attached(sessionId: string, targetId: string): Promise<void> {
    this.sessionId = sessionId
    this.targetId = targetId
    host.contents.set(targetId, this)
    this.frameById.set(targetId, makeFrame(targetId, null))
    this.listenToFrames()
    this.listenToPage()
    await Promise.all([
      ...['Page.enable', 'Runtime.enable', 'Inspector.enable', 'Network.enable'].map((method) => this.cdp(method)),
      this.cdp('Page.setLifecycleEventsEnabled', { enabled: true }),
      ...injection(this.preloadFile).map(([method, params]) => this.cdp(method, params)),
      this.cdp('Runtime.runIfWaitingForDebugger'),
    ])
    if (nativeTheme.themeSource !== 'system') this.applyTheme()
    this.attachment.resolve()
  }
  /** nativeTheme.themeSource decides what `prefers-color-scheme` says. */
  applyTheme(): void {
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource
    void this.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }).catch(() => {})
  }

  private cdp<T = unknown>(method: string, params: object = {}): Promise<T> {
    return host.cdp.send<T>(method, params, this.sessionId)
  }
  private listen(method: string, listener: (params: any) => void): void {
    host.cdp.on(method, (params: unknown, sessionId: string | undefined) => {
      if (sessionId === this.sessionId) listener(params)
    })
  }

  private listenToFrames(): void {
    const frames = this.frameById
    this.listen('Page.frameAttached', ({ frameId, parentFrameId }) =>
      frames.set(frameId, makeFrame(frameId, frames.get(parentFrameId) ?? null)),
    )
    this.listen('Page.frameDetached', ({ frameId, reason }) => {
      if (reason !== 'remove') return
      frames.get(frameId)?.leave()
      frames.delete(frameId)
    })
    this.listen('Page.frameNavigated', ({ frame }) => this.navigated(frame))
    this.listen('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = frames.get(frameId)
      if (frame) frame.url = toApp(url)
      this.emit('did-navigate-in-page', electronEvent({}), toApp(url), frameId === this.targetId, 1, 1)
    })
    this.listen('Runtime.executionContextCreated', ({ context }) => {
      const frame = frames.get(context.auxData.frameId)
      if (context.name === isolatedWorld && frame) frame.context = context.id
    })
    this.listen('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      for (const frame of frames.values()) if (frame.context === executionContextId) frame.context = undefined
    })
    this.listen('Runtime.executionContextsCleared', () => {
      for (const frame of frames.values()) frame.context = undefined
    })
  }

  private navigated(seen: {
    id: string
    loaderId: string
    url: string
    unreachableUrl?: string
    urlFragment?: string
    name?: string
  }): void {
    const frame = this.frameById.get(seen.id)
    if (!frame) return
    frame.url = toApp(seen.unreachableUrl ?? seen.url + (seen.urlFragment ?? ''))
    frame.name = seen.name ?? ''
    if (seen.id !== this.targetId || seen.url === this.firstUrl) return
    this.crashed = false
    this.abortOvertaken(seen.loaderId)
    if (process.platform === 'linux') this.findProcess()
    this.emit('did-navigate', electronEvent({}), frame.url, 200, 'OK')
  }
  /** A load whose page was left before it had loaded. */
  private abortOvertaken(loaderId: string): void {
    for (const load of this.loads.filter((one) => one.loaderId !== undefined && one.loaderId !== loaderId)) {
      this.loads = this.loads.filter((one) => one !== load)
      load.reject(Object.assign(new Error('ERR_ABORTED (-3)'), { code: 'ERR_ABORTED', errno: -3 }))
    }
  }
  /** A page process that no other window had is ours; without a new one the page stayed in its process. */
  private findProcess(): void {
    const ofOthers = new Set([...host.contents.values()].filter((other) => other !== this).map((other) => other.renderer.id))
    for (const one of rendererProcesses(host.chromium!.process.pid!))
      if (!ofOthers.has(one.id) && one.id !== this.renderer.id && isNewer(one, this.renderer)) this.renderer = one
  }

  private listenToPage(): void {
    this.listen('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) this.fromPreload(JSON.parse(payload) as FromPreload, executionContextId)
    })
    this.listen(
      'Network.webSocketCreated',
      ({ url }) =>
        void askBeforeRequest(trafficOf.get(this.partition), { url, method: 'GET', resourceType: 'webSocket', webContentsId: this.id }),
    )
    this.listen('Page.windowOpen', ({ url, windowFeatures }) => {
      this.lastOpen = { url: toApp(url), disposition: windowFeatures?.length ? 'new-window' : 'foreground-tab' }
    })
    this.listen('Page.frameRequestedNavigation', ({ url, disposition, frameId }) => {
      if (disposition !== 'currentTab') this.lastOpen = { url: toApp(url), disposition: 'background-tab' }
      else if (frameId === this.targetId) this.gate.asked(toApp(url))
    })
    this.listen('Page.lifecycleEvent', ({ name, frameId, loaderId }) => {
      if (frameId === this.targetId) this.lifecycle(name, loaderId)
    })
    this.listen('Inspector.targetCrashed', () => {
      this.crashed = true
      const details = { reason: 'crashed', exitCode: 5 }
      this.emit('render-process-gone', electronEvent({}), details)
      app.emit('render-process-gone', electronEvent({}), this, details)
    })
    // Enabled page events hold alert() until somebody answers; with a driver it answers first and ours is refused.
    this.listen('Page.javascriptDialogOpening', () => {
      if (!host.driven) void this.cdp('Page.handleJavaScriptDialog', { accept: false }).catch(() => {})
    })
  }
  private lifecycle(name: string, loaderId: string): void {
    if (name === 'DOMContentLoaded') this.emit('dom-ready', electronEvent({}))
    if (name === 'firstPaint' || name === 'firstContentfulPaint') this.emit('stand-in-painted')
    if (name === 'load') {
      this.loadedBy = loaderId
      this.settleLoads()
    }
  }

  /** A small page can be loaded before Chromium has answered Page.navigate, so either comes first. */
  private settleLoads(): void {
    const load = this.loads.find((one) => one.loaderId !== undefined && one.loaderId === this.loadedBy)
    if (!load) return
    this.loads = this.loads.filter((one) => one !== load)
    load.resolve()
    this.emit('did-finish-load', electronEvent({}))
  }

  private fromPreload(message: FromPreload, context: number): void {
    switch (message.kind) {
      case 'invoke':
      case 'send': {
        const frame = [...this.frameById.values()].find((one) => one.context === context) ?? null
        void receive(this, frame, message, (...args) => this.toPreload(context, args))
        return
      }
      case 'preload-error':
        process.stderr.write(`preload: ${message.message}\n`)
        this.emit('preload-error', electronEvent({}), this.preloadFile, new Error(message.message))
        return
      case 'permission':
        this.askPermission(message.name)
        return
      case 'open':
        this.askOpen(
          { url: toApp(message.url || 'about:blank'), disposition: message.features ? 'new-window' : 'foreground-tab' },
          message.target,
          message.features,
        )
        return
      case 'navigate':
        if (!this.askNavigate(toApp(message.url))) return
        this.gate.expect(toApp(message.url))
        void (message.reload ? this.cdp('Page.reload') : this.cdp('Page.navigate', { url: message.url }))
    }
  }
  private toPreload(context: number | undefined, args: unknown[]): void {
    if (context === undefined) return
    const call = {
      functionDeclaration: 'function (...args) { __standInReceive(...args) }',
      executionContextId: context,
      arguments: args.map((value) => ({ value })),
      silent: true,
    }
    void this.cdp('Runtime.callFunctionOn', call).catch(() => {}) // the page may be gone meanwhile
  }
  send(channel: string, ...args: unknown[]): void {
    this.toPreload(this.mainFrame?.context, ['event', channel, true, wire.encode(args)])
  }

  private askPermission(name: string): void {
    const origin = this.mainFrame?.origin ?? ''
    const about = { isMainFrame: true, requestingUrl: this.getURL(), securityOrigin: origin }
    this.session.permissionCheck?.(this as never, name as never, origin, about)
    const answer = (granted: boolean) => {
      if (granted) throw new Error(`electron stand-in: granting ${name} is not implemented`)
    }
    this.session.permissionRequest?.(this as never, name as never, answer, about as never)
  }
  private askNavigate(url: string): boolean {
    const details = { url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame, initiator: this.mainFrame }
    return ['will-frame-navigate', 'will-navigate'].every((name) => {
      const event = electronEvent(details)
      this.emit(name, event, url, false, true, 1, 1)
      return !event.defaultPrevented
    })
  }
  /** Second gate, on the network: a main-frame request that the page started past the preload's listener. */
  mayNavigate(url: string): boolean {
    return this.gate.judge(url) === 'allowed' || this.askNavigate(url)
  }
  private askOpen(opened: { url: string; disposition: Disposition }, frameName = '', features = ''): void {
    const answer = this.openHandler?.({
      ...opened,
      frameName,
      features,
      referrer: { url: '', policy: 'strict-origin-when-cross-origin' },
    }) ?? { action: 'allow' }
    if (answer.action !== 'deny')
      throw new Error('electron stand-in: a second window by window.open is not implemented; the app must deny it')
  }
  /** A target appeared that no window asked for: a link with target=_blank or a Ctrl-click. */
  popup(): void {
    const opened = this.lastOpen ?? { url: 'about:blank', disposition: 'foreground-tab' as const }
    this.lastOpen = undefined
    this.askOpen(opened)
  }

  /** @throws ERR_… with the URL, as Electron's promise does */
  async loadURL(url: string): Promise<void> {
    await this.attachment.promise
    this.gate.expect(url)
    const done = Promise.withResolvers<void>()
    const load: Load = { loaderId: undefined, resolve: done.resolve, reject: done.reject }
    this.loads.push(load)
    this.emit('did-start-loading')
    this.cdp<{ loaderId?: string; errorText?: string }>('Page.navigate', { url: toChromium(url) }).then(({ loaderId, errorText }) => {
      load.loaderId = loaderId
      if (!errorText) {
        this.settleLoads()
        return
      }
      this.loads = this.loads.filter((one) => one !== load)
      const code = errorText.replace('net::', '')
      this.emit('did-fail-load', electronEvent({}), -2, code, url, true, 1, 1)
      done.reject(Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url }))
    }, done.reject)
    await done.promise
  }
  reload(): void {
    this.gate.expect(this.getURL())
    void this.cdp('Page.reload').catch(() => {})
  }
  focus(): void {
    void this.cdp('Page.bringToFront').catch(() => {})
  }
  close(): void {
    this.closing = true
    if (!this.destroyed) void host.cdp.send('Target.closeTarget', { targetId: this.targetId }).catch(() => {})
  }
  forcefullyCrashRenderer(): void {
    void this.cdp('Page.crash').catch(() => {})
  }
  /** The target is gone. */
  gone(): void {
    if (this.destroyed) return
    this.destroyed = true
    host.contents.delete(this.targetId)
    for (const load of this.loads) load.resolve()
    this.emit('destroyed')
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { stream } = await this.cdp<{ stream: string }>('Page.printToPDF', printParameters(options))
    const parts: Buffer[] = []
    for (let eof = false; !eof;) {
      const part = await this.cdp<{ data: string; base64Encoded?: boolean; eof: boolean }>('IO.read', { handle: stream, size: 1 << 20 })
      parts.push(Buffer.from(part.data, part.base64Encoded ? 'base64' : 'utf8'))
      eof = part.eof
    }
    await this.cdp('IO.close', { handle: stream })
    return Buffer.concat(parts)
  }
  /** There is no printer dialog here: by-hand.ts says what happens instead. */
  print(options: Electron.WebContentsPrintOptions = {}, callback: (success: boolean, failureReason: string) => void = () => {}): void {
    const size = options.pageSize ?? 'A4'
    this.printToPDF({
      pageSize: typeof size === 'string' ? size : { width: size.width / 25_400, height: size.height / 25_400 },
      printBackground: options.printBackground ?? false,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    })
      .then((pdf) => printByHand(pdf))
      .then(
        () => callback(true, ''),
        (error: unknown) => callback(false, error instanceof Error ? error.message : String(error)),
      )
  }
}
type Used =
  | 'id'
  | 'loadURL'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'getOSProcessId'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isLoading'
  | 'setWindowOpenHandler'
  | 'print'
  | 'printToPDF'
  | 'reload'
  | 'focus'
  | 'close'
  | 'forcefullyCrashRenderer'
void (0 as unknown as WebContents satisfies Pick<Electron.WebContents, Used>)

/** Headless: one browser context in memory for each session partition. */
async function memoryContext(partition: string): Promise<string> {
  const known = host.memoryContexts.get(partition)
  if (known !== undefined) return known
  const { browserContextId } = await host.cdp.send<{ browserContextId: string }>('Target.createBrowserContext', { disposeOnDetach: true })
  host.memoryContexts.set(partition, browserContextId)
  await host.cdp.send('Browser.grantPermissions', { permissions: [], browserContextId })
  return browserContextId
}
