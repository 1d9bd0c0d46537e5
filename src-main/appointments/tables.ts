import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from '../clients/tables.ts'
import { services } from '../services/tables.ts'

/** Bookings. Without a client: a time held for somebody not yet known. */
export const appointments = sqliteTable(
  'appointments',
  {
    id: text().primaryKey(),
    clientId: text('client_id').references(() => clients.id),
    serviceId: text('service_id')
      .notNull()
      .references(() => services.id),
    /** Instants; `ends_at` follows from the start and the minutes and is stored for the overlap search. */
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    /** Kept free after the end. */
    bufferMinutes: integer('buffer_minutes').notNull(),
    note: text(),
    status: text().notNull(),
    cancelledAt: text('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    cancelReason: text('cancel_reason'),
    /** Appointments that were made by one repeat rule. */
    seriesId: text('series_id'),
    repeatRule: text('repeat_rule'),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('appointments_start').on(table.startsAt),
    index('appointments_client').on(table.clientId, table.startsAt),
    index('appointments_service').on(table.serviceId),
    index('appointments_series')
      .on(table.seriesId)
      .where(sql`${table.seriesId} is not null`),
    check('appointments_status', sql`${table.status} in ('booked', 'arrived', 'completed', 'noShow', 'cancelled')`),
    check('appointments_cancelled', sql`(${table.status} = 'cancelled') = (${table.cancelledAt} is not null)`),
    check('appointments_cancelled_by', sql`${table.cancelledBy} in ('client', 'practice')`),
    check('appointments_duration', sql`${table.durationMinutes} > 0 and ${table.endsAt} > ${table.startsAt}`),
  ],
)
