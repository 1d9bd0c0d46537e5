// The table `drills`: facts of each yearly restore, so that its certificate can be made again in any language.
import type { Language } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import type { Opener } from './open-backup.ts'
import type { BackupCheck, Drill } from './shapes-contract.ts'

/** What the certificate says; no client data. */
export interface DrillFacts {
  practice: string
  vaultId: string
  checks: BackupCheck[]
  fileBytes: number
  /** The place of the plan it came from; null for a file found elsewhere. */
  place: string | null
  appVersion: string
  formatVersion: number
  backupHead: { number: number; hash: string }
  /** Head of the live log when the certificate was made: an anchor on paper. */
  anchor: { number: number; hash: string }
  rows: number
  clients: number
  attachments: { files: number; bytes: number }
  seconds: number
  timeZone: string
  /** Answer to "Is this right?"; null until it is given. */
  right: boolean | null
}

export interface DrillRow {
  id: string
  at: string
  ok: boolean
  openedWith: Opener
  backupCreatedAt: string
  fileName: string
  sha256: string
  userId: string
  userName: string
  facts: DrillFacts
  certificatePath: string
  certificateSha256: string
  language: Language
  confirmedAt: string | null
  confirmedBy: string | null
}

const fields = `id, at, ok, opened_with AS openedWith, backup_created_at AS backupCreatedAt, file_name AS fileName, sha256, user_id AS userId,
  user_name AS userName, facts, certificate_path AS certificatePath, certificate_sha256 AS certificateSha256, language,
  confirmed_at AS confirmedAt, confirmed_by AS confirmedBy`

type Stored = Omit<DrillRow, 'ok' | 'facts'> & { ok: number; facts: string }
const rowOf = (row: Stored): DrillRow => ({ ...row, ok: row.ok === 1, facts: JSON.parse(row.facts) as DrillFacts })

/** Newest first. */
export const readDrills = (db: Database): DrillRow[] =>
  db.statement<Stored>(`SELECT ${fields} FROM drills ORDER BY at DESC, id DESC`).all().map(rowOf)

/** By its id, or by its certificate's path: the newest with that path. @throws AppError `not_found` (`drillNotFound`) */
export function findDrill(db: Database, idOrPath: string): DrillRow {
  const row = db
    .statement<Stored>(`SELECT ${fields} FROM drills WHERE id = ? OR certificate_path = ? ORDER BY at DESC, id DESC LIMIT 1`)
    .get(idOrPath, idOrPath)
  if (!row) throw new AppError('not_found', 'drillNotFound')
  return rowOf(row)
}

export function insertDrill(db: Database, row: DrillRow): void {
  db.statement(
    `INSERT INTO drills (id, at, ok, opened_with, backup_created_at, file_name, sha256, user_id, user_name, facts, certificate_path,
       certificate_sha256, language, confirmed_at, confirmed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.at,
    row.ok ? 1 : 0,
    row.openedWith,
    row.backupCreatedAt,
    row.fileName,
    row.sha256,
    row.userId,
    row.userName,
    JSON.stringify(row.facts),
    row.certificatePath,
    row.certificateSha256,
    row.language,
    row.confirmedAt,
    row.confirmedBy,
  )
}

export function updateDrill(db: Database, row: DrillRow): void {
  db.statement(
    'UPDATE drills SET ok = ?, facts = ?, certificate_path = ?, certificate_sha256 = ?, language = ?, confirmed_at = ?, confirmed_by = ? WHERE id = ?',
  ).run(
    row.ok ? 1 : 0,
    JSON.stringify(row.facts),
    row.certificatePath,
    row.certificateSha256,
    row.language,
    row.confirmedAt,
    row.confirmedBy,
    row.id,
  )
}

export const publicDrill = (row: DrillRow): Drill => ({
  id: row.id,
  at: row.at,
  ok: row.ok,
  openedWith: row.openedWith,
  backupCreatedAt: row.backupCreatedAt,
  fileName: row.fileName,
  sha256: row.sha256,
  userName: row.userName,
  checks: row.facts.checks,
  confirmedAt: row.confirmedAt,
  confirmedBy: row.confirmedBy,
  certificate: { path: row.certificatePath, language: row.language },
})
