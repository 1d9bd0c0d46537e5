import { expect, test } from 'vitest'
import { isNewer } from '../../electron-stand-in/renderer-processes.ts'

test('the newer process is the one that started later, also after the ids have begun anew', () => {
  expect(isNewer({ id: 312, startedAt: 9_000_200 }, { id: 32_700, startedAt: 9_000_100 })).toBe(true)
  expect(isNewer({ id: 32_700, startedAt: 9_000_100 }, { id: 312, startedAt: 9_000_200 })).toBe(false)
  expect(isNewer({ id: 7, startedAt: 5 }, { id: 6, startedAt: 5 })).toBe(true)
})
