// [Note: copy] A plain image in memory becomes a database under a fresh key: the new file is attached with its key and filled table by
// table, whatever tables there are, so nothing has to be edited when one is added. Row ids stay. Triggers come last: they would refuse
// rows of append-only tables.
import type { Database } from '../database/database.ts'
import { quoted, tablesOf, type DatabaseTable } from './image-facts.ts'

interface SchemaRow {
  type: string
  name: string
  table: string
  sql: string
}

const schemaRows = (db: Database): SchemaRow[] =>
  db.raw
    .prepare(
      "SELECT type, name, tbl_name AS 'table', sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
    )
    .all() as SchemaRow[]

/** SQLite keeps the text from the name on as it was written and begins it itself: `CREATE TABLE`, `CREATE UNIQUE INDEX`, …. */
const inFresh = (sql: string): string =>
  sql.replace(/^(CREATE (?:TABLE|VIRTUAL TABLE|VIEW|TRIGGER|UNIQUE INDEX|INDEX)\s+)/i, (_all, start: string) => `${start}fresh.`)

/** Columns that are stored; generated ones follow from them. */
const storedColumns = (db: Database, table: string): string[] =>
  (db.raw.prepare('SELECT name, hidden FROM pragma_table_xinfo(?)').all(table) as { name: string; hidden: number }[])
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => quoted(name))

function copyRows(db: Database, { name, withoutRowid }: Pick<DatabaseTable, 'name' | 'withoutRowid'>): void {
  const columns = [...(withoutRowid ? [] : ['rowid']), ...storedColumns(db, name)].join(', ')
  db.raw.exec(
    `INSERT INTO fresh.${quoted(name)} (${columns}) SELECT ${columns} FROM main.${quoted(name)}${withoutRowid ? '' : ' ORDER BY rowid'}`,
  )
}

/** Tables behind the search indexes: copied as they are, so that an index needs not be built anew. */
const shadowTables = (db: Database): DatabaseTable[] =>
  (
    db.raw.prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'").all() as {
      name: string
      wr: number
    }[]
  ).map(({ name, wr }) => ({ name, virtual: false, withoutRowid: wr === 1 }))

export interface CopyOptions {
  /** New file. */
  file: string
  key: Uint8Array
  /** Runs when all rows are in and no trigger is, in the transaction; the new database is called `fresh`. */
  change: (db: Database) => void
  progress: (doneTables: number, tables: number) => void
}

/**
 * Fills a new keyed file from `image`, which is left as it is. The file is durable when it returns.
 * @throws Error of SQLite (`SQLITE_FULL` when the disk is)
 */
export function copyDatabase(image: Database, { file, key, change, progress }: CopyOptions): void {
  const { raw } = image
  raw.pragma("cipher='sqlcipher'")
  raw.pragma('legacy=4')
  raw.unsafeMode(true) // only so that the tables behind the search indexes can be written
  raw.pragma('foreign_keys=OFF')
  raw.exec(`ATTACH ${sqlText(file)} AS fresh KEY "x'${Buffer.from(key).toString('hex')}'"`)
  try {
    raw.pragma('fresh.secure_delete=ON')
    raw.pragma('fresh.cache_size=-64000')
    raw.pragma('fresh.journal_mode=MEMORY') // a file that is cut off here is thrown away
    raw.pragma('fresh.synchronous=OFF')
    raw.exec('BEGIN')
    const rows = schemaRows(image)
    const tables = tablesOf(image)
    const shadows = shadowTables(image)
    const isShadow = new Set(shadows.map(({ name }) => name))
    const made = rows.filter(({ type, name }) => type === 'table' && !isShadow.has(name))
    for (const { sql } of made) raw.exec(inFresh(sql))
    const filled = tables.filter(({ virtual }) => !virtual)
    for (const [at, table] of filled.entries()) {
      copyRows(image, table)
      progress(at + 1, filled.length)
    }
    for (const table of shadows) {
      raw.exec(`DELETE FROM fresh.${quoted(table.name)}`)
      copyRows(image, table)
    }
    copySequences(image)
    change(image)
    for (const { type, sql } of rows) if (type === 'index') raw.exec(inFresh(sql))
    for (const { type, sql } of rows) if (type === 'view' || type === 'trigger') raw.exec(inFresh(sql))
    copyStatistics(image)
    for (const pragma of ['user_version', 'application_id'])
      raw.exec(`PRAGMA fresh.${pragma}=${String(raw.pragma(`main.${pragma}`, { simple: true }))}`)
    raw.exec('COMMIT')
    raw.pragma('fresh.synchronous=FULL')
  } finally {
    if (raw.inTransaction) raw.exec('ROLLBACK')
    raw.exec('DETACH fresh')
    raw.unsafeMode(false)
  }
}

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

const hasTable = (db: Database, name: string): boolean =>
  db.raw.prepare('SELECT 1 FROM main.sqlite_schema WHERE name = ?').get(name) !== undefined

function copySequences(db: Database): void {
  if (hasTable(db, 'sqlite_sequence'))
    db.raw.exec('DELETE FROM fresh.sqlite_sequence; INSERT INTO fresh.sqlite_sequence SELECT * FROM main.sqlite_sequence')
}

/** The planner's figures: SQLite makes the tables at an ANALYZE of one small table; then they are filled like the others. */
function copyStatistics(db: Database): void {
  if (!hasTable(db, 'sqlite_stat1')) return
  db.raw.exec('ANALYZE fresh."vault"')
  for (const name of ['sqlite_stat1', 'sqlite_stat4'])
    if (hasTable(db, name)) db.raw.exec(`DELETE FROM fresh.${name}; INSERT INTO fresh.${name} SELECT * FROM main.${name}`)
}
