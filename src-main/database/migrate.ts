// [Note: migrations] drizzle-kit writes the SQL; this runner applies it. Drizzle's own migrator begins a transaction before the
// generated `PRAGMA foreign_keys=OFF` (which then does nothing: a rebuilt parent deletes its cascading children in silence), never
// compares the stored hash and skips migrations with an older timestamp.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { appRoot } from '../core/resources.ts'
import type { Database } from './database.ts'

export interface Migration {
  index: number
  tag: string
  sql: string
  hash: string
}

/** The migrations of this build, in order, from `folder` (default: `drizzle/`). */
export function readMigrations(folder = path.join(appRoot(), 'drizzle')): Migration[] {
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { idx: number; tag: string }[]
  }
  return journal.entries.map(({ idx, tag }, position) => {
    if (idx !== position) throw new Error(`Migration ${tag} is out of order in the journal`)
    const sql = readFileSync(path.join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n')
    return { index: idx, tag, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

const ledger =
  'CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, tag TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT'

/** How many migrations the database has had; 0 for a new one. */
export function schemaVersion(db: Database): number {
  const exists = db.raw
    .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'")
    .pluck()
    .get() as number
  return exists ? (db.raw.prepare('SELECT count(*) FROM schema_migrations').pluck().get() as number) : 0
}

/**
 * Compares what was applied with what this build has.
 * @throws AppError `newer` when the database has migrations this build does not know; `damaged` when one differs.
 */
export function pendingMigrations(db: Database, migrations: Migration[]): Migration[] {
  const applied =
    schemaVersion(db) === 0
      ? []
      : (db.raw.prepare('SELECT number, tag, hash FROM schema_migrations ORDER BY number').all() as {
          number: number
          tag: string
          hash: string
        }[])
  if (applied.length > migrations.length) throw new AppError('newer', 'schemaNewer')
  for (const [position, row] of applied.entries()) {
    const known = migrations[position]!
    if (row.number !== position) throw new AppError('damaged', 'schemaHistory')
    if (row.hash !== known.hash)
      throw new AppError(row.tag === known.tag ? 'damaged' : 'newer', row.tag === known.tag ? 'schemaHistory' : 'schemaNewer')
  }
  return migrations.slice(applied.length)
}

const tablesOf = (db: Database): string[] =>
  db.raw
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name <> 'schema_migrations'",
    )
    .pluck()
    .all() as string[]
const countRows = (db: Database): Map<string, number> =>
  new Map(tablesOf(db).map((table) => [table, db.raw.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]))

/** Tables whose row count a migration says it changes: `-- rows-change: clients, users`. */
const mayChange = (sql: string): Set<string> =>
  new Set([...sql.matchAll(/^-- rows-change: (.+)$/gm)].flatMap((match) => match[1]!.split(',').map((name) => name.trim())))

function apply(db: Database, migration: Migration, at: string): void {
  const before = countRows(db)
  for (const statement of migration.sql.split('--> statement-breakpoint')) {
    const text = statement.trim()
    if (text === '' || /^PRAGMA\s+foreign_keys/i.test(text)) continue // off already, before BEGIN
    db.raw.exec(text)
  }
  const orphans = db.raw.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new AppError('damaged', 'migrationOrphans', { params: { tag: migration.tag, count: orphans.length } })
  const allowed = mayChange(migration.sql)
  const after = countRows(db)
  for (const [table, count] of before) {
    if (!allowed.has(table) && after.get(table) !== count)
      throw new AppError('damaged', 'migrationRows', { params: { tag: migration.tag, table } })
  }
  db.raw.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)').run(migration.index, migration.tag, migration.hash, at)
}

export interface MigrateOptions {
  migrations: Migration[]
  /** Instant written beside each applied migration. */
  at: string
  /** Makes a verified safety copy; called once, before the first change, when the database is not new. */
  safetyCopy?: () => void
}

/** Brings the schema up to date in one transaction, or leaves it exactly as it was. Returns the tags applied. */
export function migrate(db: Database, { migrations, at, safetyCopy }: MigrateOptions): string[] {
  const pending = pendingMigrations(db, migrations)
  if (pending.length === 0) return []
  if (schemaVersion(db) > 0) safetyCopy?.()
  db.raw.pragma('foreign_keys=OFF') // must stand before BEGIN: inside a transaction it does nothing
  try {
    db.raw.exec('BEGIN IMMEDIATE')
    try {
      db.raw.exec(ledger)
      for (const migration of pending) apply(db, migration, at)
      db.raw.exec('COMMIT')
    } catch (error) {
      if (db.raw.inTransaction) db.raw.exec('ROLLBACK')
      throw error
    }
  } finally {
    db.raw.pragma('foreign_keys=ON')
  }
  return pending.map((migration) => migration.tag)
}
