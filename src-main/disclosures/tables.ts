import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from '../clients/tables.ts'

/** The disclosure log (703/2023 § 10(3)). Append-only by trigger. */
export const disclosures = sqliteTable(
  'disclosures',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    /** When the data were given: an instant. */
    at: text().notNull(),
    recipient: text().notNull(),
    what: text().notNull(),
    purpose: text().notNull(),
    groundKind: text('ground_kind').notNull(),
    /** Provision, permission or consent, in words. */
    ground: text().notNull(),
    how: text().notNull(),
    /** The patient was a minor who forbade telling guardians (703/2023 § 34). */
    minorForbids: integer('minor_forbids').notNull(),
    provider: text(),
    userId: text('user_id').notNull(),
    userName: text('user_name').notNull(),
    userTitle: text('user_title'),
    recordedAt: text('recorded_at').notNull(),
  },
  (table) => [
    index('disclosures_client').on(table.clientId, table.at),
    check('disclosures_ground', sql`${table.groundKind} in ('provision', 'permission', 'consent', 'request')`),
    check('disclosures_how', sql`${table.how} in ('paper', 'secureMail', 'kanta', 'inPerson', 'phone', 'file', 'other')`),
    check('disclosures_minor', sql`${table.minorForbids} in (0, 1)`),
  ],
)
