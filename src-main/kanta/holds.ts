// Withholding by her decision, and its end.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import { storedEntry } from '../treatment/read.ts'
import { mayRead } from '../treatment/access.ts'
import { judgementOf } from './judging.ts'
import { currentRow, move, rowById, settle, transitionDetails, type QueueRow } from './queue-rows.ts'
import { transitionOf } from './states.ts'

interface Hold {
  id: string
}
const holdInForce = (context: Context, entryId: string): Hold | undefined =>
  context.db.statement<Hold>('SELECT id FROM kanta_holds WHERE entry_id = ? AND released_at IS NULL').get(entryId)

/** Withheld by decision, signed or not. */
export const isHeld = (db: Database, entryId: string): boolean =>
  db.statement('SELECT 1 FROM kanta_holds WHERE entry_id = ? AND released_at IS NULL').get(entryId) !== undefined

function clientOf(context: Context, entryId: string): string {
  const entry = storedEntry(context.db, entryId)
  if (!mayRead(context, entry)) throw new AppError('not_found', 'entryNotFound')
  return entry.client_id
}

/** Holds an entry back, before or after it was queued. @throws AppError `conflict` once it is outside */
export function withhold(context: Context, entryId: string, reason: string): QueueRow | undefined {
  const { db, clock, actor } = context
  const clientId = clientOf(context, entryId)
  if (holdInForce(context, entryId)) throw new AppError('conflict', 'kantaAlreadyHeld')
  const row = currentRow(db, entryId)
  const state = row && move(context, row, 'hold')
  const now = clock.now()
  db.statement('INSERT INTO kanta_holds (id, entry_id, reason, held_by, held_by_name, held_at) VALUES (?, ?, ?, ?, ?, ?)').run(
    newId(now),
    entryId,
    reason,
    actor.userId,
    actor.name,
    now,
  )
  if (row) settle(context, rowById(db, row.id)!, state!, judgementOf(db, entryId))
  context.log({ clientIds: [clientId], details: row ? transitionDetails(row, 'hold', state!) : { kanta: 'hold', entry: entryId } })
  context.changed('kanta', entryId)
  return row && rowById(db, row.id)
}

/** Ends the hold; the rules decide where the row goes. @throws AppError `conflict` when there is none */
export function release(context: Context, entryId: string, reason: string): QueueRow | undefined {
  const { db, clock, actor } = context
  const clientId = clientOf(context, entryId)
  const hold = holdInForce(context, entryId)
  if (!hold) throw new AppError('conflict', 'kantaTransition_release')
  const row = currentRow(db, entryId)
  if (row && transitionOf(row.state, 'release') === 'refuse')
    throw new AppError('conflict', 'kantaTransition_release', { details: { state: row.state } })
  db.statement('UPDATE kanta_holds SET release_reason = ?, released_by = ?, released_at = ? WHERE id = ?').run(
    reason,
    actor.userId,
    clock.now(),
    hold.id,
  )
  const judgement = row && judgementOf(db, entryId)
  if (row) settle(context, row, judgement?.required ? 'pending' : 'withheld', judgement)
  const after = row && rowById(db, row.id)!
  context.log({
    clientIds: [clientId],
    details: row ? transitionDetails(row, 'release', after!.state) : { kanta: 'release', entry: entryId },
  })
  context.changed('kanta', entryId)
  return after
}
