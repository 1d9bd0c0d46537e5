// What the status bar says about saving: when, or that it failed. Failure stays until something is saved again.
import { useSyncExternalStore } from 'react'

export interface SaveState {
  savedAt: string | null
  what: 'draft' | 'change'
  failed: boolean
}
let state: SaveState = { savedAt: null, what: 'change', failed: false }
const listeners = new Set<() => void>()
const set = (next: SaveState) => {
  state = next
  for (const listener of listeners) listener()
}
/** `savedAt` is the instant the core answered with. */
export const reportSaved = (savedAt: string, what: SaveState['what'] = 'change'): void => set({ savedAt, what, failed: false })
export const reportSaveFailed = (): void => set({ ...state, failed: true })
export const clearSaveState = (): void => set({ savedAt: null, what: 'change', failed: false })
export const useSaveState = (): SaveState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
