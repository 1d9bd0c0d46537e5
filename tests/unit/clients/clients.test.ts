import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp, testVault, type TestVault } from '../../fixtures/test-vault.ts'

interface Client {
  id: string
  revision: number
  lastName: string
  displayName: string
  [more: string]: unknown
}
let vault: TestVault
beforeAll(async () => {
  vault = await testVault()
})
afterAll(cleanUp)
const create = (input: unknown): Promise<Client> => vault.must<Client>('clients.create', input)
const get = (id: string): Promise<Client> => vault.must<Client>('clients.get', { id })
const problems = async (input: unknown): Promise<string[][]> => {
  const { details } = await vault.refused('invalid_input', 'clients.create', input)
  return (details as { problems: { path: (string | number)[]; code: string }[] }).problems.map(({ path, code }) => [path.join('.'), code])
}

describe('a client', () => {
  test('every field comes back as it was given, the identity code telling the birth date', async () => {
    const fields = aClient().complete().fields()
    const made = await create(fields)
    const { birthYear: _year, ...given } = fields
    expect(made).toMatchObject({ ...given, revision: 1, archivedAt: null, contactMasked: false, displayName: 'Maikku Mallikas' })
    expect(await get(made.id)).toEqual(made)
    const told = await create(aClient().withHetu('1975-03-04', '-', 904).fields())
    expect(told).toMatchObject({ birthDate: '1975-03-04' })
  })
  test('a person may have one name only', async () => {
    const made = await create({ lastName: 'Madonna' })
    expect(made).toMatchObject({ lastName: 'Madonna', displayName: 'Madonna' })
    expect(made).not.toHaveProperty('firstName')
    expect(await problems({ lastName: '   ' })).toEqual([['lastName', 'required']])
  })
  test('a minor has guardians, in order, and they can be replaced', async () => {
    const made = await create(aClient().minor().withGuardian().withGuardian('Minna Mallikas', '050 000 0002').fields())
    expect(made['guardians']).toEqual([
      { name: 'Matti Mallikas', phone: '050 000 0001', relation: 'huoltaja' },
      { name: 'Minna Mallikas', phone: '050 000 0002', relation: 'huoltaja' },
    ])
    const changed = await vault.must<Client>('clients.update', { id: made.id, revision: 1, guardians: [{ name: 'Mauri Mallikas' }] })
    expect(changed['guardians']).toEqual([{ name: 'Mauri Mallikas' }])
  })
  test('every bad field is named at once, and nothing is kept', async () => {
    const before = await vault.must('clients.count')
    expect(
      await problems({
        lastName: 'Mallikas',
        hetu: '131052-308U',
        email: 'ei',
        phone: 'soita',
        address: { postalCode: '1' },
        birthDate: '2027-01-01',
        guardians: [{ name: 'A', phone: 'x' }],
      }),
    ).toEqual([
      ['hetu', 'hetu'],
      ['email', 'email'],
      ['phone', 'phone'],
      ['address.postalCode', 'postalCode'],
      ['guardians.0.phone', 'phone'],
      ['birthDate', 'futureDate'],
    ])
    expect(await problems(aClient().withHetu('1980-05-05').born('1980-05-06').fields())).toEqual([['birthDate', 'birthDateDiffers']])
    expect(await vault.must('clients.count')).toEqual(before)
  })
  test('control characters from a word processor go, words and line breaks stay (debrief #1967)', async () => {
    const { id } = await create({ lastName: 'Malli\u0001kas', note: 'ensin\u000Bsitten\u0000\r\nlopuksi' })
    expect(await get(id)).toMatchObject({ lastName: 'Mallikas', note: 'ensin\nsitten\nlopuksi' })
  })
  test('a stale revision is refused, and neither text is lost (notesnook #1367)', async () => {
    const { id } = await create({ lastName: 'Mallikas', note: 'alku' })
    await vault.must('clients.update', { id, revision: 1, note: 'ensimmäinen ikkuna' })
    const { details } = await vault.refused('conflict', 'clients.update', { id, revision: 1, note: 'toinen ikkuna' })
    expect(details).toEqual({ revision: 2 })
    expect(await get(id)).toMatchObject({ note: 'ensimmäinen ikkuna', revision: 2 })
    await vault.must('clients.update', { id, revision: 2, note: '' })
    expect(await get(id)).not.toHaveProperty('note')
  })
  test('archived: out of the lists, still there, and back again', async () => {
    const { id } = await create({ lastName: 'Arkistoitava' })
    await vault.must('clients.archive', { id })
    expect(await vault.must('clients.search', { text: 'Arkistoitava' })).toEqual({ clients: [] })
    expect(await vault.must('clients.search', { text: 'Arkistoitava', archived: true })).toMatchObject({
      clients: [{ id, archived: true }],
    })
    await vault.must('clients.restore', { id })
    expect(await vault.must('clients.search', { text: 'Arkistoitava' })).toMatchObject({ clients: [{ id, archived: false }] })
    await vault.refused('not_found', 'clients.archive', { id: vault.userId })
  })
  test('letters: a ledger of permissions, the newest rules', async () => {
    const { id } = await create(aClient().fields())
    await vault.must('clients.update', { id, revision: 1, letters: { email: true, sms: true } })
    await vault.must('clients.update', { id, revision: 2, letters: { email: false, sms: true } })
    expect(await get(id)).toMatchObject({ letters: { email: false, sms: true } })
    vault.behind((db) =>
      expect(db.raw.prepare('SELECT channel, given FROM consents WHERE client_id = ? ORDER BY id').raw().all(id)).toEqual([
        ['email', 1],
        ['sms', 1],
        ['email', 0],
      ]),
    )
    await vault.unlock()
  })
  test('a safety prohibition hides contact data in lists, and in the window until asked for with a purpose (661/2009 § 36)', async () => {
    const { id } = await create(aClient().named('Suojattu', 'Salla').underSafetyProhibition().fields())
    const { clients } = await vault.must<{ clients: Record<string, unknown>[] }>('clients.search', { text: 'Suojattu' })
    expect(clients[0]).toEqual({
      id,
      lastName: 'Suojattu',
      firstName: 'Salla',
      displayName: 'Salla Suojattu',
      archived: false,
      deceased: false,
      safetyProhibition: true,
    })
    await vault.lock()
    const window = vault.another({ source: 'window' })
    await window.must('vault.unlock', {}, { recoveryKey: vault.recoveryKey })
    for (const input of [{ id }, { id, unmask: true }, { id, purpose: 'care' }]) {
      const masked = await window.must('clients.get', input)
      expect(masked).toMatchObject({ contactMasked: true })
      // Without her random id, which may hold the same digits.
      expect(JSON.stringify({ ...masked, id: undefined })).not.toMatch(/040|posti\.example|Esimerkkikatu/)
    }
    expect(await window.must('clients.get', { id, unmask: true, purpose: 'care' })).toMatchObject({
      contactMasked: false,
      phone: '040 123 4567',
    })
    window.core.close()
    await vault.unlock()
  })
  test('a bookkeeper sees no client', async () => {
    const { id } = await create({ lastName: 'Mallikas' })
    const bookkeeper = await asRole(vault, 'bookkeeper')
    for (const [name, input] of [
      ['clients.get', { id }],
      ['clients.search', { text: 'M' }],
      ['clients.page', { offset: 0, limit: 5 }],
      ['clients.timeline', { id }],
      ['clients.similar', { lastName: 'Mallikas' }],
    ] as const)
      await bookkeeper.refused('not_allowed', name, input)
    await vault.unlock()
  })
})

