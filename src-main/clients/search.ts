import { AppError, invalidInput } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import type { ClientRow } from './contract.ts'
import { sortKey, words } from './names.ts'
import { rowFields, toRow, type ListedClient } from './read.ts'
import { matchExpression } from './search-text.ts'

const listed = (archived: boolean): string => (archived ? 'archived_at IS NOT NULL' : 'archived_at IS NULL')
const qualified = rowFields
  .split(', ')
  .map((name) => `c.${name}`)
  .join(', ')

const namesSql = (archived: boolean) =>
  `SELECT ${rowFields} FROM clients WHERE ${listed(archived)} AND sort_key >= ? AND sort_key < ? ORDER BY sort_key, number LIMIT ?`
/** Matches in the order of the index; stops at the limit, so a common beginning costs no more than a rare one. */
export const matchSql = (archived: boolean) =>
  `SELECT ${qualified}, c.sort_key FROM clients_fts JOIN clients c ON c.number = clients_fts.rowid WHERE clients_fts MATCH ? AND c.${listed(archived)} LIMIT ?`

const justAfter = (prefix: string): string => `${prefix}\u{10FFFF}`

/** Last names first, in order; then everything else that matches. */
function find(db: Database, text: string, archived: boolean, limit: number): ListedClient[] {
  const expression = matchExpression(text)
  if (expression === null) return []
  const prefix = sortKey({ lastName: words(text).join(' ') })
  // A name typed with å, ä, ö is found exactly; typed with a, o it is found both ways, and the index does that.
  const byName =
    prefix === '' || /^[\d+]/.test(text.trim()) ? [] : db.statement<ListedClient>(namesSql(archived)).all(prefix, justAfter(prefix), limit)
  const found = new Map(byName.map((row) => [row.id, row]))
  if (found.size < limit) {
    const others = db.statement<ListedClient & { sort_key: string }>(matchSql(archived)).all(expression, limit)
    others.sort((a, b) => (a.sort_key < b.sort_key ? -1 : a.sort_key > b.sort_key ? 1 : a.number - b.number))
    for (const row of others) if (found.size < limit) found.set(row.id, row)
  }
  return [...found.values()]
}

const cursorOf = (row: { sort_key: string; number: number }): string =>
  Buffer.from(JSON.stringify([row.sort_key, row.number])).toString('base64url')
function readCursor(cursor: string): [string, number] {
  try {
    const value = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
    if (Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1]) && (value[1] as number) >= 0)
      return [value[0], value[1] as number]
  } catch {
    /* falls through to the refusal */
  }
  throw invalidInput([{ path: ['cursor'], code: 'cursor' }])
}

export interface SearchInput {
  text: string
  limit?: number | undefined
  cursor?: string | undefined
  archived?: boolean | undefined
}

/** At most `limit` (default 50) clients; empty text lists everybody in order, with a cursor for the rest. */
export function searchClients(
  db: Database,
  { text, limit = 50, cursor, archived = false }: SearchInput,
): { clients: ClientRow[]; cursor?: string } {
  if (text.trim() !== '') {
    if (cursor !== undefined) {
      const [, skip] = readCursor(cursor)
      const rows = find(db, text, archived, skip + limit + 1)
      const page = rows.slice(skip, skip + limit)
      return {
        clients: page.map(toRow),
        ...(rows.length > skip + limit ? { cursor: cursorOf({ sort_key: '', number: skip + limit }) } : {}),
      }
    }
    const rows = find(db, text, archived, limit + 1)
    return {
      clients: rows.slice(0, limit).map(toRow),
      ...(rows.length > limit ? { cursor: cursorOf({ sort_key: '', number: limit }) } : {}),
    }
  }
  const [after, number] = cursor === undefined ? ['', 0] : readCursor(cursor)
  const rows = db
    .statement<ListedClient & { sort_key: string }>(
      `SELECT ${rowFields}, sort_key FROM clients WHERE ${listed(archived)} AND (sort_key, number) > (?, ?) ORDER BY sort_key, number LIMIT ?`,
    )
    .all(after, number, limit + 1)
  const page = rows.slice(0, limit)
  return { clients: page.map(toRow), ...(rows.length > limit ? { cursor: cursorOf(page.at(-1)!) } : {}) }
}

/** Rows `offset` … of the list, for a scroll bar that jumps anywhere. The offset walks the index only, never the rows. */
export function pageOfClients(db: Database, offset: number, limit: number, archived: boolean): { clients: ClientRow[]; total: number } {
  const rows = db
    .statement<ListedClient>(
      `SELECT ${qualified} FROM (SELECT number, sort_key FROM clients WHERE ${listed(archived)} ORDER BY sort_key, number LIMIT ? OFFSET ?) p JOIN clients c ON c.number = p.number ORDER BY p.sort_key, p.number`,
    )
    .all(limit, offset)
  return { clients: rows.map(toRow), total: countListed(db, archived) }
}

/** How many there are. The index of names is ten times as large as the one that is counted. */
export const countListed = (db: Database, archived: boolean): number =>
  db
    .statement<number>(`SELECT count(*) FROM clients INDEXED BY clients_shelf WHERE ${listed(archived)}`)
    .pluck()
    .get() as number

/** @throws AppError `not_found` */
export const requireRow = (db: Database, id: string): ClientRow => {
  const row = db.statement<ListedClient>(`SELECT ${rowFields} FROM clients WHERE id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'clientNotFound')
  return toRow(row)
}
