// Contents as the methods handle them: put in, taken out whole, dropped when nothing refers to them any more.
import { createHmac } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import type { Sodium } from '../vault/sodium.ts'
import { referenceCount } from './references.ts'
import { contentBytes, contentFile, readContent, removeContent, storeContent, type AttachmentKeys } from './store.ts'

export interface Store {
  folder: string
  keys: AttachmentKeys
  sodium: Sodium
}

/** Between two of these the core answers other calls, tells how far it is, and can be stopped. */
const turnBytes = 4 * 1024 * 1024

/** Asked after each turn: once the vault is locked, nothing may appear in its folder any more. */
function requireOpen({ db }: Pick<Context, 'db'>): void {
  if (!db.raw.open) throw new AppError('not_allowed', 'vaultLocked')
}

/**
 * Puts bytes into the store, unless they are there. Durable when it returns.
 * @throws AppError `io`, `not_allowed` (`vaultLocked`), or the reason of `signal`, with nothing left behind
 */
export async function keep(
  { folder, keys, sodium }: Store,
  bytes: Uint8Array,
  context: Pick<Context, 'db' | 'signal' | 'progress'>,
): Promise<string> {
  const content = createHmac('sha256', keys.names).update(bytes).digest('hex')
  const there = contentFile(folder, content)
  if (existsSync(there) && contentBytes(statSync(there).size) === bytes.length) return content
  const sink = storeContent(sodium, folder, content, keys)
  try {
    for (let at = 0; at < bytes.length; at += turnBytes) {
      context.progress('seal', at, bytes.length)
      await nextTurn()
      context.signal.throwIfAborted()
      requireOpen(context)
      sink.write(bytes.subarray(at, at + turnBytes))
    }
    sink.end()
  } catch (error) {
    sink.abandon()
    throw error
  }
  return content
}

/** The whole content. @throws AppError `not_found`, `damaged`, `io` */
export function contentOf({ folder, keys, sodium }: Store, content: string): Buffer {
  const pieces: Buffer[] = []
  for (const piece of readContent(sodium, folder, content, keys)) pieces.push(Buffer.from(piece)) // a piece is good until the next
  return Buffer.concat(pieces)
}

export const dropUnused = (context: Context, folder: string, content: string): void => {
  if (referenceCount(context.db, content) === 0) removeContent(folder, content)
}
