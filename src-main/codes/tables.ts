import { sql } from 'drizzle-orm'
import { check, index, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'

/** Diagnosis and procedure codes of her own, imported from a list she has the right to use. Never required. */
export const codes = sqliteTable(
  'codes',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    /** Name of the list, `ICD-10`. */
    system: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    /** For finding: folded code and name. */
    searchKey: text('search_key').notNull(),
    /** File the row came from, and when. */
    source: text().notNull(),
    importedAt: text('imported_at').notNull(),
    /** Not offered any more; entries that use it keep it. */
    retiredAt: text('retired_at'),
  },
  (table) => [
    unique('codes_code').on(table.system, table.code),
    index('codes_listed').on(table.kind, table.code),
    check('codes_kind', sql`${table.kind} in ('diagnosis', 'procedure')`),
  ],
)
