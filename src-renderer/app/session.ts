// Locked or not, by whom, and what the core tells without being asked.
import { useEffect } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { call } from './api.ts'
import { flushDrafts } from './drafts.ts'
import { setTimeZone } from './format.ts'
import { currentLanguage, setLanguage } from './i18n.ts'
import { invalidate, queryClient, queryKey, useMethod } from './queries.ts'
import { resetRoutes } from './routes.ts'
import { clearSaveState } from './save-state.ts'
import { forgetUndo } from './undo.ts'

export type VaultState = OutputOf<typeof vaultContract.state>
export interface LockFact {
  reason: 'asked' | 'idle' | 'suspend' | 'screenLock' | 'quit'
  at: string
}
let lastLock: LockFact | null = null
/** Why and when this window was locked, while it lives. */
export const lastLockFact = (): LockFact | null => lastLock

export const useVaultState = () => useMethod(vaultContract.state, {})
export const refreshVaultState = () => queryClient.invalidateQueries({ queryKey: queryKey(vaultContract.state, {}) })

/** Forgets everything that could hold a word about a client. */
export function forgetAll(): void {
  resetRoutes()
  forgetUndo()
  clearSaveState()
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== vaultContract.state.name })
}
/** Locks after writing what is half typed. */
export async function lockNow(): Promise<void> {
  await flushDrafts()
  await call(vaultContract.lock, { reason: 'asked' })
}
/** The practice's own language and time zone, once they can be read. */
export async function adoptPracticeSettings(): Promise<void> {
  const settings = await queryClient.fetchQuery({ queryKey: queryKey(settingsContract.get, {}), queryFn: () => call(settingsContract.get, {}) })
  if (settings.calendar?.timeZone) setTimeZone(settings.calendar.timeZone)
  if (settings.locale && settings.locale !== currentLanguage()) await setLanguage(settings.locale)
}
/** Listens to the core for as long as the window lives. */
export function useCoreEvents(): void {
  useEffect(() => window.practice.subscribe((event) => {
    if (event.type === 'changed') {
      invalidate(event.topic, event.ids)
      if (event.topic === 'settings') void adoptPracticeSettings()
    } else if (event.type === 'locked') {
      lastLock = { reason: event.reason, at: new Date().toISOString() }
      forgetAll()
      void refreshVaultState()
    } else if (event.type === 'unlocked') void refreshVaultState()
  }), [])
}
