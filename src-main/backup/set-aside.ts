// [Note: set aside] A restored vault takes the live one's place by two renames. A marker beside them names both ends, so that a start after
// a kill finishes what was begun; until then the old vault is whole under its new name. Vaults set aside go after 30 days.
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../core/errors.ts'
import { moveFile, reach, readWholeFile, removeIfThere, withIoErrors, writeWholeFile } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import { vaultExists } from '../vault/folder.ts'
import { lockFolder } from '../vault/lock-file.ts'

export const asideDays = 30

const marker = z.strictObject({ from: z.string(), aside: z.string() })
const markerOf = (vaultFolder: string): string => path.join(path.dirname(vaultFolder), `.${path.basename(vaultFolder)}.making-live.json`)
const asideMark = '.set-aside-'

/** Instants in names of folders: no colon, as Windows has none. */
const stamp = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z').replaceAll(':', '')
const instantOf = (text: string): string | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2}T)(\d{2})(\d{2})(\d{2})Z/.exec(text)
  return match ? `${match[1]!}${match[2]!}:${match[3]!}:${match[4]!}.000Z` : undefined
}

/** Ends what a kill between the two renames left. Harmless when there is nothing. */
export function finishMakeLive(vaultFolder: string): void {
  const file = markerOf(vaultFolder)
  if (!existsSync(file)) return
  const read = marker.safeParse(JSON.parse(readWholeFile(file, 10_000).toString('utf8')))
  if (read.success && !vaultExists(vaultFolder)) {
    if (existsSync(read.data.from)) moveFile(read.data.from, vaultFolder)
    else if (existsSync(read.data.aside)) moveFile(read.data.aside, vaultFolder)
  }
  removeIfThere(file)
}

/** Another disk: copied beside the live one first, whole; the restored folder stays where it is. */
function bringBeside(from: string, vaultFolder: string): string {
  if (statSync(from).dev === statSync(path.dirname(vaultFolder)).dev) return from
  const near = `${vaultFolder}.incoming`
  withIoErrors(near, () => {
    removeIfThere(near)
    cpSync(from, near, { recursive: true, errorOnExist: true })
  })
  return near
}

/**
 * Puts the vault in `from` in the live one's place. The caller has locked the live one.
 * @returns where the former one lies now
 * @throws AppError `not_found` (`noVault`), `locked` when either is open elsewhere, `io`
 */
export function makeLive(vaultFolder: string, from: string, now: string): string {
  if (!vaultExists(from)) throw new AppError('not_found', 'noVault')
  if (path.resolve(from) === path.resolve(vaultFolder)) throw new AppError('conflict', 'backupSameVault')
  for (const folder of [from, vaultFolder]) if (vaultExists(folder)) lockFolder(folder).release()
  let aside = `${vaultFolder}${asideMark}${stamp(now)}`
  for (let number = 2; existsSync(aside); number += 1) aside = `${vaultFolder}${asideMark}${stamp(now)}-${number}`
  const near = bringBeside(from, vaultFolder)
  reach('makeLive', vaultFolder)
  writeWholeFile(markerOf(vaultFolder), JSON.stringify({ from: near, aside }), { overwrite: true })
  if (existsSync(vaultFolder)) moveFile(vaultFolder, aside)
  reach('betweenVaults', vaultFolder)
  moveFile(near, vaultFolder)
  removeIfThere(markerOf(vaultFolder))
  return aside
}

export interface Aside {
  path: string
  kind: 'vault' | 'safetyCopy'
  at: string
  days: number
  /** Local date. */
  goesOn: string
}

const aside = (file: string, kind: Aside['kind'], at: string, now: string): Aside => ({
  path: file,
  kind,
  at,
  days: Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / 86_400_000)),
  goesOn: Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Helsinki').toPlainDate().add({ days: asideDays }).toString(),
})

/** Vaults set aside and copies made before migrations, oldest first. */
export function listAsides(vaultFolder: string, now: string): Aside[] {
  const found: Aside[] = []
  const parent = path.dirname(vaultFolder)
  const start = `${path.basename(vaultFolder)}${asideMark}`
  if (existsSync(parent))
    for (const name of readdirSync(parent)) {
      const at = name.startsWith(start) ? instantOf(name.slice(start.length)) : undefined
      if (at) found.push(aside(path.join(parent, name), 'vault', at, now))
    }
  const copies = path.join(vaultFolder, 'safety-copies')
  if (existsSync(copies))
    for (const name of readdirSync(copies))
      if (name.endsWith('.db')) {
        const file = path.join(copies, name)
        found.push(aside(file, 'safetyCopy', new Date(statSync(file).mtimeMs).toISOString(), now))
      }
  return found.toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

/**
 * Removes those that have had their 30 days, and those older than the newest erasure once a verified backup is newer than both: what was
 * destroyed by law must not live on in them.
 */
export function removeOldAsides(db: Database, vaultFolder: string, now: string): string[] {
  const erasedAt = db.statement('SELECT max(erased_at) FROM erasures').pluck().get() as string | null
  const backedUpAt = db
    .statement('SELECT max(created_at) FROM backups WHERE verified_at IS NOT NULL AND removed_at IS NULL')
    .pluck()
    .get() as string | null
  const isErased = (at: string): boolean => erasedAt !== null && at < erasedAt && backedUpAt !== null && backedUpAt > erasedAt
  const removed: string[] = []
  for (const { path: file, at, days } of listAsides(vaultFolder, now)) {
    if (days < asideDays && !isErased(at)) continue
    try {
      removeIfThere(file)
      removed.push(file)
    } catch {
      // tried again at the next run
    }
  }
  return removed
}
