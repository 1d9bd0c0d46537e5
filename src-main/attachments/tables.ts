import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from '../clients/tables.ts'

/** Files that belong to a client. Several rows may share one stored content; it goes with the last of them. */
export const attachments = sqliteTable(
  'attachments',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    visitId: text('visit_id'),
    /** Word of the domain that added it: `photo`, `referral`, `form`. */
    kind: text().notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer().notNull(),
    /** Name of the stored content: a keyed hash of it, the same in every backup and after every rotation. */
    content: text().notNull(),
    /** In her words. */
    description: text(),
    /** JSON: names of what the file tells of itself (place, camera, time, program, author), never the values. */
    metadata: text(),
    /** Judged not needed for care, or put in the wrong place; comes back until it is destroyed. */
    removedAt: text('removed_at'),
    removedReason: text('removed_reason'),
    createdAt: text('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('attachments_client').on(table.clientId),
    index('attachments_content').on(table.content),
    check('attachments_bytes', sql`${table.bytes} >= 0`),
    check('attachments_content_name', sql`length(${table.content}) = 64`),
  ],
)
