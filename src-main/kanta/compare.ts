// [Note: restored queue] A database that was put back from a copy has forgotten what was exported since. Before it writes anything it
// compares itself with the outbox's manifest and asks. Taking over counts those documents as written under the ids they have there.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { deflateRawSync } from 'node:zlib'
import { readVaultRow } from '../vault/identity.ts'
import type { FileOutbox, Stray } from './file-outbox.ts'
import { judgementOf } from './judging.ts'
import type { ManifestDocument } from './manifest.ts'
import { addRow, currentRow, rowsOfEntry, transitionDetails, type QueueRow } from './queue-rows.ts'
import type { DifferencesFound } from './shapes-contract.ts'

/** Restored, copied or adopted since the queue was last at work. */
export function isRestored({ db }: Pick<Context, 'db'>): boolean {
  const remembered = db.statement('SELECT installation_number FROM kanta_state WHERE number = 1').pluck().get() as number | null | undefined
  return remembered !== null && remembered !== undefined && remembered !== readVaultRow(db).installationNumber
}

const rowOf = (context: Context, { record }: ManifestDocument): QueueRow | undefined =>
  rowsOfEntry(context.db, record.entryId).find((row) => row.entry_version === record.entryVersion)

function insertDocument(context: Context, outbox: FileOutbox, told: ManifestDocument, queueId: string | null): void {
  const bytes = outbox.bytesOf(told)
  context.db
    .statement('INSERT INTO kanta_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)')
    .run(
      told.documentId,
      queueId,
      told.setId,
      told.version,
      told.kind,
      bytes ? deflateRawSync(bytes) : null,
      told.bytes,
      told.sha256,
      told.writtenAt,
      context.clock.now(),
    )
  if (queueId !== null)
    context.db
      .statement(
        'INSERT INTO kanta_writes SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM kanta_writes WHERE outbox_id = ? AND (document_id = ? OR sequence = ?))',
      )
      .run(
        `${outbox.id}:${told.documentId}`,
        outbox.id,
        told.documentId,
        told.sequence,
        told.writtenAt,
        outbox.id,
        told.documentId,
        told.sequence,
      )
}

/** A voiding that found nothing outside when it was signed, because the database had forgotten: it is made up for. */
function voidIfForgotten(context: Context, entryId: string): void {
  const newest = currentRow(context.db, entryId)
  const entry = context.db.statement<{ state: string; version: number }>('SELECT state, version FROM entries WHERE id = ?').get(entryId)
  if (entry?.state !== 'voided' || newest?.kind === 'void') return
  const judgement = judgementOf(context.db, entryId)
  if (judgement) addRow(context, { entryId, entryVersion: entry.version, kind: 'void', judgement })
}

/** Counts the outbox's unknown documents as written. */
function takeOver(context: Context, outbox: FileOutbox, unknown: readonly ManifestDocument[]): void {
  const touched = new Set<string>()
  for (const told of unknown) {
    const row = rowOf(context, told)
    if (!row) {
      insertDocument(context, outbox, told, null)
      context.db.statement('UPDATE kanta_queue SET set_id = ? WHERE entry_id = ? AND set_id IS NULL').run(told.setId, told.record.entryId)
      continue
    }
    insertDocument(context, outbox, told, row.id)
    touched.add(row.entry_id)
    // A row that has been written and answered here since is left as it is; its document of then is only remembered.
    if (row.state === 'exported' || row.state === 'accepted' || row.state === 'rejected') continue
    context.db
      .statement(
        "UPDATE kanta_queue SET state = 'exported', document_id = ?, set_id = ?, version = ?, attempts = attempts + 1, last_error = NULL, updated_at = ? WHERE id = ?",
      )
      .run(told.documentId, told.setId, told.version, context.clock.now(), row.id)
    context.db.statement('UPDATE kanta_queue SET set_id = ? WHERE entry_id = ? AND document_id IS NULL').run(told.setId, row.entry_id)
    const clientId = context.db.statement('SELECT client_id FROM entries WHERE id = ?').pluck().get(row.entry_id) as string
    context.log({ kind: 'change', groups: ['care'], clientIds: [clientId], details: transitionDetails(row, 'takeOver', 'exported') })
  }
  for (const entryId of touched) voidIfForgotten(context, entryId)
}

/** Remembered, so that it is asked about once. */
const rememberStray = (context: Context, { documentId, setId, version, bytes, sha256 }: Stray): void =>
  void context.db
    .statement("INSERT INTO kanta_documents VALUES (?, NULL, ?, ?, 'document', NULL, ?, ?, NULL, ?, NULL, NULL, NULL)")
    .run(documentId, setId, version, bytes, sha256, context.clock.now())

/**
 * Compares queue and outbox before anything is written.
 * @throws AppError `conflict` (`kantaOutboxDiffers`, `kantaManifestUnreadable`) with the list, unless a decision was given
 */
export function compareWithOutbox(
  context: Context,
  outbox: FileOutbox,
  decision: 'ask' | 'takeOver' | 'ignore',
): DifferencesFound | undefined {
  const unreadable = outbox.findings.some(({ finding }) => finding === 'manifestUnreadable')
  const unknown = outbox.unknown()
  const strays = outbox.strays()
  const restored = isRestored(context)
  if (!restored && unknown.length === 0 && strays.length === 0 && !unreadable) return undefined
  const found: DifferencesFound = {
    restored,
    unknown: [
      ...unknown.map((told) => ({
        documentId: told.documentId,
        setId: told.setId,
        version: told.version,
        known: rowOf(context, told) !== undefined,
      })),
      ...strays.map(({ documentId, setId, version }) => ({ documentId, setId, version, known: false })),
    ],
  }
  if (decision === 'ask')
    throw new AppError('conflict', unreadable ? 'kantaManifestUnreadable' : restored ? 'kantaRestored' : 'kantaOutboxDiffers', {
      params: { count: found.unknown.length },
      details: { ...found, manifestUnreadable: unreadable },
    })
  context.transaction(() => {
    if (decision === 'takeOver') takeOver(context, outbox, unknown)
    else for (const told of unknown) insertDocument(context, outbox, told, null)
    for (const stray of strays) rememberStray(context, stray)
    context.db.statement('UPDATE kanta_state SET installation_number = ? WHERE number = 1').run(readVaultRow(context.db).installationNumber)
    context.log({ details: { kanta: 'differences', decision, restored, unknown: found.unknown.length } })
  })
  outbox.setManifestAside()
  return { ...found, decision }
}
