// The anchor: number and hash of the newest entry, outside the database, keyed with a subkey of the data key.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sodium from 'libsodium-wrappers'
import * as z from 'zod'
import { writeWholeFile } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import type { findingKinds } from './contract.ts'
import { readHead, type Head } from './log.ts'

const schema = z.strictObject({ version: z.literal(1), number: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.string(), mac: z.string().regex(/^[0-9a-f]{64}$/) })

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

export const writeAnchor = (vaultFolder: string, key: Uint8Array, vaultId: string, head: Head, at: string): void => writeAnchorFile(fileOf(vaultFolder), key, vaultId, head, at)

/** The same at any place: a rotation makes the new one beside the old. */
export function writeAnchorFile(file: string, key: Uint8Array, vaultId: string, head: Head, at: string): void {
  const body = JSON.stringify({ version: 1, number: head.number, hash: head.hash, at, mac: macOf(key, vaultId, head, at) }, null, 2)
  writeWholeFile(file, `${body}\n`, { overwrite: true })
}

export interface AnchorFinding {
  kind: (typeof findingKinds)[number]
  number: number | null
  detail: Record<string, unknown>
}

/**
 * Before the first append after opening: is this the database that the anchor knows?
 * A database ahead of its anchor is normal.
 */
export function checkAnchor(db: Database, vaultId: string, anchor: ReadAnchor): AnchorFinding[] {
  const head = readHead(db, vaultId)
  const last = db.statement<{ number: number; hash: string }>('SELECT number, hash FROM audit_log ORDER BY number DESC LIMIT 1').get() ?? { number: 0, hash: head.hash }
  const findings: AnchorFinding[] = []
  if (last.number < head.number) findings.push({ kind: 'tailCut', number: last.number + 1, detail: { head, last } })
  else if (last.number > head.number) findings.push({ kind: 'rowInserted', number: head.number + 1, detail: { head, last } })
  else if (last.hash !== head.hash) findings.push({ kind: 'headMismatch', number: head.number, detail: { head, last } })
  if (anchor.state !== 'ok') findings.push({ kind: anchor.state === 'missing' ? 'anchorMissing' : 'anchorDamaged', number: head.number, detail: { head } })
  else if (anchor.head.number > 0 && findings.length === 0) {
    const anchored = db.statement<string>('SELECT hash FROM audit_log WHERE number = ?').pluck().get(anchor.head.number) as string | undefined
    if (anchored !== anchor.head.hash) findings.push({ kind: 'olderCopy', number: anchor.head.number, detail: { anchor: anchor.head, anchoredAt: anchor.at, head } })
  }
  return findings
}
