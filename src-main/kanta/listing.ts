// Rows as they are shown: with the client's name, the rule in words and what the version will be.
import type { Context } from '../core/context.ts'
import { errorBody } from '../core/texts.ts'
import { AppError } from '../core/errors.ts'
import { displayName } from '../clients/names.ts'
import type { EntryKind } from '../treatment/content-contract.ts'
import { nextVersion, type QueueRow } from './queue-rows.ts'
import type { QueueRowOut, QueueState } from './shapes-contract.ts'
import { problemText, reasonText, type ProblemCode } from './texts.ts'

interface ListedRow extends QueueRow {
  entry_kind: EntryKind
  client_id: string
  visit_id: string
  visit_started_at: string
  last_name: string
  first_name: string | null
  call_name: string | null
  answered_at: string | null
  hold_reason: string | null
  held_by_name: string | null
  held_at: string | null
}
const listSql = `SELECT q.*, e.kind AS entry_kind, e.client_id, e.visit_id, s.started_at AS visit_started_at, c.last_name, c.first_name, c.call_name,
    d.answered_at, h.reason AS hold_reason, h.held_by_name, h.held_at
  FROM kanta_queue q JOIN entries e ON e.id = q.entry_id JOIN visits s ON s.id = e.visit_id JOIN clients c ON c.id = e.client_id
    LEFT JOIN kanta_documents d ON d.document_id = q.document_id
    LEFT JOIN kanta_holds h ON h.entry_id = q.entry_id AND h.released_at IS NULL`

export interface ListFilter {
  state?: QueueState | undefined
  entryId?: string | undefined
  clientId?: string | undefined
  after?: number | undefined
  newestFirst?: boolean | undefined
  limit?: number | undefined
}

type StoredError = { key: string; params?: Record<string, string | number> } | { detail: string } | { problem: ProblemCode }

/** The last error in the user's language: a text of ours, or the archive's words. */
function errorText(context: Pick<Context, 'language'>, stored: string | null): string | undefined {
  if (stored === null) return undefined
  const error = JSON.parse(stored) as StoredError
  if ('detail' in error) return error.detail
  if ('problem' in error) return problemText(context.language, error.problem)
  return errorBody(new AppError('io', error.key, { params: error.params ?? {} }), context.language).message
}

function shown(context: Pick<Context, 'db' | 'language'>, row: ListedRow): QueueRowOut {
  const version = row.state === 'pending' ? nextVersion(context.db, row.entry_id) : row.version
  const lastError = errorText(context, row.last_error)
  return {
    number: row.number,
    entryId: row.entry_id,
    clientId: row.client_id,
    visitId: row.visit_id,
    displayName: displayName({ lastName: row.last_name, firstName: row.first_name, callName: row.call_name }),
    entryKind: row.entry_kind,
    entryVersion: row.entry_version,
    kind: row.kind,
    state: row.state,
    rule: row.rule,
    ruleCase: row.rule_case,
    reason: reasonText(context.language, row.rule, row.rule_case),
    ...(row.document_id === null ? {} : { documentId: row.document_id }),
    ...(row.set_id === null ? {} : { setId: row.set_id }),
    ...(version === null ? {} : { version }),
    ...(row.corrects_document_id === null ? {} : { correctsDocumentId: row.corrects_document_id }),
    ...(row.hold_reason === null ? {} : { hold: { reason: row.hold_reason, by: row.held_by_name!, at: row.held_at! } }),
    visitStartedAt: row.visit_started_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    ...(lastError === undefined ? {} : { lastError }),
    ...(row.next_try_at === null ? {} : { nextTryAt: row.next_try_at }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
  }
}

/** Rows that the user may see, oldest first unless asked otherwise: a private note is its author's, and the owner's. */
export function listRows(
  context: Pick<Context, 'db' | 'language' | 'actor'>,
  { state, entryId, clientId, after, newestFirst = false, limit }: ListFilter,
): QueueRowOut[] {
  const where: string[] = []
  const values: (string | number)[] = []
  const only = (sql: string, value: string | number | undefined): void => {
    if (value === undefined) return
    where.push(sql)
    values.push(value)
  }
  only('q.state = ?', state)
  only('q.entry_id = ?', entryId)
  only('e.client_id = ?', clientId)
  only(`q.number ${newestFirst ? '<' : '>'} ?`, after)
  only("(e.kind <> 'privateNote' OR e.author_id = ?)", context.actor.role === 'owner' ? undefined : context.actor.userId)
  const sql = `${listSql}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''} ORDER BY q.number${newestFirst ? ' DESC' : ''} LIMIT ?`
  return context.db
    .statement<ListedRow>(sql)
    .all(...values, limit ?? -1)
    .map((row) => shown(context, row))
}

/** One row as it stands now. */
export const shownRow = (context: Pick<Context, 'db' | 'language'>, { id }: Pick<QueueRow, 'id'>): QueueRowOut =>
  shown(context, context.db.statement<ListedRow>(`${listSql} WHERE q.id = ?`).get(id)!)
