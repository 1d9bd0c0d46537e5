import { mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Database } from './database.ts'
import { integrityProblems, openDatabase } from './open.ts'

/**
 * An encrypted copy of the database in `folder`, read back whole before it gets its final name. `VACUUM INTO` of a keyed database
 * keeps cipher and key, so no plaintext touches the disk.
 * @returns the copy's path
 */
export function makeSafetyCopy(db: Database, key: Uint8Array, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const target = path.join(folder, name)
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  rmSync(target, { force: true })
  db.raw.prepare('VACUUM INTO ?').run(unfinished)
  const copy = openDatabase({ file: unfinished, key, readonly: true })
  try {
    const problems = integrityProblems(copy)
    if (problems.length > 0) throw new AppError('io', 'safetyCopyUnreadable')
  } finally {
    copy.close()
  }
  renameSync(unfinished, target)
  return target
}
