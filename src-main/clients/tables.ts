import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** `number` is the client number on lists without names, and the row that the search index points to. */
export const clients = sqliteTable(
  'clients',
  {
    number: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    lastName: text('last_name').notNull(),
    firstName: text('first_name'),
    callName: text('call_name'),
    hetu: text(),
    birthDate: text('birth_date'),
    birthYear: integer('birth_year'),
    sex: text(),
    email: text(),
    phone: text(),
    street: text(),
    postalCode: text('postal_code'),
    city: text(),
    country: text(),
    language: text(),
    occupation: text(),
    note: text(),
    safetyProhibition: integer('safety_prohibition').notNull(),
    dateOfDeath: text('date_of_death'),
    billingName: text('billing_name'),
    billingEmail: text('billing_email'),
    billingStreet: text('billing_street'),
    billingPostalCode: text('billing_postal_code'),
    billingCity: text('billing_city'),
    billingCountry: text('billing_country'),
    eInvoiceAddress: text('e_invoice_address'),
    /** Order in lists: Finnish alphabet (clients/names.ts). */
    sortKey: text('sort_key').notNull(),
    /** For finding the same person twice: folded name, comparable phone, lower-case e-mail. */
    nameKey: text('name_key').notNull(),
    phoneKey: text('phone_key'),
    emailKey: text('email_key'),
    importId: text('import_id'),
    archivedAt: text('archived_at'),
    /** Joined into another record by a merge. */
    mergedInto: text('merged_into'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    index('clients_listed')
      .on(table.sortKey, table.number)
      .where(sql`${table.archivedAt} is null`),
    index('clients_archived')
      .on(table.sortKey, table.number)
      .where(sql`${table.archivedAt} is not null`),
    // A few bytes a client: what is on the list is counted without reading the names.
    index('clients_shelf').on(table.archivedAt),
    index('clients_hetu')
      .on(table.hetu)
      .where(sql`${table.hetu} is not null`),
    index('clients_name').on(table.nameKey),
    index('clients_phone')
      .on(table.phoneKey)
      .where(sql`${table.phoneKey} is not null`),
    index('clients_email')
      .on(table.emailKey)
      .where(sql`${table.emailKey} is not null`),
    index('clients_import')
      .on(table.importId)
      .where(sql`${table.importId} is not null`),
    index('clients_merged')
      .on(table.mergedInto)
      .where(sql`${table.mergedInto} is not null`),
    check('clients_sex', sql`${table.sex} in ('female', 'male', 'other', 'unknown')`),
    check('clients_safety', sql`${table.safetyProhibition} in (0, 1)`),
  ],
)

export const guardians = sqliteTable(
  'guardians',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    position: integer().notNull(),
    name: text().notNull(),
    phone: text(),
    relation: text(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('guardians_client').on(table.clientId)],
)

/** Append-only: the newest row for client, purpose and channel rules (GDPR 7(1)). */
export const consents = sqliteTable(
  'consents',
  {
    id: text().primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    purpose: text().notNull(),
    channel: text().notNull(),
    given: integer().notNull(),
    at: text().notNull(),
    how: text().notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    index('consents_client').on(table.clientId, table.purpose, table.channel, table.id),
    check('consents_given', sql`${table.given} in (0, 1)`),
    check('consents_channel', sql`${table.channel} in ('email', 'sms', 'post', 'phone')`),
  ],
)

/** What a merge moved and what the records were before, so that it can be taken back. */
export const clientMerges = sqliteTable(
  'client_merges',
  {
    id: text().primaryKey(),
    keptId: text('kept_id')
      .notNull()
      .references(() => clients.id),
    absorbedId: text('absorbed_id')
      .notNull()
      .references(() => clients.id),
    before: text().notNull(),
    keptRevision: integer('kept_revision').notNull(),
    absorbedRevision: integer('absorbed_revision').notNull(),
    at: text().notNull(),
    userId: text('user_id').notNull(),
    undoneAt: text('undone_at'),
  },
  (table) => [index('client_merges_kept').on(table.keptId), check('client_merges_json', sql`json_valid(${table.before})`)],
)
