import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { contentHash, editable, readDraft, readSigned } from './content.ts'
import type { EntryKind, EntryState } from './content-contract.ts'
import type { Entry } from './contract.ts'

export interface StoredEntry {
  id: string
  visit_id: string
  client_id: string
  kind: EntryKind
  state: EntryState
  version: number
  author_id: string
  discarded_at: string | null
  created_at: string
  updated_at: string
  revision: number
}
export interface StoredVersion {
  id: string
  entry_id: string
  number: number
  state: 'signed' | 'amended' | 'voided'
  content: string
  salt: string
  content_hash: string
  signer_id: string
  signer_name: string
  signer_title: string | null
  signed_at: string
  reason: string | null
}
export interface StoredDraft {
  content: string
  caret: string | null
  saved_at: string
  saved_by: string
  logged_at: string
  logged_by: string
}
interface VisitPart {
  visit_started_at: string
  visit_ended_at: string | null
  other_provider: string | null
  /** Null when the user is no longer kept. */
  author_name: string | null
  author_title: string | null
}
export type EntryWithVisit = StoredEntry & VisitPart

export const entrySql = `SELECT e.*, v.started_at AS visit_started_at, v.ended_at AS visit_ended_at, v.other_provider, u.name AS author_name, u.title AS author_title
  FROM entries e JOIN visits v ON v.id = e.visit_id LEFT JOIN users u ON u.id = e.author_id`

/** @throws AppError `not_found` */
export function storedEntry(db: Database, id: string): EntryWithVisit {
  const row = db.statement<EntryWithVisit>(`${entrySql} WHERE e.id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'entryNotFound')
  return row
}

/** @throws AppError `not_found` */
export function storedVersion(db: Database, entryId: string, number: number): StoredVersion {
  const row = db.statement<StoredVersion>('SELECT * FROM entry_versions WHERE entry_id = ? AND number = ?').get(entryId, number)
  if (!row) throw new AppError('not_found', 'entryVersionNotFound')
  return row
}

export const storedVersions = (db: Database, entryId: string): StoredVersion[] =>
  db.statement<StoredVersion>('SELECT * FROM entry_versions WHERE entry_id = ? ORDER BY number').all(entryId)

export const storedDraft = (db: Database, entryId: string): StoredDraft | undefined =>
  db
    .statement<StoredDraft>('SELECT content, caret, saved_at, saved_by, logged_at, logged_by FROM entry_drafts WHERE entry_id = ?')
    .get(entryId)

export const isIntact = (version: Pick<StoredVersion, 'salt' | 'content' | 'content_hash'>): boolean =>
  contentHash(version.salt, version.content) === version.content_hash

const base = (row: EntryWithVisit) => ({
  entryId: row.id,
  visitId: row.visit_id,
  clientId: row.client_id,
  kind: row.kind,
  state: row.state,
  newestVersion: row.version,
  revision: row.revision,
  discarded: row.discarded_at !== null,
  visitStartedAt: row.visit_started_at,
  ...(row.visit_ended_at === null ? {} : { visitEndedAt: row.visit_ended_at }),
  ...(row.other_provider === null ? {} : { otherProvider: row.other_provider }),
  createdAt: row.created_at,
})

export function signedEntry(row: EntryWithVisit, version: StoredVersion): Entry {
  const content = readSigned(version.content)
  return {
    ...base(row),
    ...editable(content),
    version: version.number,
    subject: content.subject,
    author: content.author,
    ...(content.recorder ? { recorder: content.recorder } : {}),
    signedAt: version.signed_at,
    ...(version.reason === null ? {} : { reason: version.reason }),
    contentHash: version.content_hash,
    intact: isIntact(version),
  }
}

export function draftEntry(row: EntryWithVisit, draft: StoredDraft): Entry {
  return {
    ...base(row),
    ...readDraft(draft.content),
    version: 0,
    author: { userId: row.author_id, name: row.author_name ?? '', ...(row.author_title === null ? {} : { title: row.author_title }) },
    savedAt: draft.saved_at,
    ...(draft.caret === null ? {} : { caret: JSON.parse(draft.caret) as NonNullable<Entry['caret']> }),
    intact: true,
  }
}

/** The draft, or the newest or named version. @throws AppError `not_found` */
export function readEntry(db: Database, row: EntryWithVisit, version?: number): Entry {
  if (row.version > 0) return signedEntry(row, storedVersion(db, row.id, version ?? row.version))
  const draft = version === undefined ? storedDraft(db, row.id) : undefined
  if (!draft) throw new AppError('not_found', 'entryVersionNotFound')
  return draftEntry(row, draft)
}
