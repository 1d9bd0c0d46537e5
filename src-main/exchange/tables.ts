import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * One row for each import of clients that changed something. The register description names imports as a source of personal data
 * (GDPR 14(2)(f)): `source_name` is what she called it, or the program that the header gave away, or null for a plain table of her own.
 */
export const imports = sqliteTable(
  'imports',
  {
    id: text().primaryKey(),
    sourceName: text('source_name'),
    fileName: text('file_name').notNull(),
    importedAt: text('imported_at').notNull(),
    userId: text('user_id').notNull(),
    created: integer().notNull(),
    updated: integer().notNull(),
    skipped: integer().notNull(),
  },
  (table) => [
    index('imports_at').on(table.importedAt),
    check('imports_counts', sql`${table.created} >= 0 and ${table.updated} >= 0 and ${table.skipped} >= 0`),
  ],
)
