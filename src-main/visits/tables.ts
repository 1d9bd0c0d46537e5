import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { appointments } from '../appointments/tables.ts'
import { clients } from '../clients/tables.ts'

/** That a visit took place: what an assistant may see. What was written is in `entries`. */
export const visits = sqliteTable(
  'visits',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    /** Null for a walk-in. One visit for an appointment; one begun by mistake and discarded leaves it free. */
    appointmentId: text('appointment_id').references(() => appointments.id),
    /** State of the appointment before the visit began, `forNobody` when it had no client: what it goes back to when the visit is discarded. */
    appointmentStatus: text('appointment_status'),
    /** Name of the service as it was then, for bills. */
    serviceName: text('service_name'),
    /** Instants. */
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    /** Work for another provider belongs to that provider's register (703/2023 §§ 13–14): its name; null for own work. */
    otherProvider: text('other_provider'),
    /** Begun by mistake, with nothing signed in it; comes back with `visits.restore`. An instant. */
    discardedAt: text('discarded_at'),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    uniqueIndex('visits_appointment')
      .on(table.appointmentId)
      .where(sql`${table.discardedAt} is null`),
    index('visits_client').on(table.clientId, table.startedAt),
    index('visits_start').on(table.startedAt),
    check('visits_order', sql`${table.endedAt} is null or ${table.endedAt} >= ${table.startedAt}`),
  ],
)
