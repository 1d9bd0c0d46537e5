import { Temporal } from 'temporal-polyfill'
import { storedClient } from '../clients/read.ts'
import { implement, type Context } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { alertOf, alertsOf, endAlert, insertAlert, storedAlert } from './alerts-of.ts'
import { alertsContract, replacedReason } from './contract.ts'

/** An instant within a local day; only its date is ever told. */
const noonOf = (date: string, timeZone: string): string =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: '12:00' }).epochMilliseconds).toISOString()

function changed(context: Context, id: string, clientId: string): void {
  context.changed('alerts', id)
  context.changed('clients', clientId)
}

export const alertsService = implement(alertsContract, {
  add(context, { clientId, kind, text, since, reviewOn }) {
    if (storedClient(context.db, clientId).merged_into) throw new AppError('conflict', 'clientMerged')
    const id = insertAlert(context, { clientId, kind, text, since, reviewOn })
    context.log({ clientIds: [clientId], details: { alert: id, alertKind: kind } })
    changed(context, id, clientId)
    return alertOf(context, id)
  },

  replace(context, { id, kind, text, since, reviewOn }) {
    const before = storedAlert(context, id)
    endAlert(context, before, context.clock.now(), replacedReason)
    const next = insertAlert(context, { clientId: before.client_id, kind, text, since, reviewOn })
    context.log({ clientIds: [before.client_id], details: { alert: next, alertKind: kind, replaced: id } })
    changed(context, next, before.client_id)
    return alertOf(context, next)
  },

  end(context, { id, endedOn, reason }) {
    const before = storedAlert(context, id)
    const timeZone = timeZoneOf(context)
    const today = context.clock.today(timeZone)
    if (endedOn !== undefined && (endedOn > today || endedOn < (before.since ?? '')))
      throw invalidInput([{ path: ['endedOn'], code: 'alertEndDate' }])
    endAlert(context, before, endedOn === undefined || endedOn === today ? context.clock.now() : noonOf(endedOn, timeZone), reason || null)
    context.log({ clientIds: [before.client_id], details: { alert: id, ended: true } })
    changed(context, id, before.client_id)
    return alertOf(context, id)
  },

  list(context, { clientId, ended = false }) {
    storedClient(context.db, clientId)
    const alerts = alertsOf(context, clientId, ended)
    context.log({ clientIds: [clientId], details: { alerts: alerts.length } })
    return { alerts }
  },
})
