// The database's part of a restore: the plain image in memory is checked, copied under the fresh key, erasures applied again, brought to
// this version's schema and checked once more. Nothing of it touches the attachments, so it can run beside their reading
// (restore-thread.ts).
import type { Head } from '../audit/log.ts'
import { AppError } from '../core/errors.ts'
import { reach } from '../core/files.ts'
import { inTransaction, type Database } from '../database/database.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import type { ContentCounts } from './contents.ts'
import { copyDatabase } from './copy-database.ts'
import { checkCounts, checkLog, checkStructure } from './database-checks.ts'
import { clearSearch, eraseAgain } from './erase-again.ts'
import type { ErasureList } from './erasures.ts'
import { openImage } from './image.ts'
import { countRows, readVault, type ImageVault } from './image-facts.ts'
import type { JobTools } from './job-tools.ts'
import type { BackupCheck } from './shapes-contract.ts'
import { damaged } from './tar.ts'

export interface DatabaseOrder {
  /** New file in the staging folder. */
  file: string
  key: Uint8Array
  /** What the file says of its own database. */
  vaultId: string
  counts: { tables: Record<string, number>; logHead: Head; schemaVersion: number }
  /** Authentic ones, the list inside the backup first. */
  lists: readonly ErasureList[]
  /** Instant. */
  now: string
}

export interface RestoredDatabase {
  checks: BackupCheck[]
  erased: number
  migrated: number
}

export interface OpenedImage {
  image: Database
  vault: ImageVault
}

/** Opens the image and lets go of the bytes, which are wiped. @throws AppError `damaged` when it is another vault's; Error of SQLite */
export function openRestored(bytes: Uint8Array, vaultId: string): OpenedImage {
  const image = openImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  bytes.fill(0)
  try {
    const vault = readVault(image)
    if (vault.vaultId !== vaultId) throw damaged('practice.sqlite')
    return { image, vault }
  } catch (error) {
    image.close()
    throw error
  }
}

/**
 * Closes the image in any case.
 * @throws AppError `damaged`, `cancelled`, `newer`; Error of SQLite
 */
export async function restoreDatabase({ image, vault }: OpenedImage, order: DatabaseOrder, tools: JobTools): Promise<RestoredDatabase> {
  let fresh: Database | undefined
  try {
    const counts = order.counts as ContentCounts
    const checks = [checkCounts(image, counts), await checkLog(image, vault.vaultId, counts)]
    tools.throwIfCancelled()
    reach('restoreDatabase', order.file)
    let erased = 0
    let copied: Record<string, number> = {}
    copyDatabase(image, {
      file: order.file,
      key: order.key,
      progress: (doneTables, tables) => {
        tools.throwIfCancelled()
        tools.progress('rows', doneTables, tables)
      },
      change(db) {
        copied = countRows(db, 'fresh')
        erased = eraseAgain(db, order.lists, vault.erasureKey)
      },
    })
    if (Object.entries(order.counts.tables).some(([table, rows]) => copied[table] !== rows)) throw damaged('practice.sqlite')
    image.close()
    tools.throwIfCancelled()
    tools.progress('checking', 0, 1)
    const open = (fresh = openDatabase({ file: order.file, key: order.key }))
    open.raw.pragma('journal_mode=WAL')
    const migrated = migrate(open, { migrations: readMigrations(), at: order.now }).length
    if (erased > 0) inTransaction(open, () => clearSearch(open))
    const structure = checkStructure(open)
    if (structure.some(({ ok }) => !ok)) throw damaged('practice.sqlite')
    return { checks: [...checks, ...structure], erased, migrated }
  } finally {
    if (image.raw.open) image.close()
    if (fresh?.raw.open) fresh.close()
  }
}

/** @throws AppError `newer` */
export function checkSchema({ schemaVersion }: Pick<ContentCounts, 'schemaVersion'>): 'same' | 'older' {
  const known = readMigrations().length
  if (schemaVersion > known) throw new AppError('newer', 'backupSchemaNewer', { details: { schemaVersion, known } })
  return schemaVersion === known ? 'same' : 'older'
}
