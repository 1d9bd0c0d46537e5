import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asRole, cleanUp, testVault, type TestVault } from '../../fixtures/test-vault.ts'

let vault: TestVault
beforeAll(async () => {
  vault = await testVault()
})
afterAll(cleanUp)
type Got = Record<string, unknown> & { revision: number }

describe('settings', () => {
  test('objects merge deeply, arrays replace, null clears', async () => {
    await vault.must('settings.update', {
      practice: { name: 'Mallihoitola', address: { street: 'Mallikatu 1', city: 'Tampere' } },
      processors: [{ name: 'A' }, { name: 'B' }],
    })
    await vault.must('settings.update', {
      practice: { address: { street: 'Mallikatu 2' }, phone: '040 123 4567' },
      processors: [{ name: 'C' }],
    })
    const got = await vault.must<Got>('settings.get')
    expect(got['practice']).toEqual({ name: 'Mallihoitola', address: { street: 'Mallikatu 2', city: 'Tampere' }, phone: '040 123 4567' })
    expect(got['processors']).toEqual([{ name: 'C' }])
    const cleared = await vault.must<Got>('settings.update', { practice: { phone: null, address: null }, processors: null })
    expect(cleared['practice']).toEqual({ name: 'Mallihoitola' })
    expect(cleared).not.toHaveProperty('processors')
  })
  test('a stale revision is refused and tells the present one; the first text stays (notesnook #1367)', async () => {
    const { revision } = await vault.must<Got>('settings.get')
    const first = await vault.must<Got>('settings.update', { revision, practice: { name: 'Ensin' } })
    expect(first.revision).toBe(revision + 1)
    const { details } = await vault.refused('conflict', 'settings.update', { revision, practice: { name: 'Sitten' } })
    expect(details).toEqual({ revision: revision + 1 })
    expect(await vault.must('settings.get')).toMatchObject({ practice: { name: 'Ensin' } })
  })
  test.each<[Record<string, unknown>, string]>([
    [{ practice: { businessId: '1234567-2' } }, 'practice.businessId'],
    [{ practice: { email: 'ei' } }, 'practice.email'],
    [{ practice: { address: { postalCode: '123' } } }, 'practice.address.postalCode'],
    [{ billing: { iban: 'FI7944052020036083' } }, 'billing.iban'],
    [{ calendar: { timeZone: 'Europe/Atlantis' } }, 'calendar.timeZone'],
    [{ calendar: { openingHours: [{ weekday: 1, opens: '16:00', closes: '08:00' }] } }, 'calendar.openingHours.0.closes'],
    [{ nonsense: 1 }, 'nonsense'],
    [{ practice: 'x' }, 'practice'],
    [{ autoLockMinutes: -1 }, 'autoLockMinutes'],
    [{ practitioner: { name: '' } }, 'practitioner.name'],
  ])('%j is refused by its path, and nothing of it is kept', async (change, at) => {
    const before = await vault.must('settings.get')
    const { details } = await vault.refused('invalid_input', 'settings.update', { locale: 'sv', ...change })
    expect((details as { problems: { path: string[] }[] }).problems.map(({ path }) => path.join('.'))).toEqual([at])
    expect(await vault.must('settings.get')).toEqual(before)
  })
  test('__proto__ changes nothing that is not a setting', async () => {
    await vault.call('settings.update', JSON.parse('{"__proto__":{"polluted":1},"practice":{"__proto__":{"polluted":1}}}'))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  test('the practitioner is the owner’s user row, shown and changed here too', async () => {
    await vault.must('settings.update', {
      practitioner: { name: 'Maija Mallikas', title: 'osteopaatti (D.O.)', registrationNumber: '123' },
    })
    const users = await vault.must<{ name: string; title: string }[]>('users.list')
    expect(users).toEqual([expect.objectContaining({ name: 'Maija Mallikas', title: 'osteopaatti (D.O.)', registrationNumber: '123' })])
  })
  test('errors speak the practice’s language, and the log names the fields, never the values', async () => {
    await vault.must('settings.update', { locale: 'sv', practice: { name: 'Salainen Oy' } })
    expect((await vault.refused('not_found', 'clients.get', { id: vault.userId })).message).toMatch(/Klienten|Kunden/)
    await vault.must('settings.update', { locale: 'fi' })
    const { entries } = await vault.must<{ entries: { details: { fields?: string[] } | null }[] }>('audit.list', { kind: 'settings' })
    expect(entries.flatMap(({ details }) => details?.fields ?? [])).toEqual(expect.arrayContaining(['locale', 'practice.name']))
    expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain('Salainen')
  })
  test('only the owner changes them; everybody reads them', async () => {
    const assistant = await asRole(vault, 'assistant')
    await assistant.refused('not_allowed', 'settings.update', { locale: 'en' })
    expect(await assistant.must('settings.get')).toMatchObject({ locale: 'fi' })
  })
})
