import { cancelAfterDeath } from '../appointments/book.ts'
import type { Context } from '../core/context.ts'
import { implement } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { clientsContract, type Client } from './contract.ts'
import { possibleDuplicates, similarClients } from './duplicates.ts'
import { mergeClients, undoMerge } from './merge.ts'
import { storedClient, toClient } from './read.ts'
import { countListed, pageOfClients, requireRow, searchClients } from './search.ts'
import { timeline } from './timeline.ts'
import { insertClient, updateClient, type WriteContext } from './write.ts'

const writing = ({ db, clock, actor }: Context): WriteContext => ({ db, clock, userId: actor.userId })
/** What a change answers. In the window contact data under a safety prohibition show only when asked for with `clients.get`. */
const whole = (context: Context, id: string): Client =>
  toClient(context.db, storedClient(context.db, id), context.actor.source === 'window')

function setArchived(context: Context, id: string, archived: boolean): Client {
  const row = storedClient(context.db, id)
  if (row.merged_into) throw new AppError('conflict', 'clientMerged')
  if ((row.archived_at !== null) !== archived) {
    const at = context.clock.now()
    context.db
      .statement('UPDATE clients SET archived_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
      .run(archived ? at : null, at, id)
  }
  context.log({ clientIds: [id], details: { archived } })
  context.changed('clients', id)
  return whole(context, id)
}

export const clientsService = implement(clientsContract, {
  create(context, { purpose: _purpose, ...fields }) {
    const { id } = insertClient(writing(context), fields)
    context.log({ clientIds: [id] })
    context.changed('clients', id)
    return whole(context, id)
  },

  update(context, { id, revision, purpose: _purpose, ...change }) {
    const before = storedClient(context.db, id)
    if (before.merged_into) throw new AppError('conflict', 'clientMerged')
    if (before.revision !== revision) throw new AppError('conflict', 'staleRevision', { details: { revision: before.revision } })
    const fields = updateClient(writing(context), before, change)
    // A death ends the bookings to come (privacy-duties § 9).
    const ended = fields.includes('date_of_death') && storedClient(context.db, id).date_of_death !== null
    const cancelled = ended ? cancelAfterDeath(context.db, context.clock, id) : []
    context.log({ clientIds: [id], details: { fields, ...(cancelled.length > 0 ? { cancelled } : {}) } })
    if (cancelled.length > 0) context.changed('appointments', ...cancelled)
    context.changed('clients', id)
    return whole(context, id)
  },

  get(context, { id, purpose, unmask }) {
    const row = storedClient(context.db, id)
    // From the window contact data under a safety prohibition are shown only when asked for, with a purpose (661/2009 § 36).
    const masked = context.actor.source === 'window' && !(unmask && purpose)
    const client = toClient(context.db, row, masked)
    context.log({
      clientIds: [id],
      ...(row.safety_prohibition === 1 && !client.contactMasked ? { details: { safetyProhibitionShown: true } } : {}),
    })
    return client
  },

  search(context, input) {
    const found = searchClients(context.db, input)
    context.log({ clientIds: found.clients.map((client) => client.id), ...(input.text.trim() === '' ? { kind: 'list' as const } : {}) })
    return found
  },

  page(context, { offset, limit, archived = false }) {
    const found = pageOfClients(context.db, offset, limit, archived)
    context.log({ clientIds: found.clients.map((client) => client.id) })
    return found
  },

  archive: (context, { id }) => setArchived(context, id, true),
  restore: (context, { id }) => setArchived(context, id, false),

  merge(context, { keep, absorb }) {
    const { mergeId, filled } = mergeClients(writing(context), keep, absorb)
    const cancelled = storedClient(context.db, keep).date_of_death === null ? [] : cancelAfterDeath(context.db, context.clock, keep)
    context.log({ clientIds: [keep, absorb], details: { mergeId, filled, ...(cancelled.length > 0 ? { cancelled } : {}) } })
    if (cancelled.length > 0) context.changed('appointments', ...cancelled)
    context.changed('clients', keep, absorb)
    return { mergeId, client: whole(context, keep) }
  },

  undoMerge(context, { mergeId }) {
    const { keptId, absorbedId } = undoMerge(writing(context), mergeId)
    context.log({ clientIds: [keptId, absorbedId], details: { mergeId, undone: true } })
    context.changed('clients', keptId, absorbedId)
    return { kept: whole(context, keptId), restored: whole(context, absorbedId) }
  },

  possibleDuplicates(context, { limit = 200 }) {
    const pairs = possibleDuplicates(context.db, limit)
    context.log({ clientIds: pairs.flatMap(({ first, second }) => [first.id, second.id]) })
    return pairs
  },

  similar(context, { purpose: _purpose, ...typed }) {
    const found = similarClients(context.db, typed)
    context.log({ clientIds: found.map(({ client }) => client.id) })
    return found
  },

  timeline(context, { id, limit = 50, cursor }) {
    requireRow(context.db, id)
    // Which visits, entries, files and disclosures there are is shown too, never what was written.
    const seesCare = context.actor.role === 'owner' || context.actor.role === 'practitioner'
    context.log({
      clientIds: [id],
      groups: ['identity', 'contact', 'representatives', 'appointments', ...(seesCare ? (['care', 'useLog'] as const) : [])],
    })
    return timeline(context.db, id, context.actor.role, limit, cursor)
  },

  count: (context) => ({
    active: countListed(context.db, false),
    archived: countListed(context.db, true),
  }),
})
