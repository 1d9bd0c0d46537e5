import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Own entry templates and phrases of the practice; the shipped ones are files in assets/entry-templates. */
export const entryTemplates = sqliteTable(
  'entry_templates',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text().notNull(),
    /** JSON of the headings, their starting texts and the checklists (contract.ts). */
    content: text().notNull(),
    archivedAt: text('archived_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [check('entry_templates_json', sql`json_valid(${table.content})`)],
)

export const phrases = sqliteTable(
  'phrases',
  {
    id: text().primaryKey(),
    /** What is typed after `;`, lower case. */
    abbreviation: text().notNull(),
    text: text().notNull(),
    /** A shipped phrase of this abbreviation is not offered. */
    hidden: integer().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [uniqueIndex('phrases_abbreviation').on(table.abbreviation), check('phrases_hidden', sql`${table.hidden} in (0, 1)`)],
)
