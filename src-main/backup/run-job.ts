// The core's side of the backup worker.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { appRoot } from '../core/resources.ts'
import { cancelled, type JobTools, type Step } from './job-tools.ts'
import { doJob, type JobKind, type Jobs } from './jobs.ts'

export interface JobStart {
  kind: JobKind
  order: never
  now: string
  /** One 32-bit number; 1 asks the job to stop. */
  stop: SharedArrayBuffer
}

type SentError =
  | { app: true; code: ErrorCode; key: string; params: Record<string, string | number>; details: unknown }
  | { app: false; code: string; message: string; stack: string }
export type FromJob =
  | { type: 'progress'; step: Step; done: number; total: number }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; error: SentError }

let inThisThread = false

/** For fault tests: their hooks live in the thread that sets them. */
export function runJobsInThisThread(here: boolean): void {
  inThisThread = here
}

/** The source in development, for the command line and in tests; beside the core's own worker in the built app. */
function workerFile(): string {
  const source = path.join(import.meta.dirname, 'worker.ts')
  return existsSync(source) ? source : path.join(appRoot(), 'out', 'main', 'backup-worker.js')
}

/** The error as it was thrown, as far as it can cross threads. */
function rebuilt(sent: SentError): Error {
  if (sent.app) return new AppError(sent.code, sent.key, { params: sent.params, details: sent.details })
  return Object.assign(new Error(sent.message), sent.code === '' ? {} : { code: sent.code }, { stack: sent.stack })
}

export interface RunOptions {
  now: string
  progress: JobTools['progress']
  signal: AbortSignal
}

/**
 * Runs one job in its own thread and waits for it.
 * @throws what the job throws; AppError `cancelled` when `signal` says so; `defect` when the thread dies
 */
export function runJob<K extends JobKind>(
  kind: K,
  order: Jobs[K]['order'],
  { now, progress, signal }: RunOptions,
): Promise<Jobs[K]['result']> {
  if (inThisThread) {
    const throwIfCancelled = (): void => {
      if (signal.aborted) throw cancelled()
    }
    return doJob(kind, order, now, { progress, throwIfCancelled })
  }
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(4)
    const worker = new Worker(workerFile(), { workerData: { kind, order, now, stop }, name: `backup ${kind}` })
    const abort = (): void => void Atomics.store(new Int32Array(stop), 0, 1)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    worker.on('message', (message: FromJob) => {
      if (message.type === 'progress') progress(message.step, message.done, message.total)
      else if (message.type === 'done') resolve(message.result as Jobs[K]['result'])
      else reject(rebuilt(message.error))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      signal.removeEventListener('abort', abort)
      reject(new AppError('defect', 'defect')) // no effect when it has answered
    })
  })
}
