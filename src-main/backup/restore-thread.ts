// [Note: two threads of a restore] The database lies before the attachments in the file, and checking and copying it takes about as long as
// opening and sealing the attachments: the first goes on in a thread of its own while this one reads on. The image is handed over, not
// copied; the key is a copy that is wiped there.
import { once } from 'node:events'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import { AppError } from '../core/errors.ts'
import type { ErasureList } from './erasures.ts'
import type { ImageVault } from './image-facts.ts'
import type { JobTools, Step } from './job-tools.ts'
import { openRestored, restoreDatabase, type DatabaseOrder, type OpenedImage, type RestoredDatabase } from './restore-database.ts'
import { rebuilt, type SentError } from '../core/sent-error.ts'
import { jobsRunHere, threadFile } from './threads.ts'

type Order = Omit<DatabaseOrder, 'lists'>
export interface DatabaseStart {
  order: Order
  port: MessagePort
  /** Two 32-bit numbers: 1 in the first asks the thread to stop; 1 in the second says that it has spoken. */
  flags: SharedArrayBuffer
}
export type ToDatabase = { type: 'open'; image: Uint8Array } | { type: 'proceed'; lists: readonly ErasureList[] } | { type: 'stop' }
export type FromDatabase =
  | { type: 'opened'; vault: ImageVault }
  | { type: 'progress'; step: Step; done: number; total: number }
  | { type: 'done'; result: RestoredDatabase }
  | { type: 'failed'; error: SentError }

export interface DatabaseWork {
  /**
   * Opens the image and waits for what it says of its vault.
   * @param image a buffer of its own; it can't be used afterwards
   * @throws as `openRestored`; AppError `cancelled`
   */
  open(image: Buffer): ImageVault
  /** Begins the work; call it once, after `open`. */
  proceed(lists: readonly ErasureList[]): void
  /** @throws as `restoreDatabase` */
  result(): Promise<RestoredDatabase>
  /** Ends the work where it is; afterwards no file of it is open. */
  abandon(): Promise<void>
}

/** Makes ready for the image: the thread loads what it needs while the image is read. */
export const prepareDatabase = (order: Order, tools: JobTools): DatabaseWork =>
  jobsRunHere() ? workHere(order, tools) : workInThread(order, tools)

function workHere(order: Order, tools: JobTools): DatabaseWork {
  let opened: OpenedImage | undefined
  let lists: readonly ErasureList[] = []
  return {
    open: (image) => (opened = openRestored(image, order.vaultId)).vault,
    proceed: (all) => void (lists = all),
    result: () => restoreDatabase(opened!, { ...order, lists }, tools),
    async abandon() {
      if (opened?.image.raw.open) opened.image.close()
    },
  }
}

/** Opening an image of gigabytes takes seconds; a thread that says nothing for so long is not coming. */
const longestOpeningMs = 300_000
/** How often a wait for it looks whether she has cancelled: this thread is told nothing while it waits, not even that the other has ended. */
const lookEveryMs = 100

function workInThread(order: Order, tools: JobTools): DatabaseWork {
  const { port1: port, port2 } = new MessageChannel()
  const flags = new SharedArrayBuffer(8)
  const shared = new Int32Array(flags)
  const key = Uint8Array.from(order.key)
  const start: DatabaseStart = { order: { ...order, key }, port: port2, flags }
  const worker = new Worker(threadFile('restore-worker'), { workerData: start, transferList: [port2], name: 'backup restore database' })
  key.fill(0) // the thread has its own copy
  const exited = once(worker, 'exit').catch(() => undefined)
  const answer = Promise.withResolvers<RestoredDatabase>()
  answer.promise.catch(() => undefined) // asked for later, or not at all
  const take = (message: FromDatabase): void => {
    if (message.type === 'progress') tools.progress(message.step, message.done, message.total)
    else if (message.type === 'done') answer.resolve(message.result)
    else if (message.type === 'failed') answer.reject(rebuilt(message.error))
  }
  worker.on('error', (error) => answer.reject(error))
  worker.on('exit', () => {
    // What it said last may still lie in the port.
    for (let last = receiveMessageOnPort(port); last; last = receiveMessageOnPort(port)) take(last.message as FromDatabase)
    answer.reject(new AppError('defect', 'defect')) // no effect when it has answered
  })
  const say = (message: ToDatabase, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)
  const passOnCancel = (): void => {
    try {
      tools.throwIfCancelled()
    } catch {
      Atomics.store(shared, 0, 1)
    }
  }
  return {
    open(image) {
      say({ type: 'open', image }, [image.buffer as ArrayBuffer])
      for (let waited = 0; waited < longestOpeningMs && Atomics.wait(shared, 1, 0, lookEveryMs) === 'timed-out'; waited += lookEveryMs)
        tools.throwIfCancelled()
      const first = receiveMessageOnPort(port)?.message as FromDatabase | undefined
      if (first?.type !== 'opened') throw first?.type === 'failed' ? rebuilt(first.error) : new AppError('defect', 'defect')
      port.on('message', take)
      return { ...first.vault, erasureKey: Buffer.from(first.vault.erasureKey) }
    },
    proceed: (lists) => say({ type: 'proceed', lists }),
    async result() {
      const timer = setInterval(passOnCancel, lookEveryMs)
      try {
        return await answer.promise
      } finally {
        clearInterval(timer)
      }
    },
    async abandon() {
      Atomics.store(shared, 0, 1)
      say({ type: 'stop' })
      await exited
      port.close()
    },
  }
}
