import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { minutes } from '../../fixtures/test-clock.ts'
import { careDesk, type Desk } from './desk.ts'

afterAll(cleanUp)

const textOf = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\u00AD\n?\s*/g, '')

async function aRecord(): Promise<Desk & { first: string; second: string }> {
  const desk = await careDesk(aClient().withHetu().withAddress())
  await desk.must('settings.update', { practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' } })
  await desk.must('alerts.add', { clientId: desk.clientId, kind: 'allergy', text: 'Lateksi' })
  const first = await desk.signed('Oikea olkapää kipeä', {
    sections: { reason: 'Oikea olkapää kipeä.\n\nAlkoi viikko sitten.', plan: 'Kontrolli kahden viikon päästä' },
    source: 'patient',
    diagnoses: [{ code: 'M75.1', system: 'ICD-10', name: 'Kiertäjäkalvosinoireyhtymä' }],
    measures: [
      { scale: 'nrs', value: 7 },
      { scale: 'psfs', answers: [3, 4], labels: ['Kurkottaminen', 'Nukkuminen'] },
    ],
    checklists: [{ key: 'redFlags', title: 'Varoitusmerkit', items: [{ key: 'fever', text: 'Kuume', answer: 'no' }] }],
    bodyChart: {
      strokes: [
        {
          figure: 'front',
          symbol: 'pain',
          points: [
            [56, 95],
            [58, 100],
            [54, 104],
          ],
        },
      ],
      marks: [{ figure: 'spine', symbol: 'restriction', at: [80, 60] }],
      regions: [{ region: 'shoulderBlade.right', symbol: 'treated' }],
    },
  })
  desk.clock.instant += minutes(60)
  await desk.must('treatment.amend', { entryId: first, sections: { reason: 'Vasen olkapää kipeä' }, reason: 'Puoli oli väärin' })
  await desk.must('visits.end', { id: desk.visitId })
  desk.clock.instant += minutes(14 * 24 * 60)
  const { id: visitId } = await desk.must<{ id: string }>('visits.start', { clientId: desk.clientId })
  const { entryId: second } = await desk.must<{ entryId: string }>('treatment.saveDraft', {
    visitId,
    sections: { reason: 'Parempi', treatment: 'Mobilisointi 🙂' },
    measures: [{ scale: 'nrs', value: 3 }],
  })
  await desk.must('treatment.sign', { entryId: second })
  await desk.must('treatment.void', { entryId: second, reason: 'Väärä käynti' })
  return { ...desk, first, second }
}

describe('on paper', () => {
  test('the whole record has every version, risks, measures, chart in words, and the log extract', async () => {
    const desk = await aRecord()
    const file = path.join(temporaryFolder(), 'kertomus.pdf')
    const { entries } = await desk.must<{ entries: number }>('treatment.print', { clientId: desk.clientId, path: file, logExtract: true })
    expect(entries).toBe(2)
    const text = textOf(file)
    for (const words of [
      'Potilaskertomus',
      'Maija Mallikas',
      '050580-',
      'Lateksi',
      'Vasen olkapää kipeä',
      'Oikea olkapää kipeä.',
      'Puoli oli väärin',
      'Aiempi versio 1',
      'M75.1 Kiertäjäkalvosinoireyhtymä (ICD-10)',
      'Kurkottaminen: 3',
      'Kuume: ei',
      'Väärä käynti',
      'Mobilisointi [U+1F642]',
      'liikerajoitus',
      'Lokiote',
      'osteopaatti',
    ])
      expect(text.toLowerCase(), words).toContain(words.toLowerCase())
    expect(text).toMatch(/3,5/)
    if (process.env['KEEP_PRINT']) execFileSync('cp', [file, process.env['KEEP_PRINT']])
    const { entries: log } = await desk.must<{ entries: { kind: string; method: string }[] }>('audit.list', {
      clientId: desk.clientId,
      kind: 'print',
    })
    expect(log).toMatchObject([{ method: 'treatment.print' }])
  })

  test('one entry prints its newest version, and earlier ones when asked for; a visit prints its own', async () => {
    const desk = await aRecord()
    const folder = temporaryFolder()
    const print = async (name: string, input: Record<string, unknown>): Promise<string> => {
      const file = path.join(folder, `${name}.txt`)
      await desk.must('treatment.print', { ...input, path: file, format: 'txt' })
      return readFileSync(file, 'utf8')
    }
    expect(await print('a', { entryId: desk.first })).not.toContain('Oikea olkapää')
    expect(await print('b', { entryId: desk.first, versions: true })).toContain('Oikea olkapää')
    const visit = await print('c', { visitId: desk.visitId })
    expect(visit).toContain('Vasen olkapää')
    expect(visit).not.toContain('Parempi')
    await desk.refused('invalid_input', 'treatment.print', { path: path.join(folder, 'd.pdf') })
    await desk.refused('invalid_input', 'treatment.print', { entryId: desk.first, visitId: desk.visitId, path: path.join(folder, 'd.pdf') })
    await desk.refused('invalid_input', 'treatment.print', { visitId: desk.visitId, logExtract: true, path: path.join(folder, 'd.pdf') })
    expect(existsSync(path.join(folder, 'd.pdf'))).toBe(false)
  })

  test('our words are in the client’s language', async () => {
    const desk = await careDesk(aClient().withHetu())
    await desk.must('clients.update', { id: desk.clientId, revision: 1, language: 'sv' })
    const entryId = await desk.signed('Ryggen')
    const { title, pages } = await desk.must<{ title: string; pages: string[] }>('treatment.preview', { entryId })
    expect(title).toBe('Vårdanteckning')
    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatch(/^<svg/)
  })

  test('100,000 words come out whole', async () => {
    const desk = await careDesk()
    const text = Array.from({ length: 2000 }, (_, index) => `Kappale ${index}: ${'sana '.repeat(48)}loppu.`).join('\n\n')
    const entryId = await desk.signed(text)
    const file = path.join(temporaryFolder(), 'pitkä.pdf')
    await desk.must('treatment.print', { entryId, path: file })
    const printed = textOf(file)
    for (const index of [0, 999, 1999]) expect(printed).toContain(`Kappale ${index}:`)
    expect(printed.match(/loppu\./g)).toHaveLength(2000)
  })

  test('an assistant prints nothing, a practitioner no log extract', async () => {
    const desk = await aRecord()
    const file = path.join(temporaryFolder(), 'x.pdf')
    const practitioner = await asRole({ ...desk, another: desk.vaultCore }, 'practitioner')
    await practitioner.refused('not_allowed', 'treatment.print', { clientId: desk.clientId, path: file, logExtract: true })
    await practitioner.must('treatment.print', { clientId: desk.clientId, path: file })
    await desk.unlock()
    const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
    await assistant.refused('not_allowed', 'treatment.print', { clientId: desk.clientId, path: `${file}2` })
    await assistant.refused('not_allowed', 'treatment.preview', { clientId: desk.clientId })
  })
})
