// Runs in the page's own world before any page script. The source of this function is sent into Chromium, so it stands alone.
import type { makeBridge } from './bridge.ts'

/** Takes the port that the preload's world hands over once, then defines what the preload exposes, window.open and permissions. */
export function pageWorld(handshake: string, bridgeOf: typeof makeBridge, schemes: readonly string[]) {
  if (window !== window.top) return
  const { apply } = Reflect
  const [Later, Refusal] = [Promise, DOMException]
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')!.get!

  const freeze = (value: any): any => {
    if (typeof value !== 'object' || value === null) return value
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value
    for (const item of Object.values(value)) freeze(item)
    return Object.freeze(value)
  }

  /** window.open answers null at once; the app's handler is asked, and permissions too. */
  const defineGuards = (ask: (kind: 'open' | 'permission', name: string, target: string, features: string) => void) => {
    const text = (value: unknown) => (value === undefined ? '' : String(value))
    const open = function open(url?: unknown, target?: unknown, features?: unknown) {
      ask('open', text(url), text(target), text(features))
      return null
    }
    Object.defineProperty(window, 'open', { value: open, enumerable: true, writable: true, configurable: true })

    const refuse = () => Later.reject(new Refusal('Permission denied', 'NotAllowedError'))
    // Without `answer` Chromium itself refuses, by its content settings. The clipboard and others have no such setting.
    const wrap = (owner: any, name: string, permission: string, answer?: () => unknown) => {
      const native = owner?.[name]
      if (!native) return
      const wrapped = {
        [name](this: unknown, ...args: unknown[]) {
          ask('permission', permission, '', '')
          return answer ? answer() : apply(native, this, args)
        },
      }[name]
      Object.defineProperty(owner, name, { value: wrapped, enumerable: true, writable: true, configurable: true })
    }
    wrap(window.Geolocation?.prototype, 'getCurrentPosition', 'geolocation')
    wrap(window.Geolocation?.prototype, 'watchPosition', 'geolocation')
    wrap(window.Notification, 'requestPermission', 'notifications')
    wrap(window.MediaDevices?.prototype, 'getUserMedia', 'media', refuse)
    wrap(window.MediaDevices?.prototype, 'getDisplayMedia', 'display-capture', refuse)
    wrap(window.Navigator.prototype, 'requestMIDIAccess', 'midi', refuse)
    for (const name of ['read', 'readText']) wrap(window.Clipboard?.prototype, name, 'clipboard-read', refuse)
    for (const name of ['write', 'writeText']) wrap(window.Clipboard?.prototype, name, 'clipboard-sanitized-write', refuse)
    wrap(window.Element.prototype, 'requestFullscreen', 'fullscreen', refuse)
    wrap(window.Element.prototype, 'requestPointerLock', 'pointerLock', refuse)
  }

  // A frame of another host is named by its whole address, which Chromium knows as another one (scheme.ts).
  const setAttribute = Element.prototype.setAttribute
  HTMLIFrameElement.prototype.setAttribute = function (this: HTMLIFrameElement, name: string, value: string) {
    const [, scheme = '', host = '', rest = ''] = (name === 'src' && /^([a-z]+):\/\/([^/?#]+)(.*)$/.exec(value)) || []
    apply(setAttribute, this, [name, schemes.includes(scheme) ? `https://${scheme}.${host}.invalid${rest || '/'}` : value])
  }

  document.addEventListener(
    handshake,
    (event) => {
      const port = (event as MouseEvent).relatedTarget!
      const bridge = bridgeOf(port, 'to-preload', 'to-page')
      port.addEventListener('expose', (exposed) => {
        const { key, node } = apply(detailOf, exposed, [])
        Object.defineProperty(window, key, { value: freeze(bridge.unpack(node)), enumerable: true, writable: false, configurable: false })
      })
      port.addEventListener('guards', (asked) => defineGuards(bridge.unpack(apply(detailOf, asked, []))))
    },
    { once: true, capture: true },
  )
}
