// Argon2id makes guessing passphrases dear. Parameters stand in each slot, so that they can grow with machines.
import { AppError } from '../core/errors.ts'
import type { Sodium } from './sodium.ts'

const mebibyte = 1_048_576

/** Parameters of one derivation, as libsodium's crypto_pwhash takes them (Argon2id version 1.3, one lane). */
export interface KdfParameters {
  passes: number
  memoryBytes: number
}

/** Never weaker than this, whatever the machine. */
export const floor: KdfParameters = { passes: 3, memoryBytes: 64 * mebibyte }

/** What a file may ask of this machine. Anything above is refused before memory is taken. */
export const ceiling: KdfParameters & { workBytes: number } = { passes: 64, memoryBytes: 1024 * mebibyte, workBytes: 8192 * mebibyte }

/** New slots use at most this much memory, so that a vault moved to a smaller machine still opens. */
const largestNewMemoryBytes = 256 * mebibyte
const targetMilliseconds = 500

/**
 * - `measured`: about half a second on this machine;
 * - `floor`: the weakest that is allowed at all; for demo and test vaults.
 */
export type Calibration = 'measured' | 'floor'

/** @throws AppError `damaged` for parameters outside floor and ceiling, before any memory is taken. */
export function checkParameters({ passes, memoryBytes }: KdfParameters): void {
  const sound =
    Number.isSafeInteger(passes) &&
    Number.isSafeInteger(memoryBytes) &&
    passes >= floor.passes &&
    passes <= ceiling.passes &&
    memoryBytes >= floor.memoryBytes &&
    memoryBytes <= ceiling.memoryBytes &&
    passes * memoryBytes <= ceiling.workBytes
  if (!sound) throw new AppError('damaged', 'kdfParameters')
}

/**
 * Derives 32 bytes. Blocks its thread for as long as the parameters ask (about 0.5 s): call it in the core's worker only.
 * @param secret wiped by the caller
 * @param salt 16 bytes
 */
export function deriveKey(sodium: Sodium, secret: Uint8Array, salt: Uint8Array, parameters: KdfParameters): Uint8Array {
  checkParameters(parameters)
  return sodium.crypto_pwhash(32, secret, salt, parameters.passes, parameters.memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13)
}

/** Parameters that take about `targetMilliseconds` when the floor takes `floorMilliseconds`. Memory first, then passes. */
export function parametersFor(floorMilliseconds: number): KdfParameters {
  const times = targetMilliseconds / Math.max(1, floorMilliseconds)
  const step = 16 * mebibyte
  const memoryBytes = Math.min(largestNewMemoryBytes, Math.max(floor.memoryBytes, Math.floor((floor.memoryBytes * times) / step) * step))
  const left = times / (memoryBytes / floor.memoryBytes)
  return { memoryBytes, passes: Math.min(16, Math.max(floor.passes, Math.floor(floor.passes * left))) }
}

/** @param milliseconds a monotonic clock */
export function calibrate(sodium: Sodium, calibration: Calibration, milliseconds: () => number): KdfParameters {
  if (calibration === 'floor') return { ...floor }
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const began = milliseconds()
  deriveKey(sodium, salt, salt, floor)
  return parametersFor(milliseconds() - began)
}
