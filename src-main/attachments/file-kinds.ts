// What a file is, by its bytes and not by its name, and whether it is whole.
import { crc32 } from 'node:zlib'
import { AppError } from '../core/errors.ts'

export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'application/pdf'] as const
export type MediaType = (typeof mediaTypes)[number]

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('latin1')
const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte)

/** The type that the first bytes tell, or undefined for what is not kept here. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  if (bytes.length < 12) return undefined
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'image/webp'
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'image/gif'
  if (ascii(bytes, 4, 4) === 'ftyp' && /^(heic|heix|hevc|mif1|msf1)$/.test(ascii(bytes, 8, 4))) return 'image/heic'
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf'
  return undefined
}

const endings: Record<MediaType, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
}

/** The name with an ending that tells the truth. */
export function truthfulName(fileName: string, type: MediaType): string {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase()
  return ending !== undefined && endings[type].includes(ending) ? fileName : `${fileName}.${endings[type][0]!}`
}

export interface JpegSegment {
  marker: number
  /** Of the marker itself. */
  start: number
  /** First byte after the segment. */
  end: number
}

const damaged = (): AppError => new AppError('invalid_input', 'attachmentDamagedFile')
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Segments up to the picture data. @throws AppError `invalid_input` (`attachmentDamagedFile`) */
export function jpegSegments(bytes: Uint8Array): JpegSegment[] {
  const data = view(bytes)
  const segments: JpegSegment[] = []
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined || at + 4 > bytes.length) throw damaged()
    const end = at + 2 + data.getUint16(at + 2)
    if (end > bytes.length || end < at + 4) throw damaged()
    segments.push({ marker, start: at, end })
    if (marker === 0xda) return segments
    at = end
  }
}

function checkJpeg(bytes: Uint8Array): void {
  const segments = jpegSegments(bytes)
  const frame = segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
  if (!frame || view(bytes).getUint16(frame.start + 7) === 0) throw damaged()
  // Cameras add previews behind the end mark; without one, the picture was cut off.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(Buffer.from([0xff, 0xd9])) < segments.at(-1)!.end)
    throw damaged()
}

export interface PngChunk {
  name: string
  start: number
  end: number
}

/** Every chunk, its checksum compared. @throws AppError `invalid_input` */
export function pngChunks(bytes: Uint8Array): PngChunk[] {
  const data = view(bytes)
  const chunks: PngChunk[] = []
  for (let at = 8; ;) {
    if (at + 12 > bytes.length) throw damaged()
    const end = at + 12 + data.getUint32(at)
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== data.getUint32(end - 4)) throw damaged()
    const name = ascii(bytes, at + 4, 4)
    chunks.push({ name, start: at, end })
    if (name === 'IEND') break
    at = end
  }
  if (chunks[0]?.name !== 'IHDR' || !chunks.some(({ name }) => name === 'IDAT')) throw damaged()
  return chunks
}

export interface RiffChunk {
  name: string
  start: number
  /** Padded to an even length. */
  end: number
}

export function webpChunks(bytes: Uint8Array): RiffChunk[] {
  const data = view(bytes)
  const whole = data.getUint32(4, true) + 8
  if (whole > bytes.length) throw damaged()
  const chunks: RiffChunk[] = []
  for (let at = 12; at + 8 <= whole;) {
    const length = data.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > whole) throw damaged()
    chunks.push({ name: ascii(bytes, at, 4), start: at, end })
    at = end
  }
  if (!chunks.some(({ name }) => ['VP8 ', 'VP8L', 'ANMF'].includes(name))) throw damaged()
  return chunks
}

/** @throws AppError `invalid_input` (`attachmentDamagedFile`) for a file that was cut off or changed by accident */
export function requireWhole(bytes: Uint8Array, type: MediaType): void {
  if (type === 'image/jpeg') checkJpeg(bytes)
  if (type === 'image/png') pngChunks(bytes)
  if (type === 'image/webp') webpChunks(bytes)
  if (type === 'image/gif' && bytes.lastIndexOf(0x3b) < bytes.length - 16) throw damaged()
  if (type === 'application/pdf' && !ascii(bytes, Math.max(0, bytes.length - 2048), Math.min(2048, bytes.length)).includes('%%EOF'))
    throw damaged()
}
