// Signing, amending and voiding: each adds one version that nothing changes afterwards ([Note: entries]).
import { birthDateOf, ageAt } from '../visits/age.ts'
import { storedClient } from '../clients/read.ts'
import type { Context } from '../core/context.ts'
import type { ParsedInputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { signedEntryListeners } from '../core/signed-entry-listeners.ts'
import { readSettings } from '../settings/read.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { mayRead } from './access.ts'
import { contentHash, editable, newSalt, readDraft, readSigned, withChange } from './content.ts'
import type { EntryContent, SignedContent } from './content-contract.ts'
import type { treatmentContract } from './contract.ts'
import { requireFreshDraft, withTrueCopies, writableDraft } from './draft.ts'
import { effectiveDecision, missingIn } from './missing.ts'
import { storedEntry, storedVersion, type EntryWithVisit } from './read.ts'

export interface Signature {
  entryId: string
  version: number
  state: 'signed' | 'amended' | 'voided'
  signedAt: string
  contentHash: string
}

const present = <T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined && part !== '')) as never

const authorOf = (context: Context, userId: string): SignedContent['author'] => {
  const user = context.db
    .statement<{ id: string; name: string; title: string | null; registration_number: string | null }>(
      'SELECT id, name, title, registration_number FROM users WHERE id = ?',
    )
    .get(userId)
  return { userId, name: user?.name ?? '', ...present({ title: user?.title, registrationNumber: user?.registration_number }) }
}

/** The frozen form: the text with the patient, the author, the provider and the visit as they are now. */
function freeze(context: Context, row: EntryWithVisit, content: EntryContent): SignedContent {
  const client = storedClient(context.db, row.client_id)
  const { practice } = readSettings(context.db)
  const { minorDecision: given, ...rest } = content
  const decision = effectiveDecision(ageAt(client, row.visit_started_at, timeZoneOf(context)), given)
  return {
    format: 1,
    kind: row.kind,
    ...rest,
    ...(decision === undefined ? {} : { minorDecision: decision }),
    subject: {
      lastName: client.last_name,
      ...present({
        firstName: client.first_name,
        callName: client.call_name,
        hetu: client.hetu,
        birthDate: birthDateOf(client),
        sex: client.sex,
      }),
    },
    author: authorOf(context, context.actor.userId),
    ...(row.author_id === context.actor.userId ? {} : { recorder: authorOf(context, row.author_id) }),
    provider: present({ name: practice?.name, businessId: practice?.businessId }),
    visit: {
      id: row.visit_id,
      startedAt: row.visit_started_at,
      ...present({ endedAt: row.visit_ended_at, otherProvider: row.other_provider }),
    },
  }
}

function requireComplete(context: Context, row: EntryWithVisit, content: EntryContent): void {
  const missing = missingIn(context, row, content).filter(({ blocks }) => blocks)
  if (missing.length > 0) throw new AppError('incomplete', 'entryIncomplete', { params: { count: missing.length }, details: { missing } })
}

/** Adds the version, moves the entry, logs with the hash of the content, and tells who listens: one transaction. */
function addVersion(
  context: Context,
  row: EntryWithVisit,
  state: Signature['state'],
  content: SignedContent,
  reason: string | undefined,
  at: string,
): Signature {
  const { db } = context
  const text = JSON.stringify(content)
  const salt = newSalt()
  const hash = contentHash(salt, text)
  const version = row.version + 1
  const versionId = newId(at)
  db.statement(
    `INSERT INTO entry_versions (id, entry_id, number, state, content, salt, content_hash, signer_id, signer_name, signer_title, signed_at, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    versionId,
    row.id,
    version,
    state,
    text,
    salt,
    hash,
    content.author.userId,
    content.author.name,
    content.author.title ?? null,
    at,
    reason ?? null,
  )
  db.statement('UPDATE entries SET state = ?, version = ?, updated_at = ?, revision = revision + 1 WHERE id = ?').run(
    state,
    version,
    at,
    row.id,
  )
  context.log({ clientIds: [row.client_id], details: { entry: row.id, version, state, contentHash: hash } })
  const event = { what: state, entryId: row.id, version, versionId, visitId: row.visit_id, clientId: row.client_id, kind: row.kind, at }
  for (const listener of signedEntryListeners) listener(context, { ...event, ...(reason === undefined ? {} : { reason }) })
  context.changed('treatment', row.id)
  context.changed('clients', row.client_id)
  return { entryId: row.id, version, state, signedAt: at, contentHash: hash }
}

export function sign(context: Context, { entryId, revision }: ParsedInputOf<typeof treatmentContract.sign>): Signature {
  const { row, draft } = writableDraft(context, entryId)
  requireFreshDraft(row, draft, revision)
  const content = withTrueCopies(context, readDraft(draft.content), row.client_id)
  requireComplete(context, row, content)
  context.db.statement('DELETE FROM entry_drafts WHERE entry_id = ?').run(entryId)
  return addVersion(context, row, 'signed', freeze(context, row, content), undefined, context.clock.now())
}

/** A signed entry whose newest version is the one that was read. @throws AppError `immutable`, `conflict`, `incomplete` */
function correctable(context: Context, entryId: string, version: number | undefined): { row: EntryWithVisit; newest: SignedContent } {
  const row = storedEntry(context.db, entryId)
  if (!mayRead(context, row)) throw new AppError('not_found', 'entryNotFound')
  if (row.state === 'draft') throw new AppError('conflict', 'entryNotSigned')
  if (row.state === 'voided') throw new AppError('immutable', 'entryVoided')
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'staleVersion', { details: { version: row.version } })
  return { row, newest: readSigned(storedVersion(context.db, entryId, row.version).content) }
}

export function amend(context: Context, { entryId, reason, version, ...change }: ParsedInputOf<typeof treatmentContract.amend>): Signature {
  const { row, newest } = correctable(context, entryId, version)
  const before = editable(newest)
  const content = withTrueCopies(context, withChange(before, change, 'given'), row.client_id)
  if (JSON.stringify(content) === JSON.stringify(before)) throw new AppError('conflict', 'nothingAmended')
  requireComplete(context, row, content)
  const { recorder: _recorder, ...frozen } = freeze(context, row, content)
  return addVersion(context, row, 'amended', frozen, reason, context.clock.now())
}

/** The voided version keeps the text: what was voided stays readable. */
export function voidEntry(context: Context, { entryId, reason, version }: ParsedInputOf<typeof treatmentContract.void>): Signature {
  const { row, newest } = correctable(context, entryId, version)
  const { recorder: _recorder, ...frozen } = freeze(context, row, editable(newest))
  return addVersion(context, row, 'voided', frozen, reason, context.clock.now())
}
