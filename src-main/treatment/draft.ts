// Unsigned entries: saved within a second of typing, one row an entry. A stale save is refused, so that the same note in two windows
// loses neither text (notesnook #1367).
import type { Context } from '../core/context.ts'
import type { ParsedInputOf } from '../core/contract.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { storedClient } from '../clients/read.ts'
import { storedVisit } from '../visits/read.ts'
import { mayRead, requireOwnDraft } from './access.ts'
import { emptyContent, readDraft, readSigned, withChange } from './content.ts'
import type { EntryContent, Heading } from './content-contract.ts'
import type { treatmentContract } from './contract.ts'
import { storedDraft, storedEntry, storedVersion, type EntryWithVisit, type StoredDraft } from './read.ts'

/** A run of autosaves of one user is one log entry; after a quarter of an hour the next begins. */
const logEveryMilliseconds = 15 * 60_000

/** An entry that can still be written. @throws AppError `immutable`, `conflict`, `not_allowed` */
export function writableDraft(context: Context, entryId: string): { row: EntryWithVisit; draft: StoredDraft } {
  const row = storedEntry(context.db, entryId)
  if (row.state !== 'draft') throw new AppError('immutable', 'entrySigned')
  requireOwnDraft(context, row)
  if (row.discarded_at !== null) throw new AppError('conflict', 'draftDiscarded')
  const draft = storedDraft(context.db, entryId)
  if (!draft) throw new AppError('not_found', 'entryNotFound')
  return { row, draft }
}

/** @throws AppError `conflict` (`staleDraft`) with the revision and time of what is there */
export function requireFreshDraft(row: EntryWithVisit, draft: StoredDraft, revision: number | undefined): void {
  if (revision !== undefined && revision !== row.revision)
    throw new AppError('conflict', 'staleDraft', { details: { revision: row.revision, savedAt: draft.saved_at } })
}

/** The text of an entry that is copied from: its draft or a version. */
export function sourceContent(
  context: Context,
  entryId: string,
  version?: number,
): { content: EntryContent; version: number; row: EntryWithVisit } {
  const row = storedEntry(context.db, entryId)
  if (!mayRead(context, row)) throw new AppError('not_found', 'entryNotFound')
  const draft = row.version === 0 ? storedDraft(context.db, entryId) : undefined
  if (draft) return { content: readDraft(draft.content), version: 0, row }
  const number = version === undefined || version === 0 ? row.version : version
  return { content: readSigned(storedVersion(context.db, entryId, number).content), version: number, row }
}

/** Drops the marks of copied headings whose text no longer holds what was copied. */
export function withTrueCopies(context: Context, content: EntryContent, clientId: string): EntryContent {
  const kept = Object.entries(content.copied).filter(([heading, from]) => {
    const { content: source, row } = sourceContent(context, from.entryId, from.version)
    const copied = source.sections[heading as Heading]
    return row.client_id === clientId && copied !== undefined && (content.sections[heading as Heading] ?? '').includes(copied)
  })
  return { ...content, copied: Object.fromEntries(kept) }
}

/** Writes a draft over the one before. Logs the first of a run. */
export function writeDraft(
  context: Context,
  row: Pick<EntryWithVisit, 'id' | 'client_id' | 'visit_id'>,
  content: EntryContent,
  caret: { field: string; position: number } | null | undefined,
  before: StoredDraft | undefined,
): string {
  const { db, actor } = context
  const at = context.clock.now()
  const logs = !before || before.logged_by !== actor.userId || Date.parse(at) - Date.parse(before.logged_at) >= logEveryMilliseconds
  const caretJson = caret === undefined ? (before?.caret ?? null) : caret === null ? null : JSON.stringify(caret)
  db.statement(
    `INSERT INTO entry_drafts (entry_id, content, caret, saved_at, saved_by, logged_at, logged_by) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (entry_id) DO UPDATE SET content = excluded.content, caret = excluded.caret, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
      logged_at = excluded.logged_at, logged_by = excluded.logged_by`,
  ).run(row.id, JSON.stringify(content), caretJson, at, actor.userId, logs ? at : before.logged_at, logs ? actor.userId : before.logged_by)
  if (logs)
    context.log({
      clientIds: [row.client_id],
      ...(before ? {} : { kind: 'create' as const }),
      details: { entry: row.id, visit: row.visit_id },
    })
  context.changed('treatment', row.id)
  return at
}

type SaveInput = ParsedInputOf<typeof treatmentContract.saveDraft>

function beginEntry(context: Context, visitId: string, kind: NonNullable<SaveInput['kind']>): EntryWithVisit {
  const { db } = context
  const visit = storedVisit(db, visitId)
  if (storedClient(db, visit.client_id).merged_into) throw new AppError('conflict', 'clientMerged')
  const at = context.clock.now()
  const id = newId(at)
  db.statement(
    `INSERT INTO entries (id, visit_id, client_id, kind, state, version, author_id, created_at, updated_at, revision) VALUES (?, ?, ?, ?, 'draft', 0, ?, ?, ?, 1)`,
  ).run(id, visitId, visit.client_id, kind, context.actor.userId, at, at)
  return storedEntry(db, id)
}

export function saveDraft(context: Context, input: SaveInput): { entryId: string; savedAt: string; revision: number } {
  const { visitId, entryId, revision, kind, caret, ...change } = input
  if (entryId === undefined) {
    const row = beginEntry(context, visitId, kind ?? 'visit')
    const content = withTrueCopies(context, withChange(emptyContent, change, 'all'), row.client_id)
    return { entryId: row.id, savedAt: writeDraft(context, row, content, caret, undefined), revision: row.revision }
  }
  const { row, draft } = writableDraft(context, entryId)
  if (row.visit_id !== visitId) throw invalidInput([{ path: ['visitId'], code: 'entryVisit' }])
  // Two windows may have it open; a script that says nothing overwrites knowingly.
  if (revision === undefined && context.actor.source === 'window') throw invalidInput([{ path: ['revision'], code: 'required' }])
  requireFreshDraft(row, draft, revision)
  const content = withTrueCopies(context, withChange(readDraft(draft.content), change, 'all'), row.client_id)
  const savedAt = writeDraft(context, row, content, caret, draft)
  touch(context, row.id, { kind: kind ?? row.kind })
  return { entryId, savedAt, revision: row.revision + 1 }
}

/** Moves the entry's revision on, with what else of it changes. */
export function touch(context: Context, entryId: string, change: { kind?: string; discardedAt?: string | null }): void {
  const sets = [
    ...(change.kind === undefined ? [] : ['kind = ?']),
    ...(change.discardedAt === undefined ? [] : ['discarded_at = ?']),
    'updated_at = ?',
    'revision = revision + 1',
  ]
  context.db
    .statement(`UPDATE entries SET ${sets.join(', ')} WHERE id = ?`)
    .run(
      ...(change.kind === undefined ? [] : [change.kind]),
      ...(change.discardedAt === undefined ? [] : [change.discardedAt]),
      context.clock.now(),
      entryId,
    )
}
