// The outer layout: README.txt, manifest.json, key.age where there is one, data.age; nothing before, between or after.
import { createHash } from 'node:crypto'
import { AppError } from '../core/errors.ts'
import { readPart, type ByteSource } from './byte-source.ts'
import { manifestBytes, readManifest, type Manifest } from './manifest.ts'
import { blockBytes, damaged, endBlocks, isZero, paddingOf, readTarHeader, tarHeader } from './tar.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface Outer {
  manifest: Manifest
  readme: Buffer
  keyFile: Buffer | null
  /** Where data.age begins, in bytes. */
  dataOffset: number
  dataBytes: number
}

const largestReadmeBytes = 65_536
const largestKeyFileBytes = 16_384

export const empty = (): AppError => new AppError('damaged', 'backupEmpty', { details: { part: 'layout' } })
const foreign = (): AppError => new AppError('damaged', 'backupForeign', { details: { part: 'layout' } })
const cut = (): AppError => new AppError('damaged', 'backupCut', { details: { part: 'layout' } })

/** Whether the file begins like a backup, be it damaged or not: no single flipped bit makes both signs go. */
const looksLikeOurs = (start: Buffer): boolean =>
  start.subarray(0, 10).toString('latin1') === 'README.txt' || start.subarray(257, 262).toString('latin1') === 'ustar'

function readFile(source: ByteSource, position: number, name: string, largest: number): Buffer {
  const header = readPart(source, position, blockBytes)
  if (header.length < blockBytes) throw cut()
  const file = readTarHeader(header, name)
  if (!file || file.name !== name || file.size > largest) throw damaged(name)
  const whole = readPart(source, position + blockBytes, file.size + paddingOf(file.size))
  if (whole.length < file.size + paddingOf(file.size)) throw cut()
  if (!isZero(whole.subarray(file.size))) throw damaged(name)
  return whole.subarray(0, file.size)
}

const placed = (size: number): number => blockBytes + size + paddingOf(size)

/**
 * Reads and checks everything but the inside of data.age. Hashes of README.txt and key.age are compared, so that damage is never taken for
 * a wrong passphrase.
 * @throws AppError `damaged` (`backupEmpty`, `backupForeign`, `backupCut`, `backupDamaged` with the part), `newer`, `io`
 */
export function readOuter(source: ByteSource): Outer {
  if (source.size === 0) throw empty()
  const start = readPart(source, 0, blockBytes)
  if (!looksLikeOurs(start)) throw foreign()
  const readme = readFile(source, 0, 'README.txt', largestReadmeBytes)
  let position = placed(readme.length)
  const manifestFile = readFile(source, position, 'manifest.json', manifestBytes)
  const manifest = readManifest(manifestFile)
  position += placed(manifestFile.length)
  const { files } = manifest
  if (files['README.txt'].bytes !== readme.length || files['README.txt'].sha256 !== sha256Of(readme)) throw damaged('README.txt')
  let keyFile: Buffer | null = null
  if (files['key.age']) {
    keyFile = readFile(source, position, 'key.age', largestKeyFileBytes)
    if (files['key.age'].bytes !== keyFile.length || files['key.age'].sha256 !== sha256Of(keyFile)) throw damaged('key.age')
    position += placed(keyFile.length)
  }
  const dataBytes = files['data.age'].bytes
  const header = readPart(source, position, blockBytes)
  if (header.length < blockBytes) throw cut()
  if (!tarHeader('data.age', dataBytes).equals(header)) throw damaged('layout')
  const dataOffset = position + blockBytes
  const end = dataOffset + dataBytes + paddingOf(dataBytes) + endBlocks().length
  if (source.size < end) throw cut()
  if (source.size > end || !isZero(readPart(source, dataOffset + dataBytes, end - dataOffset - dataBytes))) throw damaged('layout')
  return { manifest, readme, keyFile, dataOffset, dataBytes }
}

/** SHA-256 of data.age as it lies there. */
export function hashData(source: ByteSource, { dataOffset, dataBytes }: Outer): string {
  const hash = createHash('sha256')
  const buffer = new Uint8Array(1_048_576)
  for (let at = 0; at < dataBytes;) {
    const count = source.read(buffer.subarray(0, Math.min(buffer.length, dataBytes - at)), dataOffset + at)
    if (count === 0) throw cut()
    hash.update(buffer.subarray(0, count))
    at += count
  }
  return hash.digest('hex')
}
