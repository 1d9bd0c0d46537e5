// The thread that restores the database while the backup's own thread goes on reading attachments (see [Note: two threads of a restore]).
import { once } from 'node:events'
import { workerData } from 'node:worker_threads'
import { cancelled } from './job-tools.ts'
import { openRestored, restoreDatabase } from './restore-database.ts'
import type { DatabaseStart, FromDatabase, ToDatabase } from './restore-thread.ts'
import { toSend } from '../core/sent-error.ts'

const { order, port, flags } = workerData as DatabaseStart
const shared = new Int32Array(flags)
const send = (message: FromDatabase): void => port.postMessage(message)
/** The other thread may be asleep until it knows what the image says of itself. */
const wake = (): void => {
  Atomics.store(shared, 1, 1)
  Atomics.notify(shared, 1)
}
const next = async (): Promise<ToDatabase> => ((await once(port, 'message')) as [ToDatabase])[0]
const stopped = (): boolean => Atomics.load(shared, 0) === 1

try {
  const asked = await next()
  if (asked.type !== 'open') throw cancelled()
  const opened = openRestored(asked.image, order.vaultId)
  send({ type: 'opened', vault: opened.vault })
  wake()
  const then = await next()
  if (then.type !== 'proceed') {
    opened.image.close()
    throw cancelled()
  }
  const result = await restoreDatabase(
    opened,
    { ...order, lists: then.lists },
    {
      progress: (step, done, total) => send({ type: 'progress', step, done, total }),
      throwIfCancelled() {
        if (stopped()) throw cancelled()
      },
    },
  )
  send({ type: 'done', result })
} catch (error) {
  send({ type: 'failed', error: toSend(error) })
} finally {
  order.key.fill(0)
  wake()
  port.close()
}
