// [Note: canonical tar] POSIX ustar with every choice fixed: regular files only, mode 0600, owner 0, time 0, no names of people, zero
// padding, two zero blocks at the end and nothing after. A header follows from (name, size) alone, so reading makes it anew and compares
// all 512 bytes: a bit changed anywhere is found. Any tar program opens it.
import { AppError } from '../core/errors.ts'

export const blockBytes = 512
/** Above this an octal size field is full; GNU tar, bsdtar and libarchive then read a binary one. */
const largestOctalSize = 8 ** 11 - 1

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** @param size bytes of the file @returns 512 bytes */
export function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(blockBytes)
  if (!/^[a-zA-Z0-9._/-]{1,99}$/.test(name)) throw new Error('a name in a backup is plain ASCII')
  header.set(ascii(name), 0)
  header.set(ascii('0000600\0' + '0000000\0' + '0000000\0'), 100)
  if (size <= largestOctalSize) header.set(ascii(`${size.toString(8).padStart(11, '0')}\0`), 124)
  else {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(size), 128)
  }
  header.set(ascii('00000000000\0'), 136)
  header.set(ascii('        '), 148) // the checksum counts its own field as spaces
  header.set(ascii('0'), 156)
  header.set(ascii('ustar\x0000'), 257)
  header.set(ascii('0000000\x000000000\0'), 329)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.set(ascii(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return header
}

/** Zero bytes that fill the last block of a file of `size` bytes. */
export const paddingOf = (size: number): number => (blockBytes - (size % blockBytes)) % blockBytes
export const endBlocks = (): Buffer => Buffer.alloc(2 * blockBytes)

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

/** Name and size, or undefined for a zero block. @throws AppError `damaged` (`backupDamaged`) unless every byte is as `tarHeader` makes it */
export function readTarHeader(header: Uint8Array, part: string): { name: string; size: number } | undefined {
  if (isZero(header)) return undefined
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.length)
  const end = bytes.indexOf(0)
  const name = bytes.subarray(0, end < 0 || end > 100 ? 100 : end).toString('latin1')
  const size = bytes[124] === 0x80 ? Number(bytes.readBigUInt64BE(128)) : Number.parseInt(bytes.subarray(124, 135).toString('latin1'), 8)
  if (!Number.isSafeInteger(size) || !/^[a-zA-Z0-9._/-]{1,99}$/.test(name) || !tarHeader(name, size).equals(bytes)) throw damaged(part)
  return { name, size }
}

/** @param part where: `layout`, `README.txt`, `manifest.json`, `key.age`, `data.age` or a name inside */
export const damaged = (part: string, cause?: unknown): AppError =>
  new AppError('damaged', 'backupDamaged', { params: { part }, details: { part }, ...(cause === undefined ? {} : { cause }) })

export interface TarSink {
  write(bytes: Uint8Array): void
  end(): void
}

/** Reads a canonical tar that arrives in pieces of any size. `onFile` gives a sink for each file, in order, or throws. */
export class TarParser {
  private readonly onFile: (name: string, size: number) => TarSink
  private readonly part: string
  private readonly header = Buffer.alloc(blockBytes)
  private headerUsed = 0
  private sink: TarSink | undefined
  private left = 0
  private padding = 0
  private zeroBlocks = 0

  constructor(part: string, onFile: (name: string, size: number) => TarSink) {
    this.part = part
    this.onFile = onFile
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.left > 0) {
        const piece = bytes.subarray(at, at + this.left)
        this.sink!.write(piece)
        this.left -= piece.length
        at += piece.length
        if (this.left === 0) this.endFile()
      } else if (this.padding > 0) {
        const piece = bytes.subarray(at, at + this.padding)
        if (!isZero(piece)) throw damaged(this.part)
        this.padding -= piece.length
        at += piece.length
      } else {
        if (this.zeroBlocks === 2) throw damaged(this.part) // something follows the end
        const piece = bytes.subarray(at, at + blockBytes - this.headerUsed)
        this.header.set(piece, this.headerUsed)
        this.headerUsed += piece.length
        at += piece.length
        if (this.headerUsed === blockBytes) this.beginFile()
      }
    }
  }

  /** @throws AppError `damaged` when the archive is cut */
  finish(): void {
    if (this.zeroBlocks !== 2 || this.headerUsed > 0) throw damaged(this.part)
  }

  private beginFile(): void {
    this.headerUsed = 0
    const file = readTarHeader(this.header, this.part)
    if (!file) {
      this.zeroBlocks += 1
      return
    }
    if (this.zeroBlocks > 0) throw damaged(this.part)
    this.sink = this.onFile(file.name, file.size)
    this.left = file.size
    this.padding = paddingOf(file.size)
    if (this.left === 0) this.endFile()
  }

  private endFile(): void {
    this.sink!.end()
    this.sink = undefined
  }
}
