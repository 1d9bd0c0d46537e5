// A row's document: gathered from the signed version, the client as she is known now, the settings and the code table.
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Context } from '../core/context.ts'
import type { Database } from '../database/database.ts'
import { readSettings } from '../settings/read.ts'
import type { Settings } from '../settings/contract.ts'
import type { SignedContent } from '../treatment/content-contract.ts'
import { writeCda } from './cda.ts'
import { readCodeTable, type CodeTable } from './code-table.ts'
import { documentOf, type DocumentProblem, type SignedEntry, type Sources } from './document-of-entry.ts'
import { provisionalNumbering, numbering, serviceEventOf, type Numbering } from './numbers.ts'
import { businessArc } from './oid.ts'
import { liveDocument, setOfEntry, type QueueRow, type WrittenDocument, writtenDocument } from './queue-rows.ts'
import { wordingOf } from './wording.ts'

interface SourceRow {
  state: SignedEntry['state']
  content: string
  signer_id: string
  signer_name: string
  signer_title: string | null
  signed_at: string
  reason: string | null
  visit_id: string
  started_at: string
  ended_at: string | null
  client_id: string
  last_name: string
  first_name: string | null
  hetu: string | null
  birth_date: string | null
  sex: string | null
  registration_number: string | null
}
const sourceSql = `SELECT v.state, v.content, v.signer_id, v.signer_name, v.signer_title, v.signed_at, v.reason, e.visit_id, s.started_at, s.ended_at,
    e.client_id, c.last_name, c.first_name, c.hetu, c.birth_date, c.sex, u.registration_number
  FROM entry_versions v JOIN entries e ON e.id = v.entry_id JOIN visits s ON s.id = e.visit_id JOIN clients c ON c.id = e.client_id
    LEFT JOIN users u ON u.id = v.signer_id
  WHERE v.entry_id = ? AND v.number = ?`

/** Read once for a run of documents. */
export interface Workshop {
  context: Pick<Context, 'db' | 'clock' | 'appVersion'>
  settings: Settings
  codes: CodeTable
  numbers: Numbering
  /** Numbers are used up and service events kept; false for previews. */
  keep: boolean
}

/** @param keep false for a preview, which uses up no number; without a valid business id only previews are made */
export function workshop(context: Workshop['context'], keep: boolean): Workshop {
  const settings = readSettings(context.db)
  const business = businessArc(settings.practice?.businessId) ?? '0'
  const numbers = keep ? numbering(context, business) : provisionalNumbering(context, business)
  return { context, settings, codes: readCodeTable(context.db), numbers, keep }
}

export interface Built {
  xml: string
  problems: DocumentProblem[]
  clientId: string
  id: string
  setId: string
  version: number
}

const signedEntryOf = (row: SourceRow): SignedEntry => ({
  content: JSON.parse(row.content) as SignedContent,
  state: row.state,
  signedAt: row.signed_at,
  signerName: row.signer_name,
  signerTitle: row.signer_title,
  reason: row.reason,
  visitStartedAt: row.started_at,
  visitEndedAt: row.ended_at,
})

/** The version of an entry with all that a document needs but its ids. */
export function sourcesOf(
  shop: Workshop,
  entryId: string,
  entryVersion: number,
): (Omit<Sources, 'ids'> & { clientId: string; visitId: string }) | undefined {
  const row = shop.context.db.statement<SourceRow>(sourceSql).get(entryId, entryVersion)
  if (!row) return undefined
  return {
    entry: signedEntryOf(row),
    patient: { lastName: row.last_name, firstName: row.first_name, hetu: row.hetu, birthDate: row.birth_date, sex: row.sex },
    registrationNumber: row.registration_number,
    settings: shop.settings,
    codes: shop.codes,
    wording: wordingOf,
    appVersion: shop.context.appVersion,
    clientId: row.client_id,
    visitId: row.visit_id,
  }
}

/**
 * The document of a row as it would be written now.
 * @param documentId the id it had before; absent, a new one is taken
 */
export function build(shop: Workshop, row: Pick<QueueRow, 'entry_id' | 'entry_version'>, documentId?: string): Built {
  const { db } = shop.context
  const sources = sourcesOf(shop, row.entry_id, row.entry_version)
  if (!sources) throw new Error('a row of the queue without its signed version')
  const known = setOfEntry(db, row.entry_id)
  const live = liveDocument(db, known)
  const id = documentId ?? shop.numbers.next('document')
  const ids = {
    id,
    setId: known ?? id,
    version: (live?.version ?? 0) + 1,
    serviceEventId: serviceEventOf(db, sources.visitId, shop.numbers, shop.keep),
    ...(live ? { replaces: { id: live.document_id, setId: live.set_id, version: live.version } } : {}),
  }
  const { document, problems } = documentOf({ ...sources, ids })
  return { xml: writeCda(document), problems, clientId: sources.clientId, id, setId: ids.setId, version: ids.version }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The very bytes that were written, or undefined when only an outbox had them. */
export function storedBytes(db: Database, documentId: string): Buffer | undefined {
  const bytes = db.statement('SELECT bytes FROM kanta_documents WHERE document_id = ?').pluck().get(documentId) as Buffer | null | undefined
  return bytes ? inflateRawSync(bytes) : undefined
}

export interface Fixed {
  document: WrittenDocument
  bytes: Buffer
  clientId: string
}

/**
 * Fixes id, set, version and bytes of a waiting row and marks it exported: from here on it counts as outside, and whatever happens to the
 * process, the next export writes the same bytes. A row whose document has not changed keeps it.
 * @returns the problems when something it can't do without is missing; then nothing is fixed
 */
export function fix(shop: Workshop, row: QueueRow): Fixed | { blocked: DocumentProblem[]; clientId: string } {
  const { db, clock } = shop.context
  const now = clock.now()
  const before = row.document_id === null ? undefined : writtenDocument(db, row.document_id)
  let built = build(shop, row, row.document_id ?? undefined)
  const blocked = built.problems.filter(({ blocks }) => blocks)
  if (blocked.length > 0) return { blocked, clientId: built.clientId }
  let bytes = Buffer.from(built.xml, 'utf8')
  const same = before !== undefined && before.sha256 === sha256Of(bytes)
  if (before && !same) {
    built = build(shop, row)
    bytes = Buffer.from(built.xml, 'utf8')
  }
  if (same) {
    // Sent once more under its id: the earlier answer stays in `kanta_answers`, and whoever sends finds it under a new sequence number.
    db.statement(
      'UPDATE kanta_documents SET exported_at = ?, answer = NULL, answer_detail = NULL, answered_at = NULL WHERE document_id = ?',
    ).run(now, built.id)
    db.statement('DELETE FROM kanta_writes WHERE document_id = ?').run(built.id)
  } else
    db.statement('INSERT INTO kanta_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)').run(
      built.id,
      row.id,
      built.setId,
      built.version,
      row.kind,
      deflateRawSync(bytes, { level: 1 }), // ten thousand at a time: three times as fast, a tenth bigger
      bytes.length,
      sha256Of(bytes),
      now,
      now,
    )
  const corrects = before && !same && before.answer === 'rejected' ? before.document_id : row.corrects_document_id
  db.statement(
    `UPDATE kanta_queue SET state = 'exported', document_id = ?, set_id = ?, version = ?, corrects_document_id = ?, attempts = attempts + 1,
      last_error = NULL, next_try_at = NULL, updated_at = ? WHERE id = ?`,
  ).run(built.id, built.setId, built.version, corrects, now, row.id)
  return { document: writtenDocument(db, built.id)!, bytes, clientId: built.clientId }
}
