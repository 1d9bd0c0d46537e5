// "Back up now": what was asked, what came of it.
import { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { invalidate } from '../app/queries.ts'
import { underWay } from './work.ts'

export type Outcome = OutputOf<typeof backupContract.run>
export type RunResult = { outcome: Outcome } | { error: AppCallError } | { cancelled: true }

export async function runNow(options: { folderId?: string; confirmClock?: boolean } = {}): Promise<RunResult> {
  try {
    return { outcome: await underWay('copy', () => call(backupContract.run, { trigger: 'asked', ...options })) }
  } catch (error) {
    if (!(error instanceof AppCallError)) throw error
    return error.code === 'cancelled' ? { cancelled: true } : { error }
  } finally {
    invalidate('backup')
  }
}
