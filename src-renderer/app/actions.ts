// Everything she can do, named once. Menus, the palette, the key handler and the `?` sheet read this one list.
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { TextKey } from './i18n.ts'

export interface Action {
  id: string
  label: TextKey
  /** `mod+k`, `mod+shift+n`, `f6`, `?`. `mod` is Ctrl, and ⌘ on a Mac. Never Ctrl+Alt or AltGr: those write characters. */
  keys?: string
  icon?: LucideIcon
  /** Heading in the palette and in the sheet. */
  section: 'places' | 'actions' | 'window'
  /** Kept out of the palette: moving focus, opening the palette itself. */
  hidden?: boolean
  /** Also while a text field has focus; only keys with `mod` or function keys may. */
  run(): void
}

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)
const actions = new Map<string, Action>()
const listeners = new Set<() => void>()
let snapshot: readonly Action[] = []
const announce = () => {
  snapshot = [...actions.values()]
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** All present actions, in the order in which they were registered. */
export const useActionList = (): readonly Action[] => useSyncExternalStore(subscribe, () => snapshot)

/** Registers actions while the component is shown. `run` may change at every drawing. */
export function useActions(list: readonly Action[]): void {
  const latest = useRef(list)
  latest.current = list
  const signature = list.map((action) => `${action.id} ${action.keys ?? ''} ${action.label}`).join('\n')
  useEffect(() => {
    const mine = latest.current.map((action) => ({ ...action, run: () => latest.current.find((each) => each.id === action.id)?.run() }))
    const before = mine.map((action) => [action.id, actions.get(action.id)] as const)
    for (const action of mine) actions.set(action.id, action)
    announce()
    return () => {
      for (const [id, former] of before) {
        if (actions.get(id) !== mine.find((action) => action.id === id)) continue
        if (former) actions.set(id, former)
        else actions.delete(id)
      }
      announce()
    }
  }, [signature])
}

/** Runs a present action; false when there is none of that name. */
export function runAction(id: string): boolean {
  const action = actions.get(id)
  action?.run()
  return action !== undefined
}

/** `mod+shift+n` → `Ctrl Shift N`, on a Mac `⌘ ⇧ N`. */
export function keyText(keys: string): string {
  const names: Record<string, string> = isMac
    ? { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↩', escape: 'Esc', arrowleft: '←' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: 'Enter', escape: 'Esc', arrowleft: '←' }
  return keys
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join(' ')
}
/** For `aria-keyshortcuts`. */
export const ariaKeys = (keys: string): string =>
  keys
    .split('+')
    .map(
      (part) =>
        ({ mod: isMac ? 'Meta' : 'Control', shift: 'Shift', alt: 'Alt', enter: 'Enter', escape: 'Escape', arrowleft: 'ArrowLeft' })[part] ??
        part.toUpperCase(),
    )
    .join('+')

/** The spelling of a pressed key, or null while text is being composed and for AltGr. */
export function pressedKeys(event: KeyboardEvent): string | null {
  if (event.isComposing || event.keyCode === 229 || event.key === 'Dead' || event.getModifierState('AltGraph')) return null
  const mod = isMac ? event.metaKey : event.ctrlKey
  if (mod && event.altKey) return null
  const key = event.key.toLowerCase()
  if (['control', 'shift', 'alt', 'meta', 'altgraph', 'capslock', 'process', 'unidentified'].includes(key)) return null
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key)
  return [mod && 'mod', event.altKey && 'alt', event.shiftKey && !isSymbol && 'shift', key].filter(Boolean).join('+')
}
const isTextEntry = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type)))

/** Keys that mean something to a field stay with it. */
const fieldKeys = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+x', 'mod+v'])

/** One handler for the window; `letters` lets single characters be switched off (WCAG 2.1.4). */
export function listenForKeys(letters: () => boolean): () => void {
  const handle = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const keys = pressedKeys(event)
    if (!keys) return
    const typing = isTextEntry(event.target)
    if (typing && (fieldKeys.has(keys) || !/^(mod\+|f\d+$|shift\+f\d+$)/.test(keys))) return
    if (keys.length === 1 && !letters()) return
    const inDialog = event.target instanceof Element && event.target.closest('[role=dialog], [role=alertdialog]') !== null
    const action = [...actions.values()]
      .reverse()
      .find((each) => each.keys === keys && (!inDialog || each.section === 'window' || ['lock', 'submitDialog'].includes(each.id)))
    if (!action) return
    event.preventDefault()
    action.run()
  }
  // Before the focused control: a button takes any Enter for a press, so Ctrl Enter on "Remove" would remove and not save.
  const handleFirst = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !pressedKeys(event)?.startsWith('mod+')) return
    handle(event)
    if (event.defaultPrevented) event.stopPropagation()
  }
  document.addEventListener('keydown', handleFirst, true)
  document.addEventListener('keydown', handle)
  return () => {
    document.removeEventListener('keydown', handleFirst, true)
    document.removeEventListener('keydown', handle)
  }
}
