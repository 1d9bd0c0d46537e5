import { sql } from 'drizzle-orm'
import { check, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const formDrafts = sqliteTable(
  'form_drafts',
  {
    userId: text('user_id').notNull(),
    form: text().notNull(),
    value: text().notNull(),
    caret: text(),
    savedAt: text('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.form] }), check('form_drafts_json', sql`json_valid(${table.value})`)],
)
