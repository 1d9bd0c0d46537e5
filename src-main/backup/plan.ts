// When and where copies are made: one row, JSON of what the contract says.
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import { defaultKeepRules } from './keep.ts'
import type { BackupPlan } from './shapes-contract.ts'

export interface StoredPlan extends BackupPlan {
  clockConfirmedAt: string | null
  lastFailure: StoredFailure | null
}

/** By key, not by text: it is shown in the language of the day. */
export interface StoredFailure {
  at: string
  folderId: string | null
  code: string
  key: string
  params: Record<string, string | number>
}

const defaults = { folders: [], keep: defaultKeepRules, drillMonths: 12 }

export function readPlan(db: Database): StoredPlan {
  const row = db
    .statement<{ value: string; revision: number; confirmed: string | null; failure: string | null }>(
      'SELECT value, revision, clock_confirmed_at AS confirmed, last_failure AS failure FROM backup_plan WHERE number = 1',
    )
    .get()
  if (!row) return { ...defaults, revision: 0, clockConfirmedAt: null, lastFailure: null }
  return {
    ...defaults,
    ...(JSON.parse(row.value) as Omit<BackupPlan, 'revision'>),
    revision: row.revision,
    clockConfirmedAt: row.confirmed,
    lastFailure: row.failure === null ? null : (JSON.parse(row.failure) as StoredFailure),
  }
}

const ensureRow = (db: Database): void =>
  void db.statement('INSERT OR IGNORE INTO backup_plan (number, value, revision) VALUES (1, ?, 0)').run(JSON.stringify(defaults))

export function writePlan(db: Database, { folders, keep, drillMonths }: Omit<BackupPlan, 'revision'>): number {
  ensureRow(db)
  db.statement('UPDATE backup_plan SET value = ?, revision = revision + 1 WHERE number = 1').run(
    JSON.stringify({ folders, keep, drillMonths }),
  )
  return readPlan(db).revision
}

export function writeFailure(db: Database, failure: StoredFailure | null): void {
  ensureRow(db)
  db.statement('UPDATE backup_plan SET last_failure = ? WHERE number = 1').run(failure === null ? null : JSON.stringify(failure))
}

export function confirmClock(db: Database, at: string): void {
  ensureRow(db)
  db.statement('UPDATE backup_plan SET clock_confirmed_at = ? WHERE number = 1').run(at)
}

export const newFolderId = (at: string): string => newId(at)
