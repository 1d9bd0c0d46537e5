// Backup work under way, whoever started it: its progress outlives the page, so that the status bar can go on with it.
import { useSyncExternalStore } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { call } from '../app/api.ts'

/** Works with progress, each with its steps in order and the share of the time that each takes. */
const shares = {
  copy: { image: 10, writing: 50, readingBack: 40 },
  restore: { opening: 12, reading: 50, rows: 28, checking: 10 },
  drill: { opening: 12, reading: 40, rows: 26, attachments: 6, checking: 10, certificate: 6 },
  look: { opening: 60, reading: 40 },
} as const
export type WorkKind = keyof typeof shares
/** Named steps of each kind as they are shown, with the core's own steps in them. */
export const shownSteps = {
  copy: { image: ['image'], writing: ['writing'], readingBack: ['readingBack'] },
  restore: { opening: ['opening'], reading: ['reading', 'rows'], checking: ['checking'] },
  drill: {
    opening: ['opening'],
    reading: ['reading', 'rows'],
    comparing: ['attachments', 'checking'],
    certificate: ['certificate'],
  },
  look: { opening: ['opening'], reading: ['reading'] },
} as const

const kinds: Readonly<Record<string, WorkKind>> = {
  'backup.create': 'copy',
  'backup.run': 'copy',
  'backup.runIfDue': 'copy',
  'backup.restore': 'restore',
  'backup.drill': 'drill',
  'backup.preview': 'look',
  'backup.verify': 'look',
}

export interface Work {
  kind: WorkKind
  /** Runs without having been asked for here: after its time or when closing. */
  background: boolean
  step: string
  /** Of the whole, 0–100. */
  percent: number
  /** Milliseconds of `performance.now()`. */
  startedAt: number
  seenAt: number
}

let work: Work | null = null
let quitting = false
const listeners = new Set<() => void>()
const set = (next: Work | null): void => {
  work = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useWork = (): Work | null => useSyncExternalStore(subscribe, () => work)
export const useQuitting = (): boolean => useSyncExternalStore(subscribe, () => quitting)

function percentOf(kind: WorkKind, step: string, done: number, total: number): number {
  let before = 0
  for (const [name, share] of Object.entries(shares[kind])) {
    if (name === step) return Math.min(99, Math.round(before + (total > 0 ? Math.min(1, done / total) : 0) * share))
    before += share
  }
  return 0
}

/** Hears of every step; events of work that ended a moment ago are of no account. */
export function hearProgress(event: { method: string; step: string; done: number; total: number }): void {
  const kind = kinds[event.method]
  if (!kind) return
  const background = event.method === 'backup.runIfDue'
  if (!work && !background) return
  const now = performance.now()
  const percent = percentOf(kind, event.step, event.done, event.total)
  set({
    kind,
    background,
    step: event.step,
    // A second place begins anew; within one, the bar never goes back.
    percent: work && event.step === work.step ? Math.max(percent, work.percent) : percent,
    startedAt: work?.startedAt ?? now,
    seenAt: now,
  })
}
/** The core says that copies have changed, or that nothing runs: background work is over. */
export function backgroundOver(): void {
  if (work?.background) set(null)
}
export function setQuitting(): void {
  quitting = true
  set(work)
}

/** Shows work from the press of the button to its answer. */
export async function underWay<T>(kind: WorkKind, run: () => Promise<T>): Promise<T> {
  const now = performance.now()
  set({ kind, background: false, step: Object.keys(shares[kind])[0]!, percent: 0, startedAt: now, seenAt: now })
  try {
    return await run()
  } finally {
    set(null)
  }
}
export const cancelWork = (): void => void call(backupContract.cancel, {}).catch(() => undefined)

/** Seconds left, once five have passed and there is something to reckon from. */
export function secondsLeft({ startedAt, seenAt, percent }: Work): number | null {
  const elapsed = (seenAt - startedAt) / 1000
  return elapsed < 5 || percent < 3 ? null : Math.max(1, Math.round((elapsed * (100 - percent)) / percent))
}
