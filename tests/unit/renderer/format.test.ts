// Dates as she types and reads them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateAsTyped, formatDate, formatDateTime, formatMoney, formatTime, isoWeek, parseDate } from '../../../src-renderer/app/format.ts'

const today = '2026-11-25'

describe('a typed date', () => {
  test.each([
    ['31.1.2025', '2025-01-31'],
    ['31.01.2025', '2025-01-31'],
    ['31-1-2025', '2025-01-31'],
    ['31/1/2025', '2025-01-31'],
    [' 31. 1. 2025 ', '2025-01-31'],
    ['31012025', '2025-01-31'],
    ['2025-01-31', '2025-01-31'],
    ['3.2.84', '1984-02-03'],
    ['3.2.26', '2026-02-03'],
    ['3.2.36', '2036-02-03'],
    ['3.2.37', '1937-02-03'],
    ['29.2.2024', '2024-02-29'],
    ['29.2.2025', null],
    ['31.4.2025', null],
    ['1.13.2025', null],
    ['1/31/2025', null],
    ['31.1.', null],
    ['huomenna', null],
  ])('%j is %j', (typed, date) => expect(parseDate(typed, today)).toBe(date))

  test('what is written into a field is read back as the same day', () => {
    const day = fc.date({ min: new Date('1890-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const local = date.toISOString().slice(0, 10)
        expect(parseDate(dateAsTyped(local), today)).toBe(local)
      }),
    )
  })
})

test('dates, times and money in each language, in the practice’s own zone', () => {
  expect(formatDate('2026-11-24', 'fi')).toBe('24.11.2026')
  expect(formatDate('2026-11-24', 'sv')).toBe('24.11.2026')
  expect(formatDate('2026-11-24', 'en')).toBe('24 Nov 2026')
  expect(formatDate('2026-11-23T23:30:00Z', 'fi')).toBe('24.11.2026')
  expect(formatTime('2026-11-24T07:05:00Z', 'fi')).toBe('9.05')
  expect(formatTime('2026-11-24T07:05:00Z', 'en')).toBe('09:05')
  expect(formatTime('2026-06-24T21:05:00Z', 'sv')).toBe('0.05')
  expect(formatDateTime('2026-11-24T12:30:00Z', 'fi')).toBe('24.11.2026 klo 14.30')
  expect(formatMoney(6500, 'fi')).toBe('65,00\u00a0€')
})
test.each([
  ['2026-11-25', 48],
  ['2027-01-03', 53],
  ['2027-01-04', 1],
  ['2024-12-30', 1],
])('%s is in week %i', (date, week) => expect(isoWeek(date)).toBe(week))
