// Reading data.age: decrypted, decompressed and taken apart as it streams, each part checked against what the file says of itself.
import { createHash, type Hash } from 'node:crypto'
import { createZstdDecompress } from 'node:zlib'
import { AppError } from '../core/errors.ts'
import type { Sodium } from '../vault/sodium.ts'
import { chunkBytes, PayloadOpener } from './age.ts'
import type { ByteSource } from './byte-source.ts'
import {
  contentCounts,
  largestJsonBytes,
  names,
  outerHashes,
  readJson,
  vaultSettings,
  type ContentCounts,
  type VaultSettings,
} from './contents.ts'
import { erasureList, type ErasureList } from './erasures.ts'
import type { JobTools, Step } from './job-tools.ts'
import { manifestSeal } from './manifest.ts'
import { mixed, readHeader } from './open-backup.ts'
import type { Outer } from './outer.ts'
import { damaged, TarParser, type TarSink } from './tar.ts'
import { pump } from './through-zlib.ts'

export interface Contents {
  settings: VaultSettings
  counts: ContentCounts
  erasures: ErasureList
}

export interface PayloadVisitor {
  /** The small files, complete and checked. Return false to read no further. */
  contents(contents: Contents): boolean | void
  image(bytes: number): TarSink
  attachment(content: string, bytes: number): TarSink
}

export interface PayloadReport {
  contents: Contents
  attachments: number
  attachmentBytes: number
  /** Of the whole file; only when it was read to the end. */
  sha256: string
}

class Enough extends Error {}

const collector = (done: (bytes: Buffer) => void): TarSink => {
  const pieces: Buffer[] = []
  return {
    write: (bytes) => void pieces.push(Buffer.from(bytes)),
    end: () => done(Buffer.concat(pieces)),
  }
}

/** Takes the inner tar apart and holds it to the one order there is. */
class ContentReader {
  readonly outer: Outer
  readonly visitor: PayloadVisitor
  contents: Contents | undefined
  attachments = 0
  attachmentBytes = 0
  private readonly read: Partial<Contents> = {}
  private readonly expected = [names.settings, names.counts, names.erasures, names.outer, names.image] as string[]
  private last = ''

  constructor(outer: Outer, visitor: PayloadVisitor) {
    this.outer = outer
    this.visitor = visitor
  }

  file(name: string, size: number): TarSink {
    const next = this.expected.shift()
    if (next === undefined) return this.attachment(name, size)
    if (name !== next) throw damaged(next)
    if (name === names.image) return this.image(size)
    if (size > largestJsonBytes) throw damaged(name)
    return collector((bytes) => this.small(name, bytes))
  }

  finish(): void {
    const { counts } = this.contents ?? {}
    if (this.expected.length > 0 || !counts) throw damaged('data.age')
    if (this.attachments !== counts.attachments.files || this.attachmentBytes !== counts.attachments.bytes) throw damaged(names.attachments)
  }

  private small(name: string, bytes: Buffer): void {
    if (name === names.settings) this.read.settings = readJson(vaultSettings, bytes, name)
    else if (name === names.counts) this.read.counts = readJson(contentCounts, bytes, name)
    else if (name === names.erasures) this.read.erasures = readJson(erasureList, bytes, name)
    else {
      const { manifest } = this.outer
      const stated = readJson(outerHashes, bytes, name)
      const { 'README.txt': readme, 'key.age': key } = manifest.files
      if (
        stated.manifest !== manifestSeal(manifest) ||
        stated['README.txt'] !== readme.sha256 ||
        stated['key.age'] !== (key?.sha256 ?? null)
      )
        throw mixed()
      this.contents = this.read as Contents
      const { settings, counts } = this.contents
      if (settings.vaultId !== manifest.vaultId || counts.logHead.hash !== manifest.logHead.hash) throw mixed()
      if (this.visitor.contents(this.contents) === false) throw new Enough()
    }
  }

  private image(size: number): TarSink {
    const { image } = this.contents!.counts
    if (size !== image.bytes) throw damaged(names.image)
    const sink = this.visitor.image(size)
    const hash: Hash = createHash('sha256')
    return {
      write(bytes) {
        hash.update(bytes)
        sink.write(bytes)
      },
      end() {
        if (hash.digest('hex') !== image.sha256) throw damaged(names.image)
        sink.end()
      },
    }
  }

  private attachment(name: string, size: number): TarSink {
    const content = name.slice(names.attachments.length)
    if (!name.startsWith(names.attachments) || !/^[0-9a-f]{64}$/.test(content) || content <= this.last) throw damaged(names.attachments)
    this.last = content
    this.attachments += 1
    this.attachmentBytes += size
    return this.visitor.attachment(content, size)
  }
}

/** Errors of streams and of the decompressor; anything of ours passes. */
function asDamage(error: unknown): unknown {
  if (error instanceof AppError || error instanceof Enough) return error
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^(ZSTD_|Z_|ERR_)/.test(code) ? damaged('data.age', error) : error
}

/**
 * @param options.hashData also compares the hash of data.age in the manifest; not needed where the writer reads its own file back, as each
 *   chunk is authenticated
 * @returns undefined when the visitor wanted no more
 * @throws AppError `damaged` with the part, `io`, `cancelled`
 */
export async function readPayload(
  sodium: Sodium,
  source: ByteSource,
  outer: Outer,
  fileKey: Uint8Array,
  visitor: PayloadVisitor,
  tools: JobTools,
  options: { step: Step; hashData: boolean },
): Promise<PayloadReport | undefined> {
  const reader = new ContentReader(outer, visitor)
  const parser = new TarParser('data.age', (name, size) => reader.file(name, size))
  const whole = createHash('sha256')
  const data = options.hashData ? createHash('sha256') : undefined
  const { dataOffset, dataBytes } = outer
  const headerEnd = dataOffset + readHeader(source, outer).length
  const dataEnd = dataOffset + dataBytes

  let ready: Uint8Array[] = []
  const opener = new PayloadOpener(sodium, fileKey, (bytes) => void ready.push(bytes))
  function* plain(): Generator<Uint8Array> {
    const buffer = new Uint8Array(chunkBytes)
    for (let at = 0; at < source.size;) {
      tools.throwIfCancelled()
      const count = source.read(buffer, at)
      if (count === 0) throw damaged('layout')
      const piece = buffer.subarray(0, count)
      whole.update(piece)
      data?.update(piece.subarray(Math.max(0, dataOffset - at), Math.max(0, Math.min(count, dataEnd - at))))
      // A piece is as large as a chunk, so one call opens one chunk at most and what it gives lasts until it has been taken.
      const sealed = piece.subarray(Math.max(0, headerEnd - at), Math.max(0, Math.min(count, dataEnd - at)))
      if (sealed.length > 0) opener.write(sealed)
      yield* ready
      ready = []
      at += count
      if (at >= dataEnd && at - count < dataEnd) {
        opener.end()
        yield* ready
        ready = []
      }
      tools.progress(options.step, at, source.size)
    }
    if (data && data.digest('hex') !== outer.manifest.files['data.age'].sha256) throw damaged('data.age')
  }

  try {
    await pump(plain(), createZstdDecompress({ chunkSize: 262_144 }), (bytes) => parser.write(bytes))
    parser.finish()
    reader.finish()
  } catch (error) {
    if (error instanceof Enough) return undefined
    throw asDamage(error)
  } finally {
    opener.free()
  }
  return {
    contents: reader.contents!,
    attachments: reader.attachments,
    attachmentBytes: reader.attachmentBytes,
    sha256: whole.digest('hex'),
  }
}
