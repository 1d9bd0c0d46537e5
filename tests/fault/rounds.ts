// How long a fault run is: short in `npm test`, long with `npm run fault -- --long`.
export const long = process.env['VASTAANOTTO_FAULT_LONG'] === '1'
/** Seed of the random moments; told when something fails, and settable to see the same again. */
export const seed = Number(process.env['VASTAANOTTO_FAULT_SEED'] ?? Date.now() % 1_000_000)

export function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
