// Answers of the archive: each is kept, whatever became of it. One that is unknown, came twice or contradicts changes nothing and is reported.
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { settleSuccessor } from './on-signed.ts'
import { move, rowById, transitionDetails, writtenDocument, type QueueRow } from './queue-rows.ts'

export type Outcome = 'applied' | 'repeated' | 'contradicting' | 'unknown' | 'notAwaited'
export interface Answer {
  documentId: string
  result: 'accepted' | 'rejected'
  detail?: string | undefined
  /** When the archive answered: an instant. */
  time?: string | undefined
  source: 'hand' | 'file' | 'connector'
}

/** The same answer of the archive once more, though the document was sent again since: an old file read twice. */
const heardBefore = (context: Context, { documentId, result, time }: Answer): boolean =>
  time !== undefined &&
  context.db
    .statement("SELECT 1 FROM kanta_answers WHERE document_id = ? AND result = ? AND answered_at = ? AND outcome = 'applied'")
    .get(documentId, result, time) !== undefined

/** Awaited: exported, and this is the document that was. */
function outcomeOf(context: Context, answer: Answer): { outcome: Outcome; row?: QueueRow } {
  const document = writtenDocument(context.db, answer.documentId)
  if (!document) return { outcome: 'unknown' }
  const row = document.queue_id === null ? undefined : rowById(context.db, document.queue_id)
  const found = row ? { row } : {}
  if (document.answer !== null) return { outcome: document.answer === answer.result ? 'repeated' : 'contradicting', ...found }
  if (heardBefore(context, answer)) return { outcome: 'repeated', ...found }
  if (row && (row.state !== 'exported' || row.document_id !== answer.documentId)) return { outcome: 'notAwaited', ...found }
  return { outcome: 'applied', ...found }
}

/** Takes one answer in. Call it in a transaction. */
export function answerOf(context: Context, answer: Answer): { outcome: Outcome; row?: QueueRow } {
  const { db, clock, actor } = context
  const now = clock.now()
  const { outcome, row } = outcomeOf(context, answer)
  db.statement('INSERT INTO kanta_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    newId(now),
    answer.documentId,
    answer.result,
    answer.detail ?? null,
    answer.time ?? null,
    now,
    actor.userId,
    answer.source,
    outcome,
  )
  const clientId = row && (db.statement('SELECT client_id FROM entries WHERE id = ?').pluck().get(row.entry_id) as string)
  const clientIds = clientId === undefined ? [] : [clientId]
  if (outcome !== 'applied') {
    context.log({
      kind: 'change',
      groups: ['care'],
      clientIds,
      details: { kanta: 'answer', documentId: answer.documentId, result: answer.result, outcome },
    })
    return { outcome, ...(row ? { row } : {}) }
  }
  db.statement('UPDATE kanta_documents SET answer = ?, answer_detail = ?, answered_at = ? WHERE document_id = ?').run(
    answer.result,
    answer.detail ?? null,
    answer.time ?? now,
    answer.documentId,
  )
  if (!row) return { outcome }
  const event = answer.result === 'accepted' ? 'accept' : 'reject'
  const to = move(context, row, event)
  db.statement('UPDATE kanta_queue SET last_error = ?, next_try_at = NULL WHERE id = ?').run(
    answer.result === 'rejected' ? JSON.stringify({ detail: answer.detail ?? '' }) : null,
    row.id,
  )
  context.log({ kind: 'change', groups: ['care'], clientIds, details: transitionDetails(row, event, to) })
  if (answer.result === 'rejected') settleSuccessor(context, rowById(db, row.id)!)
  context.changed('kanta', row.entry_id)
  return { outcome, row: rowById(db, row.id)! }
}
