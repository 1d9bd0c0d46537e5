// Rows of the queue: reading them, and moving one from state to state. Every move goes through the table of states.ts and is logged.
import type { Context } from '../core/context.ts'
import type { Database } from '../database/database.ts'
import { newId } from '../core/ids.ts'
import { readVaultRow } from '../vault/identity.ts'
import type { Judgement } from './rules.ts'
import type { QueueState, RuleCase } from './shapes-contract.ts'
import { nextState, type QueueEvent } from './states.ts'

export interface QueueRow {
  number: number
  id: string
  entry_id: string
  entry_version: number
  kind: 'document' | 'void'
  state: QueueState
  rule: number
  rule_case: RuleCase
  document_id: string | null
  set_id: string | null
  version: number | null
  corrects_document_id: string | null
  attempts: number
  last_error: string | null
  next_try_at: string | null
  created_at: string
  updated_at: string
}

/** What was written, without its bytes. */
export interface WrittenDocument {
  document_id: string
  queue_id: string | null
  set_id: string
  version: number
  kind: 'document' | 'void'
  size_bytes: number
  sha256: string
  exported_at: string | null
  fixed_at: string
  answer: 'accepted' | 'rejected' | null
  answer_detail: string | null
  answered_at: string | null
}
const documentColumns =
  'document_id, queue_id, set_id, version, kind, size_bytes, sha256, exported_at, fixed_at, answer, answer_detail, answered_at'

/** Every row of an entry, oldest first. */
export const rowsOfEntry = (db: Database, entryId: string): QueueRow[] =>
  db.statement<QueueRow>('SELECT * FROM kanta_queue WHERE entry_id = ? ORDER BY number').all(entryId)
/** The newest row of an entry: the one that events are for. */
export const currentRow = (db: Database, entryId: string): QueueRow | undefined =>
  db.statement<QueueRow>('SELECT * FROM kanta_queue WHERE entry_id = ? ORDER BY number DESC LIMIT 1').get(entryId)
export const rowById = (db: Database, id: string): QueueRow | undefined =>
  db.statement<QueueRow>('SELECT * FROM kanta_queue WHERE id = ?').get(id)
export const writtenDocument = (db: Database, documentId: string): WrittenDocument | undefined =>
  db.statement<WrittenDocument>(`SELECT ${documentColumns} FROM kanta_documents WHERE document_id = ?`).get(documentId)
export const writtenOfRow = (db: Database, queueId: string): WrittenDocument[] =>
  db
    .statement<WrittenDocument>(`SELECT ${documentColumns} FROM kanta_documents WHERE queue_id = ? ORDER BY fixed_at, document_id`)
    .all(queueId)

/** The set of an entry, once something of it was written. */
export const setOfEntry = (db: Database, entryId: string): string | null =>
  (db.statement('SELECT set_id FROM kanta_queue WHERE entry_id = ? AND set_id IS NOT NULL LIMIT 1').pluck().get(entryId) as
    | string
    | undefined) ?? null

/** The newest document of a set that is outside and was not rejected: what the next one replaces. */
export const liveDocument = (db: Database, setId: string | null): WrittenDocument | undefined =>
  setId === null
    ? undefined
    : db
        .statement<WrittenDocument>(
          `SELECT ${documentColumns} FROM kanta_documents
          WHERE set_id = ? AND exported_at IS NOT NULL AND (answer IS NULL OR answer = 'accepted') ORDER BY version DESC LIMIT 1`,
        )
        .get(setId)

/** Version that the next document of an entry gets: exported ones counted, rejected ones not, so that there are no gaps. */
export const nextVersion = (db: Database, entryId: string): number => (liveDocument(db, setOfEntry(db, entryId))?.version ?? 0) + 1

/** Remembers which installation worked on the queue, the first time; an export after a restore compares it. */
function rememberInstallation(db: Database): void {
  db.statement(
    `INSERT INTO kanta_state (number, installation_number) VALUES (1, ?)
    ON CONFLICT (number) DO UPDATE SET installation_number = excluded.installation_number WHERE installation_number IS NULL`,
  ).run(readVaultRow(db).installationNumber)
}

export interface NewRow {
  entryId: string
  entryVersion: number
  kind: QueueRow['kind']
  judgement: Judgement
  correctsDocumentId?: string | null
}

/** A new row, pending or withheld as the rules say. */
export function addRow(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { entryId, entryVersion, kind, judgement, correctsDocumentId = null }: NewRow,
): QueueRow {
  const now = clock.now()
  const id = newId(now)
  db.statement(
    `INSERT INTO kanta_queue (id, entry_id, entry_version, kind, state, rule, rule_case, set_id, corrects_document_id, attempts, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
  ).run(
    id,
    entryId,
    entryVersion,
    kind,
    judgement.required ? 'pending' : 'withheld',
    judgement.rule,
    judgement.ruleCase,
    setOfEntry(db, entryId),
    correctsDocumentId,
    now,
    now,
  )
  rememberInstallation(db)
  return rowById(db, id)!
}

/** Moves a row by the table. @returns the state it has now @throws AppError `conflict` */
export function move({ db, clock }: Pick<Context, 'db' | 'clock'>, row: QueueRow, event: QueueEvent, judgement?: Judgement): QueueState {
  const state = nextState(row.state, event)
  return settle({ db, clock }, row, state, judgement)
}

/** Gives a row a state that the caller has reason for, and the rule when it was judged. */
export function settle({ db, clock }: Pick<Context, 'db' | 'clock'>, row: QueueRow, state: QueueState, judgement?: Judgement): QueueState {
  const rule = judgement?.rule ?? row.rule
  const ruleCase = judgement?.ruleCase ?? row.rule_case
  if (state !== row.state || rule !== row.rule || ruleCase !== row.rule_case)
    db.statement('UPDATE kanta_queue SET state = ?, rule = ?, rule_case = ?, updated_at = ? WHERE id = ?').run(
      state,
      rule,
      ruleCase,
      clock.now(),
      row.id,
    )
  return state
}

/** What a transition leaves in the log: which row of which entry, from where to where, and why. Never content. */
export const transitionDetails = (row: QueueRow, event: string, to: string): Record<string, unknown> => ({
  kanta: event,
  entry: row.entry_id,
  entryVersion: row.entry_version,
  from: row.state,
  to,
  ...(row.document_id === null ? {} : { documentId: row.document_id }),
})
