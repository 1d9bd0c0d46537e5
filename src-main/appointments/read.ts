import { displayName } from '../clients/names.ts'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { shortNameOf } from '../services/read.ts'
import type { Appointment } from './contract.ts'

export interface StoredAppointment {
  id: string
  client_id: string | null
  service_id: string
  starts_at: string
  ends_at: string
  duration_minutes: number
  buffer_minutes: number
  note: string | null
  status: Appointment['status']
  cancelled_at: string | null
  cancelled_by: 'client' | 'practice' | null
  cancel_reason: string | null
  series_id: string | null
  repeat_rule: string | null
  created_by: string
  created_at: string
  updated_at: string
  revision: number
}
type Joined = StoredAppointment & {
  last_name: string | null
  first_name: string | null
  call_name: string | null
  service_name: string
  service_short_name: string | null
  visit_id: string | null
}

export const joinedSql = `SELECT a.*, c.last_name, c.first_name, c.call_name, s.name AS service_name, s.short_name AS service_short_name, v.id AS visit_id
  FROM appointments a JOIN services s ON s.id = a.service_id LEFT JOIN clients c ON c.id = a.client_id LEFT JOIN visits v ON v.appointment_id = a.id AND v.discarded_at IS NULL`

/** An appointment and its buffer are never longer: 24 h and 12 h. */
const longestSpanMilliseconds = 36 * 3_600_000
/** What begins before this is over at `instant`: reading a week need not look at all the weeks before it. */
export const earliestThatLasts = (instant: string): string => new Date(Date.parse(instant) - longestSpanMilliseconds).toISOString()

/** @throws AppError `not_found` */
export function storedAppointment(db: Database, id: string): StoredAppointment {
  const row = db.statement<StoredAppointment>('SELECT * FROM appointments WHERE id = ?').get(id)
  if (!row) throw new AppError('not_found', 'appointmentNotFound')
  return row
}

const optional = <K extends string, V>(key: K, value: V | null): { [Name in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [Name in K]: V })

export const toAppointment = (row: Joined): Appointment => ({
  id: row.id,
  revision: row.revision,
  ...optional('clientId', row.client_id),
  ...(row.last_name === null
    ? {}
    : { clientName: displayName({ lastName: row.last_name, firstName: row.first_name, callName: row.call_name }) }),
  serviceId: row.service_id,
  serviceName: row.service_name,
  serviceShortName: row.service_short_name ?? shortNameOf(row.service_name),
  start: row.starts_at,
  end: row.ends_at,
  durationMinutes: row.duration_minutes,
  bufferMinutes: row.buffer_minutes,
  ...optional('note', row.note),
  status: row.status,
  ...optional('cancelledAt', row.cancelled_at),
  ...optional('cancelledBy', row.cancelled_by),
  ...optional('cancelReason', row.cancel_reason),
  ...optional('seriesId', row.series_id),
  ...optional('repeat', row.repeat_rule),
  ...optional('visitId', row.visit_id),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export const appointmentOf = (db: Database, id: string): Appointment => {
  const row = db.statement<Joined>(`${joinedSql} WHERE a.id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'appointmentNotFound')
  return toAppointment(row)
}

/** Appointments that touch the half-open span, by start. A cancelled one only when asked for. */
export const appointmentsBetween = (
  db: Database,
  from: string,
  to: string,
  { clientId, cancelled = true }: { clientId?: string | undefined; cancelled?: boolean | undefined },
): Appointment[] =>
  db
    .statement<Joined>(
      `${joinedSql} WHERE a.starts_at < ? AND a.starts_at > ? AND a.ends_at > ? AND (? IS NULL OR a.client_id = ?) AND (? OR a.status <> 'cancelled') ORDER BY a.starts_at, a.id`,
    )
    .all(to, earliestThatLasts(from), from, clientId ?? null, clientId ?? null, cancelled ? 1 : 0)
    .map(toAppointment)
