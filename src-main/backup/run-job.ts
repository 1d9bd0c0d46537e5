// The core's side of the backup worker.
import { Worker } from 'node:worker_threads'
import { AppError } from '../core/errors.ts'
import { cancelled, type JobTools, type Step } from './job-tools.ts'
import { doJob, type JobKind, type Jobs } from './jobs.ts'
import { rebuilt, type SentError } from '../core/sent-error.ts'
import { jobsRunHere, threadFile } from './threads.ts'

export interface JobStart {
  kind: JobKind
  order: never
  now: string
  /** One 32-bit number; 1 asks the job to stop. */
  stop: SharedArrayBuffer
}

export type FromJob =
  | { type: 'progress'; step: Step; done: number; total: number }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; error: SentError }

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
  if (jobsRunHere()) {
    const throwIfCancelled = (): void => {
      if (signal.aborted) throw cancelled()
    }
    return doJob(kind, order, now, { progress, throwIfCancelled })
  }
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(4)
    const worker = new Worker(threadFile('worker'), { workerData: { kind, order, now, stop }, name: `backup ${kind}` })
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
