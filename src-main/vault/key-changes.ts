// Changes of vault.json while the vault is open. Log entry and database rows are written in the transaction that replaces the file just
// before it commits; when the commit fails the old file is put back. A kill between the two leaves the new file: the next unlock sees its
// higher number, says `keyChangeUnlogged` and logs that.
import path from 'node:path'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { reach, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { calibrate, type KdfParameters } from './argon2.ts'
import { vaultFileName } from './folder.ts'
import { readVaultKeysRow } from './identity.ts'
import { keychainAccount } from './keychain.ts'
import { checkNewPassphrase, checkNewPin } from './passphrase.ts'
import { makeRecoverySlot, newRecoveryPair } from './recovery-slot.ts'
import type { Session } from './session.ts'
import { makeKeychainSlot, makePassphraseSlot } from './slots.ts'
import { type Sodium, wipe } from './sodium.ts'
import { openWithSecret, type UnlockSecret } from './unlock.ts'
import { nextContent, sealVaultFile, type Slot, type VaultFile } from './vault-file.ts'
import { replaceVaultFile } from './vault-file-store.ts'

/** Replaces the slots. `also` runs first in the same transaction and writes the log entry. */
export const changeSlots = (
  sodium: Sodium,
  session: Session,
  context: Pick<Context, 'transaction'>,
  change: (slots: readonly Slot[]) => Slot[],
  also: () => void,
): void => changeVaultFile(sodium, session, context, ({ slots }) => ({ slots: change(slots) }), also)

/** From now on, also while it is locked, the vault says that it holds nobody's data. `also` marks the database in the same transaction. */
export async function markAsDemo(session: Session, context: Context, also: () => void): Promise<void> {
  changeVaultFile(await session.sodium(), session, context, () => ({ kind: 'demo' }), also)
  session.held.vault.kind = 'demo'
}

function changeVaultFile(
  sodium: Sodium,
  session: Session,
  context: Pick<Context, 'transaction'>,
  change: (file: VaultFile) => Partial<Pick<VaultFile, 'slots' | 'kind'>>,
  also: () => void,
): void {
  const { held } = session
  const { folder, appVersion } = session.options
  const { db, keys } = held.vault
  const before = held.file
  let after: VaultFile | undefined
  try {
    context.transaction(() => {
      also()
      const next = nextContent(before, change(before), appVersion)
      const content = { ...next, sequence: Math.max(next.sequence, readVaultKeysRow(db).sequence + 1) }
      db.statement('UPDATE vault_keys SET sequence = ? WHERE number = 1').run(content.sequence)
      after = replaceVaultFile(sodium, folder, content, keys.vaultFile)
      reach('commitKeys', folder)
    })
  } catch (error) {
    if (after) {
      const { checksum: _checksum, mac: _mac, ...content } = before
      writeWholeFile(path.join(folder, vaultFileName), sealVaultFile(sodium, content, keys.vaultFile), { overwrite: true })
    }
    throw error
  }
  held.file = after!
}

const parametersNow = (sodium: Sodium, session: Session): KdfParameters =>
  calibrate(sodium, session.open.kind === 'real' ? 'measured' : 'floor', session.options.clock.monotonic)

/** Gives a user a new passphrase; the old one stops working. `also` as in changeSlots. */
export async function setPassphrase(
  session: Session,
  context: Context,
  user: { id: string; name: string },
  passphrase: string,
  also: () => void,
): Promise<void> {
  checkNewPassphrase(passphrase, 'newPassphrase')
  const sodium = await session.sodium()
  const { held } = session
  const at = context.clock.now()
  const slot = makePassphraseSlot(
    sodium,
    held.file.vaultId,
    { slotId: newId(at), userId: user.id, label: user.name, createdAt: at },
    held.dataKey,
    passphrase,
    parametersNow(sodium, session),
  )
  changeSlots(
    sodium,
    session,
    context,
    (slots) => {
      const mine = (one: Slot): boolean => one.kind === 'passphrase' && one.userId === user.id
      // In the old one's place: the first passphrase slot is the one tried when no user is named.
      return slots.some(mine) ? slots.flatMap((one) => (mine(one) ? [slot] : [one])) : [...slots, slot]
    },
    also,
  )
}

/** Removes every slot of a user. Secrets in the keychain go too where this computer has them. */
export async function removeSlotsOf(session: Session, context: Context, userId: string, also: () => void): Promise<void> {
  const sodium = await session.sodium()
  const gone = session.held.file.slots.filter((slot) => slot.kind !== 'recovery' && slot.userId === userId)
  changeSlots(sodium, session, context, (slots) => slots.filter((slot) => !gone.includes(slot)), also)
  await forgetSecrets(session, gone)
}

/** Deletes the keychain secrets of slots that are no more. Never throws. */
export async function forgetSecrets(session: Session, slots: readonly Slot[]): Promise<void> {
  for (const slot of slots) if (slot.kind === 'keychain') await session.keychain.remove(keychainAccount(session.held.file.vaultId, slot.id))
}

/**
 * A new recovery key. Until the database has committed its recipient both keys open the vault; whatever moment the app is killed at, one
 * of the two does and the next unlock settles which.
 * @returns the new key, for paper
 */
export async function renewRecoveryKey(session: Session, context: Context, also: () => void): Promise<string> {
  const sodium = await session.sodium()
  const { held } = session
  const at = context.clock.now()
  const pair = await newRecoveryPair()
  const slot = await makeRecoverySlot(held.file.vaultId, newId(at), at, held.dataKey, pair.recipient)
  changeSlots(
    sodium,
    session,
    context,
    (slots) => [...slots, slot],
    () => undefined,
  )
  try {
    context.transaction(() => {
      also()
      const { db } = held.vault
      db.statement('UPDATE vault SET recovery_recipient = ? WHERE number = 1').run(pair.recipient)
      db.statement('UPDATE vault_keys SET recovery_slot_id = ?, recovery_confirmed_at = NULL WHERE number = 1').run(slot.id)
      reach('commitRecipient', session.options.folder)
    })
  } catch (error) {
    changeSlots(
      sodium,
      session,
      context,
      (slots) => slots.filter((one) => one.id !== slot.id),
      () => undefined,
    )
    throw error
  }
  changeSlots(
    sodium,
    session,
    context,
    (slots) => slots.filter((one) => one.kind !== 'recovery' || one.id === slot.id),
    () => undefined,
  )
  return pair.key
}

/** Adds a keychain slot for the acting user, after a round trip; see [Note: keychain]. @throws AppError `io`, `invalid_input` */
export async function addKeychain(session: Session, context: Context, pin: string, also: () => void): Promise<void> {
  checkNewPin(pin)
  await session.keychain.prove()
  const sodium = await session.sodium()
  const { held } = session
  const at = context.clock.now()
  const { vaultId } = held.file
  const { id: userId, name } = held.vault.user
  const slotId = newId(at)
  const stored = await session.keychain.create(keychainAccount(vaultId, slotId))
  const before = held.file.slots.filter((slot) => slot.kind === 'keychain' && slot.userId === userId)
  try {
    const slot = makeKeychainSlot(
      sodium,
      vaultId,
      { slotId, userId, label: name, createdAt: at },
      held.dataKey,
      stored,
      pin,
      parametersNow(sodium, session),
    )
    changeSlots(sodium, session, context, (slots) => [...slots.filter((one) => !before.includes(one)), slot], also)
  } catch (error) {
    await session.keychain.remove(keychainAccount(vaultId, slotId))
    throw error
  } finally {
    wipe(stored)
  }
  await forgetSecrets(session, before)
}

/**
 * Asks once more who is at the keyboard, before something that reaches beyond this session. Counts against the throttle.
 * @throws AppError `wrong_key`, `not_allowed` (`tooManyAttempts`), `invalid_input` when no secret was given
 */
export async function confirmActor(session: Session, context: Context): Promise<void> {
  const { held } = session
  const secret = chooseSecret(context, held.vault.unlockedWith)
  const sodium = await session.sodium()
  const { result } = await session.attempt(
    () => openWithSecret(sodium, held.file, secret, held.vault.user.id, session.keychain),
    context.signal,
  )
  wipe(result.dataKey)
}

/** The secret that came with the call: of the preferred kind when there are several. @throws AppError `invalid_input` when there is none */
export function chooseSecret(
  context: Pick<Context, 'secret' | 'optionalSecret'>,
  preferred: UnlockSecret['kind'] = 'passphrase',
): UnlockSecret {
  const given: Partial<Record<UnlockSecret['kind'], UnlockSecret>> = {}
  const passphrase = context.optionalSecret('passphrase')
  const recoveryKey = context.optionalSecret('recoveryKey')
  const pin = context.optionalSecret('pin')
  if (passphrase) given.passphrase = { kind: 'passphrase', passphrase }
  if (recoveryKey) given.recoveryKey = { kind: 'recoveryKey', recoveryKey }
  if (pin) given.keychain = { kind: 'keychain', pin }
  return (
    given[preferred] ??
    given.passphrase ??
    given.recoveryKey ??
    given.keychain ?? { kind: 'passphrase', passphrase: context.secret('passphrase') }
  )
}

/** For rotation and tests. */
export const passphraseSlotOf = (file: VaultFile, userId: string): Slot => {
  const slot = file.slots.find((one) => one.kind === 'passphrase' && one.userId === userId)
  if (!slot) throw new AppError('not_allowed', 'passphraseNeeded')
  return slot
}
