// [Note: image] A backup's database is a plain SQLite image that never touches a disk: `VACUUM INTO` of a keyed database makes an encrypted
// copy without free pages (they can hold deleted words), `serialize` decrypts that copy into memory. The live database is read through a
// connection of its own, in one read transaction, so the copy is of one moment while she goes on working.
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { reach, removeIfThere } from '../core/files.ts'
import { wrap, type Database } from '../database/database.ts'
import { openDatabase } from '../database/open.ts'

/** Leftovers under this name are removed at the next unlock (core/files.ts, `removeLeftovers`). */
export const imageCopyName = '.backup-image.unfinished-000000000000'

/**
 * @param live the practice's database file
 * @param key its key
 * @param scratch folder for the encrypted copy: the vault folder
 * @param read what is wanted from the copy, before it is decrypted: an image opened in memory would take its size twice
 */
export function takeImage<T>(live: string, key: Uint8Array, scratch: string, read: (copy: Database) => T): { image: Buffer; facts: T } {
  const copy = path.join(scratch, imageCopyName)
  reach('image', live)
  removeIfThere(copy)
  try {
    const source = openDatabase({ file: live, key, readonly: true })
    try {
      source.raw.pragma('cache_size=-16000')
      source.raw.prepare('VACUUM INTO ?').run(copy)
    } finally {
      source.close()
    }
    reach('imageCopied', live)
    const fresh = openDatabase({ file: copy, key, readonly: true })
    try {
      fresh.raw.pragma('cache_size=-2000')
      const facts = read(fresh)
      const image = fresh.raw.serialize()
      image[18] = image[19] = 1 // a write-ahead-log header opens from memory only like this
      return { image, facts }
    } finally {
      fresh.close()
    }
  } finally {
    removeIfThere(copy)
  }
}

/** Opens an image in memory. SQLite takes a copy of its own: let go of `image` afterwards. */
export function openImage(image: Buffer): Database {
  const raw = new Sqlite(image)
  raw.pragma('temp_store=MEMORY')
  raw.pragma('trusted_schema=OFF')
  return wrap(raw, ':memory:')
}
