// [Note: throttle] Guessing at the lock screen is slowed: after two free mistakes 1 s, then doubling to at most 30 s. The counter lies in
// unlock.json, so closing the app does not reset it. An attempt is counted before it is tried: killing the app in the middle wins nothing.
// Whoever can delete the file can also copy the vault and guess elsewhere; there the cost of Argon2id is the brake (docs/threat-model.md).
import path from 'node:path'
import * as z from 'zod'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { readWholeFileIfThere, removeIfThere, writeWholeFile } from '../core/files.ts'
import { instant } from '../core/fields.ts'

export const freeMistakes = 2
export const longestWaitSeconds = 30

/** Seconds to wait after `failures` wrong attempts in a row. */
export const waitAfter = (failures: number): number =>
  failures <= freeMistakes ? 0 : Math.min(longestWaitSeconds, 2 ** Math.min(10, failures - freeMistakes - 1))

const record = z.strictObject({ failures: z.int().min(0).max(1_000_000), lastAt: instant })

export interface Throttle {
  /** Milliseconds until the next attempt may begin; 0 when it may. */
  waitMilliseconds(): number
  /** @throws AppError `not_allowed` (`tooManyAttempts`) with `details.retryAfterSeconds` while the wait lasts */
  check(): void
  /** Counts an attempt that is about to be tried. */
  begin(): void
  /** Attempts counted in a row, the running one included. */
  failures(): number
  /** The attempt was right: the counter starts anew. */
  succeed(): void
  /** The attempt came to nothing (file damaged, keychain silent): it was no guess and does not count. */
  takeBack(): void
}

/** @param folder the vault folder; the caller holds its lock, so that two processes cannot guess side by side */
export function openThrottle(folder: string, clock: Clock): Throttle {
  const file = path.join(folder, 'unlock.json')
  let failures = 0
  let lastAt = 0
  let lastMonotonic = Number.NEGATIVE_INFINITY

  const save = (): void => {
    try {
      writeWholeFile(file, `${JSON.stringify({ failures, lastAt: new Date(lastAt).toISOString() })}\n`, { overwrite: true })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'io') throw error // a full disk must not keep her out; this process still counts
    }
  }
  const load = (): void => {
    try {
      const read = record.safeParse(JSON.parse(readWholeFileIfThere(file, 10_000)?.toString('utf8') ?? 'null'))
      if (!read.success || read.data.failures <= failures) return
      failures = read.data.failures
      lastAt = Date.parse(read.data.lastAt)
    } catch {
      // lost or unreadable: only the counter is lost
    }
  }
  load()

  const waitMilliseconds = (): number => {
    const wait = waitAfter(failures) * 1000
    if (wait === 0) return 0
    const now = Date.parse(clock.now())
    if (lastAt > now) {
      // the clock was set back: the wait begins now, and is no longer than it was
      lastAt = now
      save()
    }
    return Math.max(0, wait - (now - lastAt), Math.min(wait, wait - (clock.monotonic() - lastMonotonic)))
  }

  return {
    waitMilliseconds,
    check() {
      const wait = waitMilliseconds()
      if (wait === 0) return
      const retryAfterSeconds = Math.ceil(wait / 1000)
      throw new AppError('not_allowed', 'tooManyAttempts', { params: { seconds: retryAfterSeconds }, details: { retryAfterSeconds } })
    },
    begin() {
      failures += 1
      lastAt = Date.parse(clock.now())
      lastMonotonic = clock.monotonic()
      save()
    },
    failures: () => failures,
    takeBack() {
      failures = Math.max(0, failures - 1)
      save()
    },
    succeed() {
      if (failures === 0) return
      failures = 0
      lastMonotonic = Number.NEGATIVE_INFINITY
      try {
        removeIfThere(file)
      } catch {
        save()
      }
    },
  }
}
