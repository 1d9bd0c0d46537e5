import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../src-main/core/errors.ts'
import { image, missing, pageBreak, paragraph, section, table } from '../../../src-main/documents/model.ts'
import { layouts } from '../../../src-main/documents/model.ts'
import { qrSvg } from '../../../src-main/documents/codes.ts'
import { renderPdf } from '../../../src-main/documents/pdf.ts'
import { renderPreview } from '../../../src-main/documents/preview.ts'
import {
  aNotice,
  aReport,
  flowing,
  hostileTexts,
  pdfFonts,
  pdfInfo,
  pdfPages,
  pdfText,
  popplerMissing,
  readText,
  withPdf,
} from './samples.ts'

const failure = async (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (error: unknown) => error as AppError,
  )

describe('PDF', () => {
  it('gives the same bytes for the same document, whatever was made in between', async () => {
    const first = await renderPdf(aNotice())
    await renderPdf(aNotice({ language: 'sv', date: '2026-11-25' }))
    expect(Buffer.from(await renderPdf(aNotice())).equals(Buffer.from(first))).toBe(true)
    expect(Buffer.from(await renderPdf(aNotice({ date: '2026-11-25' }))).equals(Buffer.from(first))).toBe(false)
  })

  it('refuses characters that no font draws and says which and where, without the text around them', async () => {
    const error = await failure(
      renderPdf(aNotice({ blocks: [section('controller', 'Otsikko', [paragraph('Matti 😀 Mallikas'), paragraph('漢字 ja 😀')])] })),
    )
    expect(error).toMatchObject({ code: 'invalid_input', key: 'unprintable' })
    expect(error.details).toEqual({
      characters: [
        { character: '字', code: 'U+5B57' },
        { character: '漢', code: 'U+6F22' },
        { character: '😀', code: 'U+1F600' },
      ],
      places: [
        ['blocks', 0, 'controller', 0, 'paragraph', 0],
        ['blocks', 0, 'controller', 1, 'paragraph', 0],
      ],
    })
    expect(JSON.stringify([error.params, error.details])).not.toContain('Matti')
  })

  it('draws the letters of the languages spoken here', async () => {
    const letters = 'åäö ÅÄÖ šž ŠŽ éèêëçñüøæß łąężź čďěňřťů ăâîșț Kŋđŧ ʒǯ Њиколай Ελληνικά – — ’ ” € § ½ × ≤ ≥ → °'
    await expect(renderPdf(aReport([paragraph(letters)]))).resolves.toBeInstanceOf(Uint8Array)
  })

  it('refuses a document with a missing value; a preview shows it', async () => {
    const model = aNotice({
      blocks: [section('controller', 'Rekisterinpitäjä', [paragraph('Sähköposti ', missing('practice.email', 'sähköposti'))])],
    })
    const error = await failure(renderPdf(model))
    expect(error).toMatchObject({ code: 'incomplete', key: 'documentIncomplete', details: { facts: ['practice.email'] } })
    expect(await failure(renderPreview(model, { marks: false }))).toMatchObject({ code: 'incomplete' })
    expect((await renderPreview(model)).pages).toHaveLength(1)
  })

  it('runs in any layout, also with hardly anything in it', async () => {
    for (const layout of layouts) {
      await expect(renderPdf(aNotice({ layout }))).resolves.toBeInstanceOf(Uint8Array)
      const {
        subtitle: _subtitle,
        version: _version,
        shortHash: _hash,
        ...bare
      } = aNotice({ layout, blocks: [], headRight: [], practiceName: '' })
      await expect(renderPdf(bare)).resolves.toBeInstanceOf(Uint8Array)
    }
  })

  it('keeps memory flat over a hundred documents', async () => {
    const model = aReport([
      table(
        ['A', 'B', 'C'],
        Array.from({ length: 60 }, (_, i) => [`rivi ${i}`, 'Potilasasiakirjat', '12 vuotta kuolemasta']),
      ),
    ])
    const make = async (count: number): Promise<number> => {
      for (let i = 0; i < count; i += 1) await renderPdf({ ...model, practiceName: `Osteopatia ${i}` })
      return process.memoryUsage.rss() / 1024 / 1024
    }
    const before = await make(30)
    const after = await make(100)
    expect(after - before).toBeLessThan(60)
  }, 60_000)

  it('has templates that import nothing from the network and read no file', () => {
    const folder = path.join(import.meta.dirname, '../../../src-main/documents/templates')
    const names = readdirSync(folder).filter((name) => name.endsWith('.typ'))
    expect(names).toContain('document.typ')
    for (const name of names) {
      const source = readText(path.join(folder, name))
      expect(source, name).not.toMatch(/#?(import|include)\s+"@/)
      expect(source, name).not.toMatch(/\b(eval|read|plugin)\s*\(/)
    }
  })
})

describe.skipIf(popplerMissing)(
  `PDF as other programs read it${popplerMissing ? ` (skipped: ${popplerMissing} is not installed, Debian package poppler-utils)` : ''}`,
  () => {
    it('is PDF/A-2a, tagged, with title, author, date and language', async () => {
      const pdf = await renderPdf(aNotice({ language: 'sv', title: 'Dataskyddsbeskrivning' }))
      const info = pdfInfo(pdf)
      expect(info).toMatch(/Title:\s+Dataskyddsbeskrivning/)
      expect(info).toMatch(/Author:\s+Osteopatia Esimerkki/)
      expect(info).toMatch(/Tagged:\s+yes/)
      expect(info).toMatch(/Page size:.*A4/)
      expect(info).toMatch(/CreationDate:\s+Tue Nov 24 .*2026/)
      const metadata = pdfInfo(pdf, '-meta')
      expect(metadata).toMatch(/pdfaid:part>2</)
      expect(metadata).toMatch(/pdfaid:conformance>A</)
      expect(metadata).toMatch(/<rdf:li>sv<\/rdf:li>/)
      const structure = pdfInfo(pdf, '-struct')
      for (const tag of ['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'L', 'LI']) expect(structure).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'))
    })

    it('uses our fonts only, embedded', async () => {
      const rows = pdfFonts(await renderPdf(aNotice()))
        .split('\n')
        .slice(2)
        .filter((line) => line !== '')
      expect(rows.length).toBeGreaterThanOrEqual(3)
      for (const row of rows) {
        expect(row).toMatch(/SourceSans3|SourceCodePro/)
        expect(row).toMatch(/ yes yes yes /)
      }
    })

    it('keeps hostile text as text', async () => {
      const texts = [...hostileTexts, 'a\u202Eevil\u202C b\u200Bc']
      const found = flowing(
        pdfText(
          await renderPdf(
            aReport(
              texts.map((one) => paragraph(one)),
              { title: '#panic() $x$', practiceName: '*Tmi* #x' },
            ),
          ),
        ),
      )
      for (const one of hostileTexts) expect(found).toContain(one.replace(/\s+/g, ' '))
      expect(found).toContain('aevil bc')
      expect(found).toContain('#panic() $x$')
      expect(found).toContain('*Tmi* #x')
    })

    it('breaks a word of ten thousand characters and loses none of it', async () => {
      for (const letters of ['x', 'Wä9', 'hoito']) {
        const word = letters.repeat(10_000 / letters.length).slice(0, 10_000)
        const pdf = await renderPdf(aReport([paragraph(word)], { practiceName: 'Tmi', title: 'Otsake', subtitle: 'S', headRight: [] }))
        const found = pdfText(pdf).replace(/\s|\u00AD/g, '')
        expect([...found].filter((one) => letters.includes(one)).length).toBeGreaterThanOrEqual(word.length)
        const boxes = pdfText(pdf, '-bbox')
        const right = [...boxes.matchAll(/<word [^>]*xMax="([0-9.]+)"/g)].map((match) => Number(match[1]))
        expect(Math.max(...right)).toBeLessThan(595.28 - 20 * 2.83 + 1)
      }
    })

    it('keeps long words and addresses inside narrow columns', async () => {
      const words = [
        'Hoitosuhdetietojenkäsittelyjärjestelmäseloste',
        'maija.mallikas-esimerkki@osteopatia-esimerkki.example',
        'x'.repeat(60),
        '4f2a91c08812bd0e7f6a55d1c3e90477aa0b1c2d3e4f5a6b7c8d9e0f11223344',
      ]
      const pdf = await renderPdf(
        aReport([
          table(
            ['A', 'B', 'C', 'D', 'E', 'F'],
            words.map((word) => ['1', '2', word, '|', '5', '6']),
          ),
        ]),
      )
      const boxes = [
        ...pdfText(pdf, '-bbox').matchAll(/<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="[0-9.]+">([^<]*)</g),
      ].filter((box) => Number(box[2]) < 780)
      const bar = Math.min(...boxes.filter((box) => box[4] === '|').map((box) => Number(box[1])))
      const third = boxes.filter((box) => Number(box[1]) > 56 + 155 && Number(box[1]) < bar - 1)
      expect(third.length).toBeGreaterThan(10)
      expect(third.map((box) => box[4]).join('')).toContain('maija.mallikas-esimerkki@osteopatia-esimerkki.example') // no hyphen that is not in the address
      for (const box of third) expect(Number(box[3])).toBeLessThan(bar)
    })

    it('repeats the head of a long table on each page and breaks no row', async () => {
      const pdf = await renderPdf(
        aReport([
          table(
            [
              { title: 'Luokkasarake', width: 1 },
              { title: 'Selite', width: 2 },
            ],
            Array.from({ length: 200 }, (_, i) => [`rivi${i}alku`, `ensimmäinen ${i}\ntoinen ${i}\nviimeinen${i}`]),
          ),
        ]),
      )
      const pages = pdfText(pdf, '-layout').split('\f').slice(0, -1)
      expect(pages.length).toBeGreaterThan(8)
      for (const page of pages) expect(page.match(/Luokkasarake/g)).toHaveLength(1)
      for (let i = 0; i < 200; i += 1) {
        const start = pages.findIndex((page) => page.includes(`rivi${i}alku`))
        expect(pages[start]).toMatch(new RegExp(`viimeinen${i}\\b`))
      }
    })

    it('lets a cell taller than a page run over pages', async () => {
      const words = Array.from({ length: 700 }, (_, i) => `sana${i}`)
      const pdf = await renderPdf(
        aReport([
          table(
            [
              { title: 'Kapea', width: 1 },
              { title: 'Leveä', width: 5 },
            ],
            [
              [words.join(' '), 'x'],
              ['seuraava', 'y'],
            ],
          ),
        ]),
      )
      expect(pdfPages(pdf)).toBeGreaterThan(1)
      const found = flowing(pdfText(pdf))
      for (const word of [...words, 'seuraava']) expect(found).toContain(word)
    })

    it('leaves no heading alone at the foot of a page', async () => {
      for (const layout of ['report', 'notice'] as const) {
        for (let lines = 36; lines < 50; lines += 1) {
          const filler = Array.from({ length: lines }, () => paragraph('täyte'))
          const blocks = [
            ...(layout === 'notice' ? [section('fill', 'Alku', filler)] : filler),
            section('next', 'Yksinäinenotsikko', [paragraph('ensimmäinenrivi '.repeat(30))]),
          ]
          const pages = pdfText(await renderPdf(aReport(blocks, { layout }))).split('\f')
          const page = pages.find((one) => one.includes('Yksinäinenotsikko'))!
          expect(page).toContain('ensimmäinenrivi')
        }
      }
    }, 30_000)

    it('prints header and footer: practice, name, version, page, date, hash, language', async () => {
      const pages = pdfText(await renderPdf(aReport([paragraph('yksi'), pageBreak(), paragraph('kaksi')])), '-layout').split('\f')
      for (const [index, page] of pages.slice(0, 2).entries()) {
        expect(page).toContain('Osteopatia Esimerkki · Seloste · versio 5 · 24.11.2026 · a1b2c3d4 · suomi')
        expect(page).toContain(`Sivu ${index + 1} (2)`)
      }
      expect(pages[1]!.trimStart()).toMatch(/^Osteopatia Esimerkki · Seloste · versio 5/)
    })

    it('says on each page of an internal document that it is internal, and never on a public one', async () => {
      const blocks = [paragraph('yksi'), pageBreak(), paragraph('kaksi')]
      expect(pdfText(await renderPdf(aReport(blocks, { audience: 'internal' }))).match(/Sisäinen – ei asiakkaille/g)).toHaveLength(2)
      expect(pdfText(await renderPdf(aReport(blocks)))).not.toContain('Sisäinen')
    })

    it('has as many preview pages as PDF pages', async () => {
      for (const rows of [0, 20, 90]) {
        for (const layout of layouts) {
          const model = aReport(
            [
              table(
                ['Luokka', 'Aika'],
                Array.from({ length: rows }, (_, i) => [`R${i}`, '12 vuotta']),
              ),
              image({ format: 'svg', data: qrSvg('x'), alt: 'Koodi', widthMillimetres: 25 }),
            ],
            { layout },
          )
          const preview = await renderPreview(model)
          expect(preview.pages).toHaveLength(pdfPages(await renderPdf(model)))
        }
      }
    }, 30_000)

    it('can be taken apart by another reader without damage', async () => {
      const pdf = await renderPdf(aNotice())
      expect(withPdf(pdf, (file) => readText(file).startsWith('%PDF-1.7'))).toBe(true)
    })
  },
)
