// Main process side of the core: starts its worker, carries calls and events, notices when it ends.
import { Worker } from 'node:worker_threads'
import type { Call, CoreEvent, Envelope } from '../core/contract.ts'
import type { FromCore, ToCore, WorkerStart } from '../core/worker-messages.ts'

export interface CoreClientOptions {
  /** The built worker script. */
  workerFile: string
  start: () => WorkerStart
  onEvent: (event: CoreEvent) => void
  /** The worker ended on its own; a new one has been started already. Calls under way got `gone`. */
  onRestart: () => void
  /** The answer to calls that the worker's end left open. */
  gone: () => Envelope<never>
}

/** How long closing may take before the worker is ended, in milliseconds: it has a transaction to finish at most. */
const closeWithin = 10_000

export class CoreClient {
  private readonly options: CoreClientOptions
  private readonly waiting = new Map<number, (envelope: Envelope) => void>()
  private worker: Worker
  private nextId = 0
  private closing = false

  constructor(options: CoreClientOptions) {
    this.options = options
    this.worker = this.run()
  }

  /** One method of the core. Never rejects. */
  call(call: Call): Promise<Envelope> {
    if (this.closing) return Promise.resolve(this.options.gone())
    const id = ++this.nextId
    const { promise, resolve } = Promise.withResolvers<Envelope>()
    this.waiting.set(id, resolve)
    this.post({ kind: 'call', id, call })
    return promise
  }

  /** Finishes what is under way, locks and closes the database, and ends the worker. */
  async close(): Promise<void> {
    if (this.closing) return
    this.closing = true
    const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()))
    this.post({ kind: 'close' })
    const timer = setTimeout(() => void this.worker.terminate(), closeWithin)
    await ended
    clearTimeout(timer)
  }

  private post(message: ToCore): void {
    this.worker.postMessage(message)
  }
  private run(): Worker {
    const worker = new Worker(this.options.workerFile, { workerData: this.options.start(), name: 'core' })
    worker.on('message', (message: FromCore) => {
      if (message.kind === 'event') this.options.onEvent(message.event)
      else if (message.kind === 'answer') this.settle(message.id, message.envelope)
    })
    worker.on('error', (error) => process.stderr.write(`core: ${error instanceof Error ? error.name : 'error'}\n`)) // its message could hold data
    worker.on('exit', () => this.ended())
    return worker
  }
  private settle(id: number, envelope: Envelope): void {
    this.waiting.get(id)?.(envelope)
    this.waiting.delete(id)
  }
  private ended(): void {
    for (const id of this.waiting.keys()) this.settle(id, this.options.gone())
    if (this.closing) return
    this.worker = this.run()
    this.options.onRestart()
  }
}
