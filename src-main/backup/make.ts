// Making a backup file. Only public keys are needed: an unattended backup holds no secret of hers.
import { createHash } from 'node:crypto'
import path from 'node:path'
import { constants, createZstdCompress } from 'node:zlib'
import { readContent, storedContents } from '../attachments/store.ts'
import { referencedContents, type Referenced } from '../attachments/references.ts'
import { readHead, type Head } from '../audit/log.ts'
import { AppError } from '../core/errors.ts'
import { beginFile, reach, removeLeftovers, type FileBeingWritten } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import { schemaVersion } from '../database/migrate.ts'
import { attachmentsName } from '../vault/folder.ts'
import { type Sodium, wipe } from '../vault/sodium.ts'
import type { RecoverySlot, VaultKind } from '../vault/vault-file.ts'
import { newHeader, PayloadSealer } from './age.ts'
import type { ByteSource } from './byte-source.ts'
import { names, writeJson, type ContentCounts, type VaultSettings } from './contents.ts'
import { attachmentNameKey, currentList, type ErasureList } from './erasures.ts'
import { takeImage } from './image.ts'
import { countRows, practiceName, readUsers, readVault, type ImageVault } from './image-facts.ts'
import type { JobTools } from './job-tools.ts'
import { formatName, formatVersion, manifestBytes, manifestSeal, writeManifest, type Manifest } from './manifest.ts'
import { readOuter, sha256Of } from './outer.ts'
import { namedSink } from './named-sink.ts'
import { readPayload, type PayloadVisitor } from './payload.ts'
import { readme } from './readme.ts'
import { endBlocks, paddingOf, tarHeader, type TarSink } from './tar.ts'
import { pump } from './through-zlib.ts'

export interface MakeOrder {
  vaultFolder: string
  databaseFile: string
  databaseKey: Uint8Array
  attachmentKey: Uint8Array
  vaultKind: VaultKind
  recoverySlot: RecoverySlot | null
  /** Instant. */
  createdAt: string
  appVersion: string
  target: string
  overwrite: boolean
  /** In the temporary name, so that a killed run's file is recognised (core/files.ts). */
  mark: string
}

export interface MadeFile {
  bytes: number
  sha256: string
  createdAt: string
  logHead: Head
  schemaVersion: number
  recoveryRecipient: string
  backupRecipient: string | null
  /** Attachments that were missing or damaged in the vault. */
  missing: string[]
  erasures: ErasureList
}

/** Everything that is said of the database, from its encrypted copy. */
interface ImageFacts {
  vault: ImageVault
  settings: VaultSettings
  tables: Record<string, number>
  logHead: Head
  schemaVersion: number
  erasures: ErasureList
  attachments: Referenced[]
}

function readFacts(db: Database, { vaultKind, recoverySlot, createdAt }: MakeOrder): ImageFacts {
  const vault = readVault(db)
  const users = readUsers(db)
  return {
    vault,
    settings: {
      vaultId: vault.vaultId,
      kind: vaultKind,
      practice: practiceName(db),
      ownerName: users.find((user) => user.role === 'owner' && user.active)?.name ?? '',
      users,
      recoveryRecipient: vault.recoveryRecipient,
      backupRecipient: vault.backupRecipient,
      recoverySlot: recoverySlot && { id: recoverySlot.id, createdAt: recoverySlot.createdAt, age: recoverySlot.age },
    },
    tables: countRows(db),
    logHead: readHead(db, vault.vaultId),
    schemaVersion: schemaVersion(db),
    erasures: currentList(db, vault.vaultId, createdAt),
    attachments: referencedContents(db),
  }
}

/** An attachment did not open in the middle of writing: the file is begun anew without it. */
class DamagedAttachment extends Error {
  readonly content: string
  constructor(content: string) {
    super('damaged attachment')
    this.content = content
  }
}

const imagePieceBytes = 262_144

/** Plain bytes of the inner tar. */
function* innerTar(
  small: readonly [string, Buffer][],
  image: Buffer,
  contents: readonly Referenced[],
  read: (content: string) => Generator<Uint8Array>,
): Generator<Uint8Array> {
  for (const [name, bytes] of small) {
    yield tarHeader(name, bytes.length)
    yield bytes
    if (paddingOf(bytes.length) > 0) yield Buffer.alloc(paddingOf(bytes.length))
  }
  yield tarHeader(names.image, image.length)
  for (let at = 0; at < image.length; at += imagePieceBytes) yield image.subarray(at, at + imagePieceBytes)
  if (paddingOf(image.length) > 0) yield Buffer.alloc(paddingOf(image.length))
  for (const { content, bytes } of contents) {
    yield tarHeader(`${names.attachments}${content}`, bytes)
    let left = bytes
    for (const piece of read(content)) {
      left -= piece.length
      if (left < 0) throw new DamagedAttachment(content)
      yield piece
    }
    if (left !== 0) throw new DamagedAttachment(content)
    if (paddingOf(bytes) > 0) yield Buffer.alloc(paddingOf(bytes))
  }
  yield endBlocks()
}

