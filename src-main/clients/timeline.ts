// One list of everything that happened with a client. Each domain gives its part; the list merges them by time.
import type { Database } from '../database/database.ts'

export interface TimelineItem {
  kind: string
  id: string
  at: string
  title?: string
  details?: Record<string, unknown>
}

/** Items of one kind before an instant (exclusive), newest first. `role` decides what may be told. */
export type TimelineSource = (db: Database, clientId: string, before: string, limit: number, role: string) => TimelineItem[]

const consents: TimelineSource = (db, clientId, before, limit) =>
  db.statement<{ id: string; at: string; purpose: string; channel: string; given: number }>('SELECT id, at, purpose, channel, given FROM consents WHERE client_id = ? AND at < ? ORDER BY at DESC LIMIT ?').all(clientId, before, limit)
    .map(({ id, at, purpose, channel, given }) => ({ kind: 'consent', id, at, details: { purpose, channel, given: given === 1 } }))

const merges: TimelineSource = (db, clientId, before, limit) =>
  db.statement<{ id: string; at: string; undone_at: string | null }>('SELECT id, at, undone_at FROM client_merges WHERE kept_id = ? AND at < ? ORDER BY at DESC LIMIT ?').all(clientId, before, limit)
    .map(({ id, at, undone_at }) => ({ kind: 'merge', id, at, details: { undone: undone_at !== null } }))

/** Changes, not views: those are in the log of the client's own page. */
const changes: TimelineSource = (db, clientId, before, limit) =>
  db.statement<{ number: number; at: string; kind: string; user_name: string; details: string | null }>(
    `SELECT l.number, l.at, l.kind, l.user_name, l.details FROM audit_log_clients c JOIN audit_log l ON l.number = c.number
      WHERE c.client_id = ? AND l.at < ? AND l.kind IN ('create', 'change', 'archive', 'import', 'export') ORDER BY c.number DESC LIMIT ?`).all(clientId, before, limit)
    .map(({ number, at, kind, user_name, details }) => ({ kind, id: String(number), at, details: { userName: user_name, ...(details ? (JSON.parse(details) as Record<string, unknown>) : {}) } }))

const sources: TimelineSource[] = [consents, merges, changes]

export function timeline(db: Database, clientId: string, role: string, limit: number, cursor?: string): { items: TimelineItem[]; cursor?: string } {
  const before = cursor ?? '9999'
  const all = sources.flatMap((source) => source(db, clientId, before, limit + 1, role)).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const items = all.slice(0, limit)
  return { items, ...(all.length > limit ? { cursor: items.at(-1)!.at } : {}) }
}
