import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readRecords } from '../../../src-main/exchange/csv.ts'
import { decodeText, type Encoding } from '../../../src-main/exchange/decode.ts'
import { judgeDelimiter, separatorHint } from '../../../src-main/exchange/delimiter.ts'
import { headingKind } from '../../../src-main/exchange/header-names.ts'

const cells = (text: string, delimiter = ';') => [...readRecords(text, delimiter)].map((record) => record.cells)
const judge = (text: string) => judgeDelimiter(text, (heading) => headingKind(heading) !== undefined)

describe('records', () => {
  it('come from CR, LF and CRLF alike, with the line they begin on', () => {
    const records = [...readRecords('a;b\r\n"1\r\n2";"x\ny"\rc;d\n\ne;f', ';')]
    expect(records.map(({ line, cells: row }) => [line, ...row])).toEqual([
      [1, 'a', 'b'],
      [2, '1\r\n2', 'x\ny'],
      [5, 'c', 'd'],
      [6, ''],
      [7, 'e', 'f'],
    ])
  })
  it('keep doubled quotes, quotes in the middle, spaces before a quote and text after one', () => {
    expect(cells('"a ""b""";5" nails; "c;d" ;"e"f')).toEqual([['a "b"', '5" nails', 'c;d', 'ef']])
  })
  it('count an empty cell at the end', () => {
    expect(cells('a;\nb;')).toEqual([
      ['a', ''],
      ['b', ''],
    ])
    expect(cells('')).toEqual([])
  })
  it.each([
    ['a;"b\nc', 'importUnclosedQuote', 1],
    ['a\nb;"c', 'importUnclosedQuote', 2],
    [`a\n${'x'.repeat(1_000_001)}`, 'importLineTooLong', 2],
    [`a\n"${'x'.repeat(1_000_001)}"`, 'importLineTooLong', 2],
    [`a\n${';'.repeat(2000)}`, 'importTooManyColumns', 2],
  ])('refuse what is no table, with its line', (text, key, line) => {
    expect(() => cells(text)).toThrow(expect.objectContaining({ code: 'invalid_input', key, params: { line } }))
  })
  it('come back as they were written, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ä', ';', ',', '"', '\n', '\r', ' ', '\t', '😀', '0'), maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, newline) => {
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(newline)
          expect(cells(text, delimiter)).toEqual(rows)
        },
      ),
    )
  })
  it('agree with another reader on well-formed files', () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-zäö0-9 ]{0,6}$/).map((text) => text.trim()),
      fc.stringMatching(/^[a-z;"\n]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((row) => row.join(';')).join('\n')
        expect(cells(text)).toEqual(Papa.parse<string[]>(text, { delimiter: ';', newline: '\n' }).data)
      }),
    )
  })
})

describe('the separator', () => {
  it('is not the comma in a heading of a semicolon file (PapaParse #600)', () => {
    expect(
      judge(
        'Nimi (suku, etu);Puhelin;Osoite\n"Mallikas, Maija";0401234567;"Esimerkkikatu 1, 00100 Helsinki"\n"Testinen, Teppo";;"Katu 2, 20100 Turku"\n',
      ),
    ).toBe(';')
    expect(
      judge(
        'Nimi (suku, etu);Puhelin;Osoite\nMallikas, Maija;0401234567;Esimerkkikatu 1, 00100 Helsinki\nTestinen, Teppo;;Katu 2, 20100 Turku\n',
      ),
    ).toBe(';')
    expect(judge('Nimi (suku, etu);Puhelin;Osoite\n')).toBe(';')
    expect(judge('Nimi (suku, etu);Puhelin\nMallikas, Maija;0401234567\n')).toBe(';')
  })
  it('is not the decimal comma, nor what stands in quotes with line feeds', () => {
    expect(judge('Nimi;Velka\nMallikas;12,50\nTestinen;0,00\n')).toBe(';')
    expect(judge('Nimi;Huomautus\nMallikas;"a, b,\nc, d"\nTestinen;"e,\nf"\n')).toBe(';')
  })
  it('is the comma where the comma separates', () => {
    expect(judge('Name,Notes,Phone\nMaija Mallikas,a;b;c,0401234567\nTeppo Testinen,d;e,\n')).toBe(',')
    expect(judge('First Name,Last Name,\nMaija,Mallikas,\n')).toBe(',')
  })
  it('is a tab, also with commas and semicolons in the cells', () => {
    expect(judge('Nimi\tOsoite\nMallikas, Maija\tKatu 1; 2, 00100 Helsinki\nTestinen, Teppo\tKatu 2; 3, Turku\n')).toBe('\t')
  })
  it('is the one written in the first line by Excel', () => {
    expect(separatorHint('sep=|\r\nNimi|Puhelin')).toEqual({ delimiter: '|', offset: 7 })
    expect(separatorHint('Nimi;sep=')).toBeUndefined()
  })
})

describe('the encoding', () => {
  const text = 'Sukunimi;Etunimi\r\nÄlli;Åke\r\nÖhman;Maija\r\n'
  const utf16 = (bigEndian: boolean, mark: boolean) => {
    const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }
  it.each<[string, Uint8Array, Encoding]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
    ['UTF-16 LE', utf16(false, true), 'utf-16le'],
    ['UTF-16 BE', utf16(true, true), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(false, false), 'utf-16le'],
    ['UTF-16 BE without a mark', utf16(true, false), 'utf-16be'],
  ])('is told to be %s', (_name, bytes, encoding) => expect(decodeText(bytes)).toEqual({ text, encoding }))
  it('knows the signs of Windows-1252 that Latin 1 has not', () => expect(decodeText(new Uint8Array([0x80, 0x96, 0xe4])).text).toBe('€–ä'))
  it('one broken letter does not spoil a UTF-8 file', () => {
    const bytes = Buffer.concat([Buffer.from('ääkköset ja öljyä, yö, työ, älä, äiti, pöytä'), Buffer.from([0xff])])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', text: expect.stringContaining('ääkköset') })
  })
  it('can be chosen', () => expect(decodeText(Buffer.from('ä'), 'windows-1252').text).toBe('Ã¤'))
  it.each([
    ['importSpreadsheet', [0x50, 0x4b, 3, 4]],
    ['importSpreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
    ['importNotText', [65, 0, 66, 67]],
  ])('refuses what is no text (%s)', (key, bytes) => {
    expect(() => decodeText(new Uint8Array(bytes))).toThrow(expect.objectContaining({ code: 'invalid_input', key }))
  })
})
