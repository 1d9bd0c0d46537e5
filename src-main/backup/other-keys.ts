import path from 'node:path'
import type { Database } from '../database/database.ts'

/** File names, newest first, of copies still there that another recovery key than `recipient` opens (after a renewal). */
export const copiesForOtherKeys = (db: Database, recipient: string): string[] =>
  (
    db
      .statement('SELECT path FROM backups WHERE recovery_recipient <> ? AND removed_at IS NULL ORDER BY created_at DESC')
      .pluck()
      .all(recipient) as string[]
  ).map((file) => path.basename(file))
