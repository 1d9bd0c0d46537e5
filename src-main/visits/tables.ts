import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
    /** Null for a walk-in. One visit for an appointment. */
    appointmentId: text('appointment_id')
      .unique()
      .references(() => appointments.id),
    /** Name of the service as it was then, for bills. */
    serviceName: text('service_name'),
    /** Instants. */
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    /** Work for another provider belongs to that provider's register (703/2023 §§ 13–14): its name; null for own work. */
    otherProvider: text('other_provider'),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('visits_client').on(table.clientId, table.startedAt),
    index('visits_start').on(table.startedAt),
    check('visits_order', sql`${table.endedAt} is null or ${table.endedAt} >= ${table.startedAt}`),
  ],
)
