// contextBridge between two worlds of one frame. The source of this function is sent into Chromium, so it stands alone.
// A detached element is the wire: CustomEvent.detail is cloned between worlds, and dispatch is synchronous.

/**
 * One end of the bridge; both sides run the same code. `out` and `into` are event names on `port`.
 * Primordials are captured first: page scripts may replace them later.
 */
export function makeBridge(port: EventTarget, out: string, into: string) {
  const { apply } = Reflect
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')!.get!
  const { getPrototypeOf, keys: keysOf, defineProperty } = Object
  const { isArray } = Array
  const { then } = Promise.prototype
  const { has: wasSeen, add: addSeen } = WeakSet.prototype
  const [Carrier, Later, Seen, Fault, Refusal, RangeFault] = [CustomEvent, Promise, WeakSet, Error, DOMException, TypeError]
  const plainPrototype = Object.prototype

  const given: Record<number, Function> = { __proto__: null } as never // functions of this side that the other side may call
  const settle: Record<number, { resolve(value: unknown): void; reject(error: unknown): void }> = { __proto__: null } as never
  let nextId = 0
  let reply: any[] | undefined

  const put = (target: object, key: PropertyKey, value: unknown) =>
    defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })

  /** True when the value holds something that a clone would lose: a function, a promise, an error. */
  const isLive = (value: any, depth: number, seen: WeakSet<object>): boolean => {
    if (typeof value === 'function') return true
    if (typeof value === 'symbol') throw new Refusal('A symbol could not be cloned.', 'DataCloneError')
    if (typeof value !== 'object' || value === null) return false
    if (depth > 1000)
      throw new RangeFault('Electron contextBridge recursion depth exceeded. Nested objects deeper than 1000 are not supported.')
    if (value instanceof Later || value instanceof Fault) return true
    if (apply(wasSeen, seen, [value])) return false
    apply(addSeen, seen, [value])
    if (isArray(value)) {
      for (let at = 0; at < value.length; at++) if (isLive(value[at], depth + 1, seen)) return true
      return false
    }
    const prototype = getPrototypeOf(value)
    if (prototype !== plainPrototype && prototype !== null) return false
    const keys = keysOf(value)
    for (let at = 0; at < keys.length; at++) if (isLive(value[keys[at]!], depth + 1, seen)) return true
    return false
  }

  /** Nodes: `value` as it is, `function` and `promise` by id, `error` by its message (as in Electron), `list` and `object` by parts. */
  const pack = (value: any): any => {
    if (!isLive(value, 0, new Seen())) return { kind: 'value', value }
    if (typeof value === 'function') {
      const id = ++nextId
      given[id] = value
      return { kind: 'function', id }
    }
    if (value instanceof Later) return packPromise(value)
    if (value instanceof Fault) return { kind: 'error', message: `${value.message}` }
    const keys = keysOf(value)
    const parts: any[] = []
    for (let at = 0; at < keys.length; at++) put(parts, at, { key: keys[at], part: pack(value[keys[at]!]) })
    return { kind: isArray(value) ? 'list' : 'object', parts }
  }
  const packPromise = (promise: Promise<unknown>) => {
    const id = ++nextId
    const done = (fulfilled: boolean) => (result: unknown) => {
      let ok = fulfilled
      let node
      try {
        node = pack(result)
      } catch (error) {
        ok = false
        node = { kind: 'error', message: `${(error as Error).message}` }
      }
      send({ kind: 'settled', id, ok, node })
    }
    apply(then, promise, [done(true), done(false)])
    return { kind: 'promise', id }
  }
  const unpack = (node: any): any => {
    switch (node.kind) {
      case 'value':
        return node.value
      case 'error':
        return new Fault(node.message)
      case 'function': {
        const proxy = (...args: unknown[]) => call(node.id, args)
        defineProperty(proxy, 'name', { value: '' })
        return proxy
      }
      case 'promise':
        return new Later((resolve, reject) => {
          settle[node.id] = { resolve, reject }
        })
    }
    const made: any = node.kind === 'list' ? [] : {}
    for (let at = 0; at < node.parts.length; at++) put(made, node.parts[at].key, unpack(node.parts[at].part))
    return made
  }

  const send = (message: object) => {
    apply(dispatchEvent, port, [new Carrier(out, { detail: message })])
  }
  const call = (id: number, args: unknown[]) => {
    const packed: any[] = []
    for (let at = 0; at < args.length; at++) put(packed, at, pack(args[at]))
    reply = undefined
    send({ kind: 'call', id, args: packed })
    const answer = reply as any[] | undefined
    reply = undefined
    if (!answer) throw new Refusal('An object could not be cloned.', 'DataCloneError')
    if (!answer[0]) throw unpack(answer[1])
    return unpack(answer[1])
  }
  const answerCall = (message: any) => {
    let answer: any[]
    try {
      const args: unknown[] = []
      for (let at = 0; at < message.args.length; at++) put(args, at, unpack(message.args[at]))
      answer = [true, pack(apply(given[message.id]!, undefined, args))]
    } catch (error) {
      answer = [false, { kind: 'error', message: error instanceof Fault || error instanceof Refusal ? `${error.message}` : `${error}` }]
    }
    send({ kind: 'reply', answer })
  }
  apply(addEventListener, port, [
    into,
    (event: Event) => {
      const message: any = apply(detailOf, event, [])
      if (message === null) return // what was sent could not be cloned: the caller sees no reply
      if (message.kind === 'reply') reply = message.answer
      else if (message.kind === 'call') answerCall(message)
      else {
        const waiting = settle[message.id]
        delete settle[message.id]
        if (!waiting) return
        if (message.ok) waiting.resolve(unpack(message.node))
        else waiting.reject(unpack(message.node))
      }
    },
  ])
  return { pack, unpack }
}
