// What a signature, an amendment and a voiding do to the queue, in the signature's own transaction ([Note: signed entries]).
import type { Context } from '../core/context.ts'
import type { EntrySigned } from '../treatment/signed-entries.ts'
import { judgementOf } from './judging.ts'
import { addRow, currentRow, liveDocument, move, setOfEntry, settle, transitionDetails, type QueueRow } from './queue-rows.ts'

const log = (context: Context, clientId: string, details: Record<string, unknown>): void =>
  context.log({ kind: 'change', groups: ['care'], clientIds: [clientId], details })

function add(context: Context, event: EntrySigned, kind: QueueRow['kind'], correctsDocumentId: string | null): void {
  const judgement = judgementOf(context.db, event.entryId)!
  const row = addRow(context, { entryId: event.entryId, entryVersion: event.version, kind, judgement, correctsDocumentId })
  log(context, event.clientId, {
    kanta: event.what,
    entry: event.entryId,
    entryVersion: event.version,
    to: row.state,
    rule: row.rule,
    case: row.rule_case,
  })
}

/** The rejected document that a successor corrects; an unwritten correction passes its own on. */
const correctedBy = (row: QueueRow): string | null =>
  row.state === 'rejected' ? row.document_id : row.state === 'exported' || row.state === 'accepted' ? null : row.corrects_document_id

function amended(context: Context, event: EntrySigned, before: QueueRow | undefined): void {
  if (!before) return add(context, event, 'document', null)
  const to = move(context, before, 'amend')
  if (to !== before.state) log(context, event.clientId, transitionDetails(before, 'amend', to))
  add(context, event, 'document', correctedBy(before))
}

function voided(context: Context, event: EntrySigned, before: QueueRow | undefined): void {
  if (!before) return
  // Something of the set is outside: it must be voided there too. Otherwise nothing outside ever knows.
  const outside = liveDocument(context.db, setOfEntry(context.db, event.entryId)) !== undefined
  const to = outside && before.state === 'rejected' ? settle(context, before, 'superseded') : move(context, before, 'void')
  if (to !== before.state) log(context, event.clientId, transitionDetails(before, 'void', to))
  if (outside) add(context, event, 'void', correctedBy(before))
}

/** Queues a required entry, withholds another with the rule that says so. */
export function onEntrySigned(context: Context, event: EntrySigned): void {
  const before = currentRow(context.db, event.entryId)
  if (event.what === 'signed') add(context, event, 'document', null)
  else if (event.what === 'amended') amended(context, event, before)
  else voided(context, event, before)
  context.changed('kanta', event.entryId)
}

/**
 * After a rejection, or a delivery that failed while she amended or voided: a successor that still waits takes over what was rejected, or falls away with it.
 * A successor that is already written decides by its own answer, and the rejection stays to be seen.
 */
export function settleSuccessor(context: Context, rejected: QueueRow): void {
  const next = context.db
    .statement<QueueRow>(
      "SELECT * FROM kanta_queue WHERE entry_id = ? AND number > ? AND +state IN ('withheld', 'pending') ORDER BY number DESC LIMIT 1",
    )
    .get(rejected.entry_id, rejected.number)
  if (!next) return
  const outside = liveDocument(context.db, rejected.set_id) !== undefined
  if (next.kind === 'void' && !outside) {
    settle(context, next, 'withdrawn')
    settle(context, rejected, 'withdrawn')
    return
  }
  settle(context, rejected, 'superseded')
  if (rejected.state === 'rejected')
    context.db.statement('UPDATE kanta_queue SET corrects_document_id = ? WHERE id = ?').run(rejected.document_id, next.id)
}
