// Where a folder for backups lies: carried to other computers by a service, on the practice's own disk, on something that can be unplugged.
import { accessSync, constants, existsSync, readdirSync, realpathSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { syncServices } from './shapes-contract.ts'

export type SyncService = (typeof syncServices)[number]

/** By the names that the services' own programs give their folders, on Windows, macOS and Linux. */
const byName: readonly [RegExp, SyncService][] = [
  [/^OneDrive( ?[-–] .+|-.+)?$/i, 'OneDrive'],
  [/^SkyDrive$/i, 'OneDrive'],
  [/^(iCloud ?Drive|com~apple~CloudDocs|Mobile Documents)$/i, 'iCloud'],
  [/^Dropbox( \(.+\)|-.+)?$/i, 'Dropbox'],
  [/^(Google ?Drive( \(.+\))?|GoogleDrive-.+|DriveFS)$/i, 'Google Drive'],
  [/^(Nextcloud|ownCloud)(-.+|\d+)?$/i, 'Nextcloud'],
]
/** By what lies in the folder that is synchronised. */
const byMarker: readonly [RegExp, SyncService][] = [
  [/^\.dropbox(\.cache)?$/i, 'Dropbox'],
  [/^(\.sync_[0-9a-f]+\.db(-wal|-shm)?|\._sync_[0-9a-f]+\.db(-wal|-shm)?|\.nextcloudsync\.log|\.owncloudsync\.log)$/i, 'Nextcloud'],
  [/^\.tmp\.drive(download|upload)$/i, 'Google Drive'],
  [/^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i, 'OneDrive'],
]

const realOr = (folder: string): string => {
  try {
    return realpathSync(folder)
  } catch {
    return path.resolve(folder)
  }
}

/** The folder and those above it, nearest first; where it is missing, from the nearest that is there. */
function upwards(folder: string): string[] {
  const found = [folder]
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) found.push(path.dirname(at))
  return found
}

/** The service that carries the folder to other computers, by its name or its markers; also through a symbolic link. */
export function recognisedService(folder: string): SyncService | null {
  for (const start of new Set([path.resolve(folder), realOr(folder)]))
    for (const one of upwards(start)) {
      const named = byName.find(([pattern]) => pattern.test(path.basename(one)))
      if (named) return named[1]
      let entries: string[] = []
      try {
        entries = existsSync(one) ? readdirSync(one) : []
      } catch {
        continue // not ours to look into
      }
      const marked = byMarker.find(([pattern]) => entries.some((name) => pattern.test(name)))
      if (marked) return marked[1]
    }
  return null
}

/** Whether two places lie on one disk; false where one of them is not there. */
export function onSameDisk(one: string, other: string): boolean {
  try {
    return statSync(one).dev === statSync(other).dev
  } catch {
    return false
  }
}

/** A place where sticks and drives appear: asked for when it is missing. */
export function looksRemovable(folder: string, vaultFolder: string): boolean {
  const whole = path.resolve(folder)
  if (/^\/(media|run\/media|Volumes|mnt)\//.test(whole)) return true
  const root = path.parse(whole).root
  return /^[A-Z]:\\$/i.test(root) && root.toLowerCase() !== path.parse(path.resolve(vaultFolder)).root.toLowerCase()
}

export const isFolder = (folder: string): boolean => {
  try {
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Free bytes of the disk; null where the system does not tell. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
