import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The people who use the app (703/2023 § 8: those who handle data are reliably identified; privacy-duties § 12). Never deleted while the log needs the name. */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    title: text(),
    registrationNumber: text('registration_number'),
    role: text().notNull(),
    /** 0 after `users.disable`: no slot, no sign-in. */
    active: integer().notNull(),
    disabledAt: text('disabled_at'),
    startedOn: text('started_on'),
    endedOn: text('ended_on'),
    /** Local dates: told of and signed the duty of confidentiality, read the instructions, had the training (703/2023 § 5). */
    confidentialityToldOn: text('confidentiality_told_on'),
    confidentialitySignedOn: text('confidentiality_signed_on'),
    instructionsReadOn: text('instructions_read_on'),
    trainingOn: text('training_on'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('users_name').on(table.name),
    check('users_role', sql`${table.role} in ('owner', 'practitioner', 'assistant', 'bookkeeper')`),
    check('users_active', sql`${table.active} in (0, 1) and (${table.active} = 1) = (${table.disabledAt} is null)`),
  ],
)

/** One row: what the database knows of vault.json and of the folder it lives in. See [Note: place]. */
export const vaultKeys = sqliteTable(
  'vault_keys',
  {
    number: integer().primaryKey(),
    /** Sequence of the vault.json that belongs to this database; an older file put back is noticed. */
    sequence: integer().notNull(),
    /** The one recovery slot in force; a renewal that was cut off is settled by it. */
    recoverySlotId: text('recovery_slot_id').notNull(),
    /** When the owner confirmed that she has the recovery key on paper; null until then. */
    recoveryConfirmedAt: text('recovery_confirmed_at'),
    pathHash: text('path_hash').notNull(),
    inode: text().notNull(),
    bornAt: text('born_at').notNull(),
  },
  (table) => [check('vault_keys_one_row', sql`${table.number} = 1`), check('vault_keys_sequence', sql`${table.sequence} >= 1`)],
)
