// [Note: attachment store] Files that belong to a client lie encrypted in `attachments/`, one file for each content, whoever shares it.
// The name is HMAC-SHA-256 of the content under a key that is never rotated (backup/erasures.ts): it says nothing to whoever finds it, it
// is the same in every backup, and reading checks it. docs/backup-format.md describes the bytes:
//   "VASTATT1", 24 bytes secretstream header, then chunks of 65,536 + 17 bytes (XChaCha20-Poly1305 secretstream under the attachment key,
//   the name as associated data), the last one tagged final.
import { createHmac, type Hmac } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync, rmdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { beginFile, ensureFolder, ioError, reach, removeIfThere, withIoErrors } from '../core/files.ts'
import type { Sodium } from '../vault/sodium.ts'
import { SodiumMemory } from '../vault/sodium-memory.ts'

const magic = Buffer.from('VASTATT1', 'latin1')
const headerBytes = 24
const tagBytes = 17
export const chunkBytes = 65_536

export interface AttachmentKeys {
  /** The attachment key, derived from the data key. */
  encryption: Uint8Array
  /** The key of the names (backup/erasures.ts, `attachmentNameKey`). */
  names: Uint8Array
}

export const isContentName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Where a content lies: two characters of its name make the folder, so that no folder grows too large. */
export const contentFile = (folder: string, content: string): string => path.join(folder, content.slice(0, 2), content)

/** Bytes of the encrypted file for a content of `bytes`. */
export const storedBytes = (bytes: number): number =>
  magic.length + headerBytes + bytes + tagBytes * Math.max(1, Math.ceil(bytes / chunkBytes))

/** Bytes of the content in an encrypted file of `size`; undefined where no content gives that size. */
export function contentBytes(size: number): number | undefined {
  const sealed = size - magic.length - headerBytes
  if (sealed < tagBytes) return undefined
  const bytes = sealed - tagBytes * Math.ceil(sealed / (chunkBytes + tagBytes))
  return bytes >= 0 && storedBytes(bytes) === size ? bytes : undefined
}

const damaged = (cause?: unknown): AppError => new AppError('damaged', 'attachmentDamaged', cause === undefined ? {} : { cause })

export interface ContentSink {
  write(bytes: Uint8Array): void
  /** Makes the file durable under its name. @throws AppError `damaged` when the bytes do not belong to the name */
  end(): void
  abandon(): void
}

/** Seals a content that arrives in pieces of any size. */
export function storeContent(sodium: Sodium, folder: string, content: string, keys: AttachmentKeys): ContentSink {
  const target = contentFile(folder, content)
  ensureFolder(path.dirname(target))
  const file = beginFile(target, { overwrite: true })
  const name = Buffer.from(content, 'hex')
  const hash: Hmac = createHmac('sha256', keys.names)
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(keys.encryption)
  const memory = new SodiumMemory(sodium, chunkBytes + tagBytes)
  file.write(magic)
  file.write(header)
  const chunk = new Uint8Array(chunkBytes)
  let used = 0
  const seal = (last: boolean): void => {
    const tag = last ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    file.write(memory.push(state, chunk.subarray(0, used), name, tag))
    used = 0
  }
  return {
    write(bytes) {
      hash.update(bytes)
      for (let at = 0; at < bytes.length;) {
        if (used === chunkBytes) seal(false) // full, and more follows: not the last
        const piece = bytes.subarray(at, at + chunkBytes - used)
        chunk.set(piece, used)
        used += piece.length
        at += piece.length
      }
    },
    end() {
      seal(true)
      memory.free()
      chunk.fill(0)
      if (hash.digest('hex') !== content) {
        file.abandon()
        throw damaged()
      }
      file.commit()
    },
    abandon() {
      memory.free()
      chunk.fill(0)
      file.abandon()
    },
  }
}

