// What the log holds: a row for every read and write of client data, found by the client, in few entries while she types.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp, testVault, type TestVault } from '../../fixtures/test-vault.ts'

interface Entry {
  number: number
  method: string
  kind: string
  clientIds: string[]
  purpose: string | null
  details: Record<string, unknown> | null
  at: string
}
let vault: TestVault
beforeAll(async () => {
  vault = await testVault()
})
afterAll(cleanUp)
const entriesOf = async (input: Record<string, unknown>): Promise<Entry[]> =>
  (await vault.must<{ entries: Entry[] }>('audit.list', { limit: 1000, ...input })).entries

describe('every use of a client’s data', () => {
  test('each view, list, search, change, export and import is found under the client (openemr #1568)', async () => {
    const { id } = await vault.must<{ id: string }>('clients.create', aClient().born('1980-05-05').withPhone().fields())
    const other = await vault.must<{ id: string }>('clients.create', aClient().born('1980-05-05').fields())
    const calls: [string, Record<string, unknown>][] = [
      ['clients.get', { id }],
      ['clients.update', { id, revision: 1, note: 'x' }],
      ['clients.page', { offset: 0, limit: 10 }],
      ['clients.timeline', { id }],
      ['clients.similar', { lastName: 'Mallikas', firstName: 'Maija', phone: '0401234567' }],
      ['clients.possibleDuplicates', {}],
      ['clients.archive', { id }],
      ['clients.restore', { id }],
      ['clients.merge', { keep: id, absorb: other.id }],
      ['clients.search', { text: 'Mallikas' }],
      ['audit.list', { clientId: id }],
      ['audit.extract', { clientId: id, path: `${vault.folder}-ote.txt`, format: 'txt', overwrite: true }],
    ]
    for (const [name, input] of calls) {
      vault.clock.pass(5000)
      await vault.must(name, input)
      const [newest] = await entriesOf({ clientId: id })
      const [, before] = await entriesOf({ clientId: id })
      // audit.list logs itself too: the call in question is the newest before this look
      expect(
        [newest!.method, before!.method].includes(name) || (await entriesOf({ clientId: id })).some((entry) => entry.method === name),
        name,
      ).toBe(true)
    }
    const methods = new Set((await entriesOf({ clientId: id })).map(({ method }) => method))
    for (const name of ['clients.create', ...calls.map(([called]) => called)]) expect(methods, name).toContain(name)
  })

  test('no value stands in the log: names of fields and counts only', async () => {
    const { id } = await vault.must<{ id: string }>('clients.create', aClient().complete().fields())
    await vault.must('clients.update', { id, revision: 1, phone: '050 987 6543', note: 'Salainen huomautus' })
    const text = JSON.stringify(await entriesOf({ clientId: id }))
    expect(text).toContain('"fields":["phone","note"]')
    for (const value of ['050 987', 'Salainen', 'Mallikuja', 'maija.mallikas@', 'kirjastonhoitaja']) expect(text).not.toContain(value)
  })

  test('a refused call changes nothing and leaves no trace of a change', async () => {
    const before = (await entriesOf({})).length
    await vault.refused('not_found', 'clients.get', { id: vault.userId })
    await vault.refused('invalid_input', 'clients.create', {})
    expect((await entriesOf({})).length).toBe(before + 1) // the look before
  })
  test('the purpose is the one given, else care or maintenance', async () => {
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Tarkoitus' })
    await vault.must('clients.get', { id, purpose: 'billing' })
    await vault.must('clients.get', { id })
    const [second, first] = (await entriesOf({ clientId: id })).filter(({ method }) => method === 'clients.get')
    expect([first!.purpose, second!.purpose]).toEqual(['billing', 'maintenance'])
  })
})

describe('search as she types', () => {
  test('makes few entries, and no client shown is missing from the log', async () => {
    const one = await testVault()
    const made: string[] = []
    for (const name of ['Koivu', 'Koivula', 'Koivunen', 'Koski'])
      made.push((await one.must<{ id: string }>('clients.create', { lastName: name })).id)
    for (const text of ['Ko', 'Koi', 'Koiv', 'Koivu', 'Koivun']) {
      one.clock.pass(200)
      await one.must('clients.search', { text })
    }
    const { entries } = await one.must<{ entries: Entry[] }>('audit.list', { kind: 'searchHit' })
    expect(entries.length).toBeLessThanOrEqual(2)
    expect(new Set(entries.flatMap(({ clientIds }) => clientIds))).toEqual(new Set(made))
  })
  test('what was joined is written before another entry, and at lock', async () => {
    const one = await testVault()
    await one.must('clients.create', { lastName: 'Koivu' })
    const { id } = await one.must<{ id: string }>('clients.create', { lastName: 'Kataja' })
    await one.must('clients.search', { text: 'Koi' })
    await one.must('clients.search', { text: 'Ko' })
    await one.must('clients.search', { text: 'K' }) // shows Kataja, joined in memory
    await one.lock()
    await one.unlock()
    const { entries } = await one.must<{ entries: Entry[] }>('audit.list', { clientId: id, kind: 'searchHit' })
    expect(entries).toHaveLength(1)
  })
})

describe('audit.list', () => {
  test('a last day counts to its end, and neighbouring days hold each entry once (EDD-Commissions #295)', async () => {
    const one = await testVault()
    one.clock.instant = Date.parse('2026-10-25T21:55:00Z') // 23.55 in Helsinki, the day the clocks went back
    await one.must('clients.create', { lastName: 'Ilta' })
    one.clock.instant = Date.parse('2026-10-25T22:02:00Z')
    await one.must('clients.create', { lastName: 'Yö' })
    const list = async (from: string, to: string) =>
      (await one.must<{ entries: Entry[] }>('audit.list', { from, to, kind: 'create' })).entries.map(({ at }) => at)
    expect(await list('2026-10-25', '2026-10-25')).toEqual(['2026-10-25T21:55:00.000Z'])
    expect(await list('2026-10-26', '2026-10-26')).toEqual(['2026-10-25T22:02:00.000Z'])
    expect(await list('2026-10-01', '2026-10-31')).toHaveLength(2)
  })
  test('pages go on where they ended', async () => {
    const all = (await entriesOf({})).map(({ number }) => number)
    const first = await vault.must<{ entries: Entry[]; cursor: string }>('audit.list', { limit: 3 })
    const second = await vault.must<{ entries: Entry[] }>('audit.list', { limit: 3, cursor: first.cursor })
    expect(second.entries.map(({ number }) => number)[0]).toBe(first.entries.at(-1)!.number - 1)
    expect(all.length).toBeGreaterThan(5)
    await vault.refused('invalid_input', 'audit.list', { cursor: 'x' })
  })
  test('a practitioner sees her own entries only; an assistant none', async () => {
    const one = await testVault()
    await one.must('clients.create', { lastName: 'Mallikas' })
    const practitioner = await asRole(one, 'practitioner')
    const { entries } = await practitioner.must<{ entries: (Entry & { userId: string })[] }>('audit.list', { userId: one.userId })
    expect(new Set(entries.map(({ userId }) => userId))).toEqual(new Set([practitioner.userId]))
    await practitioner.refused('not_allowed', 'audit.verify')
    await one.unlock()
    const assistant = await asRole(one, 'assistant')
    await assistant.refused('not_allowed', 'audit.list')
  })
})
