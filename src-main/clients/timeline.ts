// One list of everything that happened with a client. Each domain gives its part; the list merges them by time.
import { invalidInput } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { careTimeline } from '../treatment/timeline.ts'

export interface TimelineItem {
  kind: string
  id: string
  at: string
  title?: string
  details?: Record<string, unknown>
}

/** Items of one kind at or before an instant, newest first, in an order that never changes. `role` decides what may be told. */
export type TimelineSource = (db: Database, clientId: string, until: string, limit: number, role: string) => TimelineItem[]

const consents: TimelineSource = (db, clientId, until, limit) =>
  db
    .statement<{ id: string; at: string; purpose: string; channel: string; given: number }>(
      'SELECT id, at, purpose, channel, given FROM consents WHERE client_id = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?',
    )
    .all(clientId, until, limit)
    .map(({ id, at, purpose, channel, given }) => ({ kind: 'consent', id, at, details: { purpose, channel, given: given === 1 } }))

const merges: TimelineSource = (db, clientId, until, limit) =>
  db
    .statement<{ id: string; at: string; undone_at: string | null }>(
      'SELECT id, at, undone_at FROM client_merges WHERE kept_id = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?',
    )
    .all(clientId, until, limit)
    .map(({ id, at, undone_at }) => ({ kind: 'merge', id, at, details: { undone: undone_at !== null } }))

/** Changes of the client's details; bookings, visits, entries and disclosures are items of their own, and views are in the log. */
const changes: TimelineSource = (db, clientId, until, limit) =>
  db
    .statement<{ number: number; at: string; kind: string; user_name: string; details: string | null }>(
      `SELECT l.number, l.at, l.kind, l.user_name, l.details FROM audit_log_clients c JOIN audit_log l ON l.number = c.number
      WHERE c.client_id = ? AND l.at <= ? AND l.kind IN ('create', 'change', 'archive', 'import', 'export')
      AND l.groups NOT LIKE '%"care"%' AND l.groups NOT LIKE '%"appointments"%' AND l.method <> 'disclosures.record' ORDER BY l.at DESC, l.number DESC LIMIT ?`,
    )
    .all(clientId, until, limit)
    .map(({ number, at, kind, user_name, details }) => ({
      kind,
      id: String(number),
      at,
      details: { userName: user_name, ...(details ? (JSON.parse(details) as Record<string, unknown>) : {}) },
    }))

const sources: TimelineSource[] = [consents, merges, changes, ...careTimeline]

/** Where a page ended: its last instant, and how many items of that instant were shown. */
function readCursor(cursor: string | undefined): { until: string; shown: number } {
  if (cursor === undefined) return { until: '9999', shown: 0 }
  const match = /^([0-9TZ:.-]{20,30}) ([0-9]{1,6})$/.exec(cursor)
  if (!match) throw invalidInput([{ path: ['cursor'], code: 'cursor' }])
  return { until: match[1]!, shown: Number(match[2]) }
}

/** @throws AppError `invalid_input` for a cursor that is none */
export function timeline(
  db: Database,
  clientId: string,
  role: string,
  limit: number,
  cursor?: string,
): { items: TimelineItem[]; cursor?: string } {
  const { until, shown } = readCursor(cursor)
  const all = sources
    .flatMap((source) => source(db, clientId, until, limit + shown + 1, role))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const rest = all.slice(shown)
  const items = rest.slice(0, limit)
  if (rest.length <= limit) return { items }
  const { at } = items.at(-1)!
  const sameInstant = items.filter((item) => item.at === at).length + (at === until ? shown : 0)
  return { items, cursor: `${at} ${sameInstant}` }
}
