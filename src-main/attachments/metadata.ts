// What a picture tells beside the picture: where and when it was taken, with what, by whom. It is named to her, and taken out when she
// says so. The picture itself is not touched, and stays the right way up.
import { AppError } from '../core/errors.ts'
import { jpegSegments, pngChunks, webpChunks, type MediaType } from './file-kinds.ts'

export const metadataKinds = ['place', 'camera', 'time', 'program', 'person', 'text', 'preview', 'other'] as const
export type MetadataKind = (typeof metadataKinds)[number]

const latin = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

interface Exif {
  orientation: number | undefined
  kinds: Set<MetadataKind>
}

/** EXIF tags by what they tell (CIPA DC-008). */
const tagKinds: Record<number, MetadataKind> = {
  0x010e: 'text',
  0x010f: 'camera',
  0x0110: 'camera',
  0x0131: 'program',
  0x0132: 'time',
  0x013b: 'person',
  0x8298: 'person',
  0x8825: 'place',
  0x9003: 'time',
  0x9004: 'time',
  0x927c: 'camera',
  0x9286: 'text',
  0xa430: 'person',
  0xa431: 'camera',
  0xa433: 'camera',
  0xa434: 'camera',
  0xa435: 'camera',
}

/** Reads a TIFF block as far as it can; what is broken tells nothing. */
function readExif(bytes: Uint8Array): Exif {
  const found: Exif = { orientation: undefined, kinds: new Set() }
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8) return found
  const little = bytes[0] === 0x49
  const seen = new Set<number>()
  const readDirectory = (at: number, depth: number): void => {
    if (depth > 4 || seen.has(at) || at < 8 || at + 2 > bytes.length) return
    seen.add(at)
    const count = data.getUint16(at, little)
    for (let index = 0; index < count && at + 14 + index * 12 <= bytes.length; index++) {
      const entry = at + 2 + index * 12
      const tag = data.getUint16(entry, little)
      if (tag === 0x0112) found.orientation = data.getUint16(entry + 8, little)
      const kind = tagKinds[tag]
      if (kind) found.kinds.add(kind)
      if (tag === 0x8769) readDirectory(data.getUint32(entry + 8, little), depth + 1)
    }
    const next = at + 2 + count * 12
    if (next + 4 > bytes.length) return
    const second = data.getUint32(next, little)
    if (second !== 0 && depth === 0) {
      found.kinds.add('preview')
      readDirectory(second, depth + 1)
    }
  }
  readDirectory(data.getUint32(4, little), 0)
  return found
}

/** A block of EXIF that holds nothing but which way is up. */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x0112, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const head = Buffer.from([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0])
  head.writeUInt16BE(2 + 6 + tiff.length, 2)
  return Buffer.concat([head, tiff])
}

/** ICC profiles (APP2) and Adobe's colour mark (APP14) belong to the picture. */
const isMetadataSegment = (marker: number): boolean =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe

const isMultiPicture = (bytes: Uint8Array, start: number): boolean => latin(bytes.subarray(start + 4, start + 8)) === 'MPF\0'

interface Parts {
  kinds: Set<MetadataKind>
  /** The file without them. */
  stripped: () => Uint8Array
}

function partsOfJpeg(bytes: Uint8Array): Parts {
  const segments = jpegSegments(bytes)
  const kinds = new Set<MetadataKind>()
  let orientation: number | undefined
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  for (const { marker, start, end } of segments) {
    const body = bytes.subarray(start + 4, end)
    if (marker === 0xe1 && latin(body.subarray(0, 6)) === 'Exif\0\0') {
      const exif = readExif(body.subarray(6))
      orientation ??= exif.orientation
      for (const kind of exif.kinds) kinds.add(kind)
    } else if (marker === 0xe1) kinds.add('other')
    else if (marker === 0xed || marker === 0xfe) kinds.add('text')
    else if (isMetadataSegment(marker)) kinds.add('other')
    if (marker === 0xe2 && isMultiPicture(bytes, start)) kinds.add('preview')
    else if (!isMetadataSegment(marker)) kept.push(bytes.subarray(start, end))
  }
  const picture = bytes.subarray(segments.at(-1)!.end)
  // Behind the end of the picture cameras keep previews, with metadata of their own.
  const end = endOfPicture(picture)
  if (end < picture.length) kinds.add('preview')
  return {
    kinds,
    stripped: () => {
      const turned = orientation !== undefined && orientation > 1 && orientation <= 8 ? [orientationSegment(orientation)] : []
      return Buffer.concat([kept[0]!, ...turned, ...kept.slice(1), picture.subarray(0, end)])
    },
  }
}

