import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { renderHtml } from '../../../src-main/documents/html.ts'
import { renderPdf } from '../../../src-main/documents/pdf.ts'
import { renderPreview } from '../../../src-main/documents/preview.ts'
import { renderText } from '../../../src-main/documents/text.ts'
import { recoverySheet } from '../../../src-main/vault/recovery-sheet.ts'
import { recoveryKeyGroups } from '../../../src-main/vault/recovery-key.ts'
import { cleanUp, deskAt, passphrase, temporaryFolder } from './desk.ts'
import { flowing, pdfText, popplerMissing } from '../documents/samples.ts'

// A made-up key: the shape is right, the checksum need not be.
const recoveryKey = `AGE-SECRET-KEY-1${'QX4M7TREW9LC2HUAZD6SNY0KP3VFJ8GE5QTXR7WL2CA9UHZS6DNK0YPF3MQ'.slice(0, 58)}`
const sheet = { recoveryKey, practiceName: 'Osteopatia Esimerkki', vaultId: '0190a5c4-7b1e-7f00-8000-0123456789ab', date: '2026-11-24' }

describe('recovery sheet', () => {
  it('is one page in each language, also with a long name and a list of old copies', async () => {
    const longest = {
      ...sheet,
      practiceName: 'Osteopatia ja kokonaisvaltainen hyvinvointi Mallikas-Esimerkki',
      oldCopies: Array.from({ length: 30 }, (_, i) => `practice-2026-11-${10 + i}T1830.vastaanotto-backup`),
    }
    for (const language of languages) {
      expect((await renderPreview(recoverySheet(sheet, language), { marks: false })).pages).toHaveLength(1)
      expect((await renderPreview(recoverySheet(longest, language), { marks: false })).pages).toHaveLength(1)
    }
  })

  it('has the whole key in numbered groups, and works before the practice has a name', () => {
    const text = renderText(recoverySheet({ ...sheet, practiceName: '' }, 'fi'))
    const [prefix, ...groups] = recoveryKeyGroups(recoveryKey)
    expect(text).toContain(prefix)
    for (const [index, group] of groups.entries()) expect(text).toMatch(new RegExp(`(^|\\s)${index + 1} ${group}(\\s|$)`))
    expect(groups.join('')).toHaveLength(58)
    expect(text).toContain(sheet.vaultId)
  })

  it('names the commands that open a backup by hand', () => {
    for (const language of languages) {
      const text = renderText(recoverySheet(sheet, language))
      expect(text).toMatch(/^tar xf \S+\.vastaanotto-backup$/m)
      expect(text).toMatch(/^age -d -i \S+\.txt data\.age \| zstd -d \| tar x$/m)
    }
  })

  it('lists what the previous key still opens after a renewal, and counts the rest', () => {
    const oldCopies = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.vastaanotto-backup`)
    const text = renderText(recoverySheet({ ...sheet, oldCopies }, 'en')).replace(/\s*\n\|?\s*/g, ' ')
    expect(text).toContain('a.vastaanotto-backup, b.vastaanotto-backup, c.vastaanotto-backup and 3 more')
    expect(renderText(recoverySheet(sheet, 'en'))).not.toContain('previous recovery key')
  })

  it('keeps the key out of titles, names and alternative texts', () => {
    const html = renderHtml(recoverySheet(sheet, 'fi'))
    const head = html.slice(0, html.indexOf('<body>'))
    expect(head).not.toContain('AGE-SECRET')
    expect(/alt="([^"]*)"/.exec(html)![1]).toBe('Palautusavain QR-koodina')
    expect(html).not.toContain(recoveryKey)
  })
})

describe.skipIf(popplerMissing)(`recovery sheet as PDF${popplerMissing ? ` (skipped: ${popplerMissing} is not installed)` : ''}`, () => {
  it('can be read back from the file in the order of the groups', async () => {
    const found = flowing(pdfText(await renderPdf(recoverySheet(sheet, 'sv'))))
    const positions = recoveryKeyGroups(recoveryKey).map((group) => found.indexOf(group))
    expect(positions.every((position) => position >= 0)).toBe(true)
    expect([...positions].sort((a, b) => a - b)).toEqual(positions)
  })
})

describe('recovery sheet as methods', () => {
  afterEach(cleanUp)
  it('shows and saves the sheet of this vault; refuses a mistyped key and the key of another', async () => {
    const desk = deskAt(path.join(temporaryFolder(), 'vault'))
    const made = await desk.must<{ recoveryKey: string }>('vault.create', { owner: { name: 'Outi Osteopaatti' } }, { passphrase })
    const other = deskAt(path.join(temporaryFolder(), 'vault'))
    const foreign = await other.must<{ recoveryKey: string }>('vault.create', { owner: { name: 'Outi Osteopaatti' } }, { passphrase })

    const shown = await desk.must<{ pages: string[]; qr: string }>('vault.recoverySheet', { language: 'sv' }, made)
    expect(shown.pages).toHaveLength(1)
    expect(shown.qr).toMatch(/^<svg/)
    const file = path.join(temporaryFolder(), 'sheet.pdf')
    await desk.must('vault.saveRecoverySheet', { path: file }, made)
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await desk.call('vault.saveRecoverySheet', { path: file }, made)).toMatchObject({ ok: false, error: { code: 'conflict' } })

    const mistyped = { recoveryKey: `${made.recoveryKey.slice(0, -1)}${made.recoveryKey.endsWith('Q') ? 'P' : 'Q'}` }
    for (const secrets of [mistyped, foreign])
      expect(await desk.call('vault.recoverySheet', {}, secrets)).toMatchObject({ ok: false, error: { code: 'wrong_key' } })
  })
})
