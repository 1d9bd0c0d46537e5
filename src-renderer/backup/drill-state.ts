// The drill outlives the page it was started on: she may go on working while it runs, and answer its question afterwards.
import { useSyncExternalStore } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import type { Call, OutputOf } from '../../src-main/core/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { currentLanguage, t } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { underWay } from './work.ts'

export type DrillResult = OutputOf<typeof backupContract.drill>
export type DrillFile = OutputOf<typeof backupContract.inspect> & { path: string }
export type DrillState =
  | { phase: 'none' }
  | { phase: 'setup'; file: DrillFile | null; error?: string }
  | { phase: 'running'; file: DrillFile }
  | { phase: 'question'; file: DrillFile; result: DrillResult }
  | { phase: 'done'; result: DrillResult; right: boolean }

let state: DrillState = { phase: 'none' }
const listeners = new Set<() => void>()
export function setDrill(next: DrillState): void {
  state = next
  for (const listener of listeners) listener()
}
export const useDrill = (): DrillState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )

/** Reads what the file says of itself. */
export async function chooseDrillFile(path: string): Promise<void> {
  try {
    setDrill({ phase: 'setup', file: { ...(await call(backupContract.inspect, { path })), path } })
  } catch (error) {
    setDrill({ phase: 'setup', file: null, error: error instanceof AppCallError ? error.message : t('common.unexpected') })
  }
}

/** Runs it. A wrong key or a damaged file comes back to the form with its words. */
export async function startDrill(file: DrillFile, certificate: string, secrets: NonNullable<Call['secrets']>): Promise<void> {
  setDrill({ phase: 'running', file })
  try {
    const result = await underWay('drill', () =>
      call(backupContract.drill, { path: file.path, certificate, overwrite: true, language: currentLanguage() }, secrets),
    )
    setDrill({ phase: 'question', file, result })
  } catch (error) {
    const cancelled = error instanceof AppCallError && error.code === 'cancelled'
    const words = cancelled ? {} : { error: error instanceof AppCallError ? error.message : t('common.unexpected') }
    setDrill({ phase: 'setup', file, ...words })
  }
  invalidate('backup')
}
/** @throws AppCallError */
export async function answerDrill(result: DrillResult, right: boolean): Promise<void> {
  const confirmed = await call(backupContract.confirmDrill, { certificate: result.drillId, right })
  invalidate('backup')
  setDrill({ phase: 'done', result: { ...result, ok: confirmed.ok, checks: confirmed.checks }, right })
}
