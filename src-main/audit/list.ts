import { Temporal } from 'temporal-polyfill'
import type { Database } from '../database/database.ts'
import { defaultTimeZone } from '../core/clock.ts'
import type { AuditEntry } from './contract.ts'
import type { LogRow } from './chain.ts'

export interface ListFilter {
  clientId?: string | undefined
  userId?: string | undefined
  kind?: string | undefined
  /** Instant or local date, inclusive. */
  from?: string | undefined
  /** Instant (exclusive) or local date (the whole day is in). */
  to?: string | undefined
  limit: number
  /** Number of the oldest entry already shown. */
  before?: number | undefined
}

const isDate = (value: string): boolean => value.length === 10
const startOf = (date: string, timeZone: string): string =>
  Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' })

/** The half-open span of instants that two ends mean; a last day counts to its end (EDD-Commissions #295: not to its midnight). */
export function instantsOf(from: string | undefined, to: string | undefined, timeZone = defaultTimeZone): [string, string] {
  const first = from === undefined ? '' : isDate(from) ? startOf(from, timeZone) : from
  const end = to === undefined ? '9999' : isDate(to) ? startOf(Temporal.PlainDate.from(to).add({ days: 1 }).toString(), timeZone) : to
  return [first, end]
}

const toEntry = (row: LogRow & { hash: string }): AuditEntry => ({
  number: row.number,
  at: row.at,
  userId: row.user_id,
  userName: row.user_name,
  userTitle: row.user_title,
  role: row.role,
  provider: row.provider,
  clientIds: JSON.parse(row.client_ids) as string[],
  method: row.method,
  kind: row.kind as AuditEntry['kind'],
  groups: JSON.parse(row.groups) as AuditEntry['groups'],
  purpose: row.purpose as AuditEntry['purpose'],
  source: row.source as AuditEntry['source'],
  details: row.details ? (JSON.parse(row.details) as Record<string, unknown>) : null,
  hash: row.hash,
})

/** A client's entries, with those of records that were joined into hers: they are of one person. */
const ofClient = `l.number IN (WITH RECURSIVE same (id) AS (SELECT ? UNION SELECT m.id FROM clients m JOIN same ON m.merged_into = same.id)
  SELECT number FROM audit_log_clients WHERE client_id IN (SELECT id FROM same))`

/** Entries, newest first. */
export function listEntries(db: Database, filter: ListFilter, timeZone = defaultTimeZone): AuditEntry[] {
  const [first, end] = instantsOf(filter.from, filter.to, timeZone)
  const conditions = ['l.at >= ?', 'l.at < ?', 'l.number < ?']
  const values: unknown[] = [first, end, filter.before ?? Number.MAX_SAFE_INTEGER]
  if (filter.userId) {
    conditions.push('l.user_id = ?')
    values.push(filter.userId)
  }
  if (filter.kind) {
    conditions.push('l.kind = ?')
    values.push(filter.kind)
  }
  if (filter.clientId) {
    conditions.push(ofClient)
    values.push(filter.clientId)
  }
  return db
    .statement<LogRow & { hash: string }>(`SELECT l.* FROM audit_log l WHERE ${conditions.join(' AND ')} ORDER BY l.number DESC LIMIT ?`)
    .all(...values, filter.limit)
    .map(toEntry)
}
