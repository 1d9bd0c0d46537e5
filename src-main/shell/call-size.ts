// How big a call is, before anything reads it. Stops counting at the limit, so that a huge one costs no more than that.

/** True when the texts and bytes in `value` add up to more than `limit` bytes (UTF-16 text counts two a character). */
export function isLargerThan(value: unknown, limit: number): boolean {
  let left = limit
  const waiting: unknown[] = [value]
  const seen = new Set<object>()
  while (waiting.length > 0) {
    const one = waiting.pop()
    left -= 8
    if (typeof one === 'string') left -= one.length * 2
    else if (ArrayBuffer.isView(one) || one instanceof ArrayBuffer) left -= one.byteLength
    else if (typeof one === 'object' && one !== null && !seen.has(one)) {
      seen.add(one)
      const parts = one instanceof Map ? [...one.keys(), ...one.values()] : one instanceof Set ? [...one] : Object.entries(one).flat()
      for (const part of parts) waiting.push(part)
    }
    if (left < 0) return true
  }
  return false
}
