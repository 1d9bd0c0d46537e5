// [Note: data key] One random 256-bit data key stands behind a vault. It is never used itself: crypto_kdf (BLAKE2b, keyed with the
// data key, salt = number, personal = context) derives a key for each use, so that one revealed key reveals no other.
import { type Sodium, wipe } from './sodium.ts'

export const dataKeyBytes = 32

/** Context of crypto_kdf, exactly 8 bytes. Written in docs/vault-format.md; never changes. */
export const kdfContext = 'vastaano'

/** Number of each derived key. A number is never used for another purpose. */
export const subkeyNumbers = { database: 1, attachments: 2, anchor: 3, vaultFile: 4 } as const
export type SubkeyName = keyof typeof subkeyNumbers

export interface SubKeys {
  /** Raw key of the database in SQLCipher 4 format. */
  readonly database: Uint8Array
  readonly attachments: Uint8Array
  /** Keys the anchor of the log. */
  readonly anchor: Uint8Array
  /** Authenticates vault.json. */
  readonly vaultFile: Uint8Array
}

export const newDataKey = (sodium: Sodium): Uint8Array => sodium.randombytes_buf(dataKeyBytes)

/** @param dataKey 32 bytes */
export const deriveSubkey = (sodium: Sodium, dataKey: Uint8Array, name: SubkeyName): Uint8Array =>
  sodium.crypto_kdf_derive_from_key(32, subkeyNumbers[name], kdfContext, dataKey)

export function deriveSubkeys(sodium: Sodium, dataKey: Uint8Array): SubKeys {
  return {
    database: deriveSubkey(sodium, dataKey, 'database'),
    attachments: deriveSubkey(sodium, dataKey, 'attachments'),
    anchor: deriveSubkey(sodium, dataKey, 'anchor'),
    vaultFile: deriveSubkey(sodium, dataKey, 'vaultFile'),
  }
}

export function wipeSubkeys(keys: SubKeys): void {
  wipe(keys.database, keys.attachments, keys.anchor, keys.vaultFile)
}
