// What a database says of itself, read the same way when a backup is made and when it is checked.

import type { Database } from '../database/database.ts'

export interface DatabaseTable {
  name: string
  /** A search index: its rows follow from others. */
  virtual: boolean
  withoutRowid: boolean
}

/** Tables in the order they were made, SQLite's own and those behind search indexes left out. */
export function tablesOf(db: Pick<Database, 'raw'>, schema = 'main'): DatabaseTable[] {
  const rows = db.raw
    .prepare(
      `SELECT l.name, l.type, l.wr FROM pragma_table_list l JOIN ${schema}.sqlite_schema s ON s.name = l.name AND s.type = 'table'
       WHERE l.schema = ? AND l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid`,
    )
    .all(schema) as { name: string; type: string; wr: number }[]
  return rows.map(({ name, type, wr }) => ({ name, virtual: type === 'virtual', withoutRowid: wr === 1 }))
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Rows of each table that is not an index. */
export function countRows(db: Pick<Database, 'raw'>, schema = 'main'): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { name, virtual } of tablesOf(db, schema))
    if (!virtual)
      counts[name] = db.raw
        .prepare(`SELECT count(*) FROM ${schema}.${quoted(name)}`)
        .pluck()
        .get() as number
  return counts
}

export interface ImageVault {
  vaultId: string
  demo: boolean
  erasureKey: Buffer
  recoveryRecipient: string
  backupRecipient: string | null
  backupIdentity: string | null
}

export const readVault = (db: Pick<Database, 'raw'>): ImageVault => {
  const row = db.raw
    .prepare(
      'SELECT vault_id AS vaultId, demo, erasure_key AS erasureKey, recovery_recipient AS recoveryRecipient, backup_recipient AS backupRecipient, backup_identity AS backupIdentity FROM vault WHERE number = 1',
    )
    .get() as Omit<ImageVault, 'demo'> & { demo: number }
  return { ...row, demo: row.demo === 1 }
}

export interface ImageUser {
  id: string
  name: string
  title: string | null
  role: string
  active: boolean
}

export const readUsers = (db: Pick<Database, 'raw'>): ImageUser[] =>
  (
    db.raw.prepare('SELECT id, name, title, role, active FROM users ORDER BY created_at, id').all() as (Omit<ImageUser, 'active'> & {
      active: number
    })[]
  ).map((user) => ({ ...user, active: user.active === 1 }))

/** Name of the practice; empty before it has one. */
export const practiceName = (db: Pick<Database, 'raw'>): string =>
  (db.raw.prepare("SELECT json_extract(value, '$.practice.name') FROM settings WHERE number = 1").pluck().get() as string | null) ?? ''
