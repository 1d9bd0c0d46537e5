// Hostile client files: whatever the bytes, the answer is a report or a documented error, never a defect, and a dry run changes nothing.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes } from '../../src-main/core/contract.ts'
import { openDesk, type Desk, type Report } from '../unit/exchange/desk.ts'

let desk: Desk
beforeAll(() => {
  desk = openDesk()
})
afterAll(() => desk.close())

const headings = [
  'Sukunimi',
  'Etunimi',
  'Nimi',
  'Nimi (suku, etu)',
  'Hetu',
  'Syntymäaika',
  'Syntymävuosi',
  'Puhelin',
  'Sähköposti',
  'Osoite',
  'Postinumero',
  'Kaupunki',
  'Huomautus',
  'Sukupuoli',
  'Kieli',
  'Turvakielto',
  'Birth Year',
  'Birth Month',
  'Birth Day',
  'Huoltaja',
  '',
  '__proto__',
  'constructor',
  'toString',
]
const awkward = [
  '',
  ' ',
  '"',
  '""',
  '"a',
  ';',
  ',',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\uFEFF',
  '\uFFFD',
  '\uD800',
  '=1+1',
  "'; DROP TABLE clients; --",
  '020502E902X',
  '1.5.1980',
  '31/12/1980',
  '0/0/00',
  '99.99.9999',
  '+358401234567',
  'a@b.fi',
  '__proto__',
  ':::',
  'x'.repeat(300),
  '😀',
  'ﬁ',
  '\u202Eabc',
  'Mallikas, Maija',
  '-1',
  '1e309',
  'NaN',
  'null',
]
const cell = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }))
const table = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...headings) }, { weight: 1, arbitrary: cell }), {
      minLength: 1,
      maxLength: 8,
    }),
    fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }),
    fc.constantFrom(';', ',', '\t', '|'),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([head, rows, delimiter, newline]) => [head, ...rows].map((row) => row.join(delimiter)).join(newline))
const encoded = fc
  .tuple(table, fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'), fc.boolean())
  .map(([text, encoding, mark]) => Buffer.from((mark ? '\uFEFF' : '') + text, encoding))
const bytes = fc.oneof(encoded, fc.uint8Array({ maxLength: 400 }))
const mapping = fc.option(
  fc.oneof(
    fc.array(fc.option(fc.constantFrom('lastName', 'note', 'hetu', 'email', 'ignore', '__proto__', '')), { maxLength: 9 }),
    fc.dictionary(
      fc.constantFrom(...headings.filter(Boolean), 'lastName', '0', '99'),
      fc.oneof(fc.constantFrom('lastName', 'phone', 'Nimi', '__proto__'), fc.constant(null), fc.nat(99)),
    ),
  ),
  { nil: undefined },
)

async function run(content: Uint8Array, input: Record<string, unknown>): Promise<Report | undefined> {
  const file = path.join(desk.folder, 'outo.csv')
  writeFileSync(file, content)
  const answer = await desk.call('exchange.importClients', { path: file, ...input })
  if (answer.ok) return answer.output as Report
  expect(errorCodes).toContain(answer.error.code)
  expect(answer.error.code).toBe('invalid_input')
  expect(answer.error.message).not.toBe('')
  return undefined
}
const clientCount = (): number => desk.db.raw.prepare('SELECT count(*) FROM clients').pluck().get() as number

describe('hostile client files', () => {
  it('a dry run answers and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, mapping, async (content, chosen) => {
        const report = await run(content, { dryRun: true, ...(chosen === undefined ? {} : { mapping: chosen }) })
        expect(clientCount()).toBe(0)
        if (report) expect(report.created + report.updated + report.skipped).toBe(report.rows)
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('an import does what its dry run said, and done again it adds nobody', async () => {
    await fc.assert(
      fc.asyncProperty(encoded, async (content) => {
        const dry = await run(content, { dryRun: true })
        const before = clientCount()
        const real = await run(content, {})
        const added = clientCount() - before
        expect(added).toBe(real?.created ?? 0)
        if (!real) return
        expect([real.created, real.updated, real.skipped, real.errors]).toEqual([dry!.created, dry!.updated, dry!.skipped, dry!.errors])
        const again = await run(content, {})
        expect(again).toMatchObject({ created: 0 })
        expect(clientCount()).toBe(before + added)
        expect(desk.db.raw.pragma('foreign_key_check')).toEqual([])
      }),
      { numRuns: 250 },
    )
    expect(clientCount()).toBeGreaterThan(0)
  }, 60_000)

  it('long runs of awkward signs take no longer than reading them', async () => {
    for (const sign of ['"', '""', ';', ' ', ',', '\n', 'a@', '1.', '((', ':::', 'ä, ', '00100 ']) {
      const content = Buffer.from(`Nimi;Puhelin;Osoite;Sähköposti;Syntymäaika\n"x";${sign.repeat(100_000)};${sign.repeat(50_000)}\n`)
      const started = performance.now()
      await run(content, { dryRun: true })
      for (const heading of ['Nimi (suku, etu)', 'Puhelin', 'Osoite', 'Sähköposti', 'Syntymäaika', 'Hetu', 'Postinumero ja toimipaikka']) {
        await run(Buffer.from(`Nimi;${heading}\nx;"${sign.replaceAll('"', '""').repeat(50_000)}"\n`), { dryRun: true })
      }
      expect(performance.now() - started, JSON.stringify(sign)).toBeLessThan(5000)
    }
  }, 120_000)
})
