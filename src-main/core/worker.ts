// The core's worker thread: messages in, answers and events out. Everything else is in core.ts, which knows nothing of threads.
import { parentPort, workerData } from 'node:worker_threads'
import { createCore } from './core.ts'
import type { FromCore, ToCore, WorkerStart } from './worker-messages.ts'

const port = parentPort
if (!port) throw new Error('core/worker.ts runs as a worker thread only')
const start = workerData as WorkerStart
const send = (message: FromCore): void => port.postMessage(message)

/** Where it happened, without the message. */
const stackOf = (error: unknown): string =>
  error instanceof Error ? [error.name, ...(error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))].join('\n') : typeof error

const core = createCore({
  vaultFolder: start.vaultFolder,
  appVersion: start.appVersion,
  language: start.language,
  newVaultLanguage: start.language,
  ...(start.newVaultKind ? { newVaultKind: start.newVaultKind } : {}),
  source: 'window',
  onEvent: (event) => send({ kind: 'event', event }),
  ...(start.development
    ? { onDefect: (method: string, error: unknown) => void process.stderr.write(`${method}: ${stackOf(error)}\n`) }
    : {}),
})

const underWay = new Set<Promise<void>>()

async function answer(id: number, call: Extract<ToCore, { kind: 'call' }>['call']): Promise<void> {
  send({ kind: 'answer', id, envelope: await core.call(call) })
}

/** What was begun is finished and answered first, so that nothing acknowledged is lost and nothing lost is acknowledged. */
async function close(): Promise<void> {
  await Promise.allSettled(underWay)
  core.close('quit')
  port!.close()
}

port.on('message', (message: ToCore) => {
  if (message.kind === 'close') {
    void close()
    return
  }
  const work = answer(message.id, message.call)
  underWay.add(work)
  void work.finally(() => underWay.delete(work))
})