function* chunksOfFile(source: string): Generator<Uint8Array> {
  const descriptor = withIoErrors(source, () => openSync(source, 'r'))
  try {
    const buffer = new Uint8Array(chunkBytes)
    for (;;) {
      const count = withIoErrors(source, () => readSync(descriptor, buffer, 0, buffer.length, null))
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Adds a file to the store. A content that is there already is kept as it is. The row that refers to it is the caller's next step: what a
 * kill leaves between the two is an orphan, which `removeOrphans` finds.
 * @returns name of the content and its size
 * @throws AppError `io`, `conflict` (`attachmentChanged`) when the source changes while it is read
 */
export function addContent(sodium: Sodium, folder: string, source: string, keys: AttachmentKeys): { content: string; bytes: number } {
  const hash = createHmac('sha256', keys.names)
  let bytes = 0
  for (const chunk of chunksOfFile(source)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  const content = hash.digest('hex')
  const there = contentFile(folder, content)
  if (existsSync(there) && contentBytes(statSync(there).size) === bytes) return { content, bytes }
  const sink = storeContent(sodium, folder, content, keys)
  try {
    for (const chunk of chunksOfFile(source)) sink.write(chunk)
    sink.end()
  } catch (error) {
    sink.abandon()
    throw error instanceof AppError && error.key === 'attachmentDamaged' ? new AppError('conflict', 'attachmentChanged') : error
  }
  return { content, bytes }
}

/**
 * The content in pieces of at most 64 KiB, each lasting until the next. A piece is authenticated before it is given out; the whole is compared with its name at the
 * end, so nothing is proved until the last piece has come.
 * @throws AppError `not_found` (`attachmentMissing`), `damaged`, `io`
 */
export function* readContent(sodium: Sodium, folder: string, content: string, keys: AttachmentKeys): Generator<Uint8Array> {
  const source = contentFile(folder, content)
  if (!existsSync(source)) throw new AppError('not_found', 'attachmentMissing')
  const descriptor = withIoErrors(source, () => openSync(source, 'r'))
  const memory = new SodiumMemory(sodium, chunkBytes + tagBytes)
  const read = (buffer: Uint8Array): number => {
    try {
      let total = 0
      for (let count = -1; count !== 0 && total < buffer.length; total += count)
        count = readSync(descriptor, buffer, total, buffer.length - total, null)
      return total
    } catch (error) {
      throw ioError(error, source)
    }
  }
  try {
    reach('readAttachment', source)
    const start = new Uint8Array(magic.length + headerBytes)
    if (read(start) !== start.length || !magic.equals(start.subarray(0, magic.length))) throw damaged()
    const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(start.subarray(magic.length), keys.encryption)
    const hash = createHmac('sha256', keys.names)
    const name = Buffer.from(content, 'hex')
    const sealed = new Uint8Array(chunkBytes + tagBytes)
    for (let final = false; !final;) {
      const count = read(sealed)
      const opened = memory.pull(state, sealed.subarray(0, count), name)
      if (!opened) throw damaged()
      final = opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      if (!final && count < sealed.length) throw damaged()
      hash.update(opened.message)
      if (final && (read(sealed.subarray(0, 1)) !== 0 || hash.digest('hex') !== content)) throw damaged()
      yield opened.message
    }
  } finally {
    memory.free()
    closeSync(descriptor)
  }
}

/** Names of the contents that lie in the store, with the size of each content; undefined for a size that cannot be. */
export function storedContents(folder: string): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>()
  if (!existsSync(folder)) return found
  withIoErrors(folder, () => {
    for (const part of readdirSync(folder)) {
      if (!/^[0-9a-f]{2}$/.test(part)) continue
      for (const name of readdirSync(path.join(folder, part)))
        if (isContentName(name) && name.startsWith(part)) found.set(name, contentBytes(statSync(path.join(folder, part, name)).size))
    }
  })
  return found
}

/** Removes a content. Call it after the transaction that removed its last row has been committed. */
export function removeContent(folder: string, content: string): void {
  removeIfThere(contentFile(folder, content))
  try {
    rmdirSync(path.dirname(contentFile(folder, content)))
  } catch {
    // others are in it
  }
}
