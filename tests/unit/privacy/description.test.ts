// Refusals, versions, drift, confirmation, guards: the life of a register description.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { asRole, cleanUp, temporaryFolder, type TestVault } from '../../fixtures/test-vault.ts'
import { bare, practiceOf, readJson, textOf, write } from './notices.ts'

afterAll(cleanUp)

interface Checked {
  complete: boolean
  missing: { section: string; setting: string; message: string }[]
  warnings: { code: string; setting?: string }[]
  drift: { kind: string; section: string | null; what: string; severity: string; since: string }[]
  newest: { version: number } | null
}
const check = (vault: TestVault, language = 'fi'): Promise<Checked> => vault.must<Checked>('privacy.checkRegisterDescription', { language })
const day = 86_400_000

describe('something required is missing', () => {
  // One practice for all: each test leaves it as it was.
  let vault: TestVault
  beforeAll(async () => void (vault = await practiceOf(bare)))
  test.each([
    ['practice.name', 'controller'],
    ['practice.businessId', 'controller'],
    ['practice.address.street', 'controller'],
    ['practice.address.postalCode', 'controller'],
    ['practice.address.city', 'controller'],
    ['practice.email', 'controller'],
    ['contactPerson.name', 'contact'],
  ])('%s: refused with exactly that, and no file is written', async (setting, section) => {
    const change = setting
      .split('.')
      .toReversed()
      .reduce<unknown>((value, key) => ({ [key]: value }), null)
    await vault.must('settings.update', change)
    expect((await check(vault)).missing).toEqual([{ section, setting, message: expect.stringMatching(/\S/) as string }])
    const file = path.join(temporaryFolder(), 'notice.pdf')
    const refused = await vault.refused('incomplete', 'privacy.writeRegisterDescription', { language: 'fi', format: 'pdf', path: file })
    expect((refused.details as Checked).missing.map((one) => one.setting)).toEqual([setting])
    expect(existsSync(file)).toBe(false)
    // The preview shows it all the same, and marks the place.
    expect(await vault.must('privacy.previewRegisterDescription', { language: 'fi' })).toMatchObject({ complete: false })
    await vault.must('settings.update', bare)
  })
  test('an empty practice is told everything at once, in each language', async () => {
    const vault = await practiceOf({ patientRecord: { location: 'kanta' } })
    for (const language of languages) {
      const { missing } = await check(vault, language)
      expect(missing.map(({ setting }) => setting)).toEqual(
        expect.arrayContaining(['practice.name', 'practice.businessId', 'contactPerson.name', 'patientRecord.kantaJoined']),
      )
      expect(new Set(missing.map(({ setting }) => setting)).size).toBe(missing.length)
    }
  })
  test.each([
    [{ processors: [{ name: 'Tilitoimisto Esimerkki Oy' }] }, ['processors.0.role', 'processors.0.country']],
    [{ processors: [{ name: 'Pilvi Esimerkki', role: 'varmuuskopiointi', country: 'US' }] }, ['processors.0.safeguard']],
    [{ processors: [{ name: 'Pilvi Esimerkki', role: 'varmuuskopiointi', country: 'Atlantis' }] }, ['processors.0.country']],
    [{ disclosures: [{ recipient: 'Vakuutusyhtiö Esimerkki' }] }, ['disclosures.0.what', 'disclosures.0.basis']],
    [{ patientRecord: { location: 'other-system' } }, ['patientRecord.systemName']],
    [
      { onlineBooking: { inUse: true, ipLog: { inUse: true } } },
      ['onlineBooking.provider', 'onlineBooking.ipLog.purpose', 'onlineBooking.ipLog.accessBy'],
    ],
  ])('%j lacks %j', async (settings, expected) => {
    await vault.must('settings.update', settings)
    expect((await check(vault)).missing.map(({ setting }) => setting)).toEqual(expected)
    await vault.must('settings.update', { processors: null, disclosures: null, onlineBooking: null, ...bare })
  })
  test('an import without the name of its system', async () => {
    const vault = await practiceOf(bare)
    const file = path.join(temporaryFolder(), 'clients.csv')
    writeFileSync(file, 'Sukunimi;Etunimi\nMallikas;Maija\n')
    await vault.must('exchange.importClients', { path: file })
    const { missing } = await check(vault)
    expect(missing).toMatchObject([{ section: 'sources', setting: 'imports.0.name' }])
    const imports = await vault.must<{ id: string }[]>('exchange.listImports')
    await vault.must('exchange.nameImport', { id: imports[0]!.id, sourceName: 'Vanha varauskirja' })
    expect(textOf(await readJson(vault, 'fi'), 'sources')).toContain('Vanha varauskirja')
  })
})

