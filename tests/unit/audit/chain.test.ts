// The chain as anybody can recompute it: vectors of our own, made once by an independent script (Python's hashlib and json), and the same
// bytes from SQLite's json_array.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf, columns, genesis, hashOf, type LogRow } from '../../../src-main/audit/chain.ts'
import { cleanUp, testVault, type TestVault } from '../../fixtures/test-vault.ts'
import vectors from './chain-vectors.json' with { type: 'json' }

let vault: TestVault
beforeAll(async () => {
  vault = await testVault()
})
afterAll(cleanUp)

test('vectors', () => {
  expect(genesis(vectors.vaultId)).toBe(vectors.genesis)
  let previous = vectors.genesis
  for (const { row, body, hash } of vectors.entries) {
    expect(bodyOf(row as LogRow)).toBe(body)
    expect(hashOf(previous, body)).toBe(hash)
    previous = hash
  }
})

test('SQLite’s json_array writes the same bytes as JSON.stringify, whatever the text', () => {
  vault.behind((db) => {
    const select = db.raw.prepare(`SELECT json_array(${columns.map(() => '?').join(', ')})`).pluck()
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).filter((one) => !one.includes('\u0000') && one.isWellFormed()),
      fc.constantFrom('"', '\\', '\u007f', '\u2028', '/', '\u001f', 'ä', '😀'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.constant(null), fc.integer()), { minLength: columns.length, maxLength: columns.length }),
        (values) => {
          expect(select.get(...values.map((value) => (typeof value === 'number' ? BigInt(value) : value)))).toBe(JSON.stringify(values))
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('the log of a vault hangs together, recomputed here from its rows alone', async () => {
  await vault.unlock()
  await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Äijä "O’Neill"' })
  vault.behind((db) => {
    const rows = db.raw.prepare('SELECT * FROM audit_log ORDER BY number').all() as (LogRow & { hash: string; previous_hash: string })[]
    let previous = createHash('sha256').update(`vastaanotto audit log 1\n${vault.vaultId}`).digest('hex')
    for (const [at, row] of rows.entries()) {
      expect([row.number, row.previous_hash]).toEqual([at + 1, previous])
      previous = createHash('sha256')
        .update(`${previous}\n${JSON.stringify(columns.map((column) => row[column]))}`)
        .digest('hex')
      expect(row.hash).toBe(previous)
    }
    expect(db.raw.prepare('SELECT hash FROM audit_head').pluck().get()).toBe(previous)
    expect(rows.length).toBeGreaterThan(2)
  })
})
