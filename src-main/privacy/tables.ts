import { sql } from 'drizzle-orm'
import { blob, check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row for each version of the register description: the facts it was made from. Never changed but for a yearly confirmation. */
export const registerDescriptionVersions = sqliteTable(
  'register_description_versions',
  {
    number: integer().primaryKey(),
    /** Local date of the first file. */
    date: text().notNull(),
    writtenAt: text('written_at').notNull(),
    writtenBy: text('written_by').notNull(),
    factsSha256: text('facts_sha256').notNull(),
    /** The canonical fact sheet. */
    facts: text().notNull(),
    /** JSON array of `{section, texts: {fi, sv, en}}`: what changed since the version before. */
    changes: text().notNull(),
    /** Local date of the newest "nothing has changed". */
    confirmedOn: text('confirmed_on'),
  },
  (table) => [check('register_description_versions_json', sql`json_valid(${table.facts}) and json_valid(${table.changes})`)],
)

/** Every file written; the page as HTML, compressed, so that an old version stays readable as it was (R24). */
export const registerDescriptionFiles = sqliteTable(
  'register_description_files',
  {
    id: text().primaryKey(),
    version: integer()
      .notNull()
      .references(() => registerDescriptionVersions.number),
    audience: text().notNull(),
    variant: text().notNull(),
    format: text().notNull(),
    language: text().notNull(),
    sha256: text().notNull(),
    writtenAt: text('written_at').notNull(),
    /** HTML of the same document, deflated; and its own hash. */
    content: blob({ mode: 'buffer' }).notNull(),
    contentSha256: text('content_sha256').notNull(),
  },
  (table) => [
    index('register_description_files_version').on(table.version, table.audience, table.language),
    check('register_description_files_audience', sql`${table.audience} in ('public', 'internal')`),
    check('register_description_files_language', sql`${table.language} in ('fi', 'sv', 'en')`),
  ],
)

/**
 * When each fact came into use and went out of it, as it was seen. Tells since when a notice no longer holds, and of a use that began and
 * ended between two versions.
 */
export const registerFactPeriods = sqliteTable(
  'register_fact_periods',
  {
    id: text().primaryKey(),
    /** Item id, `field:hetu`. */
    fact: text().notNull(),
    valueSha256: text('value_sha256').notNull(),
    since: text().notNull(),
    until: text(),
    /** Data were found, not only a setting switched on. */
    found: integer().notNull(),
    section: text(),
    kind: text().notNull(),
    urgency: text().notNull(),
    /** JSON `{fi, sv, en}`: what to call it when it is gone. */
    names: text().notNull(),
  },
  (table) => [
    index('register_fact_periods_open')
      .on(table.fact)
      .where(sql`${table.until} is null`),
    index('register_fact_periods_until').on(table.until),
    check('register_fact_periods_found', sql`${table.found} in (0, 1)`),
    check('register_fact_periods_json', sql`json_valid(${table.names})`),
  ],
)
