// The export, from the press of the button to what came of it. It outlives the page, so that the status bar can go on with it; nothing of
// a client is kept here, and a lock forgets it.
import { useSyncExternalStore } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import type { InputOf, OutputOf } from '../../src-main/core/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { invalidate } from '../app/queries.ts'

export type ExportOutput = OutputOf<typeof kantaContract.export>
type Decision = NonNullable<InputOf<typeof kantaContract.export>['differences']>

/** What the folder holds that the database does not know: `details` of the refusal. */
export interface Differences {
  restored: boolean
  manifestUnreadable: boolean
  unknown: { documentId: string; setId: string; version: number; known: boolean }[]
}
export type ExportWork =
  | { phase: 'none' }
  | { phase: 'running'; folder: string; done: number; total: number; stopping: boolean }
  | { phase: 'question'; folder: string; message: string; differences: Differences }
  | { phase: 'done'; folder: string; output: ExportOutput }
  | { phase: 'stopped'; folder: string; message: string }
  | { phase: 'failed'; folder: string; error: AppCallError; written: number }

let work: ExportWork = { phase: 'none' }
const listeners = new Set<() => void>()
const set = (next: ExportWork): void => {
  work = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useExport = (): ExportWork => useSyncExternalStore(subscribe, () => work)
export const forgetExport = (): void => set({ phase: 'none' })

export function hearKantaProgress(event: { method: string; done: number; total: number }): void {
  if (event.method === kantaContract.export.name && work.phase === 'running') set({ ...work, done: event.done, total: event.total })
}

function differencesOf(error: AppCallError): Differences | undefined {
  const details = error.details as Partial<Differences> | undefined
  return error.code === 'conflict' && Array.isArray(details?.unknown)
    ? { restored: details.restored === true, manifestUnreadable: details.manifestUnreadable === true, unknown: details.unknown }
    : undefined
}

/** Exports into a folder; a second press while one is running does nothing. */
export async function runExport(folder: string, differences?: Decision): Promise<void> {
  if (work.phase === 'running') return
  set({ phase: 'running', folder, done: 0, total: 0, stopping: false })
  try {
    const output = await call(kantaContract.export, { outbox: folder, ...(differences ? { differences } : {}) })
    set({ phase: 'done', folder, output })
  } catch (error) {
    if (!(error instanceof AppCallError)) {
      set({ phase: 'none' })
      throw error
    }
    const found = differencesOf(error)
    if (found) set({ phase: 'question', folder, message: error.message, differences: found })
    else if (error.code === 'cancelled') set({ phase: 'stopped', folder, message: error.message })
    else set({ phase: 'failed', folder, error, written: Number((error.details as { written?: number } | undefined)?.written ?? 0) })
  } finally {
    invalidate('kanta')
  }
}

export function stopExport(): void {
  if (work.phase !== 'running') return
  set({ ...work, stopping: true })
  void call(kantaContract.cancel, {}).catch(() => undefined) // ended by itself meanwhile
}
