import { sql } from 'drizzle-orm'
import { blob, check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row: which vault this database belongs to. Compared with vault.json at every unlock, since opening proves nothing. */
export const vault = sqliteTable(
  'vault',
  {
    number: integer().primaryKey(),
    vaultId: text('vault_id').notNull(),
    /** 31 random bits drawn at every creation and restore; an arc in Kanta document identifiers. */
    installationNumber: integer('installation_number').notNull(),
    /** `live`, or `restored` / `copied` until the owner adopts it: then it may not issue invoices or export. */
    state: text().notNull(),
    /** A demo vault says so for ever. */
    demo: integer().notNull(),
    /** Authenticates the list of erasures; random, never rotated, travels in every backup. */
    erasureKey: blob('erasure_key', { mode: 'buffer' }).notNull(),
    /** age recipients; read from here, never from vault.json: who can write the folder must not become a reader of backups. */
    recoveryRecipient: text('recovery_recipient').notNull(),
    backupRecipient: text('backup_recipient'),
    /** The backup identity wrapped with the backup passphrase (armored age file), copied into each backup as key.age. */
    backupIdentity: text('backup_identity'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    check('vault_one_row', sql`${table.number} = 1`),
    check('vault_state', sql`${table.state} in ('live', 'restored', 'copied')`),
    check('vault_demo', sql`${table.demo} in (0, 1)`),
  ],
)
