import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  fact,
  heading,
  inLanguage,
  inlines,
  link,
  list,
  mono,
  numbered,
  paragraph,
  section,
  small,
  strong,
  table,
  text,
} from '../../../src-main/documents/model.ts'
import type { Block, DocumentModel } from '../../../src-main/documents/model.ts'

/** A notice like the ones the practice prints, with the parts that each test changes. */
export const aNotice = (over: Partial<DocumentModel> = {}): DocumentModel => ({
  kind: 'registerDescription',
  layout: 'notice',
  title: 'Tietosuojaseloste',
  subtitle: 'Rekisteriseloste asiakkaille ja potilaille',
  language: 'fi',
  audience: 'public',
  practiceName: 'Osteopatia Esimerkki',
  version: 5,
  date: '2026-11-24',
  shortHash: 'a1b2c3d4',
  factsSha256: 'ab'.repeat(32),
  headRight: [inlines('Osteopatia Esimerkki'), inlines('Versio 5, 24.11.2026')],
  blocks: numbered([
    section(
      'controller',
      'Rekisterinpitäjä',
      [
        paragraph(
          'Tietojesi rekisterinpitäjä on ',
          fact('practice.name', 'Osteopatia Esimerkki'),
          ', Y-tunnus ',
          fact('practice.businessId', '1234567-1'),
          ', ',
          link('maija@osteopatia.example', { fact: 'practice.email' }),
          '.',
        ),
      ],
      { changed: true },
    ),
    section('purposes', 'Käsittelyn tarkoitukset ja oikeusperusteet', [
      paragraph('Käsittelemme tietojasi vain alla oleviin tarkoituksiin.'),
      table(
        [
          { title: 'Tarkoitus', width: 3 },
          { title: 'Peruste', width: 2 },
        ],
        [
          ['hoidon suunnittelu', [strong('lakisääteinen'), ' velvoite']],
          ['laskutus', 'sopimus'],
        ],
        { rowHeaders: true },
      ),
    ]),
    section('protection', 'Suojaus', [
      heading(3, 'Palvelu'),
      inLanguage('en', paragraph('The provider states: servers are guarded.')),
      list(['yksi', 'kaksi']),
      small('Tiiviste ', mono('4f2a91c0')),
    ]),
  ]),
  ...over,
})

export const aReport = (blocks: Block[], over: Partial<DocumentModel> = {}): DocumentModel =>
  aNotice({ layout: 'report', title: 'Seloste', blocks, ...over })

/** Texts that are code somewhere: in Typst, HTML, a spreadsheet, a terminal. Each must come out as it went in. */
export const hostileTexts = [
  '#panic("x")',
  '#import "@preview/cetz:0.1.0"',
  '#sys.inputs.data',
  '$x^2$',
  '*lihava* _kursiivi_',
  '= Otsikko',
  '- kohta',
  '`raw`',
  '<label> @viite',
  '\\u{41} \\ ~ -- --- x',
  '/* poissa */ // poissa',
  '[sisältö] {koodi}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style></title><b>',
  '&lt;&amp;&#39;',
  '{{mustache}} ${js}',
  '=HYPERLINK("http://x")',
  '+1+1',
  '@SUM(A1)',
  "O'Brien",
  'document-style',
  '<style></style>',
  'https://http://"x"',
]

const has = (program: string): boolean => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined
/** Why the tests that read PDFs can't run, or undefined. `npm test` installs poppler-utils where it can. */
export const popplerMissing = ['pdftotext', 'pdfinfo', 'pdffonts'].find((program) => !has(program))

export function withPdf<T>(bytes: Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'documents-'))
  try {
    const file = path.join(folder, 'document.pdf')
    writeFileSync(file, bytes)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 })
export const pdfText = (bytes: Uint8Array, ...args: string[]): string => withPdf(bytes, (file) => run('pdftotext', ...args, file, '-'))
export const pdfInfo = (bytes: Uint8Array, ...args: string[]): string => withPdf(bytes, (file) => run('pdfinfo', ...args, file))
export const pdfFonts = (bytes: Uint8Array): string => withPdf(bytes, (file) => run('pdffonts', file))
export const pdfPages = (bytes: Uint8Array): number => Number(/Pages:\s+(\d+)/.exec(pdfInfo(bytes))![1])
/** Text with hyphenation undone and all white space as one space. */
export const flowing = (extracted: string): string => extracted.replace(/\u00AD\n|-\n(?=\p{Ll})/gu, '').replace(/\s+/g, ' ')

/** What a reader of the file sees: tags gone, entities read. */
export const htmlText = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

export const readText = (file: string): string => readFileSync(file, 'utf8')
export { text }
