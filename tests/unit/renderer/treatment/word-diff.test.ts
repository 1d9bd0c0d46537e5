// The versions of a signed note: nothing of either text is lost in the comparison.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listDiff, wordDiff } from '../../../../src-renderer/treatment/word-diff.ts'

const words = fc
  .array(fc.constantFrom('oikea', 'vasen', 'olkapää', 'kipeä', ' ', ' ', '\n', '.', ',', 'é', '😀'), { maxLength: 60 })
  .map((list) => list.join(''))
const side = (parts: ReturnType<typeof wordDiff>, kind: 'removed' | 'added') =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map(({ text }) => text)
    .join('')

test('the same and removed parts are the first text, the same and added ones the second', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = wordDiff(before, after)
      expect(side(parts, 'removed')).toBe(before)
      expect(side(parts, 'added')).toBe(after)
      if (before === after) expect(parts.every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

test('one word changed is one word told', () => {
  expect(wordDiff('Oikea olkapää kipeä.', 'Vasen olkapää kipeä.')).toEqual([
    { kind: 'removed', text: 'Oikea' },
    { kind: 'added', text: 'Vasen' },
    { kind: 'same', text: ' olkapää kipeä.' },
  ])
})

test('texts of 100,000 words answer in time', () => {
  const before = Array.from({ length: 100_000 }, (_, index) => `sana${String(index)}`).join(' ')
  const after = `uusi ${before.replaceAll('sana', 'muu')} loppu`
  const start = performance.now()
  const parts = wordDiff(before, after)
  expect(side(parts, 'added')).toBe(after)
  expect(performance.now() - start).toBeLessThan(3000)
})

test('a list tells what it lost and won, twice the same counts twice', () => {
  expect(listDiff(['Kipu: niska', 'Kipu: niska', 'Arpi: polvi'], ['Kipu: niska', 'Säteily: käsi'])).toEqual([
    { kind: 'same', text: 'Kipu: niska' },
    { kind: 'removed', text: 'Kipu: niska' },
    { kind: 'removed', text: 'Arpi: polvi' },
    { kind: 'added', text: 'Säteily: käsi' },
  ])
})
