// The small files inside data.age, in the order they are written: what a reader wants first comes first, so a preview need not read on.
import * as z from 'zod'
import { id, instant, sha256 } from '../core/fields.ts'
import { vaultKinds } from '../vault/vault-file.ts'
import { damaged } from './tar.ts'

export const names = {
  settings: 'vault-settings.json',
  counts: 'counts.json',
  erasures: 'erasures.json',
  outer: 'outer.json',
  image: 'practice.sqlite',
  attachments: 'attachments/',
} as const
/** Larger ones are not ours. */
export const largestJsonBytes = 64 * 1_048_576

/** Settings of the vault, users without secrets. */
export const vaultSettings = z.strictObject({
  vaultId: id,
  kind: z.enum(vaultKinds),
  practice: z.string(),
  ownerName: z.string(),
  users: z.array(z.strictObject({ id: z.string(), name: z.string(), title: z.string().nullable(), role: z.string(), active: z.boolean() })),
  recoveryRecipient: z.string(),
  backupRecipient: z.string().nullable(),
  /** The armored age file of the recovery slot, as in vault.json: a last way to the vault's own database, should it be damaged. */
  recoverySlot: z.strictObject({ id: z.string(), createdAt: instant, age: z.string() }).nullable(),
})
export type VaultSettings = z.output<typeof vaultSettings>

export const contentCounts = z.strictObject({
  /** Rows of each table, search indexes and internal tables left out. */
  tables: z.record(z.string(), z.int().min(0)),
  logHead: z.strictObject({ number: z.int().min(0), hash: sha256 }),
  schemaVersion: z.int().min(1),
  image: z.strictObject({ bytes: z.int(), sha256 }),
  attachments: z.strictObject({ files: z.int(), bytes: z.int(), missing: z.array(sha256) }),
})
export type ContentCounts = z.output<typeof contentCounts>

export const outerHashes = z.strictObject({ 'README.txt': sha256, 'key.age': sha256.nullable(), manifest: sha256 })
export type OuterHashes = z.output<typeof outerHashes>

export const writeJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')

/** @throws AppError `damaged` */
export function readJson<S extends z.ZodType>(schema: S, bytes: Uint8Array, name: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    throw damaged(name, cause)
  }
}
