// What was destroyed by law goes again from a restored copy, before anything of it is shown (see [Note: erased stays erased]).
import type { Database } from '../database/database.ts'
import { erasureHash, type ErasureList } from './erasures.ts'
import { quoted, tablesOf } from './image-facts.ts'

/** Kind under which erased attachment contents are remembered. */
export const attachmentContentKind = 'attachmentContent'

interface Column {
  name: string
  pk: number
}

/** The value that names a row in the list: its `id`, else its primary key, several columns as JSON. */
function keyOf(db: Database, table: string): string {
  const columns = db.raw.prepare("SELECT name, pk FROM pragma_table_xinfo(?, 'fresh')").all(table) as Column[]
  if (columns.some(({ name }) => name === 'id')) return 'id'
  const key = columns
    .filter(({ pk }) => pk > 0)
    .sort((one, other) => one.pk - other.pk)
    .map(({ name }) => quoted(name))
  return key.length === 1 ? `CAST(${key[0]!} AS TEXT)` : `json_array(${key.join(', ')})`
}

function eraseRows(db: Database, table: string, withoutRowid: boolean, hashes: ReadonlySet<string>, erasureKey: Uint8Array): number {
  const expression = keyOf(db, table)
  const place = withoutRowid ? expression : 'rowid'
  const rows = db.raw.prepare(`SELECT ${place} AS place, ${expression} AS key FROM fresh.${quoted(table)}`).all() as {
    place: string | number
    key: string
  }[]
  const remove = db.raw.prepare(`DELETE FROM fresh.${quoted(table)} WHERE ${place} = ?`)
  let erased = 0
  for (const row of rows) if (hashes.has(erasureHash(erasureKey, table, row.key))) erased += remove.run(row.place).changes
  return erased
}

interface Reference {
  id: number
  table: string
  from: string
  to: string | null
}

/** Rows that refer to an erased one and were gone already when it was erased, such as drafts: they go with it. */
function eraseOrphans(db: Database): number {
  let erased = 0
  for (const { name, virtual } of tablesOf(db, 'fresh')) {
    if (virtual) continue
    const all = db.raw.prepare(`SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?, 'fresh')`).all(name) as Reference[]
    for (const { id, table, from, to } of all) {
      if (all.filter((other) => other.id === id).length > 1) continue // of several columns: `foreign_key_check` tells of it
      const parent = `SELECT ${quoted(to ?? keyColumn(db, table))} FROM fresh.${quoted(table)}`
      const where = `${quoted(from)} IS NOT NULL AND ${quoted(from)} NOT IN (${parent})`
      erased += db.raw.prepare(`DELETE FROM fresh.${quoted(name)} WHERE ${where}`).run().changes
    }
  }
  return erased
}

const keyColumn = (db: Database, table: string): string =>
  (db.raw.prepare("SELECT name FROM pragma_table_xinfo(?, 'fresh') WHERE pk = 1").pluck().get(table) as string | undefined) ?? 'id'

/**
 * Deletes from `fresh` what the lists name, and remembers the lists in it. Runs while no trigger exists there; the search indexes follow
 * with `clearSearch`.
 * @returns rows deleted
 */
export function eraseAgain(db: Database, lists: readonly ErasureList[], erasureKey: Uint8Array): number {
  const byKind = new Map<string, Set<string>>()
  const remember = db.raw.prepare('INSERT OR IGNORE INTO fresh.erasures (kind, id_hash, erased_at) VALUES (?, ?, ?)')
  for (const { entries } of lists)
    for (const { kind, idHash, erasedAt } of entries) {
      remember.run(kind, idHash, erasedAt)
      byKind.set(kind, (byKind.get(kind) ?? new Set()).add(idHash))
    }
  const tables = new Map(tablesOf(db, 'fresh').map((table) => [table.name, table]))
  let erased = 0
  const contents = byKind.get(attachmentContentKind)
  if (contents && tables.has('attachments')) {
    const stored = db.raw.prepare('SELECT DISTINCT content FROM fresh.attachments').pluck().all() as string[]
    for (const content of stored)
      if (contents.has(erasureHash(erasureKey, attachmentContentKind, content)))
        erased += db.raw.prepare('DELETE FROM fresh.attachments WHERE content = ?').run(content).changes
  }
  for (const [kind, hashes] of byKind) {
    const table = tables.get(kind)
    if (table && !table.virtual && kind !== 'erasures') erased += eraseRows(db, kind, table.withoutRowid, hashes, erasureKey)
  }
  if (erased > 0) for (let more = eraseOrphans(db); more > 0; more = eraseOrphans(db)) erased += more
  return erased
}

/** Removes from each search index what its table no longer has. The index of `clients` is `clients_fts`, its rows have the clients' numbers. */
export function clearSearch(db: Database): void {
  const names = new Set(tablesOf(db).map(({ name }) => name))
  for (const name of names) {
    if (!names.has(`${name}_fts`)) continue
    const hasNumber = db.raw.prepare("SELECT 1 FROM pragma_table_xinfo(?) WHERE name = 'number'").get(name) !== undefined
    db.raw
      .prepare(`DELETE FROM ${quoted(`${name}_fts`)} WHERE rowid NOT IN (SELECT ${hasNumber ? 'number' : 'rowid'} FROM ${quoted(name)})`)
      .run()
  }
}
