// One export at a time in a database, and the way to stop it. A run looks at the signal between its chunks: the documents in hand are
// finished and listed first.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'

const running = new WeakMap<Database, AbortController>()

/** @returns false when nothing was running */
export function cancelExport(db: Database): boolean {
  const stop = running.get(db)
  stop?.abort()
  return stop !== undefined
}

/** @throws AppError `conflict` (`kantaExportUnderWay`) when an export is running already */
export async function onlyExport<T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> {
  const { db } = context
  if (running.has(db)) throw new AppError('conflict', 'kantaExportUnderWay')
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
