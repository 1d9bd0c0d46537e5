// [Note: rotation] A new data key: database and everything that depends on the key are re-encrypted beside the old ones and put in place
// as one (see [Note: staging]). The acting user's slot and the recovery slot are renewed, all other slots end.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { reach, removeIfThere, syncFolder, withIoErrors, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { inTransaction, type Database } from '../database/database.ts'
import { integrityProblems } from '../database/open.ts'
import { databaseFile, databaseName, vaultFileName } from './folder.ts'
import { checkVaultId, readVaultKeysRow, readVaultRow } from './identity.ts'
import { calibrate } from './argon2.ts'
import { passphraseSlotOf } from './key-changes.ts'
import { keychainAccount } from './keychain.ts'
import { deriveSubkeys, newDataKey, type SubKeys, wipeSubkeys } from './keys.ts'
import { makeRecoverySlot } from './recovery-slot.ts'
import { close, type OpenVault, type Session } from './session.ts'
import type { SessionHost } from './session-host.ts'
import { makePassphraseSlot, openPassphraseSlot } from './slots.ts'
import { wipe } from './sodium.ts'
import { beginStaging } from './staged.ts'
import { nextContent, sealVaultFile, type PassphraseSlot } from './vault-file.ts'
import { loadVaultFile } from './vault-file-store.ts'

/**
 * Makes the database anew at `target` under `newKey` and reads all of it back. No plaintext touches the disk: `VACUUM INTO` keeps the
 * old key, the copy is then re-keyed in place.
 */
export function reencryptDatabase(
  host: Pick<SessionHost, 'openDatabase'>,
  db: Database,
  vaultId: string,
  oldKey: Uint8Array,
  newKey: Uint8Array,
  target: string,
  change: (fresh: Database) => void,
): void {
  reach('copyDatabase', target)
  removeIfThere(target)
  db.raw.prepare('VACUUM INTO ?').run(target)
  const copy = host.openDatabase({ file: target, key: oldKey })
  try {
    reach('rekeyDatabase', target)
    copy.raw.pragma('journal_mode=DELETE') // re-keying is refused in WAL mode
    copy.raw.pragma(`rekey="x'${Buffer.from(newKey).toString('hex')}'"`)
  } finally {
    copy.close()
  }
  const fresh = host.openDatabase({ file: target, key: newKey })
  try {
    if ((fresh.raw.pragma('journal_mode=WAL', { simple: true }) as string) !== 'wal')
      throw new AppError('io', 'notReadBack', { params: { file: databaseName } })
    inTransaction(fresh, () => change(fresh))
    checkVaultId(fresh, vaultId)
    if (integrityProblems(fresh).length > 0) throw new AppError('io', 'notReadBack', { params: { file: databaseName } })
  } finally {
    fresh.close()
  }
  withIoErrors(target, () => syncFolder(path.dirname(target)))
}

/**
 * Rotates the data key. The session is locked to everybody else meanwhile; when anything fails before the change, the vault is left as
 * it was, and locked.
 * @param passphrase of the acting user
 * @returns the users who need a new passphrase from the owner
 * @throws AppError `wrong_key`, `not_allowed` (`passphraseNeeded`), `io`
 */
export async function rotateDataKey(session: Session, context: Context, passphrase: string): Promise<{ id: string; name: string }[]> {
  const { host, clock, appVersion, folder } = session.options
  const sodium = await session.sodium()
  const { file, vault } = session.held
  const { user, vaultId } = vault
  const slot = passphraseSlotOf(file, user.id) as PassphraseSlot
  const { result } = await session.attempt(async () => openPassphraseSlot(sodium, vaultId, slot, passphrase), context.signal)
  wipe(result)

  const lockedOut = file.slots.flatMap((one) =>
    one.kind === 'passphrase' && one.userId !== user.id ? [{ id: one.userId, name: one.label }] : [],
  )
  const at = clock.now()
  const dataKey = newDataKey(sodium)
  const keys = deriveSubkeys(sodium, dataKey)
  let adopted = false
  try {
    const recoverySlotId = newId(at)
    const parameters = calibrate(sodium, vault.kind === 'real' ? 'measured' : 'floor', clock.monotonic)
    const content = nextContent(
      file,
      {
        slots: [
          makePassphraseSlot(
            sodium,
            vaultId,
            { slotId: newId(at), userId: user.id, label: user.name, createdAt: at },
            dataKey,
            passphrase,
            parameters,
          ),
          await makeRecoverySlot(vaultId, recoverySlotId, at, dataKey, readVaultRow(vault.db).recoveryRecipient),
        ],
      },
      appVersion,
    )
    content.sequence = Math.max(content.sequence, readVaultKeysRow(vault.db).sequence + 1)
    context.transaction(() => context.log({ details: { change: 'dataKeyRotation', lockedOut: lockedOut.length } }))

    const old = session.detach('rotate')
    let moved = false
    try {
      const staging = beginStaging(folder)
      reencryptDatabase(host, old.vault.db, vaultId, old.vault.keys.database, keys.database, staging.path(databaseName), (fresh) => {
        fresh.statement('UPDATE vault_keys SET sequence = ?, recovery_slot_id = ? WHERE number = 1').run(content.sequence, recoverySlotId)
      })
      const carried = await carryOver(host, folder, staging.path, old.vault.keys, keys)
      writeWholeFile(staging.path(vaultFileName), sealVaultFile(sodium, content, keys.vaultFile))
      old.vault.db.close()
      staging.commit([databaseName, ...carried, vaultFileName])

      const db = host.openDatabase({ file: databaseFile(folder), key: keys.database })
      const next: OpenVault = { ...vault, db, keys, unlockedWith: 'passphrase' }
      try {
        inTransaction(db, () =>
          host.opened(next, { how: 'rotated', with: 'passphrase', failedAttempts: 0, warnings: vault.warnings, settled: [] }),
        )
      } catch (error) {
        db.close()
        throw error
      }
      session.adoptHeld({ vault: next, dataKey, file: loadVaultFile(folder).file, lock: old.lock })
      moved = adopted = true
    } finally {
      if (moved) {
        wipeSubkeys(old.vault.keys)
        wipe(old.dataKey)
      } else close(old)
    }
  } finally {
    if (!adopted) {
      wipeSubkeys(keys)
      wipe(dataKey)
    }
  }
  for (const one of file.slots) if (one.kind === 'keychain') await session.keychain.remove(keychainAccount(vaultId, one.id))
  return lockedOut
}

/** Makes the other files that depend on the key; returns the names of those that were made. */
async function carryOver(
  host: SessionHost,
  folder: string,
  target: (name: string) => string,
  old: SubKeys,
  fresh: SubKeys,
): Promise<string[]> {
  const made: string[] = []
  if (host.carried.length === 0) return made
  const db = host.openDatabase({ file: target(databaseName), key: fresh.database })
  try {
    for (const one of host.carried) {
      reach('carry', target(one.name))
      await one.make(target(one.name), { folder, old, new: fresh, fresh: db })
      if (existsSync(target(one.name))) made.push(one.name)
    }
  } finally {
    db.close()
  }
  return made
}
