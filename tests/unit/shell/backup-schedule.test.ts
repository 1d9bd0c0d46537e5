import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import { BackupSchedule, firstLookAfter, lookEvery, quitWaits } from '../../../src-main/shell/backup-schedule.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function desk(answer: (call: Call) => Promise<Envelope> = () => Promise.resolve({ ok: true, output: {} })) {
  const calls: string[] = []
  const state = { unlocked: true }
  const schedule = new BackupSchedule({
    call(call) {
      calls.push(`${call.method} ${(call.input as { trigger?: string }).trigger ?? ''}`.trim())
      return answer(call)
    },
    isUnlocked: () => state.unlocked,
  })
  return { schedule, calls, state }
}

test('looks a minute after the unlock and every ten minutes after that, until the lock', async () => {
  const { schedule, calls, state } = desk()
  schedule.unlocked()
  await vi.advanceTimersByTimeAsync(firstLookAfter - 1)
  expect(calls).toEqual([])
  await vi.advanceTimersByTimeAsync(1 + 2 * lookEvery)
  expect(calls).toEqual(Array.from({ length: 3 }, () => 'backup.runIfDue timer'))
  state.unlocked = false
  schedule.locked()
  await vi.advanceTimersByTimeAsync(5 * lookEvery)
  expect(calls).toHaveLength(3)
})

test('makes what is due before quitting, and nothing when the vault is locked', async () => {
  const { schedule, calls, state } = desk()
  await schedule.beforeQuit()
  expect(calls).toEqual(['backup.runIfDue quit'])
  state.unlocked = false
  await schedule.beforeQuit()
  expect(calls).toHaveLength(1)
})

test('a copy that takes too long at quit is stopped, so that the app can end', async () => {
  const { schedule, calls } = desk((call) =>
    call.method === 'backup.cancel' ? Promise.resolve({ ok: true, output: {} }) : new Promise(() => {}),
  )
  const quitting = schedule.beforeQuit()
  await vi.advanceTimersByTimeAsync(quitWaits)
  await quitting
  expect(calls).toEqual(['backup.runIfDue quit', 'backup.cancel'])
})
