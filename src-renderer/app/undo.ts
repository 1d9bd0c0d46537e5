// What can be taken back. The toast goes after ten seconds; Ctrl Z works after it has gone.
import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  message: string
  undo?: () => Promise<void>
}

const toastMilliseconds = 10_000
interface Entry {
  message: string
  undo: () => Promise<unknown>
  redo?: () => Promise<unknown>
}
let done: Entry[] = []
let undone: Entry[] = []
let toasts: readonly Toast[] = []
let nextId = 1
let held = false
const remaining = new Map<number, number>()
const listeners = new Set<() => void>()
const announce = () => {
  for (const listener of listeners) listener()
}

export function dismissToast(id: number): void {
  remaining.delete(id)
  toasts = toasts.filter((toast) => toast.id !== id)
  announce()
}
function show(message: string, undo?: () => Promise<void>): number {
  const id = nextId++
  toasts = [...toasts, { id, message, ...(undo ? { undo } : {}) }].slice(-3)
  remaining.set(id, toastMilliseconds)
  announce()
  return id
}
setInterval(() => {
  if (held) return
  for (const [id, left] of remaining) {
    if (left <= 500) dismissToast(id)
    else remaining.set(id, left - 500)
  }
}, 500)

/** Toasts wait while the pointer or the focus is on them. */
export const holdToasts = (hold: boolean): void => {
  held = hold
}
/** A sentence that can't be seen anywhere else. */
export const notify = (message: string): void => {
  show(message)
}
/** Says what was done and offers to take it back. `redo` makes Ctrl Shift Z possible. */
export function offerUndo(message: string, undo: () => Promise<unknown>, redo?: () => Promise<unknown>): void {
  const entry: Entry = { message, undo, ...(redo ? { redo } : {}) }
  done = [...done, entry].slice(-50)
  undone = []
  const id = show(message, async () => {
    if (!done.includes(entry)) return
    done = done.filter((each) => each !== entry)
    dismissToast(id)
    await entry.undo()
    if (entry.redo) undone = [...undone, entry]
  })
}
/** The same without a toast, for what can be seen anyway: a settings field says itself that it was saved. */
export function rememberUndo(message: string, undo: () => Promise<unknown>, redo: () => Promise<unknown>): void {
  done = [...done, { message, undo, redo }].slice(-50)
  undone = []
}
/** Takes back the newest thing. Returns its message, or null when there is nothing. */
export async function undoLast(): Promise<string | null> {
  const entry = done.pop()
  if (!entry) return null
  const shown = toasts.find((toast) => toast.message === entry.message && toast.undo)
  if (shown) dismissToast(shown.id)
  await entry.undo()
  if (entry.redo) undone.push(entry)
  return entry.message
}
export async function redoLast(): Promise<string | null> {
  const entry = undone.pop()
  if (!entry?.redo) return null
  await entry.redo()
  done.push(entry)
  return entry.message
}
/** At lock nothing may stay that names a client. */
export function forgetUndo(): void {
  done = []
  undone = []
  toasts = []
  remaining.clear()
  announce()
}
export const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
