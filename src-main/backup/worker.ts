// The backup's worker thread (see [Note: backup worker]): one job, then it ends.
import { parentPort, workerData } from 'node:worker_threads'
import { cancelled } from './job-tools.ts'
import { doJob } from './jobs.ts'
import type { FromJob, JobStart } from './run-job.ts'
import { toSend } from '../core/sent-error.ts'

const port = parentPort
if (!port) throw new Error('backup/worker.ts runs as a worker thread only')
const { kind, order, now, stop } = workerData as JobStart
const send = (message: FromJob): void => port.postMessage(message)
const flag = new Int32Array(stop)

let lastStep = ''
let lastAt = 0

try {
  const result = await doJob(kind, order, now, {
    progress(step, done, total) {
      const at = performance.now()
      if (step === lastStep && done < total && at - lastAt < 100) return // ten a second are enough
      lastStep = step
      lastAt = at
      send({ type: 'progress', step, done, total })
    },
    throwIfCancelled() {
      if (Atomics.load(flag, 0) === 1) throw cancelled()
    },
  })
  send({ type: 'done', result })
} catch (error) {
  send({ type: 'failed', error: toSend(error) })
}
