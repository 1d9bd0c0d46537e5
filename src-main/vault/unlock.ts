// Which slot a secret is for, and what it opens.
import { AppError } from '../core/errors.ts'
import { type Keychain, keychainAccount } from './keychain.ts'
import { openRecoverySlot } from './recovery-slot.ts'
import { openKeychainSlot, openPassphraseSlot } from './slots.ts'
import type { Sodium } from './sodium.ts'
import { type KeychainSlot, type PassphraseSlot, type RecoverySlot, type VaultFile } from './vault-file.ts'

/** A secret as typed. */
export type UnlockSecret =
  | { kind: 'passphrase'; passphrase: string }
  | { kind: 'recoveryKey'; recoveryKey: string }
  | { kind: 'keychain'; pin: string }

export interface Unlocked {
  dataKey: Uint8Array
  /** Undefined with the recovery key: whoever has it acts as the owner. */
  userId: string | undefined
}

/** A user is named by id, or by the name that the lock screen shows, in any case. */
const isFor = (slot: PassphraseSlot | KeychainSlot, user: string): boolean =>
  slot.userId === user || slot.label.normalize('NFC').toLocaleLowerCase('fi') === user.normalize('NFC').trim().toLocaleLowerCase('fi')

/** The chosen user's slot, else the first: the owner who made the vault. */
function pick<Slot extends PassphraseSlot | KeychainSlot>(slots: readonly Slot[], user: string | undefined): Slot | undefined {
  if (user === undefined) return slots[0]
  const mine = slots.filter((slot) => isFor(slot, user))
  return mine.find((slot) => slot.userId === user) ?? mine[0]
}

/** Tries one slot with one secret. @throws AppError `wrong_key`, `not_found` (`noSuchUser`, `noKeychainSlot`), `damaged`, `io` */
export async function openWithSecret(
  sodium: Sodium,
  file: VaultFile,
  secret: UnlockSecret,
  user: string | undefined,
  keychain: Keychain,
): Promise<Unlocked> {
  if (secret.kind === 'passphrase') {
    const slot = pick(
      file.slots.filter((one): one is PassphraseSlot => one.kind === 'passphrase'),
      user,
    )
    if (!slot) throw user === undefined ? new AppError('wrong_key', 'noPassphraseSlot') : new AppError('not_found', 'noSuchUser')
    return { dataKey: openPassphraseSlot(sodium, file.vaultId, slot, secret.passphrase), userId: slot.userId }
  }
  if (secret.kind === 'keychain') {
    const slot = pick(
      file.slots.filter((one): one is KeychainSlot => one.kind === 'keychain'),
      user,
    )
    if (!slot) throw new AppError('not_found', 'noKeychainSlot')
    const stored = await keychain.read(keychainAccount(file.vaultId, slot.id))
    try {
      return { dataKey: openKeychainSlot(sodium, file.vaultId, slot, stored, secret.pin), userId: slot.userId }
    } finally {
      stored.fill(0)
    }
  }
  const slots = file.slots.filter((one): one is RecoverySlot => one.kind === 'recovery')
  if (slots.length === 0) throw new AppError('wrong_key', 'wrongRecoveryKey')
  let refusal: unknown
  for (const slot of slots) {
    // two while a renewal is under way
    try {
      return { dataKey: await openRecoverySlot(file.vaultId, slot, secret.recoveryKey), userId: undefined }
    } catch (error) {
      refusal = error
      if (!(error instanceof AppError) || error.key !== 'wrongRecoveryKey') break
    }
  }
  throw refusal
}
