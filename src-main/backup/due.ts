// Which places want a copy now.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../database/database.ts'
import { isFolder } from './folders.ts'
import { listName } from './erasures.ts'
import { localDateOf } from './keep.ts'
import { isPresent, type BackupRow } from './records.ts'
import type { PlanFolder } from './shapes-contract.ts'

export interface PlaceState {
  folder: PlanFolder
  connected: boolean
  /** Instant of its newest verified copy; those on a stick that is away count. */
  lastAt: string | null
  due: boolean
  overdueDays: number
}

export type Trigger = 'timer' | 'quit' | 'asked'

/** Days between copies. */
const everyDays = { daily: 1, weekly: 7 } as const
/** At quit, work of the day that is not in the newest copy is worth another one after so long. */
const quitAfterHours = 4

/** Kinds of log entries that change nothing a copy would have to hold. */
const readingKinds = ['session', 'view', 'list', 'searchHit', 'verify', 'backup', 'failed', 'print', 'export']

/** Whether something was written since the entry. */
export function changedSince(db: Database, logNumber: number): boolean {
  const marks = readingKinds.map(() => '?').join(', ')
  return (
    db.statement(`SELECT 1 FROM audit_log WHERE number > ? AND kind NOT IN (${marks}) LIMIT 1`).get(logNumber, ...readingKinds) !==
    undefined
  )
}

/**
 * Whether the place is there. The mount point of a stick can stay behind as an empty folder on the computer's own disk: where copies were
 * made before and nothing of them is left, the stick is taken to be away.
 */
export function isConnected(folder: PlanFolder, rows: readonly BackupRow[], vaultId: string): boolean {
  if (!isFolder(folder.path)) return false
  const before = rows.filter((row) => row.folderId === folder.id && path.dirname(row.path) === path.resolve(folder.path))
  if (!folder.removable || before.length === 0) return true
  try {
    return (
      existsSync(path.join(folder.path, listName(vaultId))) || readdirSync(folder.path).some((name) => name.endsWith('.vastaanotto-backup'))
    )
  } catch {
    return false
  }
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

export interface Moment {
  now: string
  /** Local date. */
  today: string
  timeZone: string
}

/** @param changed whether the newest copy lacks work, asked only at quit */
export function placeState(
  folder: PlanFolder,
  rows: readonly BackupRow[],
  vaultId: string,
  { now, today, timeZone }: Moment,
  trigger: Trigger = 'timer',
  changed: (logNumber: number) => boolean = () => false,
): PlaceState {
  const connected = isConnected(folder, rows, vaultId)
  const newest = rows.find((row) => row.folderId === folder.id && row.verifiedAt !== null && (!connected || isPresent(row) !== false))
  const every = everyDays[folder.schedule]
  // A copy from the future (the clock was wrong then) must not hold up today's.
  const since = newest ? daysBetween(localDateOf(newest.createdAt, timeZone), today) : Infinity
  const late =
    newest !== undefined && folder.schedule === 'daily' && trigger === 'quit' && hoursBetween(newest.createdAt, now) >= quitAfterHours
  const due = trigger === 'asked' || since >= every || since < 0 || (late && changed(newest.logNumber))
  return {
    folder,
    connected,
    lastAt: newest?.createdAt ?? null,
    due,
    overdueDays: Number.isFinite(since) ? Math.max(0, since - every) : 0,
  }
}

export const hoursBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000)
