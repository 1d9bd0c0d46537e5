// [Note: sodium memory] libsodium's wrappers copy every argument into WebAssembly memory and every answer out of it, in arrays of their own:
// for streams of many chunks the garbage costs more than the cryptography. Here the chunk buffers stay in that memory. What is given out
// is a view that lasts until the next call: use it or copy it at once.
import type { Sodium } from './sodium.ts'

interface Raw {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(address: number): void
  _crypto_aead_chacha20poly1305_ietf_encrypt(...values: number[]): number
  _crypto_aead_chacha20poly1305_ietf_decrypt(...values: number[]): number
  _crypto_secretstream_xchacha20poly1305_push(...values: number[]): number
  _crypto_secretstream_xchacha20poly1305_pull(...values: number[]): number
}

/** Lengths are 64-bit numbers in two halves; the upper one is 0. */
const upper = 0
const none = 0

/** One pair of buffers in libsodium's memory. Free it when the stream ends. */
export class SodiumMemory {
  private readonly raw: Raw
  private readonly input: number
  private readonly output: number
  private readonly small: number
  private readonly largest: number
  private freed = false

  /** @param largest bytes of the largest chunk, tag included */
  constructor(sodium: Sodium, largest: number) {
    this.raw = (sodium as unknown as { libsodium: Raw }).libsodium
    this.largest = largest
    this.input = this.raw._malloc(largest)
    this.output = this.raw._malloc(largest)
    this.small = this.raw._malloc(256)
  }

  private put(bytes: Uint8Array, at: number): number {
    this.raw.HEAPU8.set(bytes, at)
    return at
  }
  private chunk(bytes: Uint8Array): number {
    if (bytes.length > this.largest || this.freed) throw new RangeError('a chunk larger than its buffer')
    return this.put(bytes, this.input)
  }
  private view(bytes: number): Uint8Array {
    return this.raw.HEAPU8.subarray(this.output, this.output + bytes)
  }

  /** ChaCha20-Poly1305 (RFC 8439). @param nonce 12 bytes @param key 32 bytes */
  seal(plain: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
    const [n, k] = [this.put(nonce, this.small), this.put(key, this.small + 32)]
    const from = this.chunk(plain)
    const { raw, output } = this
    if (raw._crypto_aead_chacha20poly1305_ietf_encrypt(output, none, from, plain.length, upper, none, 0, upper, none, n, k) !== 0)
      throw new Error('libsodium refused to seal')
    return this.view(plain.length + 16)
  }

  /** Undefined when the chunk is not authentic. */
  open(sealed: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array | undefined {
    if (sealed.length < 16) return undefined
    const [n, k] = [this.put(nonce, this.small), this.put(key, this.small + 32)]
    const from = this.chunk(sealed)
    const { raw, output } = this
    const refused = raw._crypto_aead_chacha20poly1305_ietf_decrypt(output, none, none, from, sealed.length, upper, none, 0, upper, n, k)
    return refused === 0 ? this.view(sealed.length - 16) : undefined
  }

  /** One message of a secretstream. @param state as the wrappers' init gives it @param bound at most 64 bytes of associated data */
  push(state: unknown, plain: Uint8Array, bound: Uint8Array, tag: number): Uint8Array {
    const ad = this.put(bound, this.small + 64)
    const from = this.chunk(plain)
    const { raw, output } = this
    const address = state as number
    if (
      raw._crypto_secretstream_xchacha20poly1305_push(address, output, none, from, plain.length, upper, ad, bound.length, upper, tag) !== 0
    )
      throw new Error('libsodium refused to seal')
    return this.view(plain.length + 17)
  }

  /** Undefined when the message is not authentic. */
  pull(state: unknown, sealed: Uint8Array, bound: Uint8Array): { message: Uint8Array; tag: number } | undefined {
    if (sealed.length < 17) return undefined
    const ad = this.put(bound, this.small + 64)
    const from = this.chunk(sealed)
    const { raw, output } = this
    const tag = this.small + 200
    const address = state as number
    const refused = raw._crypto_secretstream_xchacha20poly1305_pull(
      address,
      output,
      none,
      tag,
      from,
      sealed.length,
      upper,
      ad,
      bound.length,
      upper,
    )
    return refused === 0 ? { message: this.view(sealed.length - 17), tag: raw.HEAPU8[tag]! } : undefined
  }

  /** Overwrites and gives back the memory; harmless when repeated. */
  free(): void {
    if (this.freed) return
    this.freed = true
    for (const [at, bytes] of [
      [this.input, this.largest],
      [this.output, this.largest],
      [this.small, 256],
    ] as const) {
      this.raw.HEAPU8.fill(0, at, at + bytes)
      this.raw._free(at)
    }
  }
}
