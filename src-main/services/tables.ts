import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What the practice offers. Prices and names of past visits and invoices are kept where they were used. */
export const services = sqliteTable(
  'services',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** At most 9 characters, for the calendar. */
    shortName: text('short_name'),
    durationMinutes: integer('duration_minutes').notNull(),
    /** Kept free after the appointment. */
    bufferMinutes: integer('buffer_minutes').notNull(),
    priceCents: integer('price_cents').notNull(),
    /** Hundredths of a per cent: 25.5 % is 2550. Null where the practice charges none. */
    vatBasisPoints: integer('vat_basis_points'),
    /** 1501/1993 § 34: health care is exempt. */
    vatExempt: integer('vat_exempt').notNull(),
    colour: text(),
    archivedAt: text('archived_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    check('services_duration', sql`${table.durationMinutes} > 0`),
    check('services_buffer', sql`${table.bufferMinutes} >= 0`),
    check('services_price', sql`${table.priceCents} >= 0`),
    check('services_exempt', sql`${table.vatExempt} in (0, 1)`),
  ],
)
