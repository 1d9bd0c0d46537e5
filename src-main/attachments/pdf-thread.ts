// [Note: PDF thread] A page of a PDF that somebody sent can take the engine very long. It is drawn in a thread of its own, so that the core
// goes on answering and locks at once, and whoever waits gets an answer within the deadline. Ending a thread stops the engine only where it
// comes back to JavaScript: until then it goes on computing for nobody, and no other page is begun, so that there is never more than one.
import { Worker } from 'node:worker_threads'
import { rebuilt, type SentError } from '../core/sent-error.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { threadFile } from '../core/thread-file.ts'
import type { Database } from '../database/database.ts'
import type { PdfPage } from './pdf-pages.ts'

export interface PdfOrder {
  /** Handed over, not copied; the thread overwrites them. */
  bytes: Uint8Array<ArrayBuffer>
  page: number
}
export type FromPdf = { type: 'drawn'; shown: PdfPage } | { type: 'failed'; error: SentError }

/** Milliseconds of real time, waiting for an earlier thread included. */
const longestDrawingMs = 20_000
/** Of JavaScript: the picture as text, a scanned page being the largest. The engine's own memory is not counted in it. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 }

let underWay: { db: Database; stop: AbortController } | undefined
/** Resolves when the last thread is gone. */
let gone: Promise<void> = Promise.resolve()

const cancelled = (): AppError => new AppError('cancelled', 'cancelled')

/** When the vault is locked. Nobody gets the page. */
export function endDrawing(db: Database): void {
  if (underWay?.db === db) underWay.stop.abort(cancelled())
}

/** Bytes in a buffer that nothing else lies in, so that it can be handed over. */
function ownBuffer(bytes: Buffer): Uint8Array<ArrayBuffer> {
  if (bytes.buffer instanceof ArrayBuffer && bytes.length === bytes.buffer.byteLength) return new Uint8Array(bytes.buffer)
  const own = Uint8Array.from(bytes)
  bytes.fill(0)
  return own
}

/**
 * One page and how many there are, in a thread that ends with it. One at a time: another takes its place.
 * @param bytes the PDF; it can't be used afterwards
 * @param withinMs for tests
 * @throws as `pageOfPdf`; AppError `not_allowed` (`pdfTooSlow`) after the deadline; `cancelled` at lock or when another page is wanted
 */
export async function drawPage(
  { db, signal: outer }: Pick<Context, 'db' | 'signal'>,
  bytes: Buffer,
  page: number,
  withinMs: number = longestDrawingMs,
): Promise<PdfPage> {
  underWay?.stop.abort(cancelled())
  const stop = new AbortController()
  const mine = { db, stop }
  underWay = mine
  const deadline = setTimeout(() => stop.abort(new AppError('not_allowed', 'pdfTooSlow')), withinMs)
  const signal = AbortSignal.any([stop.signal, outer])
  const own = ownBuffer(bytes)
  try {
    await unlessAborted(gone, signal)
    return await inThread({ bytes: own, page }, signal)
  } finally {
    clearTimeout(deadline)
    if (own.length > 0) own.fill(0) // it has not been handed over
    if (underWay === mine) underWay = undefined
  }
}

/** @throws the signal's reason */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void work.then(resolve).finally(() => signal.removeEventListener('abort', abort))
  })
}

function inThread(order: PdfOrder, signal: AbortSignal): Promise<PdfPage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile('attachments', 'pdf-worker'), {
      workerData: order,
      transferList: [order.bytes.buffer],
      resourceLimits,
      name: 'attachments PDF page',
    })
    const exit = Promise.withResolvers<void>()
    gone = exit.promise
    const abort = (): void => {
      reject(signal.reason as Error)
      void worker.terminate()
    }
    signal.addEventListener('abort', abort, { once: true })
    worker.on('message', (message: FromPdf) => {
      if (message.type === 'drawn') resolve(message.shown)
      else reject(rebuilt(message.error))
    })
    worker.on('error', (error) => {
      const tooMuch = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(tooMuch ? new AppError('damaged', 'pdfUnreadable') : error)
    })
    worker.on('exit', () => {
      signal.removeEventListener('abort', abort)
      reject(new AppError('defect', 'defect')) // no effect when it has answered
      exit.resolve()
    })
  })
}
