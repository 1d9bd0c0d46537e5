// The table `backups`: which files this vault has made, and what is known of each.
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import type { MadeFile } from './make.ts'
import type { Opener } from './open-backup.ts'
import { opensWith } from './verify.ts'

export interface BackupRow {
  id: string
  path: string
  folderId: string | null
  createdAt: string
  bytes: number
  sha256: string | null
  logNumber: number
  logHash: string
  verifiedAt: string | null
  provedAt: string | null
  provedWith: Opener | null
  recoveryRecipient: string
  backupRecipient: string | null
}

const fields = `id, path, folder_id AS folderId, created_at AS createdAt, bytes, sha256, log_number AS logNumber, log_hash AS logHash,
  verified_at AS verifiedAt, proved_at AS provedAt, proved_with AS provedWith, recovery_recipient AS recoveryRecipient, backup_recipient AS backupRecipient`

/** Those that have not been removed, newest first. */
export const backupRows = (db: Database): BackupRow[] =>
  db.statement<BackupRow>(`SELECT ${fields} FROM backups WHERE removed_at IS NULL ORDER BY created_at DESC, id DESC`).all()

export const hasPassphrase = (row: Pick<BackupRow, 'backupRecipient'>): Opener[] => opensWith(row.backupRecipient !== null)

/** Remembers a file that was made and read back. Returns its id. */
export function recordMade(db: Database, made: MadeFile, file: string, folderId: string | null, at: string): string {
  const id = newId(at)
  // A file that was there under the same name has been replaced.
  db.statement("UPDATE backups SET removed_at = ?, removed_why = 'gone' WHERE path = ? AND removed_at IS NULL").run(at, file)
  db.statement(
    `INSERT INTO backups (id, path, folder_id, created_at, bytes, sha256, log_number, log_hash, verified_at, recovery_recipient, backup_recipient)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (path, created_at) DO UPDATE SET removed_at = NULL, removed_why = NULL, bytes = excluded.bytes, sha256 = excluded.sha256,
       verified_at = excluded.verified_at, folder_id = excluded.folder_id`,
  ).run(
    id,
    file,
    folderId,
    made.createdAt,
    made.bytes,
    made.sha256,
    made.logHead.number,
    made.logHead.hash,
    at,
    made.recoveryRecipient,
    made.backupRecipient,
  )
  return db.statement('SELECT id FROM backups WHERE path = ? AND created_at = ?').pluck().get(file, made.createdAt) as string
}

export const markRemoved = (db: Database, id: string, why: 'keepRules' | 'gone', at: string): void =>
  void db.statement('UPDATE backups SET removed_at = ?, removed_why = ? WHERE id = ?').run(at, why, id)

/** Whether the file is there with its size: null while its folder is not. */
export function isPresent(row: Pick<BackupRow, 'path' | 'bytes'>): boolean | null {
  if (!existsSync(path.dirname(row.path))) return null
  try {
    return statSync(row.path).size === row.bytes
  } catch {
    return false
  }
}

/** A verification of a known file: good, or found damaged, after which it no longer counts for the keep rules. */
export function recordVerification(db: Database, file: string, outcome: { at: string; sha256: string } | 'damaged'): void {
  if (outcome === 'damaged') db.statement('UPDATE backups SET verified_at = NULL WHERE path = ? AND removed_at IS NULL').run(file)
  else
    db.statement('UPDATE backups SET verified_at = ? WHERE path = ? AND sha256 = ? AND removed_at IS NULL').run(
      outcome.at,
      file,
      outcome.sha256,
    )
}