describe('the same person twice', () => {
  const pairOf = async (first: unknown, second: unknown): Promise<[Client, Client]> => [await create(first), await create(second)]

  test('a name alone is no sign; with birth date, phone or e-mail it is, and two identity codes are two people', async () => {
    const one = await testVault()
    await one.must('clients.create', aClient().born('1980-05-05').withPhone('+358 40 123 4567').withEmail().fields())
    const similar = (typed: unknown) =>
      one.must<{ reasons: string[] }[]>('clients.similar', typed).then((found) => found.map(({ reasons }) => reasons))
    expect(await similar({ lastName: 'Mallikas', firstName: 'Maija' })).toEqual([])
    expect(await similar({ lastName: 'Maija', firstName: 'Mallikas', birthDate: '1980-05-05' })).toEqual([['nameAndBirthDate']])
    expect(await similar({ lastName: 'Mallikas', firstName: 'Maija', phone: '0401234567', email: 'MAIJA.MALLIKAS@posti.example' })).toEqual(
      [['nameAndPhone', 'nameAndEmail']],
    )
    expect(await similar({ lastName: 'Toinen', phone: '00358 40 1234567' })).toEqual([['phone']])
    const hetu = aClient().withHetu('1980-05-05', '-', 902).fields().hetu
    const { id } = await one.must<Client>('clients.create', { lastName: 'Koe', hetu, phone: '050 000 0001' })
    expect(await similar({ lastName: 'X', hetu })).toEqual([['hetu']])
    expect(await similar({ lastName: 'X', hetu, except: id })).toEqual([])
    expect(
      await similar({ lastName: 'Koe', phone: '050 000 0001', hetu: aClient().withHetu('1980-05-05', '-', 904).fields().hetu }),
    ).toEqual([])
  })
  test('listed in pairs for the owner, never merged by itself', async () => {
    const one = await testVault()
    const fields = aClient().born('1980-05-05').fields()
    const first = await one.must<Client>('clients.create', fields)
    const second = await one.must<Client>('clients.create', fields)
    await one.must('clients.create', { lastName: 'Mallikas', firstName: 'Maija' })
    const pairs = await one.must<{ first: Client; second: Client; reasons: string[] }[]>('clients.possibleDuplicates')
    expect(pairs.map((pair) => [pair.first.id, pair.second.id, pair.reasons])).toEqual([[first.id, second.id, ['nameAndBirthDate']]])
  })
  test('merging fills what is missing, keeps what is there, moves guardians, and can be undone', async () => {
    const [keep, absorb] = await pairOf(
      aClient().withPhone('040 111 1111').fields(),
      aClient().minor().withPhone('040 222 2222').withEmail().withAddress().withGuardian().fields(),
    )
    const { mergeId, client } = await vault.must<{ mergeId: string; client: Client }>('clients.merge', { keep: keep.id, absorb: absorb.id })
    expect(client).toMatchObject({
      id: keep.id,
      phone: '040 111 1111',
      email: 'maija.mallikas@posti.example',
      birthDate: '2019-03-01',
      guardians: [{ name: 'Matti Mallikas' }],
    })
    expect(await get(absorb.id)).toMatchObject({ archivedAt: expect.any(String) as unknown })
    await vault.refused('conflict', 'clients.update', { id: absorb.id, revision: 2, note: 'x' })
    await vault.refused('conflict', 'clients.restore', { id: absorb.id })
    await vault.refused('conflict', 'clients.merge', { keep: keep.id, absorb: absorb.id })
    const undone = await vault.must<{ kept: Client; restored: Client }>('clients.undoMerge', { mergeId })
    const without = ({ revision: _r, updatedAt: _u, ...rest }: Client) => rest
    expect([without(undone.kept), without(undone.restored)]).toEqual([without(keep), without(absorb)])
    await vault.refused('conflict', 'clients.undoMerge', { mergeId })
  })
  test('refused where two identity codes, or a code and a birth date, differ; and with herself', async () => {
    const [first, second] = await pairOf(
      aClient().withHetu('1980-05-05', '-', 902).fields(),
      aClient().withHetu('1980-05-05', '-', 904).fields(),
    )
    await vault.refused('not_allowed', 'clients.merge', { keep: first.id, absorb: second.id })
    const [third, fourth] = await pairOf(aClient().withHetu('1980-05-05', '-', 906).fields(), aClient().born('1981-01-01').fields())
    await vault.refused('not_allowed', 'clients.merge', { keep: fourth.id, absorb: third.id })
    await vault.refused('not_allowed', 'clients.merge', { keep: first.id, absorb: first.id })
    expect(await get(first.id)).toEqual(first)
  })
  test('not undoable once either record has changed', async () => {
    const [keep, absorb] = await pairOf(aClient().fields(), aClient().withEmail().fields())
    const { mergeId, client } = await vault.must<{ mergeId: string; client: Client }>('clients.merge', { keep: keep.id, absorb: absorb.id })
    await vault.must('clients.update', { id: keep.id, revision: client.revision, note: 'uusi' })
    await vault.refused('conflict', 'clients.undoMerge', { mergeId })
    expect(await get(keep.id)).toMatchObject({ note: 'uusi' })
  })
})
