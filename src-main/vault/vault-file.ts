// vault.json: who can open the vault. The format is described byte by byte in docs/vault-format.md.
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { id, instant } from '../core/fields.ts'
import { canonicalBytes } from './canonical.ts'
import { sameBytes, type Sodium } from './sodium.ts'

export const formatName = 'vastaanotto vault'
export const formatVersion = 1
/** A file this big is not ours: refused before it is read. */
export const largestVaultFileBytes = 1_048_576

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)
const kdf = z.strictObject({ algorithm: z.literal('argon2id13'), passes: z.int(), memoryBytes: z.int(), salt: base64(16) })
const label = z.string().max(400)
/** XChaCha20-Poly1305 of the 32-byte data key: 48 bytes. */
const wrapped = { kdf, nonce: base64(24), wrappedKey: base64(48) }

export const passphraseSlot = z.strictObject({ id, kind: z.literal('passphrase'), label, userId: id, createdAt: instant, ...wrapped })
export const keychainSlot = z.strictObject({ id, kind: z.literal('keychain'), label, userId: id, createdAt: instant, ...wrapped })
export const recoverySlot = z.strictObject({ id, kind: z.literal('recovery'), label, createdAt: instant, age: z.string().max(10_000) })
const slot = z.discriminatedUnion('kind', [passphraseSlot, keychainSlot, recoverySlot])

export type PassphraseSlot = z.output<typeof passphraseSlot>
export type KeychainSlot = z.output<typeof keychainSlot>
export type RecoverySlot = z.output<typeof recoverySlot>
export type Slot = z.output<typeof slot>

/** `demo` and `test` vaults hold nobody's data: they may run on a set clock and use the weakest allowed derivation. */
export const vaultKinds = ['real', 'demo', 'test'] as const
export type VaultKind = (typeof vaultKinds)[number]

const body = {
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersion),
  vaultId: id,
  kind: z.enum(vaultKinds),
  /** Version of the app that wrote the file. */
  appVersion: z.string().max(50),
  createdAt: instant,
  /** Grows by one with each change; the database remembers it, so that an older file put back is noticed. */
  sequence: z.int().min(1),
  slots: z.array(slot).max(200),
}
const vaultFile = z.strictObject({ ...body, checksum: z.string().regex(/^[0-9a-f]{64}$/), mac: base64(32) })

/** What the file says, without checksum and authentication code. */
export type VaultContent = Omit<z.output<typeof vaultFile>, 'checksum' | 'mac'>
export type VaultFile = z.output<typeof vaultFile>

const contentOf = ({ checksum: _checksum, mac: _mac, ...content }: Record<string, unknown>): Record<string, unknown> => content
const checksumOf = (file: Record<string, unknown>): string => {
  const { checksum: _checksum, ...rest } = file
  return createHash('sha256').update(canonicalBytes(rest)).digest('hex')
}

/** BLAKE2b-256 keyed with the vault-file key, over the canonical content. */
const macOf = (sodium: Sodium, content: Record<string, unknown>, key: Uint8Array): Uint8Array =>
  sodium.crypto_generichash(32, canonicalBytes(content), key)

/** The file's text: authenticated with `key` (the vault-file key), then given a checksum that anybody can check. */
export function sealVaultFile(sodium: Sodium, content: VaultContent, key: Uint8Array): string {
  const authenticated = { ...content, mac: Buffer.from(macOf(sodium, content, key)).toString('base64') }
  return `${JSON.stringify({ ...authenticated, checksum: checksumOf(authenticated) }, null, 2)}\n`
}

/**
 * Reads the file's text. Without a key this finds accidents (checksum) and nonsense; only `authenticate` finds a forger.
 * @throws AppError `damaged`, or `newer` when a later version of the app wrote it
 */
export function readVaultFile(text: string): VaultFile {
  const damaged = (cause?: unknown): AppError => new AppError('damaged', 'vaultFileDamaged', cause === undefined ? {} : { cause })
  let value: unknown
  try {
    value = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged()
    // In every format version the checksum is made the same way, so that a damaged version number is not taken for a newer one.
    if (checksumOf(value as Record<string, unknown>) !== (value as { checksum?: unknown }).checksum) throw damaged()
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  }
  const { format, formatVersion: version } = value as { format?: unknown; formatVersion?: unknown }
  if (format === formatName && typeof version === 'number' && version > formatVersion)
    throw new AppError('newer', 'vaultFileNewer', { params: { version } })
  const parsed = vaultFile.safeParse(value)
  if (!parsed.success) throw damaged()
  return parsed.data
}

/** Compares the authentication code. @throws AppError `damaged`: somebody without the data key has changed the file */
export function authenticate(sodium: Sodium, file: VaultFile, key: Uint8Array): void {
  if (!sameBytes(sodium, macOf(sodium, contentOf(file), key), Buffer.from(file.mac, 'base64')))
    throw new AppError('damaged', 'vaultFileForged')
}

/** The content with one change made, one number later. */
export const nextContent = (
  file: VaultFile | VaultContent,
  change: Partial<Pick<VaultContent, 'slots' | 'kind'>>,
  appVersion: string,
): VaultContent => ({
  ...(contentOf(file) as VaultContent),
  ...change,
  appVersion,
  sequence: file.sequence + 1,
})
