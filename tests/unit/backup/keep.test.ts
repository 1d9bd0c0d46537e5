import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copiesToRemove, defaultKeepRules, judgeClock, keptUntil, type Kept } from '../../../src-main/backup/keep.ts'

const zone = 'Europe/Helsinki'
const day = 86_400_000
const start = Date.parse('2026-01-01T10:00:00Z')
const at = (days: number): Kept => ({ id: `day ${days}`, createdAt: new Date(start + days * day).toISOString() })
const dateOf = (days: number): string => new Date(start + days * day).toISOString().slice(0, 10)

/** A copy every day, the rules after each. */
function live(days: number): Kept[] {
  let copies: Kept[] = []
  for (let now = 0; now < days; now += 1) {
    copies.push(at(now))
    const gone = new Set(copiesToRemove(copies, defaultKeepRules, dateOf(now), zone))
    copies = copies.filter(({ id }) => !gone.has(id))
  }
  return copies
}

describe('keep rules', () => {
  test('after two years of daily copies: 7 days, 5 weeks, 13 months, none older than 13 months', () => {
    const copies = live(730)
    const ages = copies.map(({ createdAt }) => (start + 729 * day - Date.parse(createdAt)) / day)
    expect(ages.filter((age) => age < 7)).toHaveLength(7)
    expect(copies.length).toBeGreaterThanOrEqual(20)
    expect(copies.length).toBeLessThanOrEqual(25)
    expect(Math.max(...ages)).toBeLessThan(13 * 31)
    expect(Math.max(...ages)).toBeGreaterThan(11 * 30)
  })

  test('the newest copy is never removed, whatever its age and the rules', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 9000 }),
        fc.record({
          daily: fc.integer({ min: 1, max: 9 }),
          weekly: fc.nat(9),
          monthly: fc.nat(20),
          months: fc.option(fc.integer({ min: 1, max: 30 })),
        }),
        (days, today, rules) => {
          const copies = [...new Set(days)].map(at)
          const gone = copiesToRemove(copies, rules, dateOf(today), zone)
          const newest = copies.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))[0]!
          expect(gone).not.toContain(newest.id)
          expect(gone.length).toBeLessThan(copies.length)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('two weeks of failing nights remove nothing: no copy is made, so nothing is asked to go', () => {
    const copies = live(60)
    expect(copiesToRemove(copies, defaultKeepRules, dateOf(74), zone)).toEqual([])
  })

  test('two copies of one day: the newer one stays', () => {
    const copies = [at(10), { id: 'evening', createdAt: new Date(start + 10 * day + 6 * 3_600_000).toISOString() }, at(11)]
    expect(copiesToRemove(copies, defaultKeepRules, dateOf(11), zone)).toEqual(['day 10'])
  })

  test('each copy is told until when it stays', () => {
    const until = keptUntil([at(0), at(1)], defaultKeepRules, dateOf(1), zone)
    expect(until.get('day 1')! > dateOf(1)).toBe(true)
    expect([...until.values()].every((date) => date <= dateOf(1 + 14 * 31))).toBe(true)
  })
})

describe('the clock', () => {
  const now = (days: number): string => new Date(start + days * day).toISOString()
  test('is believed while copies follow each other', () => {
    expect(judgeClock([now(0), now(20)], now(40), null)).toBe('ok')
    expect(judgeClock([], now(0), null)).toBe('ok')
  })
  test('jumped: said until she confirms, also when a copy was made meanwhile', () => {
    expect(judgeClock([now(0)], now(365), null)).toBe('clockJumped')
    expect(judgeClock([now(0), now(365)], now(366), null)).toBe('clockJumped')
    expect(judgeClock([now(0), now(365)], now(366), now(366))).toBe('ok')
    expect(judgeClock([now(0), now(365), now(800)], now(801), now(366))).toBe('clockJumped')
  })
  test('went back: a copy is from the future', () => {
    expect(judgeClock([now(30)], now(10), null)).toBe('clockWentBack')
    expect(judgeClock([now(30)], now(11), now(10))).toBe('ok')
    expect(judgeClock([now(0)], new Date(start - 60_000).toISOString(), null)).toBe('ok')
  })
})
