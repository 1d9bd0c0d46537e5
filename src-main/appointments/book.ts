// Making bookings: the rules about whose time may be booked, and that two do not lie over each other.
import { storedClient } from '../clients/read.ts'
import { localDateOf, type Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import { earliestThatLasts } from './read.ts'

const minute = 60_000

export const later = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * minute).toISOString()

/** @throws AppError `not_allowed` for an archived or deceased client, `conflict` for one joined into another */
export function requireBookable(db: Database, clientId: string, start: string, zone: string): void {
  const client = storedClient(db, clientId)
  if (client.merged_into) throw new AppError('conflict', 'clientMerged')
  if (client.date_of_death !== null && localDateOf(start, zone) > client.date_of_death)
    throw new AppError('not_allowed', 'appointmentClientDeceased')
  if (client.archived_at !== null) throw new AppError('not_allowed', 'appointmentClientArchived')
}

export interface Span {
  id: string
  start: string
  end: string
}

/** Bookings whose time or buffer meets the given one; times freed by a cancellation or by not coming don't count. */
export function overlapping(
  db: Database,
  { start, durationMinutes, bufferMinutes, except }: { start: string; durationMinutes: number; bufferMinutes: number; except?: string },
): Span[] {
  const blockedUntil = later(start, durationMinutes + bufferMinutes)
  return db
    .statement<{ id: string; starts_at: string; ends_at: string; buffer_minutes: number }>(
      "SELECT id, starts_at, ends_at, buffer_minutes FROM appointments WHERE starts_at < ? AND starts_at > ? AND status NOT IN ('cancelled', 'noShow') ORDER BY starts_at, id",
    )
    .all(blockedUntil, earliestThatLasts(start))
    .filter((row) => row.id !== except && later(row.ends_at, row.buffer_minutes) > start)
    .map((row) => ({ id: row.id, start: row.starts_at, end: row.ends_at }))
}

export interface Booking {
  clientId: string | null
  serviceId: string
  start: string
  durationMinutes: number
  bufferMinutes: number
  note: string | null
  seriesId: string | null
  repeatRule: string | null
}

export function insertAppointment(db: Database, clock: Pick<Clock, 'now'>, userId: string, booking: Booking): string {
  const at = clock.now()
  const id = newId(at)
  db.statement(
    `INSERT INTO appointments (id, client_id, service_id, starts_at, ends_at, duration_minutes, buffer_minutes, note, status, series_id, repeat_rule, created_by, created_at, updated_at, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'booked', ?, ?, ?, ?, ?, 1)`,
  ).run(
    id,
    booking.clientId,
    booking.serviceId,
    booking.start,
    later(booking.start, booking.durationMinutes),
    booking.durationMinutes,
    booking.bufferMinutes,
    booking.note,
    booking.seriesId,
    booking.repeatRule,
    userId,
    at,
    at,
  )
  return id
}

/** The death of a client ends her coming bookings. Returns their ids. */
export function cancelAfterDeath(db: Database, clock: Clock, clientId: string): string[] {
  const now = clock.now()
  const ids = db
    .statement("SELECT id FROM appointments WHERE client_id = ? AND status = 'booked' AND starts_at > ? ORDER BY starts_at, id")
    .pluck()
    .all(clientId, now) as string[]
  for (const id of ids)
    db.statement(
      "UPDATE appointments SET status = 'cancelled', cancelled_at = ?, cancelled_by = 'practice', updated_at = ?, revision = revision + 1 WHERE id = ?",
    ).run(now, now, id)
  return ids
}
