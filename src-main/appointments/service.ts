import { instantsOf } from '../audit/list.ts'
import { implement, type Context } from '../core/context.ts'
import type { Purpose } from '../core/contract.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { storedService } from '../services/read.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { insertAppointment, overlapping, requireBookable, type Span } from './book.ts'
import { appointmentsContract, type Appointment } from './contract.ts'
import { appointmentOf, appointmentsBetween, storedAppointment, type StoredAppointment } from './read.ts'
import { repeatedStarts } from './repeat.ts'

const overlap = (overlaps: Span[]): AppError => new AppError('conflict', 'appointmentOverlap', { details: { overlaps } })
const logOf = (row: Pick<StoredAppointment, 'client_id'>) => ({ clientIds: row.client_id ? [row.client_id] : [] })

function changing(context: Context, id: string, revision: number | undefined): StoredAppointment {
  const before = storedAppointment(context.db, id)
  if (revision !== undefined && before.revision !== revision)
    throw new AppError('conflict', 'staleRevision', { details: { revision: before.revision } })
  return before
}

function changed(context: Context, before: StoredAppointment, status: string, purpose: Purpose = 'booking'): Appointment {
  context.log({ ...logOf(before), purpose, details: { appointment: before.id, from: before.status, status } })
  context.changed('appointments', before.id)
  if (before.client_id) context.changed('clients', before.client_id)
  return appointmentOf(context.db, before.id)
}

export const appointmentsService = implement(appointmentsContract, {
  create(context, { clientId, serviceId, start, durationMinutes, note, repeat, allowOverlap = false, purpose }) {
    const { db } = context
    const service = storedService(db, serviceId)
    if (service.archived_at !== null) throw new AppError('not_allowed', 'serviceArchived')
    const zone = timeZoneOf(context)
    const starts = repeat ? repeatedStarts(start, repeat, zone) : [start]
    if (clientId) for (const one of starts) requireBookable(db, clientId, one, zone)
    const span = { durationMinutes: durationMinutes ?? service.duration_minutes, bufferMinutes: service.buffer_minutes }
    const met = allowOverlap ? [] : starts.flatMap((one) => overlapping(db, { start: one, ...span }))
    if (met.length > 0) throw overlap(met)
    const seriesId = starts.length > 1 ? newId(context.clock.now()) : null
    const ids = starts.map((one) =>
      insertAppointment(db, context.clock, context.actor.userId, {
        clientId: clientId ?? null,
        serviceId,
        start: one,
        ...span,
        note: note || null,
        seriesId,
        repeatRule: seriesId === null ? null : repeat!,
      }),
    )
    context.log({ clientIds: clientId ? [clientId] : [], purpose: purpose ?? 'booking', details: { appointments: ids } })
    context.changed('appointments', ...ids)
    if (clientId) context.changed('clients', clientId)
    return { ...appointmentOf(db, ids[0]!), seriesIds: ids }
  },

  get(context, { id, purpose }) {
    const row = storedAppointment(context.db, id)
    context.log({ ...logOf(row), purpose: purpose ?? 'booking' })
    return appointmentOf(context.db, id)
  },

  list(context, { from, to, clientId, cancelled, purpose }) {
    const [first, end] = instantsOf(from, to, timeZoneOf(context))
    if (first >= end) throw invalidInput([{ path: ['to'], code: 'periodOrder' }])
    const appointments = appointmentsBetween(context.db, first, end, { clientId, cancelled })
    const clientIds = [...new Set(appointments.flatMap((one) => (one.clientId ? [one.clientId] : [])))]
    context.log({ clientIds, purpose: purpose ?? 'booking' })
    return { appointments }
  },

  cancel(context, { id, reason, by, revision, purpose }) {
    const before = changing(context, id, revision)
    if (before.status === 'cancelled') return changed(context, before, 'cancelled', purpose)
    if (before.status === 'completed') throw new AppError('conflict', 'appointmentCompleted')
    const at = context.clock.now()
    context.db
      .statement(
        "UPDATE appointments SET status = 'cancelled', cancelled_at = ?, cancelled_by = ?, cancel_reason = ?, updated_at = ?, revision = revision + 1 WHERE id = ?",
      )
      .run(at, by, reason || null, at, id)
    return changed(context, before, 'cancelled', purpose)
  },

  setStatus(context, { id, status, revision, allowOverlap = false, purpose }) {
    const before = changing(context, id, revision)
    const wasFree = before.status === 'cancelled' || before.status === 'noShow'
    if (wasFree && status !== 'noShow' && !allowOverlap) {
      // The time may have been given to somebody else meanwhile.
      const span = { start: before.starts_at, durationMinutes: before.duration_minutes, bufferMinutes: before.buffer_minutes, except: id }
      const met = overlapping(context.db, span)
      if (met.length > 0) throw overlap(met)
    }
    context.db
      .statement(
        'UPDATE appointments SET status = ?, cancelled_at = NULL, cancelled_by = NULL, cancel_reason = NULL, updated_at = ?, revision = revision + 1 WHERE id = ?',
      )
      .run(status, context.clock.now(), id)
    return changed(context, before, status, purpose)
  },
})
