// Joining two records of one person, and taking it back. Nothing is deleted: the absorbed record stays, archived, pointing to the kept.
import { readHetu } from '../checks/hetu.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { ClientColumns } from './normalise.ts'
import { storedClient, type StoredClient } from './read.ts'
import { reindex, type WriteContext } from './write.ts'

/** Fields that the kept record takes from the absorbed one where it has none of its own. */
const fillable = [
  'first_name',
  'call_name',
  'hetu',
  'birth_date',
  'birth_year',
  'sex',
  'email',
  'phone',
  'language',
  'occupation',
  'date_of_death',
  'billing_name',
  'billing_email',
  'e_invoice_address',
] as const satisfies readonly (keyof ClientColumns)[]
/** Filled as a whole, so that one street never meets another's city. */
const groups = [
  ['street', 'postal_code', 'city', 'country'],
  ['billing_street', 'billing_postal_code', 'billing_city', 'billing_country'],
] as const

/** Tables whose rows follow a client; later domains add theirs. Column names are `client_id`. */
export const followers: string[] = ['guardians', 'consents', 'appointments', 'visits', 'entries', 'alerts', 'attachments', 'disclosures']

interface Before {
  kept: StoredClient
  absorbed: StoredClient
  moved: { table: string; ids: string[] }[]
}

const mergedSql = `UPDATE clients SET ${[...fillable, ...groups.flat(), 'note', 'safety_prohibition'].map((name) => `${name} = ?`).join(', ')}, updated_at = ?, revision = revision + 1 WHERE id = ?`

function filled(keep: StoredClient, absorb: StoredClient): StoredClient {
  const row = { ...keep } as Record<string, unknown>
  for (const name of fillable) row[name] ??= absorb[name]
  for (const group of groups) if (group.every((name) => keep[name] === null)) for (const name of group) row[name] = absorb[name]
  row['note'] = [keep.note, absorb.note].filter(Boolean).join('\n\n') || null
  row['safety_prohibition'] = Math.max(keep.safety_prohibition, absorb.safety_prohibition)
  return row as unknown as StoredClient
}

/** @throws AppError `not_allowed` where two identity codes, or a code and a birth date, differ; `conflict` when either was merged before */
export function mergeClients(context: WriteContext, keepId: string, absorbId: string): { mergeId: string; filled: string[] } {
  const { db, clock, userId } = context
  if (keepId === absorbId) throw new AppError('not_allowed', 'mergeSame')
  const keep = storedClient(db, keepId)
  const absorb = storedClient(db, absorbId)
  if (keep.merged_into ?? absorb.merged_into) throw new AppError('conflict', 'clientMerged')
  if (keep.hetu && absorb.hetu && keep.hetu !== absorb.hetu) throw new AppError('not_allowed', 'mergeIdentityCodes')
  const row = filled(keep, absorb)
  if (row.hetu && row.birth_date && readHetu(row.hetu)?.birthDate !== row.birth_date) throw new AppError('not_allowed', 'mergeBirthDates')
  const at = clock.now()
  const moved = followers.map((table) => ({
    table,
    ids: db.statement<string>(`SELECT id FROM ${table} WHERE client_id = ?`).pluck().all(absorbId) as string[],
  }))
  db.statement(mergedSql).run(
    ...[...fillable, ...groups.flat(), 'note' as const, 'safety_prohibition' as const].map((name) => row[name]),
    at,
    keepId,
  )
  for (const { table, ids } of moved) for (const id of ids) db.statement(`UPDATE ${table} SET client_id = ? WHERE id = ?`).run(keepId, id)
  reindex(db, keepId)
  db.statement(
    'UPDATE clients SET merged_into = ?, archived_at = coalesce(archived_at, ?), updated_at = ?, revision = revision + 1 WHERE id = ?',
  ).run(keepId, at, at, absorbId)
  const mergeId = newId(at)
  const before: Before = { kept: keep, absorbed: absorb, moved }
  db.statement(
    'INSERT INTO client_merges (id, kept_id, absorbed_id, before, kept_revision, absorbed_revision, at, user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(mergeId, keepId, absorbId, JSON.stringify(before), keep.revision + 1, absorb.revision + 1, at, userId)
  return { mergeId, filled: fillable.filter((name) => row[name] !== keep[name]) }
}

/** Puts both records back as they were. @throws AppError `conflict` when either has changed since */
export function undoMerge({ db, clock }: WriteContext, mergeId: string): { keptId: string; absorbedId: string } {
  const merge = db
    .statement<{
      kept_id: string
      absorbed_id: string
      before: string
      kept_revision: number
      absorbed_revision: number
      undone_at: string | null
    }>('SELECT * FROM client_merges WHERE id = ?')
    .get(mergeId)
  if (!merge) throw new AppError('not_found', 'not_found')
  const kept = storedClient(db, merge.kept_id)
  const absorbed = storedClient(db, merge.absorbed_id)
  if (merge.undone_at || kept.revision !== merge.kept_revision || absorbed.revision !== merge.absorbed_revision)
    throw new AppError('conflict', 'mergeNotUndoable')
  const before = JSON.parse(merge.before) as Before
  const at = clock.now()
  for (const [row, current] of [
    [before.kept, kept],
    [before.absorbed, absorbed],
  ] as const) {
    const names = Object.keys(row).filter(
      (name) => !['number', 'id', 'created_at', 'updated_at', 'revision'].includes(name),
    ) as (keyof StoredClient)[]
    db.statement(`UPDATE clients SET ${names.map((name) => `${name} = ?`).join(', ')}, updated_at = ?, revision = ? WHERE id = ?`).run(
      ...names.map((name) => row[name]),
      at,
      current.revision + 1,
      row.id,
    )
  }
  for (const { table, ids } of before.moved)
    for (const id of ids) db.statement(`UPDATE ${table} SET client_id = ? WHERE id = ?`).run(merge.absorbed_id, id)
  reindex(db, merge.kept_id)
  reindex(db, merge.absorbed_id)
  db.statement('UPDATE client_merges SET undone_at = ? WHERE id = ?').run(at, mergeId)
  return { keptId: merge.kept_id, absorbedId: merge.absorbed_id }
}
