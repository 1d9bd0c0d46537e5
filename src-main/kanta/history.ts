// Everything that happened to one entry on its way.
import type { Context } from '../core/context.ts'
import type { OutputOf, ParsedInputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { mayRead, requirePurpose } from '../treatment/access.ts'
import { storedEntry } from '../treatment/read.ts'
import type { kantaContract } from './contract.ts'
import { listRows } from './listing.ts'
import { rowsOfEntry, writtenOfRow } from './queue-rows.ts'

type History = OutputOf<typeof kantaContract.history>

interface HoldRow {
  reason: string
  held_by_name: string
  held_at: string
  release_reason: string | null
  released_at: string | null
}
interface AnswerRow {
  document_id: string
  result: 'accepted' | 'rejected'
  detail: string | null
  received_at: string
  source: History['answers'][number]['source']
  outcome: History['answers'][number]['outcome']
}

export function history(context: Context, { entryId, purpose }: ParsedInputOf<typeof kantaContract.history>): History {
  const { db } = context
  const entry = storedEntry(db, entryId)
  if (!mayRead(context, entry)) throw new AppError('not_found', 'entryNotFound')
  requirePurpose(context, entry.client_id, purpose)
  context.log({ clientIds: [entry.client_id], details: { entry: entryId }, ...(purpose ? { purpose } : {}) })
  const documents = rowsOfEntry(db, entryId).flatMap((row) => writtenOfRow(db, row.id))
  return {
    rows: listRows(context, { entryId }),
    documents: documents.map((one) => ({
      documentId: one.document_id,
      setId: one.set_id,
      version: one.version,
      kind: one.kind,
      sizeBytes: one.size_bytes,
      sha256: one.sha256,
      fixedAt: one.fixed_at,
      ...(one.exported_at === null ? {} : { exportedAt: one.exported_at }),
      ...(one.answer === null ? {} : { answer: one.answer }),
      ...(one.answer_detail === null ? {} : { answerDetail: one.answer_detail }),
      ...(one.answered_at === null ? {} : { answeredAt: one.answered_at }),
    })),
    holds: db
      .statement<HoldRow>(
        'SELECT reason, held_by_name, held_at, release_reason, released_at FROM kanta_holds WHERE entry_id = ? ORDER BY held_at, id',
      )
      .all(entryId)
      .map((hold) => ({
        reason: hold.reason,
        heldBy: hold.held_by_name,
        heldAt: hold.held_at,
        ...(hold.release_reason === null ? {} : { releaseReason: hold.release_reason }),
        ...(hold.released_at === null ? {} : { releasedAt: hold.released_at }),
      })),
    answers: documents.flatMap(({ document_id }) =>
      db
        .statement<AnswerRow>(
          'SELECT document_id, result, detail, received_at, source, outcome FROM kanta_answers WHERE document_id = ? ORDER BY received_at, id',
        )
        .all(document_id)
        .map((answer) => ({
          documentId: answer.document_id,
          result: answer.result,
          ...(answer.detail === null ? {} : { detail: answer.detail }),
          receivedAt: answer.received_at,
          source: answer.source,
          outcome: answer.outcome,
        })),
    ),
  }
}
