// [Note: two buffers] A stream through a (de)compressor, which works in a thread of its own, with two input buffers that take turns: while
// one is being compressed the next is filled. Streams of Node would want a fresh array for each piece, and the garbage would cost more than
// the work.
import type { Transform } from 'node:stream'
import { finished } from 'node:stream/promises'

const bufferBytes = 524_288

/**
 * Feeds `pieces` to `through` and hands its output to `take`, piece by piece and in order.
 * @param pieces each may be overwritten after the next is asked for
 */
export async function pump(pieces: Iterable<Uint8Array>, through: Transform, take: (bytes: Uint8Array) => void): Promise<void> {
  let failure: { error: unknown } | undefined
  through.on('data', (bytes: Uint8Array) => {
    if (failure) return
    try {
      take(bytes)
    } catch (error) {
      failure = { error }
    }
  })
  const ended = finished(through).catch((error: unknown) => {
    failure ??= { error }
  })
  const throwIfFailed = (): void => {
    if (failure) throw failure.error
  }
  const buffers = [Buffer.alloc(bufferBytes), Buffer.alloc(bufferBytes)] as const
  const written: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()]
  const turn = { buffer: 0 as 0 | 1, used: 0 }
  const flush = async (): Promise<void> => {
    const { buffer, used } = turn
    if (used > 0) {
      const { promise, resolve } = Promise.withResolvers<void>()
      written[buffer] = promise
      through.write(buffers[buffer].subarray(0, used), () => resolve()) // an error is told by `finished`
    }
    turn.buffer = buffer === 0 ? 1 : 0
    turn.used = 0
    await Promise.race([written[turn.buffer], ended])
    throwIfFailed()
  }
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length;) {
        if (turn.used === bufferBytes) await flush()
        const part = piece.subarray(at, at + bufferBytes - turn.used)
        buffers[turn.buffer].set(part, turn.used)
        turn.used += part.length
        at += part.length
      }
    }
    await flush()
    through.end()
    await ended
    throwIfFailed()
  } finally {
    through.destroy()
    await ended
    for (const buffer of buffers) buffer.fill(0)
  }
}
