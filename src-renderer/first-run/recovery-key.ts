// The recovery key as it stands on paper: a beginning that is always the same, and numbered groups.
import { recoveryKeyGroupLength as groupLength } from '../../src-main/vault/contract.ts'

export const recoveryKeyPrefix = 'AGE-SECRET-KEY-1'

/** Groups of a key, without its beginning. */
export function recoveryKeyGroups(key: string): string[] {
  const body = key.slice(recoveryKeyPrefix.length)
  return Array.from({ length: Math.ceil(body.length / groupLength) }, (_, index) =>
    body.slice(index * groupLength, (index + 1) * groupLength),
  )
}
/** At least 0, less than 1. */
const chance = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

/** Two different groups to type from paper, counted from 0; never the short last one. */
export function groupsToConfirm(count: number, random: () => number = chance): [number, number] {
  const whole = count - 1
  const first = Math.floor(random() * whole)
  const second = (first + 1 + Math.floor(random() * (whole - 1))) % whole
  return first < second ? [first, second] : [second, first]
}
/** Case, spaces and dashes make no difference. */
export const sameGroup = (typed: string, group: string): boolean => typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '') === group
