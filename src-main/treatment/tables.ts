// [Note: entries] An entry has one stable id from its first draft to its last version. Drafts lie in `entry_drafts`, one row an entry,
// overwritten by each autosave. Signing removes the draft and adds version 1 to `entry_versions`; amending and voiding add the next one.
// Triggers (drizzle/0001_rules.sql) refuse every change of a version and every draft of a signed entry. The view `signed_entries` shows the
// newest version of each signed entry and is all that other domains select records from.
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { clients } from '../clients/tables.ts'
import { visits } from '../visits/tables.ts'

export const entries = sqliteTable(
  'entries',
  {
    id: text().primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    kind: text().notNull(),
    state: text().notNull(),
    /** Number of the newest signed version; 0 for a draft. */
    version: integer().notNull(),
    /** Who began it. */
    authorId: text('author_id').notNull(),
    /** A draft that was thrown away; comes back with `treatment.restoreDraft`. */
    discardedAt: text('discarded_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('entries_client').on(table.clientId, table.createdAt),
    index('entries_visit').on(table.visitId),
    index('entries_drafts')
      .on(table.updatedAt)
      .where(sql`${table.state} = 'draft'`),
    check('entries_kind', sql`${table.kind} in ('visit', 'phone', 'noShow', 'statement', 'privateNote')`),
    check('entries_state', sql`${table.state} in ('draft', 'signed', 'amended', 'voided')`),
    check('entries_version', sql`(${table.state} = 'draft') = (${table.version} = 0)`),
    check('entries_discarded', sql`${table.discardedAt} is null or ${table.state} = 'draft'`),
  ],
)

/** Unsigned text, as the last autosave left it. */
export const entryDrafts = sqliteTable(
  'entry_drafts',
  {
    entryId: text('entry_id')
      .primaryKey()
      .references(() => entries.id),
    /** JSON of `entryContent` (content-contract.ts). */
    content: text().notNull(),
    /** JSON `{field, position}`: where she was writing. */
    caret: text(),
    savedAt: text('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    /** When saving was last written to the log, and for whom: a run of autosaves is one log entry (treatment/draft-log.ts). */
    loggedAt: text('logged_at').notNull(),
    loggedBy: text('logged_by').notNull(),
  },
  (table) => [check('entry_drafts_json', sql`json_valid(${table.content})`)],
)

/** Append-only by trigger. The original stays readable beside every later version (privacy-duties: Decree 94/2022 § 20, 703/2023 § 22). */
export const entryVersions = sqliteTable(
  'entry_versions',
  {
    id: text().primaryKey(),
    entryId: text('entry_id')
      .notNull()
      .references(() => entries.id),
    /** 1, 2, … without gaps. */
    number: integer().notNull(),
    /** What made it: `signed` the first, `amended`, `voided`. */
    state: text().notNull(),
    /** JSON of `signedContent` (content-contract.ts): the text, the patient, the author and the visit as they stood at signing. */
    content: text().notNull(),
    /** 32 random bytes as hex, destroyed with the content, so that nothing erased can be guessed from the log. */
    salt: text().notNull(),
    /** SHA-256 of salt, line feed and content, as hex; the log entry of the signature carries it too. */
    contentHash: text('content_hash').notNull(),
    signerId: text('signer_id').notNull(),
    signerName: text('signer_name').notNull(),
    signerTitle: text('signer_title'),
    /** Instant. */
    signedAt: text('signed_at').notNull(),
    /** Why it was amended or voided; null for the first version. */
    reason: text(),
  },
  (table) => [
    unique('entry_versions_number').on(table.entryId, table.number),
    index('entry_versions_signed').on(table.signedAt),
    check('entry_versions_state', sql`${table.state} in ('signed', 'amended', 'voided')`),
    check('entry_versions_first', sql`(${table.number} = 1) = (${table.state} = 'signed')`),
    check('entry_versions_reason', sql`(${table.state} = 'signed') = (${table.reason} is null)`),
    check('entry_versions_json', sql`json_valid(${table.content})`),
    check('entry_versions_hash', sql`length(${table.contentHash}) = 64 and length(${table.salt}) = 64`),
  ],
)
