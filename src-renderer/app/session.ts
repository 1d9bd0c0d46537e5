// Locked or not, by whom, and what the core tells without being asked.
import { useEffect, useSyncExternalStore } from 'react'
import type { Language, OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { runAction } from './actions.ts'
import { call } from './api.ts'
import { flushDrafts } from './drafts.ts'
import { setTimeZone } from './format.ts'
import { currentLanguage, rememberedLanguage, setLanguage } from './i18n.ts'
import { invalidate, queryClient, queryKey, useMethod } from './queries.ts'
import { resetRoutes } from './routes.ts'
import { clearSaveState } from './save-state.ts'
import { applyTheme, currentTheme } from './theme.ts'
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
  setSettingUp(false)
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
  const settings = await queryClient.fetchQuery({
    queryKey: queryKey(settingsContract.get, {}),
    queryFn: () => call(settingsContract.get, {}),
  })
  if (settings.calendar?.timeZone) setTimeZone(settings.calendar.timeZone)
  if (settings.locale && settings.locale !== currentLanguage()) await changeLanguage(settings.locale)
}
/** The window, its menu and its dialogs in another language. */
export async function changeLanguage(language: Language): Promise<void> {
  await setLanguage(language)
  await call(shellContract.setLanguage, { language })
  // The core's own words (rules, what is missing, refusals) came in the former language.
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== settingsContract.get.name })
}

/** The language of the last session, else the one that the menus took from the system; menus and dialogs follow. */
export async function setFirstLanguage(): Promise<void> {
  const remembered = rememberedLanguage()
  const spoken = await call(shellContract.info, {}).then(
    (info) => info.language,
    () => null,
  )
  await setLanguage(remembered ?? spoken ?? 'fi')
  if (spoken !== null && spoken !== currentLanguage()) await call(shellContract.setLanguage, { language: currentLanguage() })
}

/** The look of the last session; the system's own parts of the window follow. */
export function setFirstTheme(): void {
  applyTheme()
  if (currentTheme() !== 'system') void call(shellContract.setTheme, { theme: currentTheme() }).catch(() => undefined)
}

let settingUp = false
const setUpListeners = new Set<() => void>()
/** First run goes on after the vault exists, and can be taken up again from Today. */
export function setSettingUp(next: boolean): void {
  settingUp = next
  for (const listener of setUpListeners) listener()
}
export const useSettingUp = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      setUpListeners.add(listener)
      return () => setUpListeners.delete(listener)
    },
    () => settingUp,
  )
/** Listens to the core for as long as the window lives. */
export function useCoreEvents(): void {
  useEffect(
    () =>
      window.practice.subscribe((event) => {
        if (event.type === 'changed') {
          invalidate(event.topic, event.ids)
          if (event.topic === 'settings') void adoptPracticeSettings()
        } else if (event.type === 'locked') {
          lastLock = { reason: event.reason, at: new Date().toISOString() }
          forgetAll()
          void refreshVaultState()
        } else if (event.type === 'unlocked') void refreshVaultState()
        else if (event.type === 'aboutToLock') void flushDrafts().finally(() => call(shellContract.readyToLock, {}))
        else if (event.type === 'menu') runAction(event.command === 'palette' ? 'palette' : 'sheet')
      }),
    [],
  )
}
