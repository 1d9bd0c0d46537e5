import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copiedPart } from '../../../src-renderer/phrases/copied-part.ts'
import { expanded, matching, tokenAt } from '../../../src-renderer/phrases/match.ts'
import { instantOf } from '../../../src-renderer/disclosures/disclosed-at.ts'
import { contentOf, emptyTemplate, freshKey, moved, toggled } from '../../../src-renderer/templates/template-values.ts'
import { type Heading, headings } from '../../../src-main/treatment/content-contract.ts'

const at = (marked: string) => {
  const caret = marked.indexOf('|')
  return tokenAt(marked.replace('|', ''), caret)
}

describe('the abbreviation at the caret', () => {
  test.each([
    [';mob|', { start: 0, end: 4, typed: 'mob' }],
    ['Selkä ;mob|', { start: 6, end: 10, typed: 'mob' }],
    ['rivi\n;mob| ja muuta', { start: 5, end: 9, typed: 'mob' }],
    ['(;mob|)', { start: 1, end: 5, typed: 'mob' }],
    ['Selkä ;|', { start: 6, end: 7, typed: '' }],
    [';Äiti-2|', { start: 0, end: 7, typed: 'Äiti-2' }],
  ])('%s', (marked, token) => expect(at(marked)).toEqual(token))

  test.each(['selkä;mob|', ';mo|b', ';mob |', ';mob.|', '|;mob', 'mob|', ';;|', `;${'a'.repeat(21)}|`, '|'])(
    '%s is none: in a word, written on behind, ended, or too long',
    (marked) => expect(at(marked)).toBeNull(),
  )

  test('whatever the text, only what is typed is replaced, and the caret stands behind the phrase', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.stringMatching(/^[a-zåäö0-9-]{0,20}$/),
        fc.string(),
        fc.string({ minLength: 1 }),
        (before, typed, after, phrase) => {
          const head = `${before} `
          const tail = after === '' ? '' : ` ${after}`
          const text = `${head};${typed}${tail}`
          const token = tokenAt(text, head.length + 1 + typed.length)
          expect(token).toEqual({ start: head.length, end: head.length + 1 + typed.length, typed })
          const done = expanded(text, token!, phrase)
          expect(done.text).toBe(head + phrase + tail)
          expect(done.text.slice(0, done.caret)).toBe(head + phrase)
        },
      ),
    )
  })
})

describe('phrases that fit', () => {
  const phrases = ['mob', 'mobr', 'muu', 'nä', 'na'].map((abbreviation) => ({ abbreviation }))
  const found = (typed: string) => matching(phrases, typed).map(({ abbreviation }) => abbreviation)
  test('begin with what is typed, whatever the case; ä as written first, then read as a', () => {
    expect(found('mob')).toEqual(['mob', 'mobr'])
    expect(found('MOB')).toEqual(['mob', 'mobr'])
    expect(found('nä')).toEqual(['nä', 'na'])
    expect(found('na')).toEqual(['na', 'nä'])
    expect(found('na\u0308')).toEqual(['nä', 'na'])
    expect(found('x')).toEqual([])
    expect(found('')).toHaveLength(5)
  })
})

describe('the copied text', () => {
  test('is marked where it stands unchanged, last, and no longer once a letter of it is changed', () => {
    expect(copiedPart('Oma.\n\nKopio.', 'Kopio.')).toEqual([6, 12])
    expect(copiedPart('Kopio. Kopio.', 'Kopio.')).toEqual([7, 13])
    expect(copiedPart('Kopoi.', 'Kopio.')).toBeNull()
    expect(copiedPart('Kopio.', undefined)).toBeNull()
    expect(copiedPart('Kopio.', '')).toBeNull()
  })
})

describe('headings of a template', () => {
  const order = fc.uniqueArray(fc.constantFrom(...headings), { minLength: 1 })
  test('moved one place and back are as before; none is lost or doubled', () => {
    fc.assert(
      fc.property(order, fc.constantFrom(...headings), (shown, heading) => {
        const down = moved(shown, heading, 1)
        expect([...down].sort()).toEqual([...shown].sort())
        const last = shown.at(-1) === heading
        expect(last ? down : moved(down, heading, -1)).toEqual(shown)
        expect(toggled(toggled(shown, heading, true), heading, false)).toEqual(shown.filter((each) => each !== heading))
      }),
    )
  })
  test('one put back comes to its usual place', () => {
    const shown: Heading[] = ['reason', 'status', 'plan']
    expect(toggled(shown, 'history', true)).toEqual(['reason', 'history', 'status', 'plan'])
    expect(toggled(shown, 'other', true)).toEqual(['reason', 'status', 'plan', 'other'])
  })
  test('what is stored holds nothing hidden and no empty question', () => {
    const stored = contentOf({
      ...emptyTemplate,
      name: ' Oma ',
      headings: ['reason'],
      hints: { reason: 'Miksi', plan: 'piilossa' },
      sections: { reason: '  ' },
      checklists: [
        { key: 'a', title: 'Tyhjä', items: [{ key: 'q1', text: ' ' }] },
        {
          key: 'b',
          title: '',
          items: [
            { key: 'q1', text: 'Kuume' },
            { key: 'q2', text: '' },
          ],
        },
      ],
    })
    expect(stored).toMatchObject({
      name: 'Oma',
      hints: { reason: 'Miksi' },
      sections: {},
      checklists: [{ key: 'b', items: [{ text: 'Kuume' }] }],
    })
    expect(freshKey('q', ['q1', 'q3'])).toBe('q2')
  })
})

test('a disclosure of today is now, one of an earlier day keeps its day in Finland, summer and winter', () => {
  expect(instantOf('2026-11-25', '2026-11-25')).toBeUndefined()
  const dayInFinland = (instant: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date(instant))
  for (const day of ['2026-07-01', '2026-11-24', '2026-10-25']) expect(dayInFinland(instantOf(day, '2026-11-25')!)).toBe(day)
})
