import { generateX25519Identity } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRecoveryKey, readRecoveryKey, recoveryKeyGroups } from '../../../src-main/vault/recovery-key.ts'

// The test identity of the age specification's documentation.
const key = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'
const bodyStart = 'AGE-SECRET-KEY-1'.length

describe('reading', () => {
  test('keys of the age library and its published example are read as they are', async () => {
    expect(parseRecoveryKey(key)).toBe(key)
    for (let time = 0; time < 20; time += 1) {
      const fresh = await generateX25519Identity()
      expect(parseRecoveryKey(fresh)).toBe(fresh)
    }
  })

  test('case, spaces, line breaks and dashes make no difference', () => {
    for (const typed of [
      key.toLowerCase(),
      ` ${key}\n`,
      recoveryKeyGroups(key).join('  '),
      recoveryKeyGroups(key).join('–'),
      key.replaceAll('-', ''),
      recoveryKeyGroups(key).join('\r\n'),
    ])
      expect(parseRecoveryKey(typed)).toBe(key)
  })

  test('the groups of the sheet are the key', () => {
    const groups = recoveryKeyGroups(key)
    expect(groups).toHaveLength(16)
    expect(groups.slice(1, 15).every((group) => group.length === 4)).toBe(true)
    expect(groups.at(-1)).toHaveLength(2)
    expect(groups.join('')).toBe(key)
  })
})

describe('typing errors', () => {
  test('each kind is named, with the group to look at', () => {
    expect(readRecoveryKey('  ')).toEqual({ problem: { problem: 'empty' } })
    expect(readRecoveryKey('age1qqqq')).toEqual({ problem: { problem: 'prefix' } })
    expect(readRecoveryKey(key.replace('GFPYYS', 'GFPYOS'))).toEqual({ problem: { problem: 'character', position: 5, group: 2 } })
    expect(readRecoveryKey(key.slice(0, -1))).toEqual({ problem: { problem: 'length', expected: 58, found: 57 } })
    expect(readRecoveryKey(`${key}Q`)).toEqual({ problem: { problem: 'length', expected: 58, found: 59 } })
    const wrong = `${key.slice(0, bodyStart + 20)}Q${key.slice(bodyStart + 21)}`
    expect(readRecoveryKey(wrong)).toEqual({ problem: { problem: 'checksum', group: 6 } })
    expect(() => parseRecoveryKey(wrong)).toThrow(/wrong_key: recoveryKeyChecksumGroup/)
  })

  test('every wrong character at every place is found, and its group named', () => {
    for (let index = bodyStart; index < key.length; index += 1) {
      for (const letter of 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L1BIO*Å') {
        if (letter === key[index]) continue
        const read = readRecoveryKey(`${key.slice(0, index)}${letter}${key.slice(index + 1)}`)
        expect(read).toMatchObject({ problem: { group: Math.floor((index - bodyStart) / 4) + 1 } })
      }
    }
  })

  test('a character left out, doubled or swapped with its neighbour is found', () => {
    for (let index = bodyStart; index < key.length; index += 1) {
      expect(readRecoveryKey(key.slice(0, index) + key.slice(index + 1))).toHaveProperty('problem')
      expect(readRecoveryKey(key.slice(0, index) + key[index] + key.slice(index))).toHaveProperty('problem')
      if (index + 1 < key.length && key[index] !== key[index + 1])
        expect(readRecoveryKey(key.slice(0, index) + key[index + 1] + key[index] + key.slice(index + 2))).toHaveProperty('problem')
    }
  })

  test('up to four wrong characters in any key are found, and arbitrary text never crashes', () => {
    const letters = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: bodyStart, max: key.length - 1 }), fc.integer({ min: 1, max: 31 })), {
          minLength: 1,
          maxLength: 4,
          selector: ([index]) => index,
        }),
        (changes) => {
          const typed = [...key]
          for (const [index, by] of changes) typed[index] = letters[(letters.indexOf(typed[index]!) + by) % 32]!
          expect(readRecoveryKey(typed.join(''))).toHaveProperty('problem')
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(readRecoveryKey(typed)).toHaveProperty('problem')
      }),
    )
  })
})
