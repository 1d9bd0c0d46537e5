// A note as it is typed: in the database within a second, with the caret, one save after the other, never over somebody else's text.
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Entry, treatmentContract } from '../../src-main/treatment/contract.ts'
import { AppCallError, call, isCallError } from '../app/api.ts'
import { caretNow, onFlush } from '../app/drafts.ts'
import { invalidate } from '../app/queries.ts'
import { reportSaved, reportSaveFailed } from '../app/save-state.ts'
import type { NoteValues } from './note-values.ts'

const delayMilliseconds = 500

export interface Autosave {
  /** Known once something was saved. */
  entryId: string | null
  savedAt: string | null
  /** The last save was refused; `conflict` stops saving until she chooses. */
  failure: AppCallError | null
  keep(values: NoteValues): void
  /** Writes what waits. Gives the entry as it is stored, or null when it couldn't be. */
  flush(): Promise<{ entryId: string; revision: number } | null>
  /** After a conflict: her own text goes over the other. */
  overwrite(): Promise<void>
  /** Nothing is saved any more: signed or thrown away. */
  close(): void
}

export function useAutosave(visitId: string, clientId: string, entry: Entry | null): Autosave {
  const [state, setState] = useState({ entryId: entry?.entryId ?? null, savedAt: entry?.savedAt ?? null })
  const [failure, setFailure] = useState<AppCallError | null>(null)
  const stored = useRef(entry ? { entryId: entry.entryId, revision: entry.revision } : null)
  const waiting = useRef<NoteValues | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const running = useRef<Promise<void>>(Promise.resolve())
  const stopped = useRef<'conflict' | 'closed' | null>(null)

  const write = useCallback(async () => {
    const values = waiting.current
    if (!values || stopped.current !== null) return
    waiting.current = null
    const isNew = stored.current === null
    try {
      const saved = await call(treatmentContract.saveDraft, { visitId, ...stored.current, ...values, caret: caretNow() ?? null })
      stored.current = { entryId: saved.entryId, revision: saved.revision }
      setState({ entryId: saved.entryId, savedAt: saved.savedAt })
      setFailure(null)
      reportSaved(saved.savedAt, 'draft')
      // The client's page lists the draft when she goes back there.
      if (isNew) invalidate('clients', [clientId])
    } catch (error) {
      waiting.current ??= values
      if (isCallError(error, 'conflict')) stopped.current = 'conflict'
      reportSaveFailed()
      if (!(error instanceof AppCallError)) throw error
      setFailure(error)
    }
  }, [visitId, clientId])

  const flush = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    running.current = running.current.then(write, write)
    await running.current
    return waiting.current === null ? stored.current : null
  }, [write])

  const keep = useCallback(
    (values: NoteValues) => {
      if (stopped.current === 'closed') return
      waiting.current = values
      // The first change starts the clock and later ones don't set it back: steady typing is stored all the same.
      timer.current ??= setTimeout(() => void flush(), delayMilliseconds)
    },
    [flush],
  )

  const overwrite = useCallback(async () => {
    const theirs = (failure?.details as { revision?: number } | undefined)?.revision
    if (stored.current && theirs !== undefined) stored.current = { ...stored.current, revision: theirs }
    stopped.current = null
    await flush()
  }, [failure, flush])

  const close = useCallback(() => {
    stopped.current = 'closed'
    waiting.current = null
    if (timer.current) clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    const leave = () => void flush()
    // Locked or left before she chose: her text becomes a draft of its own beside the other, so that neither is lost.
    const rescue = async () => {
      if (stopped.current === 'conflict') {
        stored.current = null
        stopped.current = null
      }
      await flush()
    }
    const off = onFlush(rescue)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      off()
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      void rescue()
    }
  }, [flush])

  return { ...state, failure, keep, flush, overwrite, close }
}
