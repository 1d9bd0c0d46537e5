// Anything the stand-in does not implement throws at the moment it is touched, so that a missing part can't pass for a working one.
import { EventEmitter } from 'node:events'

/** Names that runtimes, drivers and test tools look up on any object. */
const lookedUpByTools = new Set<PropertyKey>([
  'then',
  'toJSON',
  'constructor',
  'domain',
  'asymmetricMatch',
  'nodeType',
  '$$typeof',
  'inspect',
  'default',
  '__esModule',
  'module.exports',
])

const missing = (name: string, key: PropertyKey): never => {
  throw new Error(`electron stand-in: ${name}.${String(key)} is not implemented`)
}

const known = (target: object, key: PropertyKey): boolean => key in target || typeof key === 'symbol' || lookedUpByTools.has(key)

/** `part`, where reading an absent member throws. */
export function loud<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get: (target, key, receiver) => (known(target, key) ? (Reflect.get(target, key, receiver) as unknown) : missing(name, key)),
  })
}

type Listener = (...args: any[]) => void

/** An event emitter that knows its events, and refuses listeners to any other. */
export class LoudEmitter extends EventEmitter {
  static readonly events: readonly string[] = []
  override on(event: string | symbol, listener: Listener): this {
    this.check(event)
    return super.on(event, listener)
  }
  override once(event: string | symbol, listener: Listener): this {
    this.check(event)
    return super.once(event, listener)
  }
  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener)
  }
  private check(event: string | symbol): void {
    const kind = this.constructor as typeof LoudEmitter
    if (typeof event === 'string' && event !== 'newListener' && event !== 'removeListener' && !kind.events.includes(event))
      missing(kind.name, `on('${event}')`)
  }
}
// The last prototype answers for members that exist nowhere in the chain.
Object.setPrototypeOf(
  LoudEmitter.prototype,
  new Proxy(EventEmitter.prototype, {
    get: (target, key, receiver) =>
      known(target, key) ? (Reflect.get(target, key, receiver) as unknown) : missing((receiver as object).constructor.name, key),
  }),
)

export interface PreventableEvent {
  defaultPrevented: boolean
  preventDefault(): void
}

/** Electron's event object. */
export function electronEvent<T extends object>(extra: T): PreventableEvent & T {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
