// One run: what waits is fixed and handed over, what is outside without an answer is handed over again where it is not there any more.
// [Note: order of things] First the transaction that fixes a document and counts it as outside, then the file, then the record that it
// lies there. Killed after the first, the next run writes the same bytes; so nothing is sent twice under two names and nothing is forgotten.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { reach } from '../core/files.ts'
import { answerOf } from './answers.ts'
import { fix, storedBytes, workshop, type Workshop } from './build.ts'
import { DeliveryFailed, type Connector, type OutgoingDocument, type Receipt } from './connector.ts'
import type { DocumentProblem } from './document-of-entry.ts'
import { judgeAgain } from './judging.ts'
import { settleSuccessor } from './on-signed.ts'
import { rowById, writtenDocument, type QueueRow, type WrittenDocument } from './queue-rows.ts'

export interface Written {
  document: WrittenDocument
  row: QueueRow
  file: string
  again: boolean
}
export interface Skipped {
  entryId: string
  documentId?: string
  reason: 'alreadyThere' | 'blocked' | 'failed' | 'waitsForEarlier'
  problems?: DocumentProblem[]
}
export interface RunResult {
  written: Written[]
  skipped: Skipped[]
  /** What stopped the run, when something did. */
  stopped?: unknown
}

interface Handed {
  row: QueueRow
  document: WrittenDocument
  bytes: Buffer | undefined
  clientId: string
  wasPending: boolean
}

const perChunk = 100
const yieldNow = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
/** Minutes to the next try: 1, 2, 4, … at most a day. Exporting by hand does not wait for it. */
const nextTry = (now: string, attempts: number): string =>
  new Date(Date.parse(now) + Math.min(2 ** Math.max(0, attempts - 1), 1440) * 60_000).toISOString()

const outgoing = ({ row, document, bytes }: Handed): OutgoingDocument => ({
  documentId: document.document_id,
  setId: document.set_id,
  version: document.version,
  kind: document.kind,
  entryId: row.entry_id,
  entryVersion: row.entry_version,
  bytes: bytes ?? Buffer.alloc(0),
  sha256: document.sha256,
})

const errorOf = (cause: unknown): string =>
  JSON.stringify(cause instanceof AppError ? { key: cause.key, params: cause.params } : { key: 'kantaNotDelivered', params: {} })

/** Fixes the waiting ones of a chunk and reads the others. */
function prepare(
  context: Context,
  shop: Workshop,
  ids: readonly string[],
  failedEntries: ReadonlySet<string>,
  skipped: Skipped[],
): Handed[] {
  const handed: Handed[] = []
  for (const id of ids) {
    const row = rowById(context.db, id)
    // Other calls get their turn between chunks: a row may have been amended or answered since.
    if (!row || (row.state !== 'pending' && row.state !== 'exported')) continue
    if (failedEntries.has(row.entry_id)) {
      skipped.push({ entryId: row.entry_id, reason: 'waitsForEarlier' })
      continue
    }
    if (row.state === 'exported') {
      const clientId = context.db.statement('SELECT client_id FROM entries WHERE id = ?').pluck().get(row.entry_id) as string
      handed.push({ row, document: writtenDocument(context.db, row.document_id!)!, bytes: undefined, clientId, wasPending: false })
      continue
    }
    const fixed = fix(shop, row)
    if ('blocked' in fixed) {
      skipped.push({ entryId: row.entry_id, reason: 'blocked', problems: fixed.blocked })
      context.db
        .statement('UPDATE kanta_queue SET last_error = ? WHERE id = ?')
        .run(JSON.stringify({ problem: fixed.blocked[0]!.code }), row.id)
    } else handed.push({ row: rowById(context.db, id)!, ...fixed, wasPending: true })
  }
  return handed
}

