// What is printed of a record, read in one transaction.
import { alertsOf } from '../alerts/alerts-of.ts'
import type { Alert } from '../alerts/contract.ts'
import { storedClient, type StoredClient } from '../clients/read.ts'
import type { Context } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { storedVisit, type StoredVisit } from '../visits/read.ts'
import { mayRead } from './access.ts'
import type { Entry } from './contract.ts'
import { entrySql, readEntry, signedEntry, storedEntry, storedVersions, type EntryWithVisit } from './read.ts'

export interface PrintedEntry {
  /** The newest version, or the draft. */
  newest: Entry
  /** Earlier versions, newest first; empty when they are not asked for. */
  earlier: Entry[]
}
export interface PrintedVisit {
  visit: StoredVisit
  entries: PrintedEntry[]
}
export interface PrintedAttachment {
  visitId: string | null
  kind: string
  fileName: string
  description: string | null
  createdAt: string
}
export interface RecordData {
  scope: 'entry' | 'visit' | 'record'
  client: StoredClient
  visits: PrintedVisit[]
  alerts: Alert[]
  attachments: PrintedAttachment[]
  /** Start of the visit for each entry that something was copied from. */
  copiedFrom: ReadonlyMap<string, string>
}

export interface Scope {
  entryId?: string | undefined
  visitId?: string | undefined
  clientId?: string | undefined
}

/** Whose record a scope is of. @throws AppError `invalid_input` unless exactly one is named; `not_found` */
export function clientOfScope(context: Context, scope: Scope): string {
  const named = (['entryId', 'visitId', 'clientId'] as const).filter((key) => scope[key] !== undefined)
  if (named.length !== 1) throw invalidInput([{ path: [named[1] ?? 'entryId'], code: 'oneOfThree' }])
  if (scope.entryId !== undefined) {
    const row = storedEntry(context.db, scope.entryId)
    if (!mayRead(context, row)) throw new AppError('not_found', 'entryNotFound')
    return row.client_id
  }
  if (scope.visitId !== undefined) return storedVisit(context.db, scope.visitId).client_id
  return storedClient(context.db, scope.clientId!).id
}

function printed(context: Context, row: EntryWithVisit, versions: boolean): PrintedEntry {
  const newest = readEntry(context.db, row)
  if (!versions || row.version < 2) return { newest, earlier: [] }
  const earlier = storedVersions(context.db, row.id)
    .filter(({ number }) => number < row.version)
    .reverse()
    .map((version) => signedEntry(row, version))
  return { newest, earlier }
}

/** Signed entries of a visit in the order they were begun; private notes are printed alone only, and so are drafts. */
const entriesOf = (context: Context, visitId: string, versions: boolean): PrintedEntry[] =>
  context.db
    .statement<EntryWithVisit>(`${entrySql} WHERE e.visit_id = ? AND e.version > 0 AND e.kind <> 'privateNote' ORDER BY e.created_at, e.id`)
    .all(visitId)
    .map((row) => printed(context, row, versions))

function sourcesOf(context: Context, visits: readonly PrintedVisit[]): Map<string, string> {
  const ids = visits.flatMap(({ entries }) =>
    entries.flatMap(({ newest, earlier }) =>
      [newest, ...earlier].flatMap(({ copied }) => Object.values(copied).map(({ entryId }) => entryId)),
    ),
  )
  return new Map([...new Set(ids)].map((id) => [id, storedEntry(context.db, id).visit_started_at]))
}

const attachmentsSql = `SELECT visit_id AS visitId, kind, file_name AS fileName, description, created_at AS createdAt FROM attachments
  WHERE client_id = ? AND removed_at IS NULL ORDER BY created_at, id`

/** @throws AppError as `clientOfScope` */
export function recordData(context: Context, scope: Scope, versions: boolean): RecordData {
  const { db } = context
  const client = storedClient(db, clientOfScope(context, scope))
  const attachments = db.statement<PrintedAttachment>(attachmentsSql).all(client.id)
  const done = (kind: RecordData['scope'], visits: PrintedVisit[], files: PrintedAttachment[]): RecordData => ({
    scope: kind,
    client,
    visits,
    alerts: kind === 'record' ? alertsOf(context, client.id, true) : [],
    attachments: files,
    copiedFrom: sourcesOf(context, visits),
  })
  if (scope.entryId !== undefined) {
    const row = storedEntry(db, scope.entryId)
    return done('entry', [{ visit: storedVisit(db, row.visit_id), entries: [printed(context, row, versions)] }], [])
  }
  if (scope.visitId !== undefined) {
    const { visitId } = scope
    const visits = [{ visit: storedVisit(db, visitId), entries: entriesOf(context, visitId, versions) }]
    return done(
      'visit',
      visits,
      attachments.filter((file) => file.visitId === visitId),
    )
  }
  const visits = db
    .statement<StoredVisit>('SELECT * FROM visits WHERE client_id = ? AND discarded_at IS NULL ORDER BY started_at, id')
    .all(client.id)
    .map((visit) => ({ visit, entries: entriesOf(context, visit.id, true) }))
  return done('record', visits, attachments)
}
