import { storedClient } from '../clients/read.ts'
import { implement } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { readSettings } from '../settings/read.ts'
import { disclosuresContract } from './contract.ts'
import { disclosuresOf } from './read.ts'

export const disclosuresService = implement(disclosuresContract, {
  record(context, { clientId, at, recipient, what, purpose, ground, groundKind, how, minorForbids = false }) {
    const now = context.clock.now()
    if (storedClient(context.db, clientId).merged_into) throw new AppError('conflict', 'clientMerged')
    const given = at ?? now
    if (given > now) throw invalidInput([{ path: ['at'], code: 'futureDate' }])
    const id = newId(now)
    const { actor } = context
    context.db
      .statement(
        `INSERT INTO disclosures (id, client_id, at, recipient, what, purpose, ground_kind, ground, how, minor_forbids, provider, user_id, user_name, user_title, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        clientId,
        given,
        recipient,
        what,
        purpose,
        groundKind ?? 'provision',
        ground,
        how ?? 'other',
        minorForbids ? 1 : 0,
        readSettings(context.db).practice?.name ?? null,
        actor.userId,
        actor.name,
        actor.title,
        now,
      )
    context.log({ clientIds: [clientId], purpose: 'request', details: { disclosure: id } })
    context.changed('disclosures', id)
    context.changed('clients', clientId)
    return disclosuresOf(context.db, clientId).find((one) => one.id === id)!
  },

  list(context, { clientId }) {
    storedClient(context.db, clientId)
    const disclosures = disclosuresOf(context.db, clientId).reverse()
    context.log({ clientIds: [clientId], purpose: 'request' })
    return { disclosures }
  },
})
