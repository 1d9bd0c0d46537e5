// [Note: one writer] One process works in a vault folder at a time: window, command line or test. The lock is SQLite's own exclusive
// lock on the empty file vault.lock, so the operating system ends it with the process, however that dies: nothing stale can block,
// no process id can be mistaken for another's, and it also holds between two vaults opened by one process.
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../core/errors.ts'
import { ioError } from '../core/files.ts'
import { lockName } from './folder.ts'

export interface FolderLock {
  release(): void
}

/** @throws AppError `locked` (`vaultInUse`) when another process, or this one, has the vault open; `io` */
export function lockFolder(folder: string): FolderLock {
  const file = path.join(folder, lockName)
  let lock: Sqlite.Database | undefined
  try {
    lock = new Sqlite(file, { timeout: 0 })
    lock.pragma('journal_mode=MEMORY') // nothing is ever written, so no journal file is wanted either
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') throw new AppError('locked', 'vaultInUse')
    if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_IOERR') || code === 'SQLITE_PERM')
      throw new AppError('io', 'folderNotWritable', { cause: error })
    if (code === 'SQLITE_FULL') throw new AppError('io', 'diskFull', { params: { file: lockName, errno: 'ENOSPC' }, cause: error })
    throw ioError(error, file)
  }
  const held = lock
  return {
    release() {
      if (held.open) held.close() // rolls back and lets go
    },
  }
}
