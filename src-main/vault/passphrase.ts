// [Note: NFC] A passphrase is the NFC form of what was typed, as UTF-8: the same word typed composed or decomposed, on any system,
// in any later version, gives the same bytes. Nothing else is done to it: no trimming, no folding (cryptomator #3773).
import { invalidInput } from '../core/errors.ts'
import type { SecretName } from '../core/contract.ts'

export const shortestPassphrase = 8
export const shortestPin = 8
const longest = 1024

/** Bytes to derive from; the caller wipes them. */
export const secretBytes = (typed: string): Uint8Array => new TextEncoder().encode(typed.normalize('NFC'))

const lengthOf = (typed: string): number => [...typed.normalize('NFC')].length

function check(typed: string, name: SecretName, shortest: number, code: string): void {
  const length = lengthOf(typed)
  if (length < shortest) throw invalidInput([{ path: ['secrets', name], code, params: { shortest } }])
  if (length > longest) throw invalidInput([{ path: ['secrets', name], code: 'tooLong', params: { longest } }])
}

/** A new passphrase: at least 8 characters. Weak ones are shown as weak (`vault.passphraseStrength`), not refused. @throws `invalid_input` */
export const checkNewPassphrase = (typed: string, name: SecretName): void => check(typed, name, shortestPassphrase, 'passphraseTooShort')

/** A PIN: at least 8 characters, of any kind. @throws `invalid_input` */
export const checkNewPin = (typed: string): void => check(typed, 'pin', shortestPin, 'pinTooShort')
