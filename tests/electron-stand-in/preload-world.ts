// Runs in the isolated world: the sandboxed preload's `require('electron')`. The source of this function is sent into Chromium.
import type { makeBridge } from './bridge.ts'
import type { makeWire } from './wire.ts'

interface PreloadVersions {
  node: string
  electron: string
  platform: string
  arch: string
}
type PreloadScript = (require: (name: string) => unknown, module: object, exports: object, process: object) => void

export function preloadWorld(
  handshake: string,
  wireOf: typeof makeWire,
  bridgeOf: typeof makeBridge,
  preload: PreloadScript,
  versions: PreloadVersions,
) {
  if (window !== window.top) return
  const world = globalThis as any
  const post = world.__standIn as (text: string) => void
  delete world.__standIn
  const tell = (message: object) => post(JSON.stringify(message))
  const wire = wireOf()
  const port = document.createElement('i')
  const bridge = bridgeOf(port, 'to-page', 'to-preload')
  document.dispatchEvent(new MouseEvent(handshake, { relatedTarget: port }))

  // Navigation that the page starts is stopped here and offered to the app's will-navigate, whatever its scheme.
  world.navigation.addEventListener('navigate', (event: any) => {
    if (event.destination.sameDocument || event.navigationType === 'traverse' || event.downloadRequest !== null || !event.cancelable) return
    event.preventDefault()
    tell({ kind: 'navigate', url: event.destination.url, reload: event.navigationType === 'reload' })
  })
  const ask = (kind: 'open' | 'permission', name: string, target: string, features: string) =>
    tell(kind === 'open' ? { kind, url: name && new URL(name, document.baseURI).href, target, features } : { kind, name })
  port.dispatchEvent(new CustomEvent('guards', { detail: bridge.pack(ask) }))

  const loud = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key, receiver)
        throw new Error(`electron stand-in: ${name}.${key} is not implemented`)
      },
    })

  let nextId = 0
  const waiting = new Map<number, { channel: string; resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Function[]>()
  const ipcRenderer: any = loud('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]) {
      return new Promise((resolve, reject) => {
        const text = wire.encode(args) // throws, and so rejects, what can't be cloned
        const id = ++nextId
        waiting.set(id, { channel, resolve, reject })
        tell({ kind: 'invoke', id, channel, text })
      })
    },
    send(channel: string, ...args: unknown[]) {
      tell({ kind: 'send', channel, text: wire.encode(args) })
    },
    on(channel: string, listener: Function) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: Function) {
      const list = [...(listeners.get(channel) ?? [])]
      const at = list.lastIndexOf(listener)
      if (at >= 0) list.splice(at, 1)
      listeners.set(channel, list)
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Function) => ipcRenderer.off(channel, listener),
  })

  const exposed = new Set<string>()
  const contextBridge = loud('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(key)
      port.dispatchEvent(new CustomEvent('expose', { detail: { key, node: bridge.pack(api) } }))
    },
  })

  // Called from Node through Runtime.callFunctionOn, in this world only.
  world.__standInReceive = (kind: 'reply' | 'event', idOrChannel: number | string, ok: boolean, text: string) => {
    if (kind === 'reply') {
      const call = waiting.get(idOrChannel as number)
      waiting.delete(idOrChannel as number)
      if (ok) call?.resolve(wire.decode(text))
      else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${text}`))
      return
    }
    for (const listener of listeners.get(idOrChannel as string) ?? []) {
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...(wire.decode(text) as unknown[]))
      } catch (error) {
        reportError(error)
      }
    }
  }

  // Chromium tells no page where a file lies. Files that a test makes have no path in Electron either: ''.
  const webUtils = loud('webUtils', { getPathForFile: (_file: File) => '' })

  const electron = loud('electron (preload)', { contextBridge, ipcRenderer, webUtils })
  const process = loud('process', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: versions.platform,
    arch: versions.arch,
    versions,
    env: {},
  })
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process)
  } catch (error) {
    tell({ kind: 'preload-error', message: String((error as Error)?.stack ?? error) })
    console.error('Unable to load preload script', error)
  }
}
