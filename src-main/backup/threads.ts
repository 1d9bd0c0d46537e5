// Where the backup's threads begin.
import { threadFile as fileOf } from '../core/thread-file.ts'

let here = false

/** For fault tests: their hooks live in the thread that sets them. */
export function runJobsInThisThread(inThisThread: boolean): void {
  here = inThisThread
}
export const jobsRunHere = (): boolean => here

export const threadFile = (name: 'worker' | 'restore-worker'): string => fileOf('backup', name)
