// Looking into a backup with its key: only the front (`previewBackup`), or every byte (`verifyBackup`). Nothing is written anywhere.
import { pendingMigrations, readMigrations } from '../database/migrate.ts'
import type { Database } from '../database/database.ts'
import type { Sodium } from '../vault/sodium.ts'
import { openSource } from './byte-source.ts'
import { check, checkCounts, checkLog, checkStructure } from './database-checks.ts'
import { attachmentNameKey, isAuthentic } from './erasures.ts'
import { openImage } from './image.ts'
import { readVault } from './image-facts.ts'
import type { JobTools } from './job-tools.ts'
import type { Manifest } from './manifest.ts'
import { namedSink } from './named-sink.ts'
import { openBackup, type BackupSecrets, type Opener } from './open-backup.ts'
import { readOuter } from './outer.ts'
import { readPayload, type Contents } from './payload.ts'
import type { BackupCheck } from './shapes-contract.ts'
import { damaged, type TarSink } from './tar.ts'
import { wipe } from '../vault/sodium.ts'

export interface VerifyOrder {
  path: string
  secrets: BackupSecrets
}

/** What the file says of itself without a key. */
export interface Outside {
  formatVersion: number
  vaultId: string
  createdAt: string
  appVersion: string
  schemaVersion: number
  logHead: { number: number; hash: string }
  bytes: number
  opensWith: Opener[]
}

export const outsideOf = (manifest: Manifest, bytes: number): Outside => ({
  formatVersion: manifest.formatVersion,
  vaultId: manifest.vaultId,
  createdAt: manifest.createdAt,
  appVersion: manifest.appVersion,
  schemaVersion: manifest.schemaVersion,
  logHead: manifest.logHead,
  bytes,
  opensWith: opensWith(manifest.files['key.age'] !== null),
})

export const opensWith = (hasPassphrase: boolean): Opener[] => (hasPassphrase ? ['backupPassphrase', 'recoveryKey'] : ['recoveryKey'])

/** @throws AppError `damaged`, `newer`, `io` */
export function inspectBackup(file: string): Outside {
  const source = openSource(file)
  try {
    return outsideOf(readOuter(source).manifest, source.size)
  } finally {
    source.close()
  }
}

export interface Preview {
  outside: Outside
  openedWith: Opener
  contents: Contents
}

const nothing: TarSink = { write: () => undefined, end: () => undefined }

/** Reads the small files at the front only: the rest is not proved. */
export async function previewBackup(sodium: Sodium, { path, secrets }: VerifyOrder, tools: JobTools): Promise<Preview> {
  const source = openSource(path)
  try {
    const outer = readOuter(source)
    const { fileKey, openedWith } = await openBackup(source, outer, secrets)
    try {
      let contents: Contents | undefined
      await readPayload(
        sodium,
        source,
        outer,
        fileKey,
        {
          contents(found) {
            contents = found
            return false
          },
          image: () => nothing,
          attachment: () => nothing,
        },
        tools,
        { step: 'opening', hashData: false },
      )
      return { outside: outsideOf(outer.manifest, source.size), openedWith, contents: contents! }
    } finally {
      wipe(fileKey)
    }
  } finally {
    source.close()
  }
}

export interface Verified {
  outside: Outside
  openedWith: Opener
  sha256: string
  counts: Record<string, number>
  checks: BackupCheck[]
}

/**
 * Every byte, the database in it, its log and each attachment.
 * @throws AppError `damaged` for anything wrong with the file, `wrong_key`, `newer`, `io`, `cancelled`
 */
export async function verifyBackup(sodium: Sodium, { path, secrets }: VerifyOrder, tools: JobTools): Promise<Verified> {
  const source = openSource(path)
  let image: Database | undefined
  try {
    const outer = readOuter(source)
    tools.progress('opening', 0, 1)
    const { fileKey, openedWith } = await openBackup(source, outer, secrets)
    tools.progress('opening', 1, 1)
    let names: Buffer | undefined
    try {
      const report = await readPayload(
        sodium,
        source,
        outer,
        fileKey,
        {
          contents: () => undefined,
          image(size) {
            const bytes = Buffer.alloc(size)
            let used = 0
            return {
              write: (piece) => void (used += Buffer.from(piece.buffer, piece.byteOffset, piece.length).copy(bytes, used)),
              end() {
                image = openImage(bytes)
                bytes.fill(0)
                names = attachmentNameKey(readVault(image).erasureKey)
              },
            }
          },
          attachment: (content) => namedSink(names!, content),
        },
        tools,
        { step: 'reading', hashData: true },
      )
      tools.progress('checking', 0, 1)
      const { contents, sha256, attachments } = report!
      const { counts, erasures } = contents
      const vault = readVault(image!)
      const pending = pendingMigrations(image!, readMigrations()).length
      const structure = checkStructure(image!)
      if (structure.some(({ ok }) => !ok)) throw damaged('practice.sqlite')
      const checks = [
        check('format', [], 1),
        check('hashes', [], outer.keyFile ? 3 : 2),
        check('decryption', [], 1),
        check('contents', [], attachments + 5),
        ...structure,
        checkCounts(image!, counts),
        await checkLog(image!, vault.vaultId, counts),
        check('attachments', counts.attachments.missing.length > 0 ? [`missing ${counts.attachments.missing.length}`] : [], attachments),
        check('schema', [], counts.schemaVersion + pending),
        check('erasures', isAuthentic(erasures, vault.vaultId, vault.erasureKey) ? [] : ['foreign'], erasures.entries.length),
      ]
      tools.progress('checking', 1, 1)
      return { outside: outsideOf(outer.manifest, source.size), openedWith, sha256, counts: counts.tables, checks }
    } finally {
      wipe(fileKey)
    }
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown }
    throw typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
      ? damaged('practice.sqlite', error)
      : error
  } finally {
    image?.close()
    source.close()
  }
}
