// Slots that wrap the data key under something a person knows: a passphrase, or a keychain secret and a PIN.
import { AppError } from '../core/errors.ts'
import { checkParameters, deriveKey, type KdfParameters } from './argon2.ts'
import { canonicalBytes } from './canonical.ts'
import { secretBytes } from './passphrase.ts'
import { type Sodium, wipe } from './sodium.ts'
import type { KeychainSlot, PassphraseSlot } from './vault-file.ts'

type WrappedSlot = PassphraseSlot | KeychainSlot

/** Who a new slot is for. */
export interface SlotOwner {
  slotId: string
  userId: string
  /** The user's name: with several users, the lock screen lists it before anything is unlocked. */
  label: string
  /** Instant. */
  createdAt: string
}

/** Bound into the wrapping, so that a slot cannot be moved to another vault or user. The label may change without a passphrase. */
const boundData = (
  vaultId: string,
  { id, kind, userId, createdAt, kdf }: Pick<WrappedSlot, 'id' | 'kind' | 'userId' | 'createdAt' | 'kdf'>,
): Uint8Array => canonicalBytes({ vaultId, id, kind, userId, createdAt, kdf })

function wrapKey<Kind extends WrappedSlot['kind']>(
  sodium: Sodium,
  vaultId: string,
  kind: Kind,
  owner: SlotOwner,
  dataKey: Uint8Array,
  secret: Uint8Array,
  parameters: KdfParameters,
) {
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const slot = {
    id: owner.slotId,
    kind,
    label: owner.label,
    userId: owner.userId,
    createdAt: owner.createdAt,
    kdf: {
      algorithm: 'argon2id13' as const,
      passes: parameters.passes,
      memoryBytes: parameters.memoryBytes,
      salt: Buffer.from(salt).toString('base64'),
    },
  }
  const wrappingKey = deriveKey(sodium, secret, salt, parameters)
  try {
    const wrappedKey = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(dataKey, boundData(vaultId, slot), null, nonce, wrappingKey)
    return { ...slot, nonce: Buffer.from(nonce).toString('base64'), wrappedKey: Buffer.from(wrappedKey).toString('base64') }
  } finally {
    wipe(wrappingKey)
  }
}

/** The data key, or undefined when the secret is wrong. */
function unwrapKey(sodium: Sodium, vaultId: string, slot: WrappedSlot, secret: Uint8Array): Uint8Array | undefined {
  checkParameters(slot.kdf)
  const wrappingKey = deriveKey(sodium, secret, Buffer.from(slot.kdf.salt, 'base64'), slot.kdf)
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      Buffer.from(slot.wrappedKey, 'base64'),
      boundData(vaultId, slot),
      Buffer.from(slot.nonce, 'base64'),
      wrappingKey,
    )
  } catch {
    return undefined
  } finally {
    wipe(wrappingKey)
  }
}

/** A slot that `passphrase` opens. See [Note: NFC]. */
export function makePassphraseSlot(
  sodium: Sodium,
  vaultId: string,
  owner: SlotOwner,
  dataKey: Uint8Array,
  passphrase: string,
  parameters: KdfParameters,
): PassphraseSlot {
  const secret = secretBytes(passphrase)
  try {
    return wrapKey(sodium, vaultId, 'passphrase', owner, dataKey, secret, parameters)
  } finally {
    wipe(secret)
  }
}

/** @throws AppError `wrong_key`; `damaged` for parameters out of bounds */
export function openPassphraseSlot(sodium: Sodium, vaultId: string, slot: PassphraseSlot, passphrase: string): Uint8Array {
  const secret = secretBytes(passphrase)
  try {
    const dataKey = unwrapKey(sodium, vaultId, slot, secret)
    if (!dataKey) throw new AppError('wrong_key', 'wrongPassphrase')
    return dataKey
  } finally {
    wipe(secret)
  }
}

/** 32 bytes of the keychain, then the PIN: neither alone helps a guesser. */
function keychainSecret(stored: Uint8Array, pin: string): Uint8Array {
  const typed = secretBytes(pin)
  const secret = new Uint8Array(stored.length + typed.length)
  secret.set(stored)
  secret.set(typed, stored.length)
  wipe(typed)
  return secret
}

/** @param stored the 32 random bytes kept in the operating system's keychain */
export function makeKeychainSlot(
  sodium: Sodium,
  vaultId: string,
  owner: SlotOwner,
  dataKey: Uint8Array,
  stored: Uint8Array,
  pin: string,
  parameters: KdfParameters,
): KeychainSlot {
  const secret = keychainSecret(stored, pin)
  try {
    return wrapKey(sodium, vaultId, 'keychain', owner, dataKey, secret, parameters)
  } finally {
    wipe(secret)
  }
}

/** @throws AppError `wrong_key` (`wrongPin`); `damaged` for parameters out of bounds */
export function openKeychainSlot(sodium: Sodium, vaultId: string, slot: KeychainSlot, stored: Uint8Array, pin: string): Uint8Array {
  const secret = keychainSecret(stored, pin)
  try {
    const dataKey = unwrapKey(sodium, vaultId, slot, secret)
    if (!dataKey) throw new AppError('wrong_key', 'wrongPin')
    return dataKey
  } finally {
    wipe(secret)
  }
}
