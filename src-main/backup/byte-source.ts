// A file that is read from any place: the finished one by name, or the unfinished one through its own descriptor.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { reach, withIoErrors } from '../core/files.ts'

export interface ByteSource {
  readonly size: number
  /** @returns number of bytes read; fewer than the buffer only at the end */
  read(buffer: Uint8Array, position: number): number
  close(): void
}

/** @throws AppError `io` */
export function openSource(file: string): ByteSource {
  return withIoErrors(file, () => {
    reach('read', file)
    const descriptor = openSync(file, 'r')
    const { size } = fstatSync(descriptor)
    return {
      size,
      read: (buffer, position) =>
        withIoErrors(file, () => {
          let total = 0
          for (let count = -1; count !== 0 && total < buffer.length; total += count)
            count = readSync(descriptor, buffer, total, buffer.length - total, position + total)
          return total
        }),
      close: () => closeSync(descriptor),
    }
  })
}

export function readPart(source: ByteSource, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, source.read(buffer, position))
}
