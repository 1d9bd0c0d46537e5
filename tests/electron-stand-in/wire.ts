// Structured clone as text. The source of this function is also sent into the preload's world, so it stands alone.

/**
 * `encode` gives 'j' + JSON when JSON says the same, else 'p' + JSON of tagged nodes; it throws a DataCloneError where
 * structured clone would. `decode` reads both.
 */
export function makeWire() {
  const refuse = (value: unknown): never => {
    const what = typeof value === 'function' || typeof value === 'symbol' ? String(value) : 'An object'
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError')
  }
  const inNode = typeof Buffer === 'function'
  const toText = (bytes: Uint8Array): string =>
    inNode ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') : (bytes as any).toBase64()
  const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
    inNode ? new Uint8Array(Buffer.from(text, 'base64')) : (Uint8Array as any).fromBase64(text)
  const arrays: Record<string, any> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const errors: Record<string, any> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

  const isPlainNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

  /** True when JSON says the same: nothing shared or cyclic, no undefined, no odd number, no class but Object and Array. */
  function isJson(value: any, seen: Set<object>): boolean {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
    if (typeof value === 'number') return isPlainNumber(value)
    if (typeof value !== 'object' || seen.has(value)) return false
    seen.add(value)
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) if (!(at in value) || !isJson(value[at], seen)) return false
      return true
    }
    const prototype = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return false
    for (const key of Object.keys(value)) if (key === '__proto__' || key === 'toJSON' || !isJson(value[key], seen)) return false
    return true
  }

  /** Tagged nodes; an array is always a tag with its parts, `r` points back to an object already packed. */
  function pack(value: any, seen: Map<object, number>): any {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return isPlainNumber(value) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
      case 'undefined':
        return ['u']
      case 'bigint':
        return ['i', String(value)]
      case 'function':
      case 'symbol':
        return refuse(value)
    }
    if (value === null) return null
    const known = seen.get(value)
    if (known !== undefined) return ['r', known]
    seen.set(value, seen.size)
    if (Array.isArray(value)) return ['a', Array.from(value, (item) => pack(item, seen))]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof RegExp) return ['x', value.source, value.flags]
    if (value instanceof Map) return ['m', [...value].map(([key, item]) => [pack(key, seen), pack(item, seen)])]
    if (value instanceof Set) return ['s', [...value].map((item) => pack(item, seen))]
    if (value instanceof ArrayBuffer) return ['b', toText(new Uint8Array(value))]
    if (ArrayBuffer.isView(value))
      return [
        't',
        (value as any)[Symbol.toStringTag] ?? 'DataView',
        toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      ]
    if (value instanceof Error) return ['e', value.name, String(value.message), value.stack]
    if (
      Object.prototype.toString.call(value) !== '[object Object]' ||
      value instanceof Promise ||
      value instanceof WeakMap ||
      value instanceof WeakSet
    )
      return refuse(value)
    return ['o', Object.keys(value).map((key) => [key, pack(value[key], seen)])]
  }

  function unpack(node: any, seen: any[]): any {
    if (!Array.isArray(node)) return node
    const keep = <T>(made: T): T => {
      seen.push(made)
      return made
    }
    switch (node[0]) {
      case 'n':
        return Number(node[1])
      case 'u':
        return undefined
      case 'i':
        return BigInt(node[1])
      case 'r':
        return seen[node[1]]
      case 'a': {
        const made: any[] = keep([])
        for (const item of node[1]) made.push(unpack(item, seen))
        return made
      }
      case 'd':
        return keep(new Date(node[1] ?? NaN))
      case 'x':
        return keep(new RegExp(node[1], node[2]))
      case 'm': {
        const made = keep(new Map())
        for (const [key, item] of node[1]) {
          const unpacked = unpack(key, seen)
          made.set(unpacked, unpack(item, seen))
        }
        return made
      }
      case 's': {
        const made = keep(new Set())
        for (const item of node[1]) made.add(unpack(item, seen))
        return made
      }
      case 'b':
        return keep(toBytes(node[1]).buffer)
      case 't': {
        const bytes = toBytes(node[2])
        const kind = arrays[node[1]]
        return keep(new kind(bytes.buffer, 0, kind === DataView ? bytes.byteLength : bytes.byteLength / kind.BYTES_PER_ELEMENT))
      }
      case 'e': {
        const made = keep(new (errors[node[1]] ?? Error)(node[2]))
        Object.defineProperty(made, 'stack', { value: node[3], writable: true, configurable: true })
        return made
      }
      default: {
        const made: any = keep({})
        for (const [key, item] of node[1])
          Object.defineProperty(made, key, { value: unpack(item, seen), writable: true, enumerable: true, configurable: true })
        return made
      }
    }
  }

  return {
    encode: (value: unknown): string =>
      isJson(value, new Set()) ? `j${JSON.stringify(value)}` : `p${JSON.stringify(pack(value, new Map()))}`,
    decode: (text: string): unknown => (text.startsWith('j') ? JSON.parse(text.slice(1)) : unpack(JSON.parse(text.slice(1)), [])),
  }
}
