// Files that come in parts, because they have no path: pasted, or dropped from another program. They lie in memory only. One transfer and one
// adding at a time in a database; a lock ends both, and what has come is overwritten.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'

interface Transfer {
  id: string
  /** As announced. */
  bytes: Uint8Array
  received: number
}
const transfers = new WeakMap<Database, Transfer>()
const running = new WeakMap<Database, AbortController>()

/** Takes the place of an earlier transfer. `bytes`: at most the largest attachment, which the caller has looked at. */
export function beginTransfer({ db, clock }: Pick<Context, 'db' | 'clock'>, bytes: number): string {
  const id = newId(clock.now())
  forget(db)
  transfers.set(db, { id, bytes: new Uint8Array(bytes), received: 0 })
  return id
}

function transferOf(db: Database, id: string): Transfer {
  const transfer = transfers.get(db)
  if (transfer?.id !== id) throw new AppError('conflict', 'transferGone')
  return transfer
}

function forget(db: Database): void {
  transfers.get(db)?.bytes.fill(0)
  transfers.delete(db)
}

/** @returns bytes received so far @throws AppError `conflict` (`transferGone`), `invalid_input` (`transferLength`) for more than was announced */
export function receivePart(db: Database, id: string, part: Uint8Array): number {
  const transfer = transferOf(db, id)
  if (transfer.received + part.length > transfer.bytes.length) {
    forget(db)
    throw new AppError('invalid_input', 'transferLength')
  }
  transfer.bytes.set(part, transfer.received)
  transfer.received += part.length
  return transfer.received
}

/** The bytes of a transfer that is whole; it is forgotten, and the caller overwrites them after use. @throws AppError `conflict`, `invalid_input` */
export function takeTransfer(db: Database, id: string): Buffer {
  const { bytes, received } = transferOf(db, id)
  if (received !== bytes.length) {
    forget(db)
    throw new AppError('invalid_input', 'transferLength')
  }
  transfers.delete(db)
  return Buffer.from(bytes.buffer)
}

/** Also when the vault is locked. @returns false when nothing was being added or received */
export function cancelAdding(db: Database): boolean {
  const stop = running.get(db)
  stop?.abort(new AppError('cancelled', 'cancelled'))
  const was = stop !== undefined || transfers.has(db)
  forget(db)
  return was
}

/** @throws AppError `conflict` (`attachmentUnderWay`) when another file is being added */
export async function onlyAdding<T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> {
  const { db } = context
  if (running.has(db)) throw new AppError('conflict', 'attachmentUnderWay')
  const stop = new AbortController()
  running.set(db, stop)
  // The session is looked at anew at each access, so the context is extended and not copied.
  const own = Object.create(context, { signal: { value: AbortSignal.any([stop.signal, context.signal]) } }) as Context
  try {
    return await work(own)
  } finally {
    running.delete(db)
  }
}
