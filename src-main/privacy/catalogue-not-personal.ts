// Columns that hold no personal data of their own, each table with its reason. The schema test fails on a column that is neither here nor
// in the catalogue: whoever adds a column decides which it is.

type Reason =
  /** Random identifiers and running numbers. They lead to a person only through a column that is in the catalogue. */
  | 'key'
  /** When a row was made or changed, how often, and by which rule of the program. */
  | 'bookkeeping'
  /** Facts about the practice, its files and its program, not about a person. */
  | 'practice'
  /** Hashes, salts and public keys. */
  | 'cryptography'

/** In every table. */
export const everywhere: Readonly<Record<string, Reason>> = {
  id: 'key',
  client_id: 'key',
  created_at: 'bookkeeping',
  updated_at: 'bookkeeping',
  revision: 'bookkeeping',
}

const all = (reason: Reason, ...columns: string[]): Record<string, Reason> => Object.fromEntries(columns.map((column) => [column, reason]))

export const notPersonal: Readonly<Record<string, Readonly<Record<string, Reason>>>> = {
  appointments: { ...all('practice', 'buffer_minutes'), ...all('key', 'series_id'), ...all('bookkeeping', 'repeat_rule') },
  audit_findings: {
    ...all('bookkeeping', 'kind', 'detail', 'found_at', 'acknowledged_at'),
    ...all('key', 'number'),
    fingerprint: 'cryptography',
  },
  audit_head: { one: 'key', number: 'key', hash: 'cryptography' },
  audit_log: { number: 'key', previous_hash: 'cryptography', hash: 'cryptography' },
  audit_log_clients: { number: 'key' },
  backup_plan: { number: 'key', ...all('practice', 'value', 'clock_confirmed_at', 'last_failure') },
  client_merges: {
    ...all('key', 'kept_id', 'absorbed_id'),
    ...all('bookkeeping', 'kept_revision', 'absorbed_revision', 'at', 'undone_at'),
  },
  clients: { ...all('key', 'import_id', 'merged_into'), archived_at: 'bookkeeping' },
  codes: all('practice', 'kind', 'system', 'code', 'name', 'search_key', 'source', 'imported_at', 'retired_at'),
  entries: { visit_id: 'key', discarded_at: 'bookkeeping' },
  entry_drafts: { entry_id: 'key', ...all('bookkeeping', 'caret', 'saved_at', 'logged_at') },
  entry_templates: all('practice', 'name', 'kind', 'content', 'archived_at'),
  entry_versions: { entry_id: 'key', ...all('cryptography', 'salt', 'content_hash') },
  erasures: { kind: 'bookkeeping', id_hash: 'cryptography', erased_at: 'bookkeeping' },
  form_drafts: all('bookkeeping', 'form', 'caret', 'saved_at'),
  guardians: { position: 'bookkeeping' },
  imports: { source_name: 'practice', ...all('bookkeeping', 'imported_at', 'created', 'updated', 'skipped') },
  kanta_answers: { document_id: 'key', ...all('bookkeeping', 'answered_at', 'received_at', 'source', 'outcome') },
  kanta_codes: all(
    'practice',
    'key',
    'code',
    'code_system',
    'code_system_name',
    'display_name',
    'source',
    'source_date',
    'verified',
    'changed_at',
  ),
  kanta_documents: {
    ...all('key', 'document_id', 'queue_id', 'set_id'),
    ...all('bookkeeping', 'version', 'kind', 'size_bytes', 'exported_at', 'fixed_at', 'answered_at'),
    sha256: 'cryptography',
  },
  kanta_holds: { entry_id: 'key', ...all('bookkeeping', 'held_at', 'released_at') },
  kanta_numbers: all('key', 'last'),
  kanta_outboxes: all('practice', 'path', 'first_used_at', 'last_used_at'),
  kanta_queue: {
    ...all('key', 'number', 'entry_id', 'document_id', 'set_id', 'corrects_document_id'),
    ...all('bookkeeping', 'entry_version', 'kind', 'rule', 'rule_case', 'version', 'attempts', 'next_try_at'),
  },
  kanta_service_events: all('key', 'visit_id', 'service_event_id'),
  kanta_state: { ...all('key', 'number', 'installation_number'), judged_by: 'bookkeeping' },
  kanta_writes: { ...all('key', 'outbox_id', 'document_id', 'sequence'), written_at: 'bookkeeping' },
  phrases: all('practice', 'abbreviation', 'text', 'hidden'),
  proofs: all('bookkeeping', 'kind', 'at', 'ok', 'detail'),
  register_description_files: {
    ...all('bookkeeping', 'version', 'audience', 'variant', 'format', 'language', 'written_at'),
    ...all('cryptography', 'sha256', 'content_sha256'),
  },
  register_description_versions: {
    number: 'key',
    ...all('bookkeeping', 'date', 'written_at', 'changes', 'confirmed_on'),
    facts_sha256: 'cryptography',
  },
  register_fact_periods: {
    ...all('bookkeeping', 'fact', 'since', 'until', 'found', 'section', 'kind', 'urgency', 'names'),
    value_sha256: 'cryptography',
  },
  schema_migrations: all('bookkeeping', 'number', 'tag', 'hash', 'applied_at'),
  services: all(
    'practice',
    'name',
    'short_name',
    'duration_minutes',
    'buffer_minutes',
    'price_cents',
    'vat_basis_points',
    'vat_exempt',
    'colour',
    'archived_at',
  ),
  settings: { number: 'key' },
  users: { active: 'bookkeeping' },
  vault: {
    ...all('key', 'number', 'vault_id', 'installation_number'),
    ...all('practice', 'state', 'demo'),
    ...all('cryptography', 'erasure_key', 'recovery_recipient', 'backup_recipient', 'backup_identity'),
  },
  vault_keys: {
    ...all('key', 'number', 'recovery_slot_id', 'inode'),
    ...all('bookkeeping', 'sequence', 'recovery_confirmed_at', 'born_at'),
    path_hash: 'cryptography',
  },
  backups: {
    ...all('practice', 'path', 'folder_id', 'bytes', 'log_number', 'removed_why'),
    ...all('bookkeeping', 'verified_at', 'proved_at', 'proved_with', 'removed_at'),
    ...all('cryptography', 'sha256', 'log_hash', 'recovery_recipient', 'backup_recipient'),
  },
  drills: {
    ...all('bookkeeping', 'at', 'ok', 'opened_with', 'backup_created_at', 'facts', 'language', 'confirmed_at'),
    ...all('practice', 'file_name', 'certificate_path'),
    ...all('cryptography', 'sha256', 'certificate_sha256'),
  },
  visits: { appointment_id: 'key' },
  attachments: { visit_id: 'key', ...all('bookkeeping', 'media_type', 'bytes', 'metadata', 'removed_at') },
}
