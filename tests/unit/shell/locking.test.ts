// Locking: order, what happens when a part hangs, and the news that leads to it.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import { draftsWithin, Lock, type LockParts, pageGoneWithin } from '../../../src-main/shell/lock.ts'
import { Refusals } from '../../../src-main/shell/refusals.ts'
import { newsIn } from '../../../src-main/shell/screen-lock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function parts(changes: Partial<LockParts> = {}) {
  const steps: string[] = []
  const step = (name: string) => async () => void steps.push(name)
  const refusals = new Refusals()
  const made: LockParts = {
    core: {
      call: async ({ method, input }: Call): Promise<Envelope> => {
        steps.push(method === 'vault.lock' ? `vault.lock ${(input as { reason: string }).reason}` : method)
        return { ok: true, output: {} }
      },
    },
    window: { blank: step('blank'), fill: step('fill') },
    clipboard: { clear: step('clear') },
    refusals,
    tellAboutToLock: () => steps.push('aboutToLock'),
    ...changes,
  }
  return { steps, refusals, lock: new Lock(made) }
}
const settled = async <T>(work: Promise<T>): Promise<T> => {
  await vi.runAllTimersAsync()
  return work
}

describe('lock', () => {
  test('drafts, page gone, refusals logged, keys wiped, clipboard cleared, window filled anew', async () => {
    const { steps, refusals, lock } = parts()
    refusals.count('windows', 'https://example.org')
    expect(await settled(lock.now('asked'))).toEqual({ ok: true, output: {} })
    expect(steps).toEqual(['aboutToLock', 'blank', 'audit.recordRefusals', 'vault.lock asked', 'clear', 'fill'])
    expect(refusals.report()).toBeUndefined()
  })
  test('it waits for the drafts no longer than it must', async () => {
    const { steps, lock } = parts()
    const work = lock.now('suspend')
    await vi.advanceTimersByTimeAsync(draftsWithin - 1)
    expect(steps).toEqual(['aboutToLock'])
    lock.readyToLock()
    await vi.advanceTimersByTimeAsync(0)
    expect(steps).toContain('vault.lock suspend')
    await settled(work)
  })
  test('a page that will not go does not keep the vault open', async () => {
    const { steps, lock } = parts({ window: { blank: () => new Promise(() => {}), fill: async () => {} } })
    const work = lock.now('screenLock')
    await vi.advanceTimersByTimeAsync(draftsWithin + pageGoneWithin)
    expect(steps).toContain('vault.lock screenLock')
    await settled(work)
  })
  test('two wishes at once are one lock', async () => {
    const { steps, lock } = parts()
    await settled(Promise.all([lock.now('asked'), lock.now('suspend'), lock.coreLocked()]))
    expect(steps.filter((name) => name.startsWith('vault.lock'))).toEqual(['vault.lock asked'])
    expect(steps.filter((name) => name === 'fill')).toHaveLength(1)
  })
  test('the core’s own lock empties window and clipboard', async () => {
    const { steps, lock } = parts()
    await settled(lock.coreLocked())
    expect(steps.sort()).toEqual(['blank', 'clear', 'fill'])
  })
  test('at exit the window is not filled again', async () => {
    const { steps, lock } = parts()
    await settled(lock.now('quit'))
    expect(steps).not.toContain('fill')
  })
  test('refusals that could not be logged wait for the next time', async () => {
    const refused: Envelope = { ok: false, error: { code: 'not_allowed', message: '' } }
    const { refusals, lock } = parts({ core: { call: async () => refused } })
    refusals.count('network', 'https://example.org')
    expect(await settled(lock.now('asked'))).toEqual(refused)
    expect(refusals.report()).toMatchObject({ network: 1 })
    const later = parts({ refusals })
    await settled(later.lock.now('asked'))
    expect(refusals.report()).toBeUndefined() // written the next time, and only once
  })
})

describe('D-Bus', () => {
  test.each([
    ['/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (true,)', 'suspend'],
    ['/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (false,)', 'resume'],
    ['/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Lock ()', 'screenLock'],
    [
      "/org/freedesktop/login1/session/_32: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'LockedHint': <true>}, @as [])",
      'screenLock',
    ],
    ['/org/freedesktop/ScreenSaver: org.freedesktop.ScreenSaver.ActiveChanged (true,)', 'screenLock'],
    ['/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)', 'screenLock'],
    ['/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (false,)', undefined],
    ['/org/freedesktop/login1: org.freedesktop.login1.Manager.SessionNew (…)', undefined],
    ['Monitoring signals from all objects owned by org.freedesktop.login1', undefined],
  ])('%s', (line, news) => expect(newsIn(line)).toBe(news))
})
