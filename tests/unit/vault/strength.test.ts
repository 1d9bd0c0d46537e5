import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passphraseStrength } from '../../../src-main/vault/strength.ts'

test('what everybody tries first is weak', () => {
  for (const weak of [
    'salasana',
    'password',
    'Salasana1',
    '12345678',
    'qwertyui',
    'aaaaaaaa',
    'abababab',
    '24121980',
    'testtest',
    'asdfghjk',
  ])
    expect(passphraseStrength(weak).score, weak).toBeLessThanOrEqual(1)
})

test('several words are good, four are strong', () => {
  expect(passphraseStrength('correct horse').score).toBeGreaterThanOrEqual(2)
  expect(passphraseStrength('salalause-testiin').score).toBeGreaterThanOrEqual(2)
  expect(passphraseStrength('hevonen oikea akku niitti').score).toBe(4)
  expect(passphraseStrength('x7#Kq!9vLm2$').score).toBeGreaterThanOrEqual(3)
})

test('a longer word list never counts for less, and saying a word again adds little', () => {
  expect(passphraseStrength('hevonen hevonen hevonen').guessesLog10).toBeLessThan(passphraseStrength('hevonen oikea').guessesLog10)
  expect(passphraseStrength('hevonen oikea akku').guessesLog10).toBeGreaterThan(passphraseStrength('hevonen oikea').guessesLog10)
})

test('composed and decomposed are the same; anything gives a finite figure', () => {
  expect(passphraseStrength('Äiti söi œuf'.normalize('NFD'))).toEqual(passphraseStrength('Äiti söi œuf'))
  expect(passphraseStrength('')).toEqual({ score: 0, guessesLog10: 0 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const { score, guessesLog10 } = passphraseStrength(typed)
      expect(Number.isFinite(guessesLog10) && guessesLog10 >= 0 && score >= 0 && score <= 4).toBe(true)
    }),
  )
})