// What counts as unfinished is tested value by value in guard.test.ts.
describe('nothing unfinished reaches paper', () => {
  test('a value that is still to be filled in refuses, by the name of its setting; ordinary words pass', async () => {
    const vault = await practiceOf(bare)
    for (const name of ['[x]', '‹nimi›', 'Täydennä tähän', '____', 'TODO']) {
      await vault.must('settings.update', { practice: { name } })
      expect((await check(vault)).missing.map(({ setting }) => setting)).toEqual(['practice.name'])
      const file = path.join(temporaryFolder(), 'notice.pdf')
      await vault.refused('incomplete', 'privacy.writeRegisterDescription', { language: 'fi', format: 'pdf', path: file })
      expect(existsSync(file)).toBe(false)
    }
    await vault.must('settings.update', { practice: { name: 'Osteopatia Sinulla on Väliä' } })
    expect((await check(vault)).missing).toEqual([])
  })
  test('markup in a value stays text', async () => {
    const vault = await practiceOf({ ...bare, practice: { ...bare.practice, name: 'Hoito & Lepo "Rauha" #set $x$ *tähti*' } })
    const html = (await write(vault, 'fi', 'html')).toString('utf8')
    expect(html).toContain('Hoito &amp; Lepo')
    expect((await write(vault, 'fi', 'txt')).toString('utf8')).toContain('#set $x$ *tähti*')
    await write(vault, 'fi', 'pdf')
  })
})

describe('versions', () => {
  test('the same facts keep the number in every format and language; a change makes the next, with what changed', async () => {
    const vault = await practiceOf(bare)
    const first = await readJson(vault, 'fi')
    expect(first).toMatchObject({ version: 1, formatVersion: 1, audience: 'public', language: 'fi' })
    for (const language of languages) expect((await readJson(vault, language)).version).toBe(1)
    expect(textOf(first, 'history')).toContain('Ensimmäinen versio.')
    expect((await check(vault)).drift).toEqual([])

    await vault.must('settings.update', { practice: { phone: '050 000 0300' } })
    const drifted = await check(vault)
    expect(drifted.drift).toMatchObject([{ kind: 'facts', section: 'controller', severity: 'urgent' }])
    const second = await readJson(vault, 'fi')
    expect(second.version).toBe(2)
    expect(second.factsSha256).not.toBe(first.factsSha256)
    const after = await check(vault)
    expect(after.newest).toMatchObject({ version: 2 })
    // Only that the other languages are not yet written anew may remain, where clients use them.
    expect(after.drift).toEqual([])
    const history = await vault.must<{ version: number; files: { sha256: string }[]; changes: { text: string }[] }[]>(
      'privacy.registerDescriptionHistory',
    )
    expect(history.map(({ version }) => version)).toEqual([2, 1])
    expect(history[1]!.files).toHaveLength(4)

    const old = await vault.must<{ html: string }>('privacy.readRegisterDescriptionVersion', { version: 1, language: 'sv' })
    expect(old.html).toContain('lang="sv"')
    expect(old.html).not.toContain('050 000 0300')
    await vault.refused('not_found', 'privacy.readRegisterDescriptionVersion', { version: 2, language: 'en' })
  })
  test('counts are no facts: one more client makes no new version; the first of a kind does', async () => {
    const vault = await practiceOf(bare)
    await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Maija' })
    await readJson(vault, 'fi')
    await vault.must('clients.create', { lastName: 'Esimerkki', firstName: 'Erkki' })
    expect((await check(vault)).drift).toEqual([])
    await vault.must('settings.update', { calendar: { slotMinutes: 20 } })
    expect((await check(vault)).drift).toEqual([])
    await vault.must('settings.update', { register: { fields: { occupation: false } } })
    expect((await check(vault)).drift).toEqual([])
    await vault.must('clients.create', { lastName: 'Keksitty', firstName: 'Kaisa', occupation: 'opettaja' })
    const found = await check(vault)
    expect(found.drift).toMatchObject([{ kind: 'facts', section: 'data' }])
    expect(found.warnings.map(({ code }) => code)).toContain('fieldOffButFound')
  })
  test('the same facts and date give the same bytes', async () => {
    const vault = await practiceOf(bare)
    const one = await write(vault, 'fi', 'pdf')
    const other = await write(vault, 'fi', 'pdf')
    expect(other.equals(one)).toBe(true)
  })
  test('a file that is there is not overwritten unasked, and then nothing is recorded', async () => {
    const vault = await practiceOf(bare)
    const file = path.join(temporaryFolder(), 'notice.txt')
    const input = { language: 'fi', format: 'txt', path: file }
    await vault.must('privacy.writeRegisterDescription', input)
    const before = readFileSync(file)
    await vault.must('settings.update', { practice: { phone: '050 000 0300' } })
    await vault.refused('conflict', 'privacy.writeRegisterDescription', input)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(await vault.must('privacy.registerDescriptionHistory')).toHaveLength(1)
    await vault.must('privacy.writeRegisterDescription', { ...input, overwrite: true })
    expect(await vault.must('privacy.registerDescriptionHistory')).toHaveLength(2)
  })
})

