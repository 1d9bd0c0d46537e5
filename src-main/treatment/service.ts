import { displayName } from '../clients/names.ts'
import { storedClient } from '../clients/read.ts'
import { implement, type Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { readVisitCursor, storedVisit } from '../visits/read.ts'
import { mayRead, requireOwnDraft, requirePurpose } from './access.ts'
import { readDraft } from './content.ts'
import type { EntryKind } from './content-contract.ts'
import { treatmentContract } from './contract.ts'
import { saveDraft, sourceContent, touch, withTrueCopies, writableDraft, writeDraft } from './draft.ts'
import { missingIn } from './missing.ts'
import { entrySql, readEntry, signedEntry, storedEntry, storedVersions, type EntryWithVisit } from './read.ts'
import { amend, sign, voidEntry } from './sign.ts'

/** An entry that the user may read. @throws AppError `not_found`, `purpose_required` */
function readable(context: Context, entryId: string, purpose: Parameters<typeof requirePurpose>[2]): EntryWithVisit {
  const row = storedEntry(context.db, entryId)
  if (!mayRead(context, row)) throw new AppError('not_found', 'entryNotFound')
  requirePurpose(context, row.client_id, purpose)
  return row
}

function setDiscarded(context: Context, entryId: string, discarded: boolean): Record<string, never> {
  const row = storedEntry(context.db, entryId)
  if (row.state !== 'draft') throw new AppError('immutable', 'entrySigned')
  requireOwnDraft(context, row)
  // A draft of a visit that was taken out comes back with the visit only.
  if (!discarded) storedVisit(context.db, row.visit_id)
  if ((row.discarded_at !== null) !== discarded) touch(context, entryId, { discardedAt: discarded ? context.clock.now() : null })
  context.log({ clientIds: [row.client_id], details: { entry: entryId, discarded } })
  context.changed('treatment', entryId)
  context.changed('clients', row.client_id)
  return {}
}

const hours = 3_600_000

export const treatmentService = implement(treatmentContract, {
  saveDraft,

  copyForward(context, { entryId, from, headings }) {
    const { row, draft } = writableDraft(context, entryId)
    const { content: source, version, row: sourceRow } = sourceContent(context, from)
    if (sourceRow.client_id !== row.client_id || from === entryId) throw new AppError('not_allowed', 'copyFromAnother')
    const content = readDraft(draft.content)
    const sections = { ...content.sections }
    const copied = { ...content.copied }
    for (const heading of headings) {
      const text = source.sections[heading]
      if (text === undefined) continue
      // What is written already stays: the copy goes after it.
      sections[heading] = sections[heading] ? `${sections[heading]}\n\n${text}` : text
      copied[heading] = { entryId: from, version }
    }
    writeDraft(context, row, withTrueCopies(context, { ...content, sections, copied }, row.client_id), undefined, draft)
    touch(context, entryId, {})
    context.log({ clientIds: [row.client_id], details: { entry: entryId, copiedFrom: from, headings } })
    const now = storedEntry(context.db, entryId)
    return { entry: readEntry(context.db, now), revision: now.revision }
  },

  discardDraft: (context, { entryId }) => setDiscarded(context, entryId, true),
  restoreDraft: (context, { entryId }) => setDiscarded(context, entryId, false),

  missing(context, { entryId }) {
    const { row, draft } = writableDraft(context, entryId)
    return { missing: missingIn(context, row, readDraft(draft.content)) }
  },

  sign,
  amend,
  void: voidEntry,

  get(context, { entryId, version, purpose }) {
    const row = readable(context, entryId, purpose)
    context.log({ clientIds: [row.client_id], details: { entry: entryId, version: version ?? row.version } })
    return readEntry(context.db, row, version)
  },

  history(context, { entryId, purpose }) {
    const row = readable(context, entryId, purpose)
    const versions = storedVersions(context.db, entryId).map((version) => signedEntry(row, version))
    context.log({ clientIds: [row.client_id], details: { entry: entryId, versions: versions.length } })
    return { versions }
  },

  list(context, { clientId, limit = 50, cursor, purpose }) {
    storedClient(context.db, clientId)
    requirePurpose(context, clientId, purpose)
    const [at, id] = readVisitCursor(cursor)
    const seesAll = context.actor.role === 'owner'
    const rows = context.db
      .statement<EntryWithVisit>(
        `${entrySql} WHERE e.client_id = ? AND e.discarded_at IS NULL AND (? OR e.kind <> 'privateNote' OR e.author_id = ?)
        AND (v.started_at < ? OR (v.started_at = ? AND e.id < ?)) ORDER BY v.started_at DESC, e.id DESC LIMIT ?`,
      )
      .all(clientId, seesAll ? 1 : 0, context.actor.userId, at, at, id, limit + 1)
    const page = rows.slice(0, limit)
    context.log({ clientIds: [clientId], details: { entries: page.length } })
    const last = page.at(-1)
    return {
      entries: page.map((row) => readEntry(context.db, row)),
      ...(rows.length > limit && last ? { cursor: `${last.visit_started_at} ${last.id}` } : {}),
    }
  },

  unsigned(context, { olderThanHours = 24 }) {
    const until = new Date(Date.parse(context.clock.now()) - olderThanHours * hours).toISOString()
    const rows = context.db
      .statement<{
        id: string
        visit_id: string
        client_id: string
        kind: EntryKind
        started_at: string
        saved_at: string
        last_name: string
        first_name: string | null
        call_name: string | null
      }>(
        `SELECT e.id, e.visit_id, e.client_id, e.kind, v.started_at, d.saved_at, c.last_name, c.first_name, c.call_name
        FROM entries e JOIN entry_drafts d ON d.entry_id = e.id JOIN visits v ON v.id = e.visit_id JOIN clients c ON c.id = e.client_id
        WHERE e.state = 'draft' AND e.discarded_at IS NULL AND e.created_at <= ? AND (? OR e.author_id = ?) ORDER BY v.started_at, e.id`,
      )
      .all(until, context.actor.role === 'owner' ? 1 : 0, context.actor.userId)
    context.log({ clientIds: [...new Set(rows.map((row) => row.client_id))] })
    return {
      drafts: rows.map((row) => ({
        entryId: row.id,
        visitId: row.visit_id,
        clientId: row.client_id,
        displayName: displayName({ lastName: row.last_name, firstName: row.first_name, callName: row.call_name }),
        kind: row.kind,
        visitStartedAt: row.started_at,
        savedAt: row.saved_at,
      })),
    }
  },
})
