import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The use log (703/2023 § 10(2)). Append-only by trigger; each row carries the hash of the one before it and its own. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    number: integer().primaryKey(),
    at: text().notNull(),
    userId: text('user_id').notNull(),
    userName: text('user_name').notNull(),
    userTitle: text('user_title'),
    role: text().notNull(),
    provider: text(),
    /** JSON array of client ids. */
    clientIds: text('client_ids').notNull(),
    method: text().notNull(),
    kind: text().notNull(),
    /** JSON array of data groups, never values. */
    groups: text().notNull(),
    purpose: text(),
    source: text().notNull(),
    /** JSON object: names of fields and counts, never values. */
    details: text(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('audit_log_at').on(table.at),
    index('audit_log_user').on(table.userId, table.number),
    // Signatures are compared with what was signed (treatment/verify.ts).
    index('audit_log_signed')
      .on(table.number)
      .where(sql`${table.kind} = 'sign'`),
  ],
)

/** Which entries touch a client; follows from `client_ids` and is checked against it. */
export const auditLogClients = sqliteTable(
  'audit_log_clients',
  {
    clientId: text('client_id').notNull(),
    number: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.number] })],
)

/** Number and hash of the newest entry, written in the entry's own transaction. */
export const auditHead = sqliteTable(
  'audit_head',
  {
    one: integer().primaryKey(),
    number: integer().notNull(),
    hash: text().notNull(),
  },
  (table) => [check('audit_head_one', sql`${table.one} = 1`)],
)

/** What was found wrong with the log, until the owner has acknowledged it in words. */
export const auditFindings = sqliteTable('audit_findings', {
  id: text().primaryKey(),
  /** Same finding, same fingerprint: it is reported once. */
  fingerprint: text().notNull().unique(),
  kind: text().notNull(),
  number: integer(),
  detail: text().notNull(),
  foundAt: text('found_at').notNull(),
  acknowledgedAt: text('acknowledged_at'),
  acknowledgedBy: text('acknowledged_by'),
  note: text(),
})

/** Checks that passed or failed, for the register description's proved claims. */
export const proofs = sqliteTable(
  'proofs',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    at: text().notNull(),
    ok: integer().notNull(),
    detail: text().notNull(),
  },
  (table) => [index('proofs_kind').on(table.kind, table.at), check('proofs_ok', sql`${table.ok} in (0, 1)`)],
)
