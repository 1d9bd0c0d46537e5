// [Note: keychain] The operating system's keychain is one slot among several, never the last: when it is lost, locked or replaced, the
// passphrase and the recovery key still open the vault, and nothing here ever makes a new key because an old one cannot be read
// (Signal Desktop lost data that way). It is trusted only after a round trip, and asked one thing at a time.
import { randomBytes } from 'node:crypto'
import { AppError } from '../core/errors.ts'

/** The part of the keytar API that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null | undefined>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

export const keychainService = 'Vastaanotto'
const secretBytesLength = 32

export interface Keychain {
  /** Writes, reads back, compares and deletes a throw-away secret. @throws AppError `io` (`keychainUnavailable`) */
  prove(): Promise<void>
  /** A new 32-byte secret under `account`, read back before it is returned. @throws AppError `io` */
  create(account: string): Promise<Uint8Array>
  /** @throws AppError `wrong_key` (`keychainSecretMissing`) when the keychain has none, `io` when it does not answer */
  read(account: string): Promise<Uint8Array>
  /** Forgets the secret; true when it is gone. Never throws: a slot without a secret is harmless. */
  remove(account: string): Promise<boolean>
}

const loadKeytar = async (): Promise<Keytar> => {
  const module = (await import('keytar/keytar.js')) as unknown as Keytar & { default?: Keytar }
  return module.default ?? module
}

const unavailable = (cause: unknown): AppError => (cause instanceof AppError ? cause : new AppError('io', 'keychainUnavailable', { cause }))

/** @param load for tests; the default loads the native module only when the keychain is first used */
export function openKeychain(load: () => Promise<Keytar> = loadKeytar): Keychain {
  let last: Promise<unknown> = Promise.resolve()
  const oneAtATime = <T>(work: (keytar: Keytar) => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      try {
        return await work(await load())
      } catch (error) {
        throw unavailable(error)
      }
    })
    last = next.catch(() => undefined)
    return next
  }

  const writeAndReadBack = async (keytar: Keytar, account: string): Promise<Buffer> => {
    const secret = randomBytes(secretBytesLength)
    const text = secret.toString('base64')
    await keytar.setPassword(keychainService, account, text)
    if ((await keytar.getPassword(keychainService, account)) !== text) throw new AppError('io', 'keychainUnavailable')
    return secret
  }

  return {
    prove: () =>
      oneAtATime(async (keytar) => {
        const account = `proof:${randomBytes(8).toString('hex')}`
        await writeAndReadBack(keytar, account)
        await keytar.deletePassword(keychainService, account)
        if (await keytar.getPassword(keychainService, account).catch(() => null)) throw new AppError('io', 'keychainUnavailable')
      }),
    create: (account) => oneAtATime(async (keytar) => new Uint8Array(await writeAndReadBack(keytar, account))),
    read: (account) =>
      oneAtATime(async (keytar) => {
        const text = await keytar.getPassword(keychainService, account)
        const secret = Buffer.from(text ?? '', 'base64')
        if (secret.length !== secretBytesLength) throw new AppError('wrong_key', 'keychainSecretMissing')
        return new Uint8Array(secret)
      }),
    remove: (account) => oneAtATime((keytar) => keytar.deletePassword(keychainService, account)).catch(() => false),
  }
}

/** Name of a slot's secret in the keychain. */
export const keychainAccount = (vaultId: string, slotId: string): string => `${vaultId}:${slotId}`
