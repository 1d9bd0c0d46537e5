import { timeZoneOf } from '../settings/time-zone.ts'
import { storedAppointment, type StoredAppointment } from '../appointments/read.ts'
import { storedClient } from '../clients/read.ts'
import { localDateOf } from '../core/clock.ts'
import { implement, type Context } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { storedService } from '../services/read.ts'
import { visitsContract, type Visit } from './contract.ts'
import { insertVisit } from './insert.ts'
import { requireEmptyVisit } from './empty-visit.ts'
import { anyStoredVisit, readVisitCursor, storedVisit, toVisit, type StoredVisit } from './read.ts'

/**
 * A visit may be entered late, also for one who has died since; not for one who was dead already, and not for days to come.
 * @throws AppError `not_allowed`, `conflict`, `invalid_input`
 */
function requireVisitable(context: Context, clientId: string, start: string, zone: string): void {
  const client = storedClient(context.db, clientId)
  if (client.merged_into) throw new AppError('conflict', 'clientMerged')
  const day = localDateOf(start, zone)
  if (client.date_of_death !== null && day > client.date_of_death) throw new AppError('not_allowed', 'visitClientDeceased')
  if (client.archived_at !== null) throw new AppError('not_allowed', 'visitClientArchived')
  if (day > context.clock.today(zone)) throw invalidInput([{ path: ['start'], code: 'futureDate' }])
}

function appointmentFor(context: Context, id: string, clientId: string): StoredAppointment {
  const appointment = storedAppointment(context.db, id)
  if (appointment.client_id !== null && appointment.client_id !== clientId)
    throw invalidInput([{ path: ['appointmentId'], code: 'appointmentOther' }])
  if (appointment.status === 'cancelled') throw new AppError('conflict', 'appointmentCancelled')
  return appointment
}

/** The appointment follows: arrived at the start, completed at the end. One that was marked not come stays so. */
function setAppointment(context: Context, id: string, clientId: string, status: 'arrived' | 'completed'): void {
  const from = status === 'arrived' ? ['booked'] : ['booked', 'arrived']
  const marks = from.map(() => '?').join(', ')
  const { changes } = context.db
    .statement(
      `UPDATE appointments SET status = ?, client_id = ?, updated_at = ?, revision = revision + 1 WHERE id = ? AND status IN (${marks})`,
    )
    .run(status, clientId, context.clock.now(), id, ...from)
  if (changes > 0) context.changed('appointments', id)
}

/** Kept as the appointment's state before the visit: booked, and for no client. */
const forNobody = 'forNobody'

/** The appointment of a discarded visit: where the visit moved it, it goes back; what was decided of it since stays. */
function freeAppointment(context: Context, { appointment_id: id, appointment_status: kept }: StoredVisit): void {
  if (id === null) return
  const hadClient = kept !== forNobody
  const before = hadClient ? (kept ?? 'booked') : 'booked'
  const { changes } = context.db
    .statement(
      `UPDATE appointments SET status = ?, client_id = iif(?, client_id, NULL), updated_at = ?, revision = revision + 1
      WHERE id = ? AND status IN ('arrived', 'completed') AND status <> ?`,
    )
    .run(before, hadClient ? 1 : 0, context.clock.now(), id, before)
  if (changes > 0) context.changed('appointments', id)
}

const setDiscarded = ({ db, clock }: Context, id: string, discarded: boolean): void => {
  const at = clock.now()
  db.statement('UPDATE visits SET discarded_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?').run(
    discarded ? at : null,
    at,
    id,
  )
}

function finish(context: Context, id: string, zone: string, details: Record<string, unknown>): Visit {
  const row = storedVisit(context.db, id)
  context.log({ clientIds: [row.client_id], purpose: 'care', details: { visit: id, ...details } })
  context.changed('visits', id)
  context.changed('clients', row.client_id)
  return toVisit(context.db, row, zone)
}

