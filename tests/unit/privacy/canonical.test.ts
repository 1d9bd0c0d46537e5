// Equal facts have equal hashes: whatever the order in which they were typed, and on every machine.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, sha256Of } from '../../../src-main/privacy/canonical.ts'
import { diff, hashOf } from '../../../src-main/privacy/changes.ts'
import type { FactSheet } from '../../../src-main/privacy/sheet.ts'
import { complete, merged, sheetOf } from './sheets.ts'

/** The same value with its keys in another order. */
function reordered(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((one) => reordered(one, turn))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  const from = entries.length > 0 ? turn % entries.length : 0
  return Object.fromEntries(
    [...entries.slice(from), ...entries.slice(0, from)].toReversed().map(([key, one]) => [key, reordered(one, turn)]),
  )
}

const settings = merged(complete, {
  patientRecord: { location: 'paper' },
  processors: [{ name: 'Tilitoimisto Esimerkki Oy', role: { fi: 'kirjanpito', sv: 'bokföring' }, country: 'FI' }],
})

/** JSON of what a sheet holds: texts, whole numbers, yes and no. */
const json = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 6 }), tie('tree'), { maxKeys: 6 }),
  ),
}))

describe('canonical form', () => {
  test('is what the specification of the hash says: sorted keys, no white space, nothing undefined', () => {
    expect(canonicalJson({ b: [1, 'ä', null, true], a: { d: undefined, c: '"\n' }, Ä: 1, _: 2 })).toBe(
      '{"_":2,"a":{"c":"\\"\\n"},"b":[1,"ä",null,true],"Ä":1}',
    )
    expect(sha256Of(canonicalJson({ b: 1, a: 'ä' }))).toBe('507aab815f2bdfce1c740c0b1ae7b1c874f56b9aa5b9ab109a07b57365148233')
  })
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json.tree, fc.nat(20), (value, turn) => {
        expect(canonicalJson(reordered(value, turn))).toBe(canonicalJson(value))
      }),
      { numRuns: 300 },
    )
  })
})

describe('the hash of a sheet', () => {
  test('is the same for the same facts, typed in any order', () => {
    const hash = hashOf(sheetOf(settings))
    for (let turn = 0; turn < 8; turn++) {
      const other = sheetOf(reordered(settings, turn) as typeof settings)
      expect(hashOf(other)).toBe(hash)
      expect(diff(sheetOf(settings), other)).toEqual([])
    }
  })
  test('survives being stored and read back', () => {
    const sheet = sheetOf(settings)
    expect(hashOf(JSON.parse(canonicalJson(sheet)) as FactSheet)).toBe(hashOf(sheet))
  })
  test('does not change with what is found in another order, nor with how much', () => {
    const one = sheetOf(settings, { uses: ['visits', 'invoices'], found: ['clients.note', 'clients.sex'], counts: { identity: 1 } })
    const other = sheetOf(settings, { uses: ['invoices', 'visits'], found: ['clients.sex', 'clients.note'], counts: { identity: 999 } })
    expect(hashOf(other)).toBe(hashOf(one))
  })
  test('does not change with settings that are not printed', () => {
    const other = merged(settings, {
      calendar: { slotMinutes: 20 },
      kanta: { viewCode: '1' },
      internal: { diskEncryption: true },
      locale: 'sv',
    })
    expect(hashOf(sheetOf(other))).toBe(hashOf(sheetOf(settings)))
  })
  test('changes with every printed setting, and each change has a line of its own', () => {
    const before = sheetOf(settings)
    for (const [change, id] of [
      [{ practice: { phone: '050 000 0999' } }, 'practice.phone'],
      [{ contactPerson: { email: 'uusi@hoitola.example' } }, 'contactPerson.email'],
      [{ dataProtectionOfficer: { name: 'Oskari Esimerkki' } }, 'dataProtectionOfficer.name'],
      [{ register: { name: 'Toinen rekisteri' } }, 'registerName'],
      [{ patientRecord: { location: 'this-app' } }, 'patientRecord.location'],
      [{ billing: { collector: 'Perintä Esimerkki Oy' } }, 'collector'],
      [{ marketing: { post: true } }, 'channel:post'],
      [{ onlineBooking: { inUse: true } }, 'purpose:p11'],
      [{ disclosures: [{ recipient: 'A', what: 'b', basis: 'c' }] }, 'recipient:A'],
      [{ processors: [] }, 'processor:Tilitoimisto Esimerkki Oy'],
      [{ transfersOutsideEea: [{ country: 'US', safeguard: 's' }] }, 'transfer::US'],
      [{ authorities: { supervision: { phone: '029 000 0000' } } }, 'authorities.supervision'],
      [{ register: { fields: { occupation: true } } }, 'field:occupation'],
    ] as const) {
      const after = sheetOf(merged(settings, change))
      expect(hashOf(after), id).not.toBe(hashOf(before))
      const changes = diff(before, after)
      expect(
        changes.map((one) => one.id),
        id,
      ).toContain(id)
      expect(
        changes.map((one) => one.id),
        id,
      ).not.toContain('other')
      for (const one of changes) for (const text of Object.values(one.texts)) expect(text).toMatch(/^\p{Lu}/u)
    }
  })
})