/** Where the picture data end: the first end mark that no later scan follows (progressive pictures have several scans). */
function endOfPicture(data: Uint8Array): number {
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] !== 0xff) continue
    const marker = data[at + 1]!
    if (marker === 0xd9) return at + 2
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) continue
    // Tables and scans between the scans: over their head, by its length.
    if (at + 3 < data.length) at += 1 + ((data[at + 2]! << 8) | data[at + 3]!)
  }
  return data.length
}

const pngMetadata: Record<string, MetadataKind> = { tEXt: 'text', zTXt: 'text', iTXt: 'text', tIME: 'time' }

function partsOfPng(bytes: Uint8Array): Parts {
  const kinds = new Set<MetadataKind>()
  const chunks = pngChunks(bytes)
  const kept = chunks.filter(({ name, start, end }) => {
    if (name === 'eXIf') for (const kind of readExif(bytes.subarray(start + 8, end - 4)).kinds) kinds.add(kind)
    const kind = pngMetadata[name]
    if (kind) kinds.add(kind)
    return name !== 'eXIf' && !kind
  })
  if (chunks.at(-1)!.end < bytes.length) kinds.add('other')
  return { kinds, stripped: () => Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ start, end }) => bytes.subarray(start, end))]) }
}

function partsOfWebp(bytes: Uint8Array): Parts {
  const kinds = new Set<MetadataKind>()
  const kept: Uint8Array[] = []
  for (const { name, start, end } of webpChunks(bytes)) {
    if (name === 'EXIF') for (const kind of readExif(bytes.subarray(start + 8, end)).kinds) kinds.add(kind)
    if (name === 'EXIF' || name === 'XMP ') {
      kinds.add('other')
      continue
    }
    const chunk = Buffer.from(bytes.subarray(start, end))
    if (name === 'VP8X') chunk[8]! &= ~0x0c // the flags that say EXIF and XMP follow
    kept.push(chunk)
  }
  return {
    kinds,
    stripped: () => {
      const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
      const head = Buffer.alloc(8)
      head.write('RIFF', 0, 'latin1')
      head.writeUInt32LE(body.length, 4)
      return Buffer.concat([head, body])
    },
  }
}

const partsOf = (bytes: Uint8Array, type: MediaType): Parts | undefined =>
  type === 'image/jpeg'
    ? partsOfJpeg(bytes)
    : type === 'image/png'
      ? partsOfPng(bytes)
      : type === 'image/webp'
        ? partsOfWebp(bytes)
        : undefined

/** Whether `withoutMetadata` knows the type. */
export const isStrippable = (type: MediaType): boolean => type === 'image/jpeg' || type === 'image/png' || type === 'image/webp'

/** Kinds of metadata in a file. For PDF and HEIC it is only said that there may be some. */
export function metadataOf(bytes: Uint8Array, type: MediaType): MetadataKind[] {
  const parts = partsOf(bytes, type)
  if (parts) return metadataKinds.filter((kind) => parts.kinds.has(kind))
  if (type === 'image/heic') return ['other']
  return type === 'application/pdf' && /\/(Author|Creator|Producer)\b/.test(latin(bytes)) ? ['program'] : []
}

/** The file without metadata. @throws AppError `not_allowed` (`attachmentNotStrippable`) for PDF, GIF and HEIC */
export function withoutMetadata(bytes: Uint8Array, type: MediaType): Uint8Array {
  const parts = partsOf(bytes, type)
  if (!parts) throw new AppError('not_allowed', 'attachmentNotStrippable')
  return parts.stripped()
}
