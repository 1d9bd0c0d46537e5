// Half-filled forms. What is typed is in the encrypted database within a second; after a crash or a lock it comes back, with the caret.
import { useCallback, useEffect, useRef, useState } from 'react'
import { draftsContract } from '../../src-main/drafts/contract.ts'
import { call } from './api.ts'
import { reportSaved, reportSaveFailed } from './save-state.ts'

const delayMilliseconds = 500
const flushers = new Set<() => Promise<void>>()
/** Something else that must be written before a lock: a settings field that still has the focus. Returns how to take it off. */
export function onFlush(flush: () => Promise<void>): () => void {
  flushers.add(flush)
  return () => flushers.delete(flush)
}
/** Writes every waiting draft now: before locking and before leaving. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...flushers].map((flush) => flush()))
}

export interface DraftHandle<V> {
  /** False until the stored draft, if any, has been read. */
  ready: boolean
  /** When the values came from a stored draft: its time. */
  restoredAt: string | null
  /** Stores the values soon. */
  keep(value: V): void
  /** Forgets the draft: the form is done or given up. */
  discard(): Promise<void>
}

/** Where she is writing: the name of the field and the place in it. */
export function caretNow(): { field: string; position: number } | undefined {
  const active = document.activeElement
  if (!(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) || !active.name) return undefined
  let position = active.value.length
  try {
    position = active.selectionStart ?? position
  } catch {
    // e-mail and number inputs have no caret to ask for
  }
  return { field: active.name, position }
}
/** Puts the caret back when the field has appeared. */
export function putCaret(caret: { field: string; position: number } | undefined): void {
  if (!caret) return
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLInputElement>(`[name="${CSS.escape(caret.field)}"]`)
    if (!element) return
    element.focus()
    try {
      element.setSelectionRange(caret.position, caret.position)
    } catch {
      // see caretNow
    }
  })
}

/**
 * Keeps a form's values as a draft named `form` (`clients.new`, `clients.edit:<id>`). `restore` gets the stored values once, before `ready`.
 * Pass null to keep nothing, for instance before there is a database.
 */
export function useDraft<V extends Record<string, unknown>>(form: string | null, restore: (value: V) => void): DraftHandle<V> {
  const [ready, setReady] = useState(form === null)
  const [restoredAt, setRestoredAt] = useState<string | null>(null)
  const waiting = useRef<{ value: V; timer: ReturnType<typeof setTimeout> } | null>(null)
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const closed = useRef(false)
  const restoreRef = useRef(restore)
  restoreRef.current = restore

  const flush = useCallback(async () => {
    const pending = waiting.current
    if (!pending || form === null) return
    clearTimeout(pending.timer)
    waiting.current = null
    const caret = caretNow()
    running.current = running.current
      .then(() => call(draftsContract.save, { form, value: pending.value, ...(caret ? { caret } : {}) }))
      .then(
        ({ savedAt }) => reportSaved(savedAt, 'draft'),
        () => reportSaveFailed(),
      )
    await running.current
  }, [form])

  useEffect(() => {
    if (form === null) return
    let current = true
    closed.current = false
    void call(draftsContract.get, { form }).then(
      ({ draft }) => {
        if (!current) return
        if (draft) {
          restoreRef.current(draft.value as V)
          setRestoredAt(draft.savedAt)
          putCaret(draft.caret)
        }
        setReady(true)
      },
      () => current && setReady(true),
    )
    const leave = () => void flush()
    flushers.add(flush)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      current = false
      flushers.delete(flush)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      void flush()
    }
  }, [form, flush])

  const keep = useCallback(
    (value: V) => {
      if (form === null || closed.current) return
      // The first change starts the clock and later ones don't set it back: steady typing is stored all the same.
      if (waiting.current) waiting.current.value = value
      else waiting.current = { value, timer: setTimeout(() => void flush(), delayMilliseconds) }
    },
    [form, flush],
  )

  const discard = useCallback(async () => {
    closed.current = true
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = null
    await running.current
    if (form !== null) await call(draftsContract.discard, { form })
    setRestoredAt(null)
    closed.current = false
  }, [form])

  return { ready, restoredAt, keep, discard }
}
