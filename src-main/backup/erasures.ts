// [Note: erased stays erased] What the law had destroyed must not come back with an old backup. The list holds keyed hashes of ids, so it
// says nothing to whoever finds it, and is authenticated as a whole; both keys follow from the erasure key, which lies in the database and
// so in every backup of this vault. It goes into each backup and into a small file beside the backups.
import { createHmac, timingSafeEqual } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { id, instant, sha256 } from '../core/fields.ts'
import { readWholeFile, withIoErrors, writeWholeFile } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import { canonicalJson } from '../vault/canonical.ts'

export const erasureList = z.strictObject({
  format: z.literal('vastaanotto erasures'),
  formatVersion: z.literal(1),
  vaultId: id,
  createdAt: instant,
  entries: z.array(z.strictObject({ kind: z.string().max(100), idHash: sha256, erasedAt: instant })),
  mac: sha256,
})
export type ErasureList = z.output<typeof erasureList>
const largestBytes = 64 * 1_048_576

const subkey = (erasureKey: Uint8Array, use: string): Buffer => createHmac('sha256', erasureKey).update(`vastaanotto ${use}`).digest()

/** Hash under which an erased id is remembered. @param kind the table it was in, or `attachmentContent`; @param erasedId its `id`, else its primary key */
export const erasureHash = (erasureKey: Uint8Array, kind: string, erasedId: string): string =>
  createHmac('sha256', subkey(erasureKey, 'erasure id'))
    .update(JSON.stringify([kind, erasedId]))
    .digest('hex')

/** Key of the names of stored attachments: never rotated, so that a name is the same in every backup. */
export const attachmentNameKey = (erasureKey: Uint8Array): Buffer => subkey(erasureKey, 'attachment name')

const macOf = ({ mac: _mac, ...rest }: Omit<ErasureList, 'mac'> & { mac?: string }, erasureKey: Uint8Array): Buffer =>
  createHmac('sha256', subkey(erasureKey, 'erasure list')).update(canonicalJson(rest)).digest()

const readKey = (db: Pick<Database, 'raw'>): Buffer =>
  db.raw.prepare('SELECT erasure_key FROM vault WHERE number = 1').pluck().get() as Buffer

/** Remembers what is erased; call it in the transaction that erases. */
export function recordErasures(db: Database, kind: string, erasedIds: readonly string[], at: string): void {
  const key = readKey(db)
  for (const one of erasedIds)
    db.statement('INSERT OR IGNORE INTO erasures (kind, id_hash, erased_at) VALUES (?, ?, ?)').run(kind, erasureHash(key, kind, one), at)
}

/** The list as it stands. */
export function currentList(db: Pick<Database, 'raw'>, vaultId: string, createdAt: string): ErasureList {
  const entries = db.raw
    .prepare('SELECT kind, id_hash AS idHash, erased_at AS erasedAt FROM erasures ORDER BY id_hash')
    .all() as ErasureList['entries']
  const list = { format: 'vastaanotto erasures' as const, formatVersion: 1 as const, vaultId, createdAt, entries }
  return { ...list, mac: macOf(list, readKey(db)).toString('hex') }
}

export const listName = (vaultId: string): string => `${vaultId}.vastaanotto-erasures`

/** Puts the list beside the backups in `folder`. @throws AppError `io` */
export function writeListBeside(folder: string, list: ErasureList): void {
  writeWholeFile(path.join(folder, listName(list.vaultId)), `${JSON.stringify(list, null, 1)}\n`, { overwrite: true })
}

export type FoundList = { list: ErasureList } | { foreign: true }

/** Whether this vault made the list. */
export function isAuthentic(list: ErasureList, vaultId: string, erasureKey: Uint8Array): boolean {
  return list.vaultId === vaultId && timingSafeEqual(macOf(list, erasureKey), Buffer.from(list.mac, 'hex'))
}

export function parseList(bytes: Uint8Array): ErasureList | undefined {
  try {
    const parsed = erasureList.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/**
 * Every list at `place`: a file, or a folder that holds some. Nothing there is no error: the restore says that it found none newer.
 * @returns `unreadable` counts files with the right name that are no list
 */
export function findLists(place: string): { lists: ErasureList[]; unreadable: number } {
  if (!existsSync(place)) return { lists: [], unreadable: 0 }
  const files = withIoErrors(place, () =>
    statSync(place).isDirectory()
      ? readdirSync(place)
          .filter((name) => name.endsWith('.vastaanotto-erasures'))
          .map((name) => path.join(place, name))
      : [place],
  )
  const read = files.map((file) => parseList(readWholeFile(file, largestBytes)))
  const lists = read.filter((list) => list !== undefined)
  return { lists, unreadable: read.length - lists.length }
}
