import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold, nameKey, sortKey } from '../../../src-main/clients/names.ts'
import { cleanUp, testVault, type TestVault } from '../../fixtures/test-vault.ts'

let vault: TestVault
const ids = new Map<string, string>()
beforeAll(async () => {
  vault = await testVault()
  const people = {
    annaLiisa: { lastName: 'Virtanen', firstName: 'Anna-Liisa', phone: '+358 40 123 4567' },
    oneill: { lastName: "O'Neill", firstName: 'Pat', phone: '0501112222' },
    koski: { lastName: 'Koski', firstName: 'Kalle', email: 'kalle.koski@posti.example', phone: '09 123 45' },
    ent: { lastName: 'Virtanen (ent. Mäki)', firstName: 'Äijä' },
    astrom: { lastName: 'Åström', firstName: 'Örjan' },
    astromAscii: { lastName: 'Astrom', firstName: 'Orjan' },
    and: { lastName: 'And', firstName: 'Or', hetu: '010594Y9032' },
  }
  for (const [key, input] of Object.entries(people)) ids.set((await vault.must<{ id: string }>('clients.create', input)).id, key)
})
afterAll(cleanUp)
const find = async (text: string, more = {}): Promise<string[]> => {
  const { clients } = await vault.must<{ clients: { id: string }[] }>('clients.search', { text, ...more })
  return clients.map(({ id }) => ids.get(id)!).toSorted()
}

describe('search', () => {
  test.each([
    ['Anna-Liisa', ['annaLiisa']],
    ['anna liisa', ['annaLiisa']],
    ['liisa', ['annaLiisa']],
    ["O'Neill", ['oneill']],
    ['neill', ['oneill']],
    ['"Koski', ['koski']],
    ['Virtanen (ent.', ['ent']],
    ['virt', ['annaLiisa', 'ent']],
    ['AND', ['and']],
    ['*', []],
    ['NEAR(', []],
    ['koski kalle', ['koski']],
    ['kalle.koski@posti', ['koski']],
    ['åström', ['astrom']],
    ['astrom', ['astrom', 'astromAscii']],
    ['ÅSTRÖM', ['astrom']],
    ['maki', ['ent']],
    ['mäki', ['ent']],
    ['010594Y9032', ['and']],
    ['010594Y', ['and']],
    ['zzz', []],
  ])('%j finds %j (mcp_agent_mail #67)', async (text, expected) => expect(await find(text)).toEqual(expected))

  test.each(['0401234567', '+358 40 123 4567', '040-123 4567', '00358401234567', '358401234567', '4567', '34567', '040123', '+35840'])(
    'the phone %j finds +358 40 123 4567 (FossifyOrg/Phone #254)',
    async (text) => expect(await find(text)).toEqual(['annaLiisa']),
  )

  test('whatever she types is plain words: hits or none, never an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 40 }),
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc
            .array(
              fc.constantFrom(
                'AND',
                'OR',
                'NOT',
                'NEAR',
                '"',
                '*',
                '(',
                ')',
                ':',
                '^',
                '-',
                '+',
                '{',
                '}',
                'tokens',
                'å',
                'Virtanen',
                "'",
                '\\',
                '\u0000',
                '%',
                '_',
              ),
              { maxLength: 12 },
            )
            .map((parts) => parts.join(' ')),
        ),
        async (text) => {
          expect(await vault.call('clients.search', { text })).toMatchObject({ ok: true })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('pages follow each other without gap or repeat, in the Finnish order', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await vault.must<{ clients: { id: string; lastName: string }[]; cursor?: string }>('clients.search', {
        text: '',
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.clients.map(({ lastName }) => lastName))
      cursor = page.cursor
    } while (cursor)
    expect(seen).toEqual(['And', 'Astrom', 'Koski', "O'Neill", 'Virtanen (ent. Mäki)', 'Virtanen', 'Åström'])
    expect(await vault.must('clients.page', { offset: 6, limit: 5 })).toMatchObject({ total: 7, clients: [{ lastName: 'Åström' }] })
    for (const broken of ['x', '!!', Buffer.from('["a",-1]').toString('base64url'), Buffer.from('[1]').toString('base64url')])
      await vault.refused('invalid_input', 'clients.search', { text: '', cursor: broken })
  })
  test('the list never carries an identity code', async () => {
    expect(JSON.stringify(await vault.must('clients.search', { text: 'And' }))).not.toContain('010594Y9032')
  })
  test('a change is found at once, and the old words no more', async () => {
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Vanhanen' })
    ids.set(id, 'vanhanen')
    await vault.must('clients.update', { id, revision: 1, lastName: 'Uusinen' })
    expect([await find('vanha'), await find('uusin')]).toEqual([[], ['vanhanen']])
    await vault.must('clients.archive', { id })
  })
})

describe('names', () => {
  test('order: å ä ö last, other marks do not matter', () => {
    const names = ['Öman', 'Äijälä', 'Åberg', 'Zidane', 'Virtanen', 'Élan', 'elan', 'Aalto']
    expect(names.toSorted((a, b) => (sortKey({ lastName: a }) < sortKey({ lastName: b }) ? -1 : 1))).toEqual([
      'Aalto',
      'Élan',
      'elan',
      'Virtanen',
      'Zidane',
      'Åberg',
      'Äijälä',
      'Öman',
    ])
  })
  test('folding is done once for all: folding again changes nothing, and leaves ASCII alone', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => fold(text) === text.toLowerCase()))
  })
  test('Mallikas Maija is Maija Mallikas', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => nameKey({ lastName: a, firstName: b }) === nameKey({ lastName: b, firstName: a })),
    )
  })
})