interface Part {
  name: string
  bytes: Buffer
}

class Writer {
  private readonly file: FileBeingWritten
  position = 0
  constructor(file: FileBeingWritten) {
    this.file = file
  }
  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.file.write(bytes)
    this.position += bytes.length
  }
  part({ name, bytes }: Part): void {
    this.write(tarHeader(name, bytes.length))
    this.write(bytes)
    this.write(Buffer.alloc(paddingOf(bytes.length)))
  }
  patch(bytes: Uint8Array, position: number): void {
    this.file.patch(bytes, position)
  }
}

async function writeFile(
  sodium: Sodium,
  file: FileBeingWritten,
  order: MakeOrder,
  facts: ImageFacts,
  image: Buffer,
  missing: readonly string[],
  tools: JobTools,
): Promise<{ fileKey: Uint8Array; attachments: Referenced[] }> {
  const { vault } = facts
  const lost = new Set(missing)
  const attachments = facts.attachments.filter(({ content }) => !lost.has(content))
  const attachmentBytes = attachments.reduce((sum, { bytes }) => sum + bytes, 0)
  const keyFile = vault.backupIdentity && vault.backupRecipient ? Buffer.from(vault.backupIdentity, 'utf8') : null
  const readmeFile = readme(keyFile !== null)
  const noData = { bytes: 0, sha256: sha256Of(new Uint8Array(0)) }
  const manifest: Manifest = {
    format: formatName,
    formatVersion,
    vaultId: vault.vaultId,
    createdAt: order.createdAt,
    appVersion: order.appVersion,
    schemaVersion: facts.schemaVersion,
    logHead: facts.logHead,
    files: {
      'README.txt': { bytes: readmeFile.length, sha256: sha256Of(readmeFile) },
      'key.age': keyFile && { bytes: keyFile.length, sha256: sha256Of(keyFile) },
      'data.age': noData,
    },
  }
  const counts: ContentCounts = {
    tables: facts.tables,
    logHead: facts.logHead,
    schemaVersion: facts.schemaVersion,
    image: { bytes: image.length, sha256: sha256Of(image) },
    attachments: { files: attachments.length, bytes: attachmentBytes, missing: [...missing].sort() },
  }
  const outerJson = {
    'README.txt': manifest.files['README.txt'].sha256,
    'key.age': manifest.files['key.age']?.sha256 ?? null,
    manifest: manifestSeal(manifest),
  }
  const small: [string, Buffer][] = [
    [names.settings, writeJson(facts.settings)],
    [names.counts, writeJson(counts)],
    [names.erasures, writeJson(facts.erasures)],
    [names.outer, writeJson(outerJson)],
  ]
  const writer = new Writer(file)
  writer.part({ name: 'README.txt', bytes: readmeFile })
  const manifestPosition = writer.position + 512
  writer.part({ name: 'manifest.json', bytes: Buffer.alloc(manifestBytes) })
  if (keyFile) writer.part({ name: 'key.age', bytes: keyFile })
  const dataHeaderPosition = writer.position
  writer.write(Buffer.alloc(512))

  const { header, fileKey } = await newHeader([...(vault.backupRecipient ? [vault.backupRecipient] : []), vault.recoveryRecipient])
  const hash = createHash('sha256')
  const emit = (bytes: Uint8Array): void => {
    hash.update(bytes)
    writer.write(bytes)
  }
  const dataPosition = writer.position
  emit(header)
  const sealer = new PayloadSealer(sodium, fileKey, emit)
  const folder = path.join(order.vaultFolder, attachmentsName)
  const keys = { encryption: order.attachmentKey, names: attachmentNameKey(vault.erasureKey) }
  function* read(content: string): Generator<Uint8Array> {
    try {
      yield* readContent(sodium, folder, content, keys)
    } catch (error) {
      if (error instanceof AppError && (error.code === 'damaged' || error.code === 'not_found')) throw new DamagedAttachment(content)
      throw error
    }
  }
  const total = image.length + attachmentBytes
  function* source(): Generator<Uint8Array> {
    let done = 0
    for (const piece of innerTar(small, image, attachments, read)) {
      tools.throwIfCancelled()
      done += piece.length
      tools.progress('writing', Math.min(done, total), total)
      yield piece
    }
  }
  const compressor = createZstdCompress({
    chunkSize: 262_144,
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  try {
    await pump(source(), compressor, (bytes) => sealer.write(bytes))
    sealer.end()
  } finally {
    sealer.free()
  }
  const data = { bytes: writer.position - dataPosition, sha256: hash.digest('hex') }
  writer.write(Buffer.alloc(paddingOf(data.bytes)))
  writer.write(endBlocks())
  writer.patch(tarHeader('data.age', data.bytes), dataHeaderPosition)
  writer.patch(writeManifest({ ...manifest, files: { ...manifest.files, 'data.age': data } }), manifestPosition)
  file.sync()
  return { fileKey, attachments }
}

const ignore: TarSink = { write: () => undefined, end: () => undefined }

/** Reads the unfinished file back, every byte, with the file key held in memory. @throws AppError `io` (`notReadBack`), `cancelled` */
async function readBack(
  sodium: Sodium,
  file: FileBeingWritten,
  size: number,
  fileKey: Uint8Array,
  namesKey: Uint8Array,
  tools: JobTools,
): Promise<string> {
  reach('readBack', file.target)
  const source: ByteSource = { size, read: (buffer, position) => readFully(file, buffer, position), close: () => undefined }
  const visitor: PayloadVisitor = {
    contents: () => undefined,
    image: () => ignore,
    attachment: (content) => namedSink(namesKey, content),
  }
  try {
    const report = await readPayload(sodium, source, readOuter(source), fileKey, visitor, tools, { step: 'readingBack', hashData: false })
    return report!.sha256
  } catch (error) {
    if (error instanceof AppError && error.code === 'damaged')
      throw new AppError('io', 'backupNotReadBack', { params: { file: path.basename(file.target) }, cause: error })
    throw error
  }
}

function readFully(file: FileBeingWritten, buffer: Uint8Array, position: number): number {
  let total = 0
  for (let count = -1; count !== 0 && total < buffer.length; total += count) count = file.readAt(buffer.subarray(total), position + total)
  return total
}

/**
 * Makes the file. It gets its name only when it has been read back whole.
 * @throws AppError `io`, `conflict` (`fileExists`), `cancelled`, `damaged` when the database itself can't be read
 */
export async function makeBackup(sodium: Sodium, order: MakeOrder, tools: JobTools): Promise<MadeFile> {
  removeLeftovers(path.dirname(order.target), order.mark)
  let file = beginFile(order.target, { overwrite: order.overwrite, mark: order.mark })
  try {
    tools.progress('image', 0, 1)
    const { image, facts } = takeImage(order.databaseFile, order.databaseKey, order.vaultFolder, (copy) => readFacts(copy, order))
    wipe(order.databaseKey) // the rest needs it no more
    tools.progress('image', 1, 1)
    const stored = storedContents(path.join(order.vaultFolder, attachmentsName))
    const missing = facts.attachments.filter(({ content, bytes }) => stored.get(content) !== bytes).map(({ content }) => content)
    for (;;) {
      try {
        const { fileKey } = await writeFile(sodium, file, order, facts, image, missing, tools)
        wipe(order.attachmentKey)
        image.fill(0)
        try {
          const { size } = file
          const sha256 = await readBack(sodium, file, size, fileKey, attachmentNameKey(facts.vault.erasureKey), tools)
          tools.throwIfCancelled()
          file.commit()
          return {
            bytes: size,
            sha256,
            createdAt: order.createdAt,
            logHead: facts.logHead,
            schemaVersion: facts.schemaVersion,
            recoveryRecipient: facts.vault.recoveryRecipient,
            backupRecipient: facts.vault.backupRecipient,
            missing,
            erasures: facts.erasures,
          }
        } finally {
          wipe(fileKey)
        }
      } catch (error) {
        if (!(error instanceof DamagedAttachment) || missing.includes(error.content)) throw error
        missing.push(error.content)
        file.abandon()
        file = beginFile(order.target, { overwrite: order.overwrite, mark: order.mark })
      }
    }
  } finally {
    file.abandon()
    wipe(order.databaseKey, order.attachmentKey)
  }
}
