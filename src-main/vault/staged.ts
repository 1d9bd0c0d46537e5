// [Note: staging] Several files change as one. They are made in `staging/` beside the old ones; writing the marker `staging/commit` is
// the moment of change; moving them into place can be repeated any number of times and needs no key. A start after a kill finishes the
// move when the marker is there and throws the new files away when it is not: the old state or the new one, never between.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { ensureFolder, moveFile, reach, readWholeFile, removeIfThere, syncFolder, withIoErrors, writeWholeFile } from '../core/files.ts'
import { stagingName } from './folder.ts'

const markerName = 'commit'
const oldEnding = '.replaced'

export interface Staging {
  /** Where the new file or folder called `name` is to be made. */
  path(name: string): string
  /** The moment of change, then the move. Old database side files (`-wal`, `-shm`) must be of no more worth: the database is closed. */
  commit(names: readonly string[]): void
  /** Throws the new files away. */
  abandon(): void
}

const isPlainName = (name: unknown): name is string => typeof name === 'string' && /^[a-z][a-z.]{0,60}$/.test(name)

/** Moves what is in staging into place. Repeatable. */
function apply(folder: string): void {
  const staging = path.join(folder, stagingName)
  let names: unknown
  try {
    names = JSON.parse(readWholeFile(path.join(staging, markerName), 10_000).toString('utf8'))
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('damaged', 'stagingDamaged')
  }
  if (!Array.isArray(names) || !names.every(isPlainName)) throw new AppError('damaged', 'stagingDamaged')
  for (const name of names) {
    const fresh = path.join(staging, name)
    if (!existsSync(fresh)) continue // moved already, by the run that was cut off
    const target = path.join(folder, name)
    if (name.endsWith('.db')) {
      // An old write-ahead log beside the new database would be replayed into it.
      removeIfThere(`${target}-wal`)
      removeIfThere(`${target}-shm`)
    }
    if (existsSync(target)) moveFile(target, path.join(staging, `${name}${oldEnding}`))
    moveFile(fresh, target)
  }
  finish(folder)
}

/** Removes staging, the marker last but for the folder: a kill in between is found and ended by the next start. */
function finish(folder: string): void {
  const staging = path.join(folder, stagingName)
  withIoErrors(staging, () => {
    for (const name of readdirSync(staging)) if (name !== markerName) removeIfThere(path.join(staging, name))
    removeIfThere(staging)
    syncFolder(folder)
  })
}

/** Begins anew; leftovers of an earlier run without a marker are thrown away. The caller holds the folder's lock. */
export function beginStaging(folder: string): Staging {
  recoverStaging(folder)
  const staging = path.join(folder, stagingName)
  ensureFolder(staging)
  return {
    path: (name) => path.join(staging, name),
    commit(names) {
      syncFolder(staging)
      writeWholeFile(path.join(staging, markerName), JSON.stringify(names))
      reach('committed', staging)
      apply(folder)
    },
    abandon: () => removeIfThere(staging),
  }
}

/**
 * Ends what a killed run left. The caller holds the folder's lock and has no file of the vault open.
 * @returns `finished` when a change was completed, `discarded` when one was thrown away
 */
export function recoverStaging(folder: string): 'nothing' | 'finished' | 'discarded' {
  const staging = path.join(folder, stagingName)
  if (!existsSync(staging)) return 'nothing'
  if (existsSync(path.join(staging, markerName))) {
    apply(folder)
    return 'finished'
  }
  removeIfThere(staging)
  return 'discarded'
}
