import { existsSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { AppError } from '../core/errors.ts'
import { wrap, type Database } from './database.ts'

export interface OpenOptions {
  file: string
  /** 32 bytes: the database key derived from the data key. */
  key: Uint8Array
  readonly?: boolean
}

const hex = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex')

/**
 * Sets the SQLCipher 4 format and the raw key, in the order the build wants them. The key pragma's text lives only in this call;
 * better-sqlite3 keeps no statement for it.
 */
function unlock(raw: Sqlite.Database, key: Uint8Array): void {
  raw.pragma("cipher='sqlcipher'")
  raw.pragma('legacy=4')
  raw.pragma(`key="x'${hex(key)}'"`)
}

function configure(raw: Sqlite.Database, file: string, readonly: boolean): void {
  // [Note: synchronous] reads FULL only in the session that switches to WAL and NORMAL on every later open: set each time.
  raw.pragma('synchronous=FULL')
  raw.pragma('foreign_keys=ON')
  raw.pragma('temp_store=MEMORY') // temp files would be plaintext
  raw.pragma('secure_delete=ON')
  raw.pragma('cache_size=-64000') // KiB: with 64 MB encrypted reads cost the same as plain ones for one practice's ten years
  raw.pragma('busy_timeout=5000')
  raw.pragma('trusted_schema=OFF')
  if (!readonly) raw.pragma('journal_size_limit=67108864')
  void file
}

/**
 * Opens an existing database. Opening proves nothing (an empty file opens with any key), so the first page is read at once and the
 * caller compares the vault id inside.
 * @throws AppError `damaged` when the file is missing, empty or not readable with this key; `io` when the machine refuses.
 */
export function openDatabase({ file, key, readonly = false }: OpenOptions): Database {
  if (!existsSync(file) || statSync(file).size === 0) throw new AppError('damaged', 'databaseMissing')
  let raw: Sqlite.Database
  try {
    raw = new Sqlite(file, { fileMustExist: true, readonly })
  } catch (cause) {
    throw new AppError('io', 'databaseNotOpened', { cause })
  }
  try {
    unlock(raw, key)
    const tables = raw.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number
    if (tables === 0) throw new AppError('damaged', 'databaseMissing')
    configure(raw, file, readonly)
    return wrap(raw, file)
  } catch (cause) {
    raw.close()
    if (cause instanceof AppError) throw cause
    const code = (cause as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_BUSY')) throw new AppError('locked', 'databaseInUse', { cause })
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR'))
      throw new AppError('damaged', 'databaseUnreadable', { cause })
    throw cause
  }
}

/** Creates a new encrypted database; refuses an existing file. Migrations are the caller's next step. */
export function createDatabase({ file, key }: OpenOptions): Database {
  if (existsSync(file)) throw new AppError('conflict', 'databaseExists')
  const raw = new Sqlite(file)
  try {
    unlock(raw, key)
    raw.pragma('journal_mode=WAL')
    configure(raw, file, false)
    return wrap(raw, file)
  } catch (cause) {
    raw.close()
    throw cause
  }
}

/** Every page's HMAC and the b-trees. `cipher_integrity_check` is ignored by this build and says nothing, so only this counts. */
export const integrityProblems = (db: Database): string[] => {
  try {
    return (db.raw.pragma('integrity_check(20)') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((text) => text !== 'ok')
  } catch (error) {
    return [(error as { code?: string }).code ?? 'unreadable']
  }
}
