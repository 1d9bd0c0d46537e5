import { storedClient } from '../clients/read.ts'
import { implement } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { alertOf, alertsOf, insertAlert, storedAlert } from './alerts-of.ts'
import { alertsContract } from './contract.ts'

export const alertsService = implement(alertsContract, {
  add(context, { clientId, kind, text, since, reviewOn }) {
    if (storedClient(context.db, clientId).merged_into) throw new AppError('conflict', 'clientMerged')
    const id = insertAlert(context, { clientId, kind, text, since, reviewOn })
    context.log({ clientIds: [clientId], details: { alert: id, alertKind: kind } })
    context.changed('alerts', id)
    context.changed('clients', clientId)
    return alertOf(context, id)
  },

  end(context, { id, reason }) {
    const before = storedAlert(context, id)
    if (before.ended_at !== null) throw new AppError('conflict', 'alertEnded')
    context.db
      .statement('UPDATE alerts SET ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ?')
      .run(context.clock.now(), context.actor.userId, reason || null, id)
    context.log({ clientIds: [before.client_id], details: { alert: id, ended: true } })
    context.changed('alerts', id)
    context.changed('clients', before.client_id)
    return alertOf(context, id)
  },

  list(context, { clientId, ended = false }) {
    storedClient(context.db, clientId)
    const alerts = alertsOf(context, clientId, ended)
    context.log({ clientIds: [clientId], details: { alerts: alerts.length } })
    return { alerts }
  },
})