export const visitsService = implement(visitsContract, {
  start(context, { clientId, appointmentId, start, otherProvider }) {
    const { db } = context
    const zone = timeZoneOf(context)
    const startedAt = start ?? context.clock.now()
    const appointment = appointmentId === undefined ? undefined : appointmentFor(context, appointmentId, clientId)
    const already =
      appointment && db.statement<StoredVisit>('SELECT * FROM visits WHERE appointment_id = ? AND discarded_at IS NULL').get(appointment.id)
    if (already) {
      context.log({ clientIds: [clientId], kind: 'view', purpose: 'care', details: { visit: already.id } })
      return toVisit(db, already, zone)
    }
    requireVisitable(context, clientId, startedAt, zone)
    const id = insertVisit(context, {
      clientId,
      appointmentId: appointment?.id,
      appointmentStatus: appointment && (appointment.client_id === null ? forNobody : appointment.status),
      serviceName: appointment && storedService(db, appointment.service_id).name,
      startedAt,
      otherProvider,
    })
    if (appointment) setAppointment(context, appointment.id, clientId, 'arrived')
    return finish(context, id, zone, { started: true })
  },

  end(context, { id, end }) {
    const zone = timeZoneOf(context)
    const row = storedVisit(context.db, id)
    const at = context.clock.now()
    const endedAt = end ?? (at > row.started_at ? at : row.started_at)
    if (endedAt < row.started_at) throw invalidInput([{ path: ['end'], code: 'endBeforeStart' }])
    context.db.statement('UPDATE visits SET ended_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?').run(endedAt, at, id)
    if (row.appointment_id !== null) setAppointment(context, row.appointment_id, row.client_id, 'completed')
    return finish(context, id, zone, { ended: true })
  },

  update(context, { id, revision, start, end, otherProvider }) {
    const zone = timeZoneOf(context)
    const row = storedVisit(context.db, id)
    if (row.revision !== revision) throw new AppError('conflict', 'staleRevision', { details: { revision: row.revision } })
    const startedAt = start ?? row.started_at
    const endedAt = end === undefined ? row.ended_at : end
    if (start !== undefined && localDateOf(startedAt, zone) > context.clock.today(zone))
      throw invalidInput([{ path: ['start'], code: 'futureDate' }])
    if (endedAt !== null && endedAt < startedAt) throw invalidInput([{ path: ['end'], code: 'endBeforeStart' }])
    context.db
      .statement('UPDATE visits SET started_at = ?, ended_at = ?, other_provider = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
      .run(startedAt, endedAt, otherProvider === undefined ? row.other_provider : otherProvider || null, context.clock.now(), id)
    return finish(context, id, zone, {
      fields: [
        ...(startedAt === row.started_at ? [] : ['start']),
        ...(endedAt === row.ended_at ? [] : ['end']),
        ...(otherProvider === undefined ? [] : ['otherProvider']),
      ],
    })
  },

  discard(context, { id }) {
    const row = storedVisit(context.db, id)
    requireEmptyVisit(context, id)
    setDiscarded(context, id, true)
    freeAppointment(context, row)
    context.log({ clientIds: [row.client_id], purpose: 'care', details: { visit: id, discarded: true } })
    context.changed('visits', id)
    context.changed('clients', row.client_id)
    return {}
  },

  restore(context, { id }) {
    const row = anyStoredVisit(context.db, id)
    const zone = timeZoneOf(context)
    if (row.discarded_at === null) return finish(context, id, zone, { discarded: false })
    const taken =
      row.appointment_id !== null &&
      context.db.statement('SELECT 1 FROM visits WHERE appointment_id = ? AND discarded_at IS NULL').get(row.appointment_id) !== undefined
    if (taken) throw new AppError('conflict', 'appointmentHasVisit')
    setDiscarded(context, id, false)
    if (row.appointment_id !== null)
      setAppointment(context, row.appointment_id, row.client_id, row.ended_at === null ? 'arrived' : 'completed')
    return finish(context, id, zone, { discarded: false })
  },

  get(context, { id, purpose }) {
    const row = storedVisit(context.db, id)
    context.log({ clientIds: [row.client_id], purpose: purpose ?? 'care', details: { visit: id } })
    return toVisit(context.db, row, timeZoneOf(context))
  },

  list(context, { clientId, limit = 100, cursor, purpose }) {
    storedClient(context.db, clientId)
    const zone = timeZoneOf(context)
    const [at, id] = readVisitCursor(cursor)
    const rows = context.db
      .statement<StoredVisit>(
        'SELECT * FROM visits WHERE client_id = ? AND discarded_at IS NULL AND (started_at < ? OR (started_at = ? AND id < ?)) ORDER BY started_at DESC, id DESC LIMIT ?',
      )
      .all(clientId, at, at, id, limit + 1)
    context.log({ clientIds: [clientId], purpose: purpose ?? 'care' })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      visits: page.map((row) => toVisit(context.db, row, zone)),
      ...(rows.length > limit && last ? { cursor: `${last.started_at} ${last.id}` } : {}),
    }
  },
})
