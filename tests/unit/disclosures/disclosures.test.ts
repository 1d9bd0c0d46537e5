import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk } from '../treatment/desk.ts'

afterAll(cleanUp)

const given = {
  recipient: 'Vakuutusyhtiö Esimerkki',
  what: 'Lausunto käynneistä',
  purpose: 'Korvauksen hakeminen',
  ground: 'Asiakkaan suostumus 1.11.2026',
}

test('what was given to whom stands in the log extract, as PDF and CSV, within the last two years', async () => {
  const desk = await careDesk()
  const made = await desk.must<Record<string, unknown>>('disclosures.record', {
    clientId: desk.clientId,
    ...given,
    groundKind: 'consent',
    how: 'paper',
  })
  expect(made).toMatchObject({ recipient: given.recipient, reason: given.purpose, groundKind: 'consent', userName: 'Maija Mallikas' })
  await desk.must('disclosures.record', { clientId: desk.clientId, ...given, recipient: 'Vanha Saaja', at: '2023-05-01T10:00Z' })
  const folder = temporaryFolder()
  const csv = path.join(folder, 'ote.csv')
  await desk.must('audit.extract', { clientId: desk.clientId, path: csv, format: 'csv' })
  const text = readFileSync(csv, 'utf8')
  expect(text).toContain('Vakuutusyhtiö Esimerkki')
  expect(text).not.toContain('Vanha Saaja')
  const pdf = path.join(folder, 'ote.pdf')
  await desk.must('audit.extract', { clientId: desk.clientId, path: pdf, format: 'pdf', from: '2023-01-01' })
  const printed = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  expect(printed).toContain('Vanha')
  expect(await desk.must('disclosures.list', { clientId: desk.clientId })).toMatchObject({
    disclosures: [{ recipient: given.recipient }, { recipient: 'Vanha Saaja' }],
  })
})

test('one in the future, or one that says nothing, is refused; what was written stays', async () => {
  const desk = await careDesk()
  await desk.refused('invalid_input', 'disclosures.record', { clientId: desk.clientId, ...given, at: '2027-01-01T10:00Z' })
  await desk.refused('invalid_input', 'disclosures.record', { clientId: desk.clientId, ...given, ground: ' ' })
  await desk.must('disclosures.record', { clientId: desk.clientId, ...given })
  desk.behind((db) => {
    for (const sql of ["UPDATE disclosures SET what = 'muu'", 'DELETE FROM disclosures'])
      expect(() => db.raw.exec(sql)).toThrow('append-only')
  })
})
