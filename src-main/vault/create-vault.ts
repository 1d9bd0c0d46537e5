// Making a new vault. Everything is made beside, then put in place as one; see [Note: staging].
import { AppError } from '../core/errors.ts'
import { removeLeftovers, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { type Database, inTransaction } from '../database/database.ts'
import { calibrate } from './argon2.ts'
import { databaseFile, databaseName, prepareNewFolder, vaultExists, vaultFileName } from './folder.ts'
import { writeIdentity } from './identity.ts'
import { deriveSubkeys, newDataKey, type SubKeys, wipeSubkeys } from './keys.ts'
import { lockFolder } from './lock-file.ts'
import { checkNewPassphrase } from './passphrase.ts'
import { placeOf } from './place.ts'
import { makeRecoverySlot, newRecoveryPair } from './recovery-slot.ts'
import type { Session } from './session.ts'
import { makePassphraseSlot } from './slots.ts'
import { wipe } from './sodium.ts'
import { beginStaging, recoverStaging, type Staging } from './staged.ts'
import { users } from './tables.ts'
import { readUser } from './users.ts'
import { formatName, formatVersion, sealVaultFile, type VaultContent } from './vault-file.ts'
import { loadVaultFile } from './vault-file-store.ts'

export interface NewVault {
  vaultId: string
  userId: string
  /** Shown once, for paper; it is kept nowhere. */
  recoveryKey: string
}

/**
 * Creates a vault in an empty or missing folder and leaves it unlocked.
 * @throws AppError `conflict` (`vaultExists`, `folderNotEmpty`), `invalid_input`, `locked`, `io`
 */
export async function createVault(
  session: Session,
  owner: { name: string; title?: string | undefined },
  passphrase: string,
): Promise<NewVault> {
  const { folder, host, clock, appVersion, newVaultKind: kind = 'real' } = session.options
  checkNewPassphrase(passphrase, 'passphrase')
  prepareNewFolder(folder)
  const sodium = await session.sodium()
  const lock = lockFolder(folder)
  let staging: Staging | undefined
  let db: Database | undefined
  let dataKey: Uint8Array | undefined
  let keys: SubKeys | undefined
  try {
    recoverStaging(folder) // may complete an earlier creation that was cut off
    removeLeftovers(folder)
    if (vaultExists(folder)) throw new AppError('conflict', 'vaultExists')
    const at = clock.now()
    const [vaultId, userId, slotId, recoverySlotId] = [newId(at), newId(at), newId(at), newId(at)]
    dataKey = newDataKey(sodium)
    keys = deriveSubkeys(sodium, dataKey)
    const recovery = await newRecoveryPair()
    const parameters = calibrate(sodium, kind === 'real' ? 'measured' : 'floor', clock.monotonic)
    const content: VaultContent = {
      format: formatName,
      formatVersion,
      vaultId,
      kind,
      appVersion,
      createdAt: at,
      sequence: 1,
      slots: [
        makePassphraseSlot(sodium, vaultId, { slotId, userId, label: owner.name, createdAt: at }, dataKey, passphrase, parameters),
        await makeRecoverySlot(vaultId, recoverySlotId, at, dataKey, recovery.recipient),
      ],
    }
    staging = beginStaging(folder)
    const fresh = (db = host.createDatabase({ file: staging.path(databaseName), key: keys.database }))
    host.migrate(fresh, { folder, databaseKey: keys.database, at, isNew: true })
    inTransaction(fresh, () => {
      writeIdentity(fresh, { vaultId, kind, recoveryRecipient: recovery.recipient, recoverySlotId, at, place: placeOf(folder) })
      fresh.orm
        .insert(users)
        .values({
          id: userId,
          name: owner.name,
          title: owner.title || null,
          role: 'owner',
          active: 1,
          startedOn: clock.today(),
          createdAt: at,
          updatedAt: at,
          revision: 1,
        })
        .run()
      host.fill(fresh, { vaultId, kind, ownerId: userId, at })
    })
    fresh.close() // the last connection folds its write-ahead log into the file
    writeWholeFile(staging.path(vaultFileName), sealVaultFile(sodium, content, keys.vaultFile))
    staging.commit([databaseName, vaultFileName])
    staging = undefined

    const open = (db = host.openDatabase({ file: databaseFile(folder), key: keys.database }))
    const vault = { folder, vaultId, kind, db: open, keys, user: readUser(open, userId), unlockedWith: 'passphrase' as const, warnings: [] }
    inTransaction(open, () => host.opened(vault, { how: 'created', with: 'passphrase', failedAttempts: 0, warnings: [], settled: [] }))
    session.adoptHeld({ vault, dataKey, file: loadVaultFile(folder).file, lock })
    return { vaultId, userId, recoveryKey: recovery.key }
  } catch (error) {
    if (db?.raw.open) db.close()
    if (keys) wipeSubkeys(keys)
    wipe(dataKey)
    try {
      staging?.abandon()
    } finally {
      lock.release()
    }
    throw error
  }
}