describe('drift', () => {
  test('a new purpose, processor, recipient or transfer must be told of first; going away need not', async () => {
    const vault = await practiceOf({ ...bare, disclosures: [{ recipient: 'Vakuutusyhtiö Esimerkki', what: 'laskut', basis: 'lupa' }] })
    await readJson(vault, 'fi')
    await vault.must('settings.update', {
      disclosures: [],
      marketing: { email: true, optOutEmail: 'peruutus@osteopatia.example' },
      processors: [{ name: 'Tilitoimisto Esimerkki Oy', role: 'kirjanpito', country: 'FI' }],
    })
    const { drift } = await check(vault)
    const severity = (section: string, pattern: RegExp) =>
      drift.filter((one) => one.section === section && pattern.test(one.what)).map((one) => one.severity)
    expect(severity('purposes', /markkinointi/i)).toContain('urgent')
    expect(severity('processors', /Tilitoimisto/)).toContain('urgent')
    expect(severity('recipients', /Vakuutusyhtiö/)).toEqual(['normal'])
    expect(drift.map((one) => one.severity)).toEqual(
      drift.map((one) => one.severity).toSorted((a, b) => (a === b ? 0 : a === 'urgent' ? -1 : 1)),
    )
    await readJson(vault, 'fi')
    expect((await check(vault)).drift).toEqual([])
  })
  test('added and taken away again leaves no alarm; data found in between do', async () => {
    const vault = await practiceOf(bare)
    await readJson(vault, 'fi')
    vault.clock.pass(day)
    await vault.unlock()
    await vault.must('settings.update', { processors: [{ name: 'Kokeilu Oy', role: 'kokeilu', country: 'FI' }] })
    await check(vault)
    await vault.must('settings.update', { processors: [] })
    expect((await check(vault)).drift).toEqual([])
  })
  test('data that were there and are gone again are told of, with both dates', async () => {
    const vault = await practiceOf({ ...bare, register: { fields: { occupation: false } } })
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Mallikas', firstName: 'Maija' })
    await readJson(vault, 'fi')
    vault.clock.pass(day)
    await vault.unlock()
    await vault.must('clients.update', { id, revision: 1, occupation: 'opettaja' })
    vault.clock.pass(day)
    await vault.unlock()
    await vault.must('clients.update', { id, revision: 2, occupation: '' })
    expect((await check(vault)).drift).toMatchObject([
      { kind: 'facts', section: 'data', what: expect.stringMatching(/ammatti/) as string, since: '2026-11-25T08:00:00.000Z' },
    ])
  })
  test('a year without a word asks for a confirmation, which is logged and only given when nothing has changed', async () => {
    const vault = await practiceOf(bare)
    await readJson(vault, 'fi')
    vault.clock.pass(370 * day)
    await vault.unlock()
    await vault.must('audit.verify')
    const kinds = (await check(vault)).drift.map(({ kind }) => kind)
    expect(kinds).toContain('time')
    const { confirmedOn } = await vault.must<{ confirmedOn: string }>('privacy.confirmRegisterDescription')
    expect(confirmedOn.slice(0, 4)).toBe('2027')
    expect((await check(vault)).drift.map(({ kind }) => kind)).not.toContain('time')
    await vault.must('settings.update', { practice: { name: 'Toinen Nimi' } })
    await vault.refused('conflict', 'privacy.confirmRegisterDescription')
  })
  test('nothing written yet: nothing to confirm', async () => {
    const vault = await practiceOf(bare)
    await vault.refused('not_found', 'privacy.confirmRegisterDescription')
  })
  test('a language that clients use and in which nothing is written', async () => {
    const vault = await practiceOf(bare)
    await readJson(vault, 'fi')
    await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Maija', language: 'sv' })
    await vault.must('settings.update', { practice: {} })
    expect((await check(vault)).drift.map(({ kind }) => kind)).toContain('language')
    await readJson(vault, 'sv')
    expect((await check(vault)).drift.map(({ kind }) => kind)).not.toContain('language')
  })
})

