// The anchor: number and hash of the newest entry, outside the database, keyed with a subkey of the data key.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sodium from 'libsodium-wrappers'
import * as z from 'zod'
import { writeWholeFile } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import { bodyOf, hashOf, type LogRow } from './chain.ts'
import { readHead, type Head } from './log.ts'
import { anchorProblem, edited, inserted, missing, type LogProblem } from './problems.ts'

const schema = z.strictObject({
  version: z.literal(1),
  number: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
})

const macOf = (key: Uint8Array, vaultId: string, head: Head, at: string): string =>
  sodium.to_hex(sodium.crypto_auth(JSON.stringify(['vastaanotto anchor 1', vaultId, head.number, head.hash, at]), key))

export type ReadAnchor = { state: 'missing' } | { state: 'damaged' } | { state: 'ok'; head: Head; at: string }

const fileOf = (vaultFolder: string): string => path.join(vaultFolder, 'anchor.json')

export function readAnchor(vaultFolder: string, key: Uint8Array, vaultId: string): ReadAnchor {
  const file = fileOf(vaultFolder)
  if (!existsSync(file)) return { state: 'missing' }
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { state: 'damaged' }
  }
  const parsed = schema.safeParse(text)
  if (!parsed.success) return { state: 'damaged' }
  const { number, hash, at, mac } = parsed.data
  const expected = sodium.from_hex(macOf(key, vaultId, { number, hash }, at))
  if (!sodium.memcmp(expected, sodium.from_hex(mac))) return { state: 'damaged' }
  return { state: 'ok', head: { number, hash }, at }
}

export const writeAnchor = (vaultFolder: string, key: Uint8Array, vaultId: string, head: Head, at: string): void =>
  writeAnchorFile(fileOf(vaultFolder), key, vaultId, head, at)

/** The same at any place: a rotation makes the new one beside the old. */
export function writeAnchorFile(file: string, key: Uint8Array, vaultId: string, head: Head, at: string): void {
  const body = JSON.stringify({ version: 1, number: head.number, hash: head.hash, at, mac: macOf(key, vaultId, head, at) }, null, 2)
  writeWholeFile(file, `${body}\n`, { overwrite: true })
}

type LastRow = LogRow & { hash: string; previous_hash: string }

/** Does the newest row agree with the head row, which was written in its transaction? */
function checkHead(db: Database, head: Head): LogProblem[] {
  const last = db.statement<LastRow>('SELECT * FROM audit_log ORDER BY number DESC LIMIT 1').get()
  const lastNumber = last?.number ?? 0
  if (lastNumber < head.number) return [missing('tailCut', lastNumber + 1, head.number)]
  if (lastNumber > head.number) return [inserted(head.number + 1, lastNumber)]
  return last && last.hash !== head.hash ? [edited('headMismatch', head.number, last.hash, hashOf(last.previous_hash, bodyOf(last)))] : []
}

/**
 * Before the first append after opening: is this the database that the anchor knows?
 * A database ahead of its anchor is normal.
 */
export function checkAnchor(db: Database, vaultId: string, anchor: ReadAnchor): LogProblem[] {
  const head = readHead(db, vaultId)
  const problems = checkHead(db, head)
  if (anchor.state !== 'ok') return [...problems, anchorProblem(anchor.state === 'missing' ? 'anchorMissing' : 'anchorDamaged', head)]
  if (anchor.head.number === 0 || problems.length > 0) return problems
  const anchored = db.statement<string>('SELECT hash FROM audit_log WHERE number = ?').pluck().get(anchor.head.number) as string | undefined
  if (anchored === anchor.head.hash) return []
  // Not there at all: an older copy was put back. There, but another one: one that was worked on since, or written anew.
  return [anchorProblem(anchor.head.number > head.number ? 'olderCopy' : 'anchorUnknown', anchor.head, { anchoredAt: anchor.at, head })]
}

/** After rows that are not ours at the end: the next entry goes behind them and names the last one that is. */
export function skipInserted(db: Database, vaultId: string): void {
  const head = readHead(db, vaultId)
  const last = (db.raw.prepare('SELECT max(number) FROM audit_log').pluck().get() as number | null) ?? 0
  if (last > head.number)
    db.statement(
      'INSERT INTO audit_head VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash',
    ).run(last, head.hash)
}
