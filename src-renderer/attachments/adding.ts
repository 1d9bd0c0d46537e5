// Files on their way into the store, one after another. A file with a path goes by its path; one without (pasted, dropped from a browser) in
// parts, through memory only. What is too large is refused before a byte of it is read.
import { useEffect, useRef, useState } from 'react'
import { type Attachment, attachmentsContract } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { call, isCallError } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'

/** A path from a dialog, or a file that was dropped or pasted. */
export type Source = string | File
export interface Waiting {
  key: number
  name: string
  source: Source
}
export interface Failed {
  key: number
  name: string
  message: string
}
export interface AddingState {
  /** Under way, with percent of it; null while not known. */
  current: { name: string; percent: number | null } | null
  waiting: readonly Waiting[]
  failed: readonly Failed[]
}
export interface Place {
  clientId: string
  visitId?: string | undefined
  purpose?: Purpose | undefined
}

/** Bytes of one part. A multiple of three, so that parts in base64 need no filling. */
const partBytes = 3 * 256 * 1024
/** Share of the bar that the way into memory takes; the rest is sealing. */
const transferShare = 70

const nameOf = (source: Source): string => (typeof source === 'string' ? (source.split(/[\\/]/).at(-1) ?? source) : source.name)

const asBase64 = (part: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(part)
  })

/** @returns id of a transfer that has come in whole */
async function transfer(file: File, tell: (percent: number) => void, isStopped: () => boolean): Promise<string> {
  const { transferId } = await call(attachmentsContract.beginTransfer, { bytes: file.size })
  for (let at = 0; at < file.size && !isStopped(); at += partBytes) {
    tell(Math.round((at / file.size) * transferShare))
    await call(attachmentsContract.sendPart, { transferId, dataBase64: await asBase64(file.slice(at, at + partBytes)) })
  }
  return transferId
}

export function useAdding({ clientId, visitId, purpose }: Place, onAdded: (added: Attachment) => void) {
  const [state, setState] = useState<AddingState>({ current: null, waiting: [], failed: [] })
  const queue = useRef<Waiting[]>([])
  const running = useRef(false)
  const stopped = useRef(false)
  const nextKey = useRef(1)
  const base = useRef(0)

  useEffect(
    () =>
      window.practice.subscribe((event) => {
        if (event.type !== 'progress' || event.method !== attachmentsContract.add.name) return
        const percent = Math.round(base.current + (event.done / Math.max(1, event.total)) * (100 - base.current))
        setState((former) => (former.current ? { ...former, current: { ...former.current, percent } } : former))
      }),
    [],
  )

  const addOne = async ({ source, name }: Waiting): Promise<void> => {
    const tell = (percent: number) => setState((former) => ({ ...former, current: { name, percent } }))
    const place = { clientId, ...(visitId === undefined ? {} : { visitId }), ...(purpose === undefined ? {} : { purpose }) }
    const path = typeof source === 'string' ? source : window.practice.pathOf(source)
    base.current = path || typeof source === 'string' ? 0 : transferShare
    const from =
      path || typeof source === 'string'
        ? { path }
        : {
            transferId: await transfer(source, tell, () => stopped.current),
            ...(source.name ? { fileName: source.name.slice(0, 255) } : {}),
          }
    if (stopped.current) return
    onAdded(await call(attachmentsContract.add, { ...place, ...from }))
  }

  const run = async (): Promise<void> => {
    if (running.current) return
    running.current = true
    for (let item = queue.current.shift(); item; item = queue.current.shift()) {
      const { key, name } = item
      stopped.current = false
      setState((former) => ({ ...former, current: { name, percent: null }, waiting: [...queue.current] }))
      try {
        await addOne(item)
      } catch (error) {
        if (!isCallError(error, 'cancelled') && !stopped.current)
          setState((former) => ({ ...former, failed: [...former.failed, { key, name, message: errorText(error) }] }))
      }
    }
    running.current = false
    setState((former) => ({ ...former, current: null, waiting: [] }))
  }

  return {
    ...state,
    add(sources: readonly Source[]) {
      queue.current.push(...sources.map((source) => ({ key: nextKey.current++, name: nameOf(source), source })))
      setState((former) => ({ ...former, waiting: [...queue.current] }))
      void run()
    },
    /** Stops the file under way and those that wait; what was added stays. */
    cancel() {
      stopped.current = true
      queue.current = []
      void call(attachmentsContract.cancel, {}).catch(() => undefined)
    },
    dismiss(key: number) {
      setState((former) => ({ ...former, failed: former.failed.filter((each) => each.key !== key) }))
    },
  }
}
