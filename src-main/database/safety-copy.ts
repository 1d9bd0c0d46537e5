import { chmodSync, closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { ensureFolder, moveFile, reach, removeIfThere, withIoErrors } from '../core/files.ts'
import type { Database } from './database.ts'
import { integrityProblems, openDatabase } from './open.ts'

/**
 * An encrypted copy of the database in `folder`, read back whole before it gets its final name. `VACUUM INTO` of a keyed database
 * keeps cipher and key, so no plaintext touches the disk.
 * @returns the copy's path
 */
export function makeSafetyCopy(db: Database, key: Uint8Array, folder: string, name: string): string {
  ensureFolder(folder)
  const target = path.join(folder, name)
  const unfinished = `${target}.unfinished`
  for (const left of readdirSync(folder)) if (left.endsWith('.unfinished')) removeIfThere(path.join(folder, left)) // of a run that was killed
  reach('safetyCopy', target)
  db.raw.prepare('VACUUM INTO ?').run(unfinished)
  const copy = openDatabase({ file: unfinished, key, readonly: true })
  try {
    const problems = integrityProblems(copy)
    if (problems.length > 0) throw new AppError('io', 'safetyCopyUnreadable')
  } finally {
    copy.close()
  }
  withIoErrors(target, () => {
    chmodSync(unfinished, 0o600)
    const descriptor = openSync(unfinished, 'r+') // VACUUM INTO leaves it to us to bring the copy to the disk
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
  moveFile(unfinished, target)
  return target
}
