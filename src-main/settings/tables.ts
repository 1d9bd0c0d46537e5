import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row: every setting as one JSON object (settings/contract.ts). */
export const settingsTable = sqliteTable(
  'settings',
  {
    number: integer().primaryKey(),
    value: text().notNull(),
    revision: integer().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [check('settings_one_row', sql`${table.number} = 1`), check('settings_json', sql`json_valid(${table.value})`)],
)
