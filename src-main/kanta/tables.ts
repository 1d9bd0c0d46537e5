// [Note: queue] One row of `kanta_queue` for each signed version that is, or might become, a document. What was written lies in
// `kanta_documents`: id, set, version and bytes are fixed there before the first byte goes to an outbox, so that writing again writes the
// same. A row keeps its document through retries; a corrected one gets a new document and the link to the rejected one stays.
import { sql } from 'drizzle-orm'
import { blob, check, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { entries } from '../treatment/tables.ts'
import { visits } from '../visits/tables.ts'

export const kantaQueue = sqliteTable(
  'kanta_queue',
  {
    /** Order of signing. */
    number: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    entryId: text('entry_id')
      .notNull()
      .references(() => entries.id),
    /** Version of the entry. */
    entryVersion: integer('entry_version').notNull(),
    /** `document`, or `void`: a document that voids the set. */
    kind: text().notNull(),
    state: text().notNull(),
    /** Number of the rule in docs/kanta.md that made it required or withheld, and which of its cases. */
    rule: integer().notNull(),
    ruleCase: text('rule_case').notNull(),
    /** Current document; null until the first write. */
    documentId: text('document_id').unique(),
    /** OID of the set, once something of it was written. */
    setId: text('set_id'),
    /** Of the document: counts exported ones. Null while withheld; may change until written. */
    version: integer(),
    /** The rejected document that this one corrects. */
    correctsDocumentId: text('corrects_document_id'),
    /** Times it was handed to a connector for the first time or after a failure. */
    attempts: integer().notNull(),
    /** JSON: `{key, params}` of an error text, or `{detail}` of a rejection. */
    lastError: text('last_error'),
    nextTryAt: text('next_try_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    unique('kanta_queue_version').on(table.entryId, table.entryVersion),
    index('kanta_queue_state').on(table.state, table.number),
    index('kanta_queue_set')
      .on(table.setId)
      .where(sql`${table.setId} is not null`),
    check('kanta_queue_kind', sql`${table.kind} in ('document', 'void')`),
    check(
      'kanta_queue_state_known',
      sql`${table.state} in ('withheld', 'pending', 'exported', 'accepted', 'rejected', 'superseded', 'withdrawn')`,
    ),
    check('kanta_queue_rule', sql`${table.rule} between 1 and 4`),
    check(
      'kanta_queue_written',
      sql`${table.state} not in ('exported', 'accepted', 'rejected') or (${table.documentId} is not null and ${table.setId} is not null and ${table.version} is not null)`,
    ),
  ],
)

/** Everything that was ever written, also under ids that were corrected since. Never changed but by its answer. */
export const kantaDocuments = sqliteTable(
  'kanta_documents',
  {
    documentId: text('document_id').primaryKey(),
    /** Null for one that an outbox told of after a restore and whose record this database does not have. */
    queueId: text('queue_id').references(() => kantaQueue.id),
    setId: text('set_id').notNull(),
    version: integer().notNull(),
    kind: text().notNull(),
    /** Deflated UTF-8; null when an outbox told of it and its file was gone. */
    bytes: blob({ mode: 'buffer' }),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text().notNull(),
    /** First handed over, as far as known. */
    exportedAt: text('exported_at'),
    fixedAt: text('fixed_at').notNull(),
    /** `accepted` or `rejected`. */
    answer: text(),
    answerDetail: text('answer_detail'),
    answeredAt: text('answered_at'),
  },
  (table) => [
    index('kanta_documents_set').on(table.setId, table.version),
    index('kanta_documents_queue').on(table.queueId),
    check('kanta_documents_answer', sql`${table.answer} in ('accepted', 'rejected')`),
    check('kanta_documents_answered', sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
  ],
)

/** One service event identifier for each visit. */
export const kantaServiceEvents = sqliteTable('kanta_service_events', {
  visitId: text('visit_id')
    .primaryKey()
    .references(() => visits.id),
  serviceEventId: text('service_event_id').notNull().unique(),
})

/** Last running number of each arc, year and installation. */
export const kantaNumbers = sqliteTable(
  'kanta_numbers',
  {
    id: text().primaryKey(),
    last: integer().notNull(),
  },
  (table) => [check('kanta_numbers_last', sql`${table.last} > 0`)],
)

/** Withheld by her decision; a row with `released_at` null is in force. */
export const kantaHolds = sqliteTable(
  'kanta_holds',
  {
    id: text().primaryKey(),
    entryId: text('entry_id')
      .notNull()
      .references(() => entries.id),
    reason: text().notNull(),
    heldBy: text('held_by').notNull(),
    heldByName: text('held_by_name').notNull(),
    heldAt: text('held_at').notNull(),
    releaseReason: text('release_reason'),
    releasedBy: text('released_by'),
    releasedAt: text('released_at'),
  },
  (table) => [index('kanta_holds_entry').on(table.entryId)],
)

/** Which document lies in which outbox, in the order of writing. */
export const kantaWrites = sqliteTable(
  'kanta_writes',
  {
    id: text().primaryKey(),
    outboxId: text('outbox_id').notNull(),
    documentId: text('document_id')
      .notNull()
      .references(() => kantaDocuments.documentId),
    sequence: integer().notNull(),
    writtenAt: text('written_at').notNull(),
  },
  (table) => [
    unique('kanta_writes_document').on(table.outboxId, table.documentId),
    unique('kanta_writes_sequence').on(table.outboxId, table.sequence),
  ],
)

/** Outbox folders there have been. The id also stands in the folder's manifest. */
export const kantaOutboxes = sqliteTable('kanta_outboxes', {
  id: text().primaryKey(),
  path: text().notNull(),
  firstUsedAt: text('first_used_at').notNull(),
  lastUsedAt: text('last_used_at').notNull(),
})

/** Every answer that came, also those that changed nothing. */
export const kantaAnswers = sqliteTable(
  'kanta_answers',
  {
    id: text().primaryKey(),
    documentId: text('document_id').notNull(),
    result: text().notNull(),
    detail: text(),
    /** When the archive answered, as told. */
    answeredAt: text('answered_at'),
    receivedAt: text('received_at').notNull(),
    receivedBy: text('received_by').notNull(),
    source: text().notNull(),
    outcome: text().notNull(),
  },
  (table) => [
    index('kanta_answers_document').on(table.documentId),
    check('kanta_answers_result', sql`${table.result} in ('accepted', 'rejected')`),
    check('kanta_answers_source', sql`${table.source} in ('hand', 'file', 'connector')`),
    check('kanta_answers_outcome', sql`${table.outcome} in ('applied', 'repeated', 'contradicting', 'unknown', 'notAwaited')`),
  ],
)

/** Corrected rows of the code table. */
export const kantaCodes = sqliteTable(
  'kanta_codes',
  {
    key: text().primaryKey(),
    code: text().notNull(),
    codeSystem: text('code_system').notNull(),
    codeSystemName: text('code_system_name').notNull(),
    displayName: text('display_name').notNull(),
    source: text().notNull(),
    sourceDate: text('source_date').notNull(),
    verified: integer().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: text('changed_at').notNull(),
  },
  (table) => [check('kanta_codes_verified', sql`${table.verified} in (0, 1)`)],
)

/** One row: what the rules were judged by, and which installation wrote last. */
export const kantaState = sqliteTable('kanta_state', {
  number: integer().primaryKey(),
  /** JSON of the settings that decide; the rules are judged again when they differ. */
  judgedBy: text('judged_by'),
  /** Installation number of the database at the last export or signing; another one means that it was restored or copied since. */
  installationNumber: integer('installation_number'),
})
