import type BetterSqlite3 from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

/** An open connection. `orm` for ordinary statements, `statement` for hot ones: prepared once, kept by text. */
export interface Database {
  readonly raw: BetterSqlite3.Database
  readonly orm: BetterSQLite3Database
  readonly file: string
  statement<Row = unknown>(sql: string): BetterSqlite3.Statement<unknown[], Row>
  close(): void
}

export function wrap(raw: BetterSqlite3.Database, file: string): Database {
  const statements = new Map<string, BetterSqlite3.Statement>()
  return {
    raw,
    orm: drizzle(raw),
    file,
    statement<Row>(sql: string) {
      let prepared = statements.get(sql)
      if (!prepared) {
        prepared = raw.prepare(sql)
        statements.set(sql, prepared)
      }
      return prepared as BetterSqlite3.Statement<unknown[], Row>
    },
    close() {
      statements.clear()
      raw.close()
    },
  }
}

/** Runs `work` in one IMMEDIATE transaction; inside another one it simply joins it. Throws roll everything back. */
export function inTransaction<T>(db: Database, work: () => T): T {
  if (db.raw.inTransaction) return work()
  db.statement('BEGIN IMMEDIATE').run()
  try {
    const result = work()
    db.statement('COMMIT').run()
    return result
  } catch (error) {
    if (db.raw.inTransaction) db.statement('ROLLBACK').run()
    throw error
  }
}