describe('the two forms', () => {
  test('the internal record has the anchor and open matters; the public notice has neither, and names the record once it is written', async () => {
    const vault = await practiceOf(bare)
    const before = (await write(vault, 'en', 'txt')).toString('utf8')
    expect(before).not.toContain('article 30')
    const internal = (await write(vault, 'en', 'txt', { audience: 'internal' })).toString('utf8')
    expect(internal).toMatch(/Internal/i)
    const head = await vault.must<{ head: { hash: string } }>('audit.status')
    expect(internal.replace(/\s+/g, '')).toMatch(/[0-9a-f]{64}/)
    expect(head.head.hash).toHaveLength(64)
    const after = (await write(vault, 'en', 'txt')).toString('utf8')
    expect(after.replace(/\s+/g, ' ')).toMatch(/article 30/i)
    expect(after).not.toMatch(/[0-9a-f]{64}/)
  })
  test('short and large forms; a child’s version only where there are minors', async () => {
    const vault = await practiceOf(bare)
    for (const variant of ['short', 'large']) await write(vault, 'fi', 'pdf', { variant })
    const file = path.join(temporaryFolder(), 'x.pdf')
    await vault.refused('invalid_input', 'privacy.writeRegisterDescription', {
      language: 'fi',
      format: 'pdf',
      path: file,
      variant: 'child',
    })
    await vault.refused('invalid_input', 'privacy.writeRegisterDescription', {
      language: 'fi',
      format: 'pdf',
      path: file,
      audience: 'internal',
      variant: 'short',
    })
  })
  test('an assistant sees what is missing and old versions, but writes none and reads no internal record', async () => {
    const vault = await practiceOf(bare)
    await write(vault, 'fi', 'html', { audience: 'internal' })
    await write(vault, 'fi', 'html')
    const assistant = await asRole(vault, 'assistant')
    await assistant.must('privacy.checkRegisterDescription')
    await assistant.must('privacy.readRegisterDescriptionVersion', { version: 1, language: 'fi' })
    await assistant.refused('not_allowed', 'privacy.readRegisterDescriptionVersion', { version: 1, language: 'fi', audience: 'internal' })
    await assistant.refused('not_allowed', 'privacy.writeRegisterDescription', { language: 'fi', format: 'txt', path: '/tmp/never.txt' })
  })
})

describe('proved claims', () => {
  test('the log is said to be verified only after it was, and not for ever', async () => {
    const vault = await practiceOf(bare)
    expect(textOf(await readJson(vault, 'en'), 'protection')).not.toMatch(/tamper|noticed/i)
    await vault.must('audit.verify')
    const proved = textOf(await readJson(vault, 'en'), 'protection')
    expect(proved).toMatch(/noticed/i)
    vault.clock.pass(32 * day)
    await vault.unlock()
    expect((await check(vault, 'en')).drift).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'claim' })]))
  })
  test('a longer idle time is no protection worth a sentence', async () => {
    const vault = await practiceOf({ ...bare, autoLockMinutes: 10 })
    expect(textOf(await readJson(vault, 'en'), 'protection')).toContain('10 minutes')
    await vault.must('settings.update', { autoLockMinutes: 60 })
    expect(textOf(await readJson(vault, 'en'), 'protection')).not.toContain('minutes')
  })
})

test('facts that change while the pages are being made are in the file, and in its version', async () => {
  const vault = await practiceOf(bare)
  const file = path.join(temporaryFolder(), 'notice.txt')
  const writing = vault.must<{ version: number }>('privacy.writeRegisterDescription', { language: 'fi', format: 'pdf', path: file })
  const phone = '050 000 0300'
  await Promise.all([writing, vault.must('settings.update', { practice: { phone } })])
  expect((await check(vault)).drift).toEqual([])
})
