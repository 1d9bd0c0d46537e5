// The seam between the vault and the rest of the core: what the session asks of database, log and settings. The core implements it.
import type { Database } from '../database/database.ts'
import type { OpenVault } from './session.ts'
import type { SubKeys } from './keys.ts'
import type { VaultKind } from './vault-file.ts'

/** What happened on the way in, for the log entry of the unlock. Counts and names of things, never values. */
export interface OpenedFacts {
  how: 'unlocked' | 'created' | 'rotated'
  with: 'passphrase' | 'recoveryKey' | 'keychain'
  /** Wrong attempts since the last right one. */
  failedAttempts: number
  warnings: readonly string[]
  /** Slots that a cut-off change had left and that were settled now. */
  settled: readonly string[]
}

/** A further file or folder of the vault folder that depends on the data key; made anew beside the old one by a rotation. */
export interface CarriedFile {
  /** Name in the vault folder, lower-case letters and dots: `anchor.json`, `attachments`. */
  name: string
  /** Makes it at `target` under the new keys; makes nothing when there is nothing to carry over. `fresh` is the re-encrypted database. */
  make(target: string, keys: { folder: string; old: SubKeys; new: SubKeys; fresh: Database }): void | Promise<void>
}

export interface Check {
  name: string
  ok: boolean
  /** Counts and technical codes, never client data; empty when there is nothing to say. */
  detail: string
}

export interface SessionHost {
  openDatabase(options: { file: string; key: Uint8Array; readonly?: boolean }): Database
  createDatabase(options: { file: string; key: Uint8Array }): Database
  /** Brings the schema up to date (with a verified safety copy first) or throws `newer` and touches nothing. */
  migrate(db: Database, facts: { folder: string; databaseKey: Uint8Array; at: string; isNew: boolean }): void
  /** Fills a new database after the vault's own rows are in it: settings, head of the log. One transaction. */
  fill(db: Database, facts: { vaultId: string; kind: VaultKind; ownerId: string; at: string }): void
  /** After unlock or creation, before anything else: anchor of the log, then the log entry of the unlock. */
  opened(vault: OpenVault, facts: OpenedFacts): void
  /** Before keys and database go: joined search entries, anchor. Must not throw for want of disk space. */
  closing(vault: OpenVault, reason: string): void
  /** Further rows of `vault.check`: log chain, attachments, schema. */
  checks(vault: OpenVault): Check[] | Promise<Check[]>
  carried: readonly CarriedFile[]
}
