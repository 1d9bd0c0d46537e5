// [Note: place] Whether a vault is the original or a copy. The database remembers the folder it lives in: a folder moved or renamed on
// its disk keeps its number there (inode; file id on Windows), a copy gets another. The memory lies inside the encrypted database, so it
// cannot be lost apart from the data or be edited. A copy opens with a warning; it becomes the live one when the owner adopts it.
import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { withIoErrors } from '../core/files.ts'

/** Where a vault folder lies. */
export interface Place {
  /** SHA-256 of the real path. */
  pathHash: string
  inode: string
  /** Birth of the folder in milliseconds since 1970, `0` where the file system does not know. */
  bornAt: string
}

export function placeOf(folder: string): Place {
  return withIoErrors(folder, () => {
    const real = realpathSync(folder)
    const { ino, birthtimeMs } = statSync(real, { bigint: true })
    return { pathHash: createHash('sha256').update(real).digest('hex'), inode: String(ino), bornAt: String(birthtimeMs) }
  })
}

/**
 * True when `now` is where the vault lived `before`, or the same folder moved. Device numbers are left out: they change between starts
 * of one machine. So the inode decides, and with it the path or the folder's birth, as small numbers recur on other disks.
 */
export const isSamePlace = (before: Place, now: Place): boolean =>
  before.inode === now.inode && (before.pathHash === now.pathHash || (before.bornAt !== '0' && before.bornAt === now.bornAt))