/** Records what lies there now, and takes back what could not be handed over. */
function record(
  context: Context,
  connector: Connector,
  sent: readonly (Handed & { receipt: Receipt })[],
  failed: readonly (Handed & { cause: unknown })[],
): void {
  const { db, clock } = context
  const now = clock.now()
  const last = db.statement('SELECT coalesce(max(sequence), 0) FROM kanta_writes WHERE outbox_id = ?').pluck().get(connector.id) as number
  let sequence = Math.max(last, connector.lastSequence ?? 0)
  for (const { document } of sent)
    db.statement('INSERT INTO kanta_writes VALUES (?, ?, ?, ?, ?) ON CONFLICT (outbox_id, document_id) DO NOTHING').run(
      newId(now),
      connector.id,
      document.document_id,
      ++sequence,
      now,
    )
  for (const { row, document, wasPending, cause } of failed) {
    db.statement('UPDATE kanta_queue SET last_error = ?, next_try_at = ?, updated_at = ? WHERE id = ?').run(
      errorOf(cause),
      nextTry(now, row.attempts),
      now,
      row.id,
    )
    if (!wasPending) continue
    db.statement("UPDATE kanta_queue SET state = 'pending' WHERE id = ? AND state = 'exported'").run(row.id)
    db.statement('UPDATE kanta_documents SET exported_at = NULL WHERE document_id = ?').run(document.document_id)
    settleSuccessor(context, rowById(db, row.id)!)
  }
  for (const { document, receipt } of sent)
    if (receipt.answer) answerOf(context, { documentId: document.document_id, source: 'connector', ...receipt.answer })
}

function logChunk(context: Context, connector: Connector, handed: readonly Handed[]): void {
  if (handed.length === 0) return
  context.log({
    clientIds: handed.map(({ clientId }) => clientId),
    details: {
      kanta: 'export',
      connector: connector.name,
      documents: handed.map(({ document, wasPending }) => ({
        documentId: document.document_id,
        from: wasPending ? 'pending' : 'exported',
        to: 'exported',
      })),
    },
  })
}

/** Hands over everything that waits or is not there any more. Never throws for a delivery that failed: that is in the result. */
export async function runExport(context: Context, connector: Connector): Promise<RunResult> {
  const result: RunResult = { written: [], skipped: [] }
  const ids = context.transaction(() => {
    judgeAgain(context)
    return context.db
      .statement("SELECT id FROM kanta_queue WHERE state IN ('pending', 'exported') ORDER BY number")
      .pluck()
      .all() as string[]
  })
  const failedEntries = new Set<string>()
  for (let from = 0; from < ids.length && result.stopped === undefined; from += perChunk) {
    if (context.signal.aborted) {
      result.stopped = new AppError('cancelled', 'kantaCancelled', { params: { count: result.written.length } })
      break
    }
    const handed = context.transaction(() => {
      const shop = workshop(context, true)
      const chunk = prepare(context, shop, ids.slice(from, from + perChunk), failedEntries, result.skipped)
      return chunk.filter((one) => one.wasPending || !connector.has(outgoing(one)) || alreadyThere(result, one))
    })
    reach('kantaFixed', connector.name)
    const sent: (Handed & { receipt: Receipt })[] = []
    const failed: (Handed & { cause: unknown })[] = []
    for (const one of handed) {
      if (result.stopped !== undefined || failedEntries.has(one.row.entry_id)) {
        failed.push({ ...one, cause: result.stopped })
        result.skipped.push({
          entryId: one.row.entry_id,
          documentId: one.document.document_id,
          reason: result.stopped === undefined ? 'waitsForEarlier' : 'failed',
        })
        continue
      }
      const bytes = one.bytes ?? storedBytes(context.db, one.document.document_id)
      if (!bytes) continue // an outbox told of it after a restore, and its file is gone: nobody has the bytes
      try {
        const receipt = await connector.send({ ...outgoing(one), bytes })
        sent.push({ ...one, receipt })
        result.written.push({ document: one.document, row: one.row, file: receipt.file ?? '', again: !one.wasPending })
      } catch (error) {
        const cause = error instanceof DeliveryFailed ? error.cause : error
        failed.push({ ...one, cause })
        failedEntries.add(one.row.entry_id)
        result.skipped.push({ entryId: one.row.entry_id, documentId: one.document.document_id, reason: 'failed' })
        if (!(error instanceof DeliveryFailed) || error.final) result.stopped = cause
      }
    }
    reach('kantaSent', connector.name)
    context.transaction(() => {
      record(context, connector, sent, failed)
      logChunk(context, connector, sent)
    })
    context.progress('documents', Math.min(ids.length, from + perChunk), ids.length)
    await yieldNow()
  }
  connector.finish()
  return result
}

function alreadyThere(result: RunResult, { row, document }: Handed): false {
  result.skipped.push({ entryId: row.entry_id, documentId: document.document_id, reason: 'alreadyThere' })
  return false
}
