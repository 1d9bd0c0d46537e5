import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentAsJson, renderJson } from '../../../src-main/documents/json.ts'
import {
  callout,
  columns,
  image,
  keyGroups,
  keyValues,
  missing,
  paragraph,
  section,
  spacer,
  table,
} from '../../../src-main/documents/model.ts'
import { renderDocument } from '../../../src-main/documents/render.ts'
import { renderText } from '../../../src-main/documents/text.ts'
import { hang, wrap } from '../../../src-main/documents/wrap.ts'
import { aNotice, aReport, hostileTexts } from './samples.ts'

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length))

describe('text form', () => {
  it('reads like the printed one: title, numbers, tables in columns, footer', () => {
    const text = renderText(aNotice())
    expect(text).toContain('Tietosuojaseloste\n=================\n')
    expect(text).toContain('2 Käsittelyn tarkoitukset ja oikeusperusteet\n--------------------------------------------\n')
    expect(text).toContain(
      'Tarkoitus           Peruste\n------------------  ----------------------\nhoidon suunnittelu  lakisääteinen velvoite\nlaskutus            sopimus\n',
    )
    expect(text).toContain('- yksi\n- kaksi')
    expect(text).toContain('Osteopatia Esimerkki · Tietosuojaseloste · versio 5 · 24.11.2026 · a1b2c3d4')
  })

  it('writes a wide table row by row, so that it can be read', () => {
    const titles = ['Toiminto', 'Tarkoitus', 'Oikeusperuste', 'Ryhmät', 'Vastaanottajat', 'Säilytysaika']
    const text = renderText(aReport([table(titles, [titles.map((title) => `${title} pitkänä selityksenä, jota ei saa katkaista`)])]))
    expect(text).toContain('* Toiminto: Toiminto pitkänä selityksenä')
    expect(text).toContain('  Tarkoitus: Tarkoitus pitkänä selityksenä')
  })

  it('stays within 80 columns for any text in any block', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ minLength: 100, maxLength: 400 }),
      fc.constantFrom(...hostileTexts),
    )
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const text = renderText(
          aReport(
            [
              section('s', a, [
                paragraph(b),
                table([a, b, 'C'], [[b, a, 'x']]),
                keyValues([{ label: a, value: b }]),
                callout('gap', [paragraph(a)], b),
                section('inner', b, []),
              ]),
              columns(
                { width: 1, blocks: [paragraph(a)] },
                { width: 1, blocks: [keyGroups('AGE', ['QX4M', '7TRE', 'W9LC', '2HUA', 'ZD6S'])] },
              ),
              image({ format: 'png', data: new Uint8Array(), alt: b, widthMillimetres: 5 }),
            ],
            { title: a, subtitle: b },
          ),
        )
        expect(widest(text)).toBeLessThanOrEqual(80)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps hostile text as text', () => {
    for (const one of hostileTexts) expect(renderText(aReport([paragraph(one)])).replace(/\s+/g, ' ')).toContain(one.replace(/\s+/g, ' '))
  })

  it('loses no character when it wraps', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 8, max: 80 }), (value, width) => {
        const lines = wrap(value, width)
        expect(lines.join('').replace(/ /g, '').replace(/\n/g, '')).toBe(value.replace(/[ \n]/g, ''))
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width)
      }),
    )
    expect(hang('- ', 'aaa bbb ccc', 10)).toEqual(['- aaa bbb', '  ccc'])
  })

  it('says on an internal document that it is internal', () => {
    expect(renderText(aNotice({ audience: 'internal' }))).toMatch(/^Sisäinen – ei asiakkaille\n/)
  })
})

describe('JSON form', () => {
  it('has the shape that the register description promises', () => {
    const json = documentAsJson(aNotice({ changes: [{ version: 5, date: '2026-11-24', lines: ['Uusi tarkoitus'] }] }))
    expect(json).toMatchObject({
      formatVersion: 1,
      audience: 'public',
      language: 'fi',
      version: 5,
      date: '2026-11-24',
      factsSha256: 'ab'.repeat(32),
      changes: [{ version: 5, date: '2026-11-24', lines: ['Uusi tarkoitus'] }],
    })
    expect(json.sections.map(({ key, number }) => [key, number])).toEqual([
      ['controller', '1'],
      ['purposes', '2'],
      ['protection', '3'],
    ])
    expect(json.sections[0]!.facts).toEqual([
      { id: 'practice.name', value: 'Osteopatia Esimerkki' },
      { id: 'practice.businessId', value: '1234567-1' },
      { id: 'practice.email', value: 'maija@osteopatia.example' },
    ])
    expect(json.sections[1]!.tables).toEqual([
      {
        caption: null,
        columns: ['Tarkoitus', 'Peruste'],
        rows: [
          ['hoidon suunnittelu', 'lakisääteinen velvoite'],
          ['laskutus', 'sopimus'],
        ],
      },
    ])
    expect(json.sections[2]).toMatchObject({
      paragraphs: ['Palvelu', 'The provider states: servers are guarded.', 'Tiiviste 4f2a91c0'],
      lists: [['yksi', 'kaksi']],
      facts: [],
    })
  })

  it('keeps what stands outside sections, and keeps it exactly', () => {
    const json = documentAsJson(aReport([spacer(2), paragraph('irrallaan <b> \u202E'), section('a', 'A', [])]))
    expect(json.sections.map((one) => one.key)).toEqual(['head', 'a'])
    expect(json.sections[0]!.paragraphs).toEqual(['irrallaan <b> \u202E'])
    expect(JSON.parse(renderJson(aReport([paragraph('x')]))).sections[0].paragraphs).toEqual(['x'])
  })

  it('refuses a document with a missing value, as the text form does', async () => {
    const model = aReport([paragraph(missing('practice.email', 'sähköposti'))])
    for (const render of [renderJson, renderText]) expect(() => render(model)).toThrow(expect.objectContaining({ code: 'incomplete' }))
    for (const format of ['pdf', 'html', 'txt', 'json'] as const)
      await expect(renderDocument(model, format)).rejects.toMatchObject({ code: 'incomplete' })
  })
})

it('renders by the ending of the file', async () => {
  const [pdf, html, txt, json] = await Promise.all(
    (['pdf', 'html', 'txt', 'json'] as const).map(async (format) =>
      Buffer.from(await renderDocument(aNotice(), format)).toString('latin1'),
    ),
  )
  expect(pdf).toMatch(/^%PDF-1\.7/)
  expect(html).toMatch(/^<!doctype html>/)
  expect(txt).toMatch(/^Tietosuojaseloste\n/)
  expect(json).toMatch(/^\{\n {2}"formatVersion": 1/)
})
