// The recovery slot is an armored age file, so that the standard `age` program opens it without this app (docs/vault-format.md says how).
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { parseRecoveryKey } from './recovery-key.ts'
import { wipe } from './sodium.ts'
import type { RecoverySlot } from './vault-file.ts'

/** What the age file holds: one line of JSON. */
const content = z.strictObject({ vaultId: z.string(), slotId: z.string(), dataKey: z.string().regex(/^[0-9a-f]{64}$/) })

export interface RecoveryPair {
  /** `AGE-SECRET-KEY-1…`: for paper, never for a file. */
  key: string
  /** `age1…`: kept in the encrypted database. */
  recipient: string
}

/** X25519, not the hybrid kind: Debian 12's age 1.1.1 must open it (docs/decisions). */
export async function newRecoveryPair(): Promise<RecoveryPair> {
  const key = await generateX25519Identity()
  return { key, recipient: await identityToRecipient(key) }
}

/** The public half of a recovery key. @throws AppError `wrong_key` for a typing error */
export const recipientOf = (recoveryKey: string): Promise<string> => identityToRecipient(parseRecoveryKey(recoveryKey))

/** @param recipient `age1…` from the encrypted database or from a new pair, never from vault.json */
export async function makeRecoverySlot(
  vaultId: string,
  slotId: string,
  createdAt: string,
  dataKey: Uint8Array,
  recipient: string,
): Promise<RecoverySlot> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = new TextEncoder().encode(`${JSON.stringify({ vaultId, slotId, dataKey: Buffer.from(dataKey).toString('hex') })}\n`)
  try {
    return { id: slotId, kind: 'recovery', label: '', createdAt, age: armor.encode(await encrypter.encrypt(plain)) }
  } finally {
    wipe(plain)
  }
}

/**
 * The data key.
 * @param recoveryKey as typed
 * @throws AppError `wrong_key`: mistyped (named, see recovery-key.ts) or another vault's; `damaged` when the slot holds nonsense
 */
export async function openRecoverySlot(vaultId: string, slot: RecoverySlot, recoveryKey: string): Promise<Uint8Array> {
  const key = parseRecoveryKey(recoveryKey)
  let file: Uint8Array
  try {
    file = armor.decode(slot.age)
  } catch (cause) {
    throw new AppError('damaged', 'recoverySlotDamaged', { cause })
  }
  let plain: Uint8Array | undefined
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(key)
    plain = await decrypter.decrypt(file)
  } catch (cause) {
    // age answers a wrong identity with one fixed sentence; everything else is a broken file.
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) throw new AppError('wrong_key', 'wrongRecoveryKey')
    throw new AppError('damaged', 'recoverySlotDamaged', { cause })
  }
  try {
    const read = content.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')))
    if (!read.success || read.data.vaultId !== vaultId || read.data.slotId !== slot.id) throw new AppError('damaged', 'recoverySlotDamaged')
    return new Uint8Array(Buffer.from(read.data.dataKey, 'hex'))
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('damaged', 'recoverySlotDamaged')
  } finally {
    wipe(plain)
  }
}
