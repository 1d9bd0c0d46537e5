import { storedClient } from '../clients/read.ts'
import { implement } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { disclosuresContract } from './contract.ts'
import { disclosuresOf } from './read.ts'
import { insertDisclosure } from './write.ts'

export const disclosuresService = implement(disclosuresContract, {
  record(context, { clientId, at, recipient, what, purpose, ground, groundKind, how, minorForbids }) {
    const now = context.clock.now()
    if (storedClient(context.db, clientId).merged_into) throw new AppError('conflict', 'clientMerged')
    const given = at ?? now
    if (given > now) throw invalidInput([{ path: ['at'], code: 'futureDate' }])
    const id = insertDisclosure(context, { clientId, at: given, recipient, what, purpose, ground, groundKind, how, minorForbids })
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
