import { randomBytes } from 'node:crypto'

let lastMilliseconds = -1
let lastTail = Buffer.alloc(10)

/** Ten random bytes; within one millisecond each is greater than the one before (RFC 9562 § 6.2, method 2). */
function tailFor(milliseconds: number): Buffer {
  const tail = randomBytes(10)
  if (milliseconds === lastMilliseconds) {
    // The previous tail and a random step in its upper 32 bits of randomness; version and variant bits are set later.
    const upper = (lastTail.readUInt16BE(0) & 0x0fff) * 0x4000 + (lastTail.readUInt16BE(2) & 0x3fff) + 1 + (tail.readUInt16BE(4) & 0xff)
    tail.writeUInt16BE(Math.min(0x0fff, Math.floor(upper / 0x4000)), 0)
    tail.writeUInt16BE(upper & 0x3fff, 2)
  } else tail.writeUInt16BE(tail.readUInt16BE(0) & 0x07ff, 0) // room for the steps above
  lastMilliseconds = milliseconds
  lastTail = tail
  return tail
}

/**
 * A UUIDv7 (RFC 9562 § 5.7) for `instant`: sorts by time, so records made on two machines can be merged later and indexes stay
 * append-mostly. Two made in one millisecond by one process sort in the order they were made.
 */
export function newId(instant: string): string {
  const milliseconds = Date.parse(instant)
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(milliseconds, 0, 6)
  tailFor(milliseconds).copy(bytes, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
