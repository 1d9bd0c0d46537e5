// Where the backup's threads begin.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { appRoot } from '../core/resources.ts'

let here = false

/** For fault tests: their hooks live in the thread that sets them. */
export function runJobsInThisThread(inThisThread: boolean): void {
  here = inThisThread
}
export const jobsRunHere = (): boolean => here

/** The source in development, for the command line and in tests; beside the core's own worker in the built app. */
export function threadFile(name: 'worker' | 'restore-worker'): string {
  const source = path.join(import.meta.dirname, `${name}.ts`)
  return existsSync(source) ? source : path.join(appRoot(), 'out', 'main', `backup-${name}.js`)
}
