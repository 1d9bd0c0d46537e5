// One Chromium DevTools Protocol connection over a child's pipe: messages are JSON texts ended by NUL, sessions are flattened.
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

interface Waiting {
  method: string
  resolve(value: never): void
  reject(error: Error): void
}
interface Message {
  id?: number
  method: string
  params: unknown
  sessionId?: string
  result?: unknown
  error?: { message: string; data?: string }
}

/** Emits every protocol event by its name with (params, sessionId), and `closed` when Chromium is gone. */
export class Cdp extends EventEmitter {
  closed = false
  private nextId = 0
  private readonly waiting = new Map<number, Waiting>()
  private unfinished: Buffer[] = []
  private readonly output: Writable

  constructor(output: Writable, input: Readable) {
    super()
    this.setMaxListeners(0)
    this.output = output
    input.on('data', (chunk: Buffer) => this.read(chunk))
    for (const event of ['close', 'error']) input.on(event, () => this.end())
    output.on('error', () => this.end())
  }

  /** Sends a command; rejects with Chromium's own words, or when Chromium is gone. */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    if (this.closed) return Promise.reject(new Error(`${method}: Chromium is gone`))
    const id = ++this.nextId
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    this.waiting.set(id, { method, resolve, reject })
    this.output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return promise
  }

  private read(chunk: Buffer): void {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      this.unfinished.push(rest.subarray(0, end))
      const text = Buffer.concat(this.unfinished).toString()
      this.unfinished = []
      rest = rest.subarray(end + 1)
      this.dispatch(JSON.parse(text) as Message)
    }
    if (rest.length > 0) this.unfinished.push(rest)
  }

  private dispatch(message: Message): void {
    if (message.id === undefined) {
      this.emit(message.method, message.params, message.sessionId)
      return
    }
    const waiting = this.waiting.get(message.id)
    if (!waiting) return
    this.waiting.delete(message.id)
    if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message} ${message.error.data ?? ''}`))
    else waiting.resolve(message.result as never)
  }

  private end(): void {
    if (this.closed) return
    this.closed = true
    for (const waiting of this.waiting.values()) waiting.reject(new Error(`${waiting.method}: Chromium is gone`))
    this.waiting.clear()
    this.emit('closed')
  }
}
