import { afterAll, expect, test } from 'vitest'
import { cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('a seeded practice has a past, a present and coming weeks, and its record holds together', async () => {
  const vault = await testVault()
  const { visits } = await vault.must<{ visits: number }>('demo.seed', { clients: 60, logRows: 100, years: 1, seed: 3 })
  expect(visits).toBe(360)
  const { services } = await vault.must<{ services: unknown[] }>('services.list')
  expect(services).toHaveLength(3)
  const coming = await vault.must<{ appointments: { status: string }[] }>('appointments.list', { from: '2026-11-24', to: '2026-12-08' })
  expect(coming.appointments.length).toBeGreaterThan(10)
  expect(await vault.must('vault.check')).toMatchObject({ ok: true })
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
  vault.behind((db) => {
    const count = (sql: string): number => db.raw.prepare(sql).pluck().get() as number
    expect(count('SELECT count(*) FROM visits')).toBeGreaterThan(280)
    expect(count("SELECT count(*) FROM entries WHERE state = 'amended'")).toBeGreaterThan(0)
    expect(count("SELECT count(*) FROM entries WHERE state = 'draft'")).toBeGreaterThan(0)
    expect(count('SELECT count(*) FROM alerts')).toBeGreaterThan(0)
    expect(count('SELECT count(*) FROM disclosures')).toBeGreaterThan(0)
    expect(count('SELECT count(*) FROM codes')).toBe(5)
    const overlaps =
      count(`SELECT count(*) FROM appointments a JOIN appointments b ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
      WHERE a.status NOT IN ('cancelled', 'noShow') AND b.status NOT IN ('cancelled', 'noShow')`)
    expect(overlaps).toBe(0)
  })
})
