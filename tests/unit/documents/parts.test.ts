import { describe, expect, it } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { codePointName, printable, printableLine } from '../../../src-main/documents/characters.ts'
import { findUnprintable } from '../../../src-main/documents/check.ts'
import { code128Svg, qrSvg } from '../../../src-main/documents/codes.ts'
import { fill } from '../../../src-main/documents/fill.ts'
import { loadFonts } from '../../../src-main/documents/fonts.ts'
import { formatDate, formatInstant, frameTexts } from '../../../src-main/documents/format.ts'
import { fact, keyGroups, numbered, paragraph, section } from '../../../src-main/documents/model.ts'
import { breakableParts } from '../../../src-main/documents/typst-data.ts'
import { aNotice } from './samples.ts'

describe('characters', () => {
  it('leaves out what turns text round or hides in it, and keeps everything that is drawn', () => {
    expect(printable('a\u202Eb\u2066c\u200Bd\uFEFFe\u0007f')).toBe('abcdef')
    expect(printable('a\u0308 e\r\nf\u2028g\th')).toBe('ä e\nf\ng h')
    expect(printable('\u00A0 – ” 😀')).toBe('\u00A0 – ” 😀')
    expect(printable('x\uD800y')).toBe('xy')
    expect(printableLine(' a \n b ')).toBe(' a b ')
    expect(codePointName('😀')).toBe('U+1F600')
  })

  it('knows what the fonts draw', () => {
    const fonts = loadFonts()
    for (const letter of 'Aåäöšž€§–½≤0') expect(fonts.has(letter.codePointAt(0)!), letter).toBe(true)
    for (const letter of ['😀', '漢', 'א', 'ع']) expect(fonts.has(letter.codePointAt(0)!), letter).toBe(false)
    expect(loadFonts()).toBe(fonts)
  })

  it('finds bad characters in titles, heads, tables and key groups too', () => {
    expect(findUnprintable(aNotice())).toBeUndefined()
    expect(
      findUnprintable(aNotice({ title: '漢', practiceName: '😀', headRight: [[{ text: '字' }]], blocks: [keyGroups('漢', ['😀'])] }))
        ?.places,
    ).toEqual([['title'], ['practiceName'], ['headRight', 0, 0], ['blocks', 0, 'keyGroups', 'prefix'], ['blocks', 0, 'keyGroups', 0]])
  })
})

describe('long words', () => {
  it('trusts hyphenation with natural words and gives others places to break', () => {
    expect(breakableParts('Hoitosuhdetietojenkäsittelyjärjestelmäseloste')).toHaveLength(1)
    expect(breakableParts('maija@osteopatia.fi')).toEqual(['maija@osteopatia.fi'])
    expect(breakableParts('https://osteopatia.example/tietosuoja?kieli=fi')).toEqual([
      'https://',
      'osteopatia.example/',
      'tietosuoja?',
      'kieli=',
      'fi',
    ])
    for (const word of ['x'.repeat(100), 'ab12'.repeat(16), 'hoito'.repeat(40)]) {
      expect(Math.max(...breakableParts(word).map((part) => part.length))).toBeLessThanOrEqual(24)
      expect(breakableParts(word).join('')).toBe(word)
    }
  })
})

describe('fill', () => {
  it('puts runs into their places and refuses a text and values that do not match', () => {
    expect(fill('Y-tunnus {id}, {name}.', { id: fact('practice.businessId', '1234567-1'), name: 'Tmi {id}' })).toEqual([
      { text: 'Y-tunnus ' },
      { text: '1234567-1', fact: 'practice.businessId' },
      { text: ', ' },
      { text: 'Tmi {id}' },
      { text: '.' },
    ])
    expect(() => fill('{a}')).toThrow('no value for {a}')
    expect(() => fill('x', { a: '1' })).toThrow('no place for {a}')
  })
})

describe('dates and words', () => {
  it('writes dates as people do', () => {
    expect(formatDate('2026-11-04', 'fi')).toBe('4.11.2026')
    expect(formatDate('2026-11-04', 'sv')).toBe('4.11.2026')
    expect(formatDate('2026-11-04', 'en')).toBe('4 November 2026')
    expect(formatInstant('2026-06-30T21:05:00Z', 'fi')).toBe('1.7.2026 00.05')
    expect(formatInstant('2026-12-01T07:30:00Z', 'en')).toBe('1 Dec 2026, 09:30')
  })

  it('has the same words in each language, none empty', () => {
    for (const language of languages) {
      expect(Object.keys(frameTexts[language])).toEqual(Object.keys(frameTexts.fi))
      expect(Object.values(frameTexts[language]).every((word) => word !== '')).toBe(true)
    }
  })

  it('numbers sections so that what is left out closes up', () => {
    const blocks = numbered([section('a', 'A', []), paragraph('x'), section('b', 'B', [])])
    expect(blocks.map((block) => ('number' in block ? block.number : null))).toEqual(['1', null, '2'])
  })
})

describe('codes', () => {
  it('draws vectors without text or fonts, the same each time', () => {
    for (const svg of [qrSvg('AGE-SECRET-KEY-1QX'), code128Svg('421234560000078500006500000000000000000000001234261224')]) {
      expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" xmlns=/)
      expect(svg).not.toMatch(/<text|font|href/)
    }
    expect(qrSvg('x', 'H')).toBe(qrSvg('x', 'H'))
    expect(qrSvg('x'.repeat(60), 'H').length).toBeGreaterThan(qrSvg('x'.repeat(60), 'L').length)
  })
})
