// Structured clone as text says what Node's own structuredClone says.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeWire } from '../../electron-stand-in/wire.ts'

const wire = makeWire()
const through = (value: unknown): unknown => wire.decode(wire.encode(value))

describe('wire', () => {
  test('any cloneable value comes out as structuredClone gives it', () => {
    const cloneable = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
      withNullPrototype: false,
    })
    const agrees = fc.property(cloneable, (value) => {
      expect(through(value)).toEqual(structuredClone(value))
    })
    fc.assert(agrees, { numRuns: 500 })
  })
  test('plain data travel as JSON, everything else as nodes', () => {
    expect(wire.encode({ a: [1, 'x', null, true] })).toBe('j{"a":[1,"x",null,true]}')
    for (const value of [undefined, -0, Number.NaN, 1n, new Date(0), { a: undefined }, [undefined]])
      expect(wire.encode(value).startsWith('p')).toBe(true)
  })
  test('odd numbers, dates, bytes, cycles and shared parts keep their kind', () => {
    const shared = { name: 'Maija' }
    const cyclic: Record<string, unknown> = { list: [shared, shared] }
    cyclic['self'] = cyclic
    const made = through(cyclic) as { list: [object, object]; self: object }
    expect(made.self).toBe(made)
    expect(made.list[0]).toBe(made.list[1])
    expect(Object.is(through(-0), -0)).toBe(true)
    expect(through(new Date(Number.NaN))).toEqual(new Date(Number.NaN))
    expect(through(new DataView(new Uint8Array([1, 2, 3]).buffer, 1))).toEqual(new DataView(new Uint8Array([2, 3]).buffer))
    expect(through(new RangeError('r'))).toBeInstanceOf(RangeError)
  })
  test('a key named __proto__ stays a key', () => {
    const made = through(JSON.parse('{"__proto__": {"polluted": true}}')) as object
    expect(Object.keys(made)).toEqual(['__proto__'])
    expect('polluted' in made).toBe(false)
  })
  test('a toJSON of the sender is data, not an order', () => {
    expect(() => wire.encode({ toJSON: () => 'other' })).toThrow('could not be cloned')
    expect(through({ toJSON: 1 })).toEqual({ toJSON: 1 })
  })
  test('what structuredClone refuses is refused, with its error', () => {
    for (const value of [() => 1, Symbol('s'), new WeakMap(), Promise.resolve(1), { deep: [() => 1] }]) {
      expect(() => wire.encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
    }
  })
})
