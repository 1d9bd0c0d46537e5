// The description on paper and on the clock: what went wrong for others in the field, and how long a sentence may be.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { renderPdf } from '../../../src-main/documents/pdf.ts'
import { cleanUp, temporaryFolder, type TestVault } from '../../fixtures/test-vault.ts'
import { bare, practiceOf, readJson, textOf, write } from './notices.ts'
import { complete, merged, noticeOf } from './sheets.ts'

afterAll(cleanUp)

const everything = merged(complete, {
  practitioner: { title: 'osteopaatti' },
  patientRecord: { location: 'kanta', kantaJoined: '2026-01-15' },
  marketing: { email: true, sms: true, ownCustomer: true, optOutEmail: 'pois@hoitola.example' },
  billing: { collector: 'Perintä Esimerkki Oy' },
  onlineBooking: {
    provider: 'Varauspalvelu Esimerkki',
    clientLogin: true,
    cookies: true,
    cookiePurpose: ['statistics'],
    ipLog: { inUse: true, purpose: 'viat', accessBy: 'ylläpito' },
  },
  website: { cookies: true },
})
const uses = ['minors', 'guardians', 'otherCareSources', 'otherPayers', 'insurers', 'entries', 'letters'] as const

describe('a sentence', () => {
  test.each(languages)('has at most 25 words, in %s', (language) => {
    const notice = noticeOf(
      everything,
      { uses, claims: ['encrypted', 'backups', 'drill', 'accounts', 'roles', 'autoLock', 'log', 'offline'] },
      language,
    )
    const long = notice.json.sections
      .filter(({ key }) => key !== 'legislation') // names of acts, one after another
      .flatMap((section) => [...section.paragraphs, ...section.lists.flat()])
      .flatMap((text) => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u))
      .map((sentence) => sentence.replace(/: .*$/, '')) // names and addresses after a colon are looked up, not read
      .filter((sentence) => sentence.split(/\s+/).length > 25)
    expect(long).toEqual([])
  })
})

describe('paper', () => {
  /** Words and pages, as a reader of the file sees them. */
  const read = (bytes: Uint8Array): { text: string; pages: number } => {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, stdio: ['pipe', 'pipe', 'ignore'] }).toString('utf8')
    return { text, pages: text.split('\f').length - 1 }
  }
  test('a text longer than a page keeps every word, and its row goes on over pages with the heads repeated', async () => {
    const words = Array.from({ length: 260 }, (_, index) => `sana${index}a`)
    const rows = Array.from({ length: 40 }, (_, index) => ({ name: `Palvelu ${index + 1} Oy`, role: 'tallennus', country: 'FI' }))
    const model = noticeOf(merged(complete, { processors: [{ ...rows[0]!, description: words.join(' ') }, ...rows.slice(1)] })).model
    const { text, pages } = read(await renderPdf(model, {}))
    for (const word of words) expect(text.replace(/\u00AD?\n\s*/g, ' ')).toContain(word)
    for (const row of rows) expect(text.replace(/\s+/g, ' ')).toMatch(new RegExp(`Palvelu\\s+${rows.indexOf(row) + 1}\\b`))
    expect(pages).toBeGreaterThan(3)
    expect(text.split('Palveluntarjoaja').length - 1).toBeGreaterThan(1)
  })
  test.each(languages)('everything at once: no heading last on a page, pages numbered, in %s', async (language) => {
    const notice = noticeOf(everything, { uses }, language)
    const { text, pages } = read(await renderPdf(notice.model, {}))
    const sheets = text.split('\f').slice(0, pages)
    for (const [index, sheet] of sheets.entries()) {
      const lines = sheet.split('\n').filter((line) => line.trim() !== '')
      expect(lines.at(-1)).toContain(`${index + 1} (${pages})`)
      const beforeFoot = lines.at(-2)!.trim()
      for (const { number, title } of notice.json.sections) if (number) expect(beforeFoot).not.toBe(`${number} ${title}`)
    }
    expect(text).not.toMatch(/[[\]{}‹›]|_{3}/)
  })
})

describe('pasted and typed', () => {
  let vault: TestVault
  beforeAll(async () => void (vault = await practiceOf(bare)))
  test('control characters of a word processor leave the words, in every format', async () => {
    await vault.must('settings.update', {
      processors: [
        { name: 'Pilvi\u0001 Esimerkki', role: 'talle\u0002nnus', country: 'FI', description: 'rivi yksi\u000Brivi kaksi\u0000' },
      ],
    })
    for (const format of ['html', 'txt', 'json', 'pdf'] as const) {
      const bytes = await write(vault, 'fi', format)
      const text =
        format === 'pdf'
          ? execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, stdio: ['pipe', 'pipe', 'ignore'] }).toString()
          : bytes.toString('utf8')
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000E-\u001F]/)
      expect(text.replace(/\s+/g, ' ')).toContain('rivi yksi')
      expect(text).toContain('rivi kaksi')
    }
  })
  test('whatever the system’s time zone, the date is that of Helsinki', async () => {
    const late = await practiceOf(bare)
    late.clock.instant = Date.parse('2026-12-31T22:30:00.000Z')
    await late.unlock()
    const notice = await readJson(late, 'fi')
    expect(notice.date).toBe('2027-01-01')
    expect((await write(late, 'fi', 'txt')).toString('utf8')).toContain('1.1.2027')
  })
  test('an imported name of a system is printed as it was typed', async () => {
    const file = path.join(temporaryFolder(), 'notice.json')
    await vault.must('settings.update', { practice: { name: 'Äiti & "Söi" <œuf>-studio' }, processors: [] })
    const { missing } = await vault.must<{ missing: { setting: string }[] }>('privacy.checkRegisterDescription')
    // Angle brackets are the marks of a form left unfilled.
    expect(missing.map(({ setting }) => setting)).toEqual(['practice.name'])
    await vault.must('settings.update', { practice: { name: 'Äiti & "Söi" œuf-studio' } })
    await vault.must('privacy.writeRegisterDescription', { format: 'json', language: 'fi', path: file })
    expect(textOf(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof textOf>[0], 'controller')).toContain(
      'Äiti & \\"Söi\\" œuf-studio',
    )
  })
})
