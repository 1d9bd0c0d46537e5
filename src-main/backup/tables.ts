import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Every backup file this vault has made or been shown. Rows stay after the file has gone. */
export const backups = sqliteTable(
  'backups',
  {
    id: text().primaryKey(),
    /** Absolute, as it was when the file was seen. */
    path: text().notNull(),
    /** The place of the plan it was made for; null for one made by hand. */
    folderId: text('folder_id'),
    /** Instant of the image, as in the manifest. */
    createdAt: text('created_at').notNull(),
    bytes: integer().notNull(),
    sha256: text(),
    logNumber: integer('log_number').notNull(),
    logHash: text('log_hash').notNull(),
    /** Read back whole. Only verified copies count for the keep rules. */
    verifiedAt: text('verified_at'),
    /** Opened by a drill. */
    provedAt: text('proved_at'),
    provedWith: text('proved_with'),
    /** Public keys it was encrypted to; null where there was no backup passphrase. */
    recoveryRecipient: text('recovery_recipient').notNull(),
    backupRecipient: text('backup_recipient'),
    removedAt: text('removed_at'),
    /** `keepRules`, or `gone` when it was missing from a connected folder. */
    removedWhy: text('removed_why'),
  },
  (table) => [
    index('backups_created').on(table.createdAt),
    uniqueIndex('backups_file').on(table.path, table.createdAt),
    check('backups_proved', sql`${table.provedWith} is null or ${table.provedWith} in ('backupPassphrase', 'recoveryKey')`),
    check('backups_removed', sql`${table.removedWhy} is null or ${table.removedWhy} in ('keepRules', 'gone')`),
  ],
)

/** One row: when and where copies are made, and which are kept. */
export const backupPlan = sqliteTable(
  'backup_plan',
  {
    number: integer().primaryKey(),
    /** JSON: `folders`, `keep`, `drillMonths` as in contract.ts. */
    value: text().notNull(),
    revision: integer().notNull(),
    /** Newest moment at which the clock was believed; a jump is measured from the newest copy and confirmed by her. */
    clockConfirmedAt: text('clock_confirmed_at'),
    /** JSON of the last failed run: `at`, `folderId`, `code`, `key`, `params`; null after a good one. */
    lastFailure: text('last_failure'),
  },
  (table) => [check('backup_plan_one_row', sql`${table.number} = 1`)],
)

/** Yearly restores, proved by doing. The facts are kept, so that a certificate can be printed again. */
export const drills = sqliteTable(
  'drills',
  {
    id: text().primaryKey(),
    at: text().notNull(),
    ok: integer().notNull(),
    openedWith: text('opened_with').notNull(),
    backupCreatedAt: text('backup_created_at').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text().notNull(),
    userId: text('user_id').notNull(),
    userName: text('user_name').notNull(),
    /** JSON: what the certificate is made from; no client data. */
    facts: text().notNull(),
    certificatePath: text('certificate_path').notNull(),
    certificateSha256: text('certificate_sha256').notNull(),
    language: text().notNull(),
    confirmedAt: text('confirmed_at'),
    confirmedBy: text('confirmed_by'),
  },
  (table) => [
    index('drills_at').on(table.at),
    check('drills_ok', sql`${table.ok} in (0, 1)`),
    check('drills_opened_with', sql`${table.openedWith} in ('backupPassphrase', 'recoveryKey')`),
  ],
)

/** What was erased: a keyed hash of its id, so that a restored older backup can let it go again and nobody can read who it was. */
export const erasures = sqliteTable(
  'erasures',
  {
    /** Table of the erased row, or `attachmentContent`. */
    kind: text().notNull(),
    /** BLAKE2b-256 of kind and id, keyed from the erasure key; hexadecimal. */
    idHash: text('id_hash').primaryKey(),
    erasedAt: text('erased_at').notNull(),
  },
  (table) => [index('erasures_at').on(table.erasedAt)],
)
