// What the database says about the vault it belongs to. Opening proves nothing (an empty file opens with any key): only the vault id
// inside, compared with vault.json, does.
import { randomBytes, randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { vault } from '../database/tables.ts'
import { isSamePlace, type Place, placeOf } from './place.ts'
import { vaultKeys } from './tables.ts'
import type { VaultKind } from './vault-file.ts'

/** 31 random bits, never 0: an arc in Kanta document identifiers, drawn at every creation, restore and adoption. */
export const drawInstallationNumber = (): number => randomInt(1, 2 ** 31)

export interface NewIdentity {
  vaultId: string
  kind: VaultKind
  recoveryRecipient: string
  recoverySlotId: string
  /** Instant. */
  at: string
  place: Place
}

/** Writes the one row of each identity table into a new database. */
export function writeIdentity(db: Database, { vaultId, kind, recoveryRecipient, recoverySlotId, at, place }: NewIdentity): void {
  db.orm
    .insert(vault)
    .values({
      number: 1,
      vaultId,
      installationNumber: drawInstallationNumber(),
      state: 'live',
      demo: kind === 'demo' ? 1 : 0,
      erasureKey: randomBytes(32),
      recoveryRecipient,
      createdAt: at,
    })
    .run()
  db.orm
    .insert(vaultKeys)
    .values({ number: 1, sequence: 1, recoverySlotId, ...place })
    .run()
}

export type VaultRow = typeof vault.$inferSelect
export type VaultKeysRow = typeof vaultKeys.$inferSelect

/** @throws AppError `damaged` when there is no such row */
export function readVaultRow(db: Database): VaultRow {
  const row = db.orm.select().from(vault).get()
  if (!row) throw new AppError('damaged', 'vaultIdMissing')
  return row
}

/** @throws AppError `damaged` when there is no such row */
export function readVaultKeysRow(db: Database): VaultKeysRow {
  const row = db.orm.select().from(vaultKeys).get()
  if (!row) throw new AppError('damaged', 'vaultIdMissing')
  return row
}

/** Before anything is migrated, so with plain SQL. @throws AppError `damaged` when the database belongs to another vault */
export function checkVaultId(db: Database, vaultId: string): void {
  let found: unknown
  try {
    found = db.raw.prepare('SELECT vault_id FROM vault WHERE number = 1').pluck().get()
  } catch (cause) {
    throw new AppError('damaged', 'vaultIdMissing', { cause })
  }
  if (found !== vaultId) throw new AppError('damaged', found === undefined ? 'vaultIdMissing' : 'vaultIdDiffers')
}

/**
 * Whether this is the live vault. A vault found in another place than it remembers is marked `copied` for good; see [Note: place].
 */
export function settlePlace(db: Database, folder: string): VaultRow['state'] {
  const { state } = readVaultRow(db)
  if (state !== 'live' || isSamePlace(readVaultKeysRow(db), placeOf(folder))) {
    if (state === 'live') rememberPlace(db, folder) // a moved folder has a new path
    return state
  }
  db.orm.update(vault).set({ state: 'copied' }).where(eq(vault.number, 1)).run()
  return 'copied'
}

/** Remembers where the vault lives now. */
export function rememberPlace(db: Database, folder: string): void {
  const { pathHash, inode, bornAt } = placeOf(folder)
  const before = readVaultKeysRow(db)
  if (before.pathHash === pathHash && before.inode === inode && before.bornAt === bornAt) return
  db.orm.update(vaultKeys).set({ pathHash, inode, bornAt }).where(eq(vaultKeys.number, 1)).run()
}

/** Makes a restored or copied vault the live one here; it draws a new installation number, as the original may go on elsewhere. */
export function adoptVault(db: Database, folder: string): void {
  db.orm.update(vault).set({ state: 'live', installationNumber: drawInstallationNumber() }).where(eq(vault.number, 1)).run()
  rememberPlace(db, folder)
}

/** For what only the live vault may do: issue invoices, export to Kanta. @throws AppError `not_allowed` (`notTheLiveVault`) */
export function requireLiveVault(db: Database): void {
  const { state } = readVaultRow(db)
  if (state !== 'live') throw new AppError('not_allowed', 'notTheLiveVault', { details: { state } })
}
