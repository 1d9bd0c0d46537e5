// The yearly restore: into a scratch vault beside the live one, opened anew with what a person has, looked through, and wiped.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { checkStore, referencedContents } from '../attachments/references.ts'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { removeIfThere } from '../core/files.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open.ts'
import { pendingMigrations, readMigrations } from '../database/migrate.ts'
import { attachmentsName, databaseFile } from '../vault/folder.ts'
import { checkVaultId } from '../vault/identity.ts'
import { deriveSubkeys, wipeSubkeys } from '../vault/keys.ts'
import { openRecoverySlot } from '../vault/recovery-slot.ts'
import { openPassphraseSlot } from '../vault/slots.ts'
import { type Sodium, wipe } from '../vault/sodium.ts'
import { authenticate, type VaultFile } from '../vault/vault-file.ts'
import { loadVaultFile } from '../vault/vault-file-store.ts'
import { check } from './database-checks.ts'
import { attachmentNameKey } from './erasures.ts'
import { readVault } from './image-facts.ts'
import type { JobTools } from './job-tools.ts'
import { restoreBackup, type Restored, type RestoreOrder } from './restore.ts'
import type { BackupCheck } from './shapes-contract.ts'

export type DrillOrder = Omit<RestoreOrder, 'to' | 'newPassphrase'> & { vaultFolder: string }

export interface SeenClient {
  id: string
  name: string
  createdAt: string
  birthYear: string | null
}

export interface Drilled {
  restored: Omit<Restored, 'identity'>
  checks: BackupCheck[]
  clients: number
  oldest: SeenClient | null
  newest: SeenClient | null
}

/** Removed at the next unlock when a drill is killed (core/files.ts, `removeLeftovers`). */
export const scratchName = '.drill.unfinished-000000000000'

const seenSql = (order: 'ASC' | 'DESC'): string =>
  `SELECT id, trim(last_name || ' ' || coalesce(first_name, '')) AS name, created_at AS createdAt,
     coalesce(substr(birth_date, 1, 4), CAST(birth_year AS TEXT)) AS birthYear
   FROM clients ORDER BY created_at ${order}, id ${order} LIMIT 1`

const seen = (db: Database, order: 'ASC' | 'DESC'): SeenClient | null =>
  (db.raw.prepare(seenSql(order)).get() as SeenClient | undefined) ?? null

/** Opens the scratch vault as its owner would: with the recovery key when that was given, else with her new passphrase. */
async function openKey(sodium: Sodium, file: VaultFile, restored: Restored, passphrase: string): Promise<Uint8Array> {
  if (restored.openedWith === 'recoveryKey') {
    const slot = file.slots.find((one) => one.kind === 'recovery')
    if (!slot) throw new AppError('damaged', 'recoverySlotDamaged')
    return openRecoverySlot(file.vaultId, slot, restored.identity)
  }
  const slot = file.slots.find((one) => one.kind === 'passphrase')
  if (!slot) throw new AppError('wrong_key', 'noPassphraseSlot')
  return openPassphraseSlot(sodium, file.vaultId, slot, passphrase)
}

async function look(sodium: Sodium, folder: string, restored: Restored, passphrase: string): Promise<Omit<Drilled, 'restored'>> {
  const { file } = loadVaultFile(folder)
  const dataKey = await openKey(sodium, file, restored, passphrase)
  const keys = deriveSubkeys(sodium, dataKey)
  let db: Database | undefined
  try {
    authenticate(sodium, file, keys.vaultFile)
    db = openDatabase({ file: databaseFile(folder), key: keys.database })
    checkVaultId(db, restored.vaultId)
    const names = attachmentNameKey(readVault(db).erasureKey)
    const store = checkStore(db, path.join(folder, attachmentsName), { sodium, keys: { encryption: keys.attachments, names } })
    const lost = store.missing.length + store.damaged.length
    const pending = pendingMigrations(db, readMigrations()).length
    const checks = [
      ...restored.checks,
      check('attachments', lost > 0 ? [`missing ${lost}`] : [], referencedContents(db).length),
      check('schema', pending > 0 ? [`pending ${pending}`] : [], readMigrations().length),
      check('erasures', restored.foreignList ? ['foreign'] : [], restored.erased),
      check('unlock', [], 1),
    ]
    const clients = db.raw.prepare('SELECT count(*) FROM clients').pluck().get() as number
    return { checks, clients, oldest: seen(db, 'ASC'), newest: seen(db, 'DESC') }
  } finally {
    db?.close()
    wipeSubkeys(keys)
    wipe(dataKey)
  }
}

/** @throws AppError as `restoreBackup` */
export async function drillBackup(sodium: Sodium, order: DrillOrder, clock: Clock, tools: JobTools): Promise<Drilled> {
  const to = path.join(order.vaultFolder, scratchName)
  removeIfThere(to)
  const newPassphrase = randomBytes(24).toString('base64')
  try {
    const restored = await restoreBackup(sodium, { ...order, to, newPassphrase }, clock, tools)
    tools.progress('attachments', 0, 1)
    const looked = await look(sodium, to, restored, newPassphrase)
    const { identity: _identity, ...rest } = restored
    return { restored: rest, ...looked }
  } finally {
    removeIfThere(to)
  }
}
