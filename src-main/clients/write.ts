// Writing clients: one place for the row, its keys, its search text, guardians and letter permissions. Always inside a transaction.
import { emailKey } from '../checks/email.ts'
import { phoneKey } from '../checks/phone.ts'
import type { Clock } from '../core/clock.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import { noteFound } from '../privacy/periods.ts'
import type { ClientFields } from './contract.ts'
import { nameKey, sortKey } from './names.ts'
import { normaliseClient, type ClientColumns } from './normalise.ts'
import { lettersOf, storedClient, type StoredClient } from './read.ts'
import { indexText } from './search-text.ts'

/** What is written beside the typed fields. */
export interface WriteContext {
  db: Database
  clock: Clock
  userId: string
}

const columnNames = [
  'last_name',
  'first_name',
  'call_name',
  'hetu',
  'birth_date',
  'birth_year',
  'sex',
  'email',
  'phone',
  'street',
  'postal_code',
  'city',
  'country',
  'language',
  'occupation',
  'note',
  'safety_prohibition',
  'date_of_death',
  'billing_name',
  'billing_email',
  'billing_street',
  'billing_postal_code',
  'billing_city',
  'billing_country',
  'e_invoice_address',
] as const satisfies readonly (keyof ClientColumns)[]
const derivedNames = ['sort_key', 'name_key', 'phone_key', 'email_key'] as const
const insertNames = ['id', ...columnNames, ...derivedNames, 'import_id', 'created_at', 'updated_at', 'revision']
const insertSql = `INSERT INTO clients (${insertNames.join(', ')}) VALUES (${insertNames.map(() => '?').join(', ')})`
const updateSql = `UPDATE clients SET ${[...columnNames, ...derivedNames].map((name) => `${name} = ?`).join(', ')}, updated_at = ?, revision = revision + 1 WHERE id = ?`

type Whole = Pick<StoredClient, (typeof columnNames)[number]>

function derived(row: Whole): (string | null)[] {
  const names = { lastName: row.last_name, firstName: row.first_name }
  return [sortKey(names), nameKey(names), phoneKey(row.phone) ?? null, emailKey(row.email) ?? null]
}
const searchable = (row: Whole) => ({
  lastName: row.last_name,
  firstName: row.first_name,
  callName: row.call_name,
  phone: row.phone,
  email: row.email,
  hetu: row.hetu,
})

/** Puts the row's words into the search index; call after every change of name, phone, e-mail or identity code. */
export function indexClient(db: Database, number: number | bigint, row: Whole, isNew = false): void {
  if (!isNew) db.statement('DELETE FROM clients_fts WHERE rowid = ?').run(number)
  db.statement('INSERT INTO clients_fts (rowid, tokens) VALUES (?, ?)').run(number, indexText(searchable(row)))
}

export function replaceGuardians(
  { db, clock }: WriteContext,
  clientId: string,
  guardians: NonNullable<ClientFields['guardians']>,
  isNew = false,
): void {
  if (!isNew) db.statement('DELETE FROM guardians WHERE client_id = ?').run(clientId)
  const at = clock.now()
  guardians.forEach((guardian, position) =>
    db
      .statement('INSERT INTO guardians (id, client_id, position, name, phone, relation, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(newId(at), clientId, position, guardian.name, guardian.phone || null, guardian.relation || null, at),
  )
}

/** Adds a consent row for each channel whose permission changes; the ledger is append-only. */
export function setLetters(
  { db, clock, userId }: WriteContext,
  clientId: string,
  wanted: { email: boolean; sms: boolean },
  how: string,
  isNew = false,
): void {
  const now = isNew ? { email: false, sms: false } : lettersOf(db, clientId)
  const at = clock.now()
  for (const channel of ['email', 'sms'] as const) {
    if (wanted[channel] !== now[channel]) {
      db.statement(
        'INSERT INTO consents (id, client_id, purpose, channel, given, at, how, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(newId(at), clientId, 'clientLetters', channel, wanted[channel] ? 1 : 0, at, how, userId)
    }
  }
}

/**
 * Inserts a client from typed fields and returns its row.
 * @param options.columns what `normaliseClient` has made of the same fields already
 * @throws AppError `invalid_input` naming every bad field
 */
export function insertClient(
  context: WriteContext,
  fields: ClientFields,
  options: { importId?: string; how?: string; columns?: ClientColumns | undefined } = {},
): { id: string; number: number } {
  const { db, clock } = context
  const typed = options.columns ?? normaliseClient(fields, {}, clock.today())
  const row = Object.fromEntries(
    columnNames.map((name) => [name, typed[name] ?? (name === 'safety_prohibition' ? 0 : null)]),
  ) as unknown as Whole
  const at = clock.now()
  const id = newId(at)
  const written = db
    .statement(insertSql)
    .run(id, ...columnNames.map((name) => row[name]), ...derived(row), options.importId ?? null, at, at, 1)
  indexClient(db, written.lastInsertRowid, row, true)
  if (fields.guardians) replaceGuardians(context, id, fields.guardians, true)
  if (fields.letters) setLetters(context, id, fields.letters, options.how ?? 'form', true)
  tellFilled(context, row)
  return { id, number: Number(written.lastInsertRowid) }
}

/** Changes the given fields and returns the names of those that really differ. The caller has checked the revision. */
export function updateClient(
  context: WriteContext,
  before: StoredClient,
  change: { [K in keyof ClientFields]?: ClientFields[K] | undefined },
): string[] {
  const { db, clock } = context
  const typed = normaliseClient(change, before, clock.today())
  const row = { ...before, ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) } as StoredClient
  db.statement(updateSql).run(...columnNames.map((name) => row[name]), ...derived(row), clock.now(), before.id)
  indexClient(db, before.number, row)
  if (change.guardians) replaceGuardians(context, before.id, change.guardians)
  if (change.letters) setLetters(context, before.id, change.letters, 'form')
  const changed: string[] = columnNames.filter((name) => row[name] !== before[name])
  tellFilled(context, row)
  if (change.guardians) changed.push('guardians')
  if (change.letters) changed.push('letters')
  return changed
}

const wholeNames = columnNames.map((name) => [name, `clients.${name}`] as const)

/** The register description learns of a field in use as soon as it is filled, not only when somebody next looks. */
const tellFilled = ({ db, clock }: WriteContext, row: Whole): void =>
  noteFound(
    db,
    clock,
    wholeNames.flatMap(([name, whole]) => (row[name] === null || row[name] === 0 ? [] : [whole])),
  )

/** Makes keys and search text of a row anew, after a merge or an undo. */
export function reindex(db: Database, id: string): void {
  const row = storedClient(db, id)
  db.statement(`UPDATE clients SET ${derivedNames.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`).run(...derived(row), id)
  indexClient(db, row.number, row)
}
