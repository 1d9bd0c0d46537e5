// The recovery key is an age X25519 identity: bech32 (BIP 173) of 32 bytes, so that a typing error is named before anything is tried.
import { AppError } from '../core/errors.ts'
import { recoveryKeyGroupLength } from './contract.ts'

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const prefix = 'AGE-SECRET-KEY-'
/** Characters after `AGE-SECRET-KEY-1`: 52 carry the key, 6 are the checksum. */
const bodyLength = 58

/** What is wrong with a typed recovery key. Groups and characters count from 1 and leave out `AGE-SECRET-KEY-1`. */
export type RecoveryKeyProblem =
  | { problem: 'empty' }
  | { problem: 'prefix' }
  | { problem: 'character'; position: number; group: number }
  | { problem: 'length'; expected: number; found: number }
  /** `group` where one wrong character alone would explain it. */
  | { problem: 'checksum'; group?: number }

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (let bit = 0; bit < 5; bit += 1) if ((top >>> bit) & 1) sum ^= generators[bit]!
  }
  return sum >>> 0
}

const humanPart = prefix.toLowerCase()
const expandedPrefix = [
  ...[...humanPart].map((letter) => letter.charCodeAt(0) >>> 5),
  0,
  ...[...humanPart].map((letter) => letter.charCodeAt(0) & 31),
]
const checksumHolds = (values: readonly number[]): boolean => polymod([...expandedPrefix, ...values]) === 1

const groupOf = (index: number): number => Math.floor(index / recoveryKeyGroupLength) + 1

/** The one group in which changing one character makes the checksum hold; undefined when there is none or more than one. */
function suspiciousGroup(values: readonly number[]): number | undefined {
  const groups = new Set<number>()
  const tried = [...values]
  for (let index = 0; index < tried.length; index += 1) {
    const original = tried[index]!
    for (let other = 0; other < 32; other += 1) {
      if (other === original) continue
      tried[index] = other
      if (checksumHolds(tried)) groups.add(groupOf(index))
    }
    tried[index] = original
  }
  return groups.size === 1 ? [...groups][0] : undefined
}

/** Spaces, line breaks, dashes of any kind and case make no difference: people type the key from paper. */
const compact = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200B\uFEFF]/gu, '')

/** Reads a typed recovery key: its canonical form, or what is wrong with it. Tries nothing. */
export function readRecoveryKey(typed: string): { key: string } | { problem: RecoveryKeyProblem } {
  const text = compact(typed)
  if (text === '') return { problem: { problem: 'empty' } }
  const start = compact(`${prefix}1`)
  if (!text.startsWith(start)) return { problem: { problem: 'prefix' } }
  const body = [...text.slice(start.length).toLowerCase()]
  const values = body.map((letter) => (letter.length === 1 ? alphabet.indexOf(letter) : -1))
  const wrong = values.indexOf(-1)
  if (wrong >= 0) return { problem: { problem: 'character', position: wrong + 1, group: groupOf(wrong) } }
  if (body.length !== bodyLength) return { problem: { problem: 'length', expected: bodyLength, found: body.length } }
  if (!checksumHolds(values)) {
    const group = suspiciousGroup(values)
    return { problem: group === undefined ? { problem: 'checksum' } : { problem: 'checksum', group } }
  }
  return { key: `${prefix}1${body.join('').toUpperCase()}` }
}

const textOf = {
  empty: 'recoveryKeyEmpty',
  prefix: 'recoveryKeyPrefix',
  character: 'recoveryKeyCharacter',
  length: 'recoveryKeyLength',
  checksum: 'recoveryKeyChecksum',
  checksumGroup: 'recoveryKeyChecksumGroup',
} as const

/**
 * The canonical form of a typed recovery key.
 * @throws AppError `wrong_key` with `details` of kind RecoveryKeyProblem: the key cannot be right, whatever the vault. No attempt is counted.
 */
export function parseRecoveryKey(typed: string): string {
  const read = readRecoveryKey(typed)
  if ('key' in read) return read.key
  const { problem, ...where } = read.problem
  const key = problem === 'checksum' && 'group' in where ? textOf.checksumGroup : textOf[problem]
  throw new AppError('wrong_key', key, { params: where as Record<string, number>, details: read.problem })
}

/** `AGE-SECRET-KEY-1` and fifteen groups, as the recovery sheet prints them: fourteen of four characters and one of two. */
export function recoveryKeyGroups(key: string): string[] {
  const body = key.slice(prefix.length + 1)
  return [`${prefix}1`, ...(body.match(new RegExp(`.{1,${recoveryKeyGroupLength}}`, 'g')) ?? [])]
}
