// [Note: chain] hash(n) = SHA-256(previous hash, line feed, JSON array of the entry's columns in the order below). SQLite's
// json_array writes the same bytes as JSON.stringify, so a reader with any SQLite can recompute it.
import { createHash, hash as hashOnce } from 'node:crypto'

export interface LogRow {
  number: number
  at: string
  user_id: string
  user_name: string
  user_title: string | null
  role: string
  provider: string | null
  client_ids: string
  method: string
  kind: string
  groups: string
  purpose: string | null
  source: string
  details: string | null
}

export const columns = [
  'number',
  'at',
  'user_id',
  'user_name',
  'user_title',
  'role',
  'provider',
  'client_ids',
  'method',
  'kind',
  'groups',
  'purpose',
  'source',
  'details',
] as const

/** The hash that the first entry names as its previous one; differs from vault to vault. */
export const genesis = (vaultId: string): string => createHash('sha256').update(`vastaanotto audit log 1\n${vaultId}`).digest('hex')

export const bodyOf = (row: LogRow): string => JSON.stringify(columns.map((column) => row[column]))
export const hashOf = (previousHash: string, body: string): string => hashOnce('sha256', `${previousHash}\n${body}`, 'hex')
