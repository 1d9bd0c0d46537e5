import { sql } from 'drizzle-orm'
import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from '../clients/tables.ts'

/** Risk information seen before treating. A row is never rewritten, only ended: what was known when stays readable. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    kind: text().notNull(),
    text: text().notNull(),
    /** Local date from which it holds, when known. */
    since: text(),
    /** Local date it is expected to end (pregnancy, a course of medicine): from then on it asks to be looked at. */
    reviewOn: text('review_on'),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    endedAt: text('ended_at'),
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
  },
  (table) => [
    index('alerts_client').on(table.clientId),
    check(
      'alerts_kind',
      sql`${table.kind} in ('allergy', 'redFlag', 'anticoagulation', 'pregnancy', 'implant', 'infection', 'medication', 'other')`,
    ),
    check('alerts_ended', sql`(${table.endedAt} is null) = (${table.endedBy} is null)`),
  ],
)
