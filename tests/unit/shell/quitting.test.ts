// Closing while copies are made: waited for, said, stopped in the end.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import { quitWaits } from '../../../src-main/shell/backup-schedule.ts'
import { finishBackups } from '../../../src-main/shell/quitting.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A core in which something runs until `endsAt`, or until it is cancelled. */
function core(endsAt: number) {
  const steps: string[] = []
  const began = performance.now()
  let cancelled = false
  return {
    steps,
    parts: {
      async call({ method }: Call): Promise<Envelope> {
        if (method === 'backup.cancel') {
          cancelled = true
          steps.push('cancelled')
        }
        return { ok: true, output: { running: !cancelled && performance.now() - began < endsAt } }
      },
      makeDue: async () => void steps.push('due'),
      tell: () => void steps.push('told'),
    },
  }
}

test('nothing under way: no message', async () => {
  const { steps, parts } = core(0)
  await finishBackups(parts)
  await vi.advanceTimersByTimeAsync(5000)
  expect(steps).toEqual(['due'])
})
test('what is under way is waited for, and the window says so', async () => {
  const { steps, parts } = core(3000)
  const done = finishBackups(parts)
  await vi.advanceTimersByTimeAsync(2000)
  expect(steps).toEqual(['told'])
  await vi.advanceTimersByTimeAsync(2000)
  await done
  expect(steps).toEqual(['told', 'due'])
})
test('what takes too long is stopped', async () => {
  const { steps, parts } = core(Infinity)
  const done = finishBackups(parts)
  await vi.advanceTimersByTimeAsync(quitWaits + 1000)
  await done
  expect(steps).toEqual(['told', 'cancelled', 'due'])
})
test('a core that refuses is not waited for', async () => {
  const { steps, parts } = core(Infinity)
  await finishBackups({ ...parts, call: async () => ({ ok: false, error: { code: 'locked', message: '' } }) })
  expect(steps).toEqual(['due'])
})
