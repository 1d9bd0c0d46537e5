import { storedClient } from '../clients/read.ts'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { ageAt } from './age.ts'
import type { Visit } from './contract.ts'

export interface StoredVisit {
  id: string
  client_id: string
  appointment_id: string | null
  appointment_status: string | null
  service_name: string | null
  started_at: string
  ended_at: string | null
  other_provider: string | null
  discarded_at: string | null
  created_by: string
  created_at: string
  updated_at: string
  revision: number
}

/** @throws AppError `not_found` */
export function anyStoredVisit(db: Database, id: string): StoredVisit {
  const row = db.statement<StoredVisit>('SELECT * FROM visits WHERE id = ?').get(id)
  if (!row) throw new AppError('not_found', 'visitNotFound')
  return row
}

/** One that took place. @throws AppError `not_found`, also for a discarded one */
export function storedVisit(db: Database, id: string): StoredVisit {
  const row = anyStoredVisit(db, id)
  if (row.discarded_at !== null) throw new AppError('not_found', 'visitDiscarded')
  return row
}

export function toVisit(db: Database, row: StoredVisit, zone: string): Visit {
  const ageYears = ageAt(storedClient(db, row.client_id), row.started_at, zone)
  return {
    id: row.id,
    revision: row.revision,
    clientId: row.client_id,
    ...(row.appointment_id === null ? {} : { appointmentId: row.appointment_id }),
    ...(row.service_name === null ? {} : { serviceName: row.service_name }),
    start: row.started_at,
    ...(row.ended_at === null ? {} : { end: row.ended_at }),
    ...(row.other_provider === null ? {} : { otherProvider: row.other_provider }),
    minor: ageYears !== undefined && ageYears < 18,
    ...(ageYears === undefined ? {} : { ageYears }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Where a page of visits or entries ended: start of the visit and id. */
export function readVisitCursor(cursor: string | undefined): [at: string, id: string] {
  if (cursor === undefined) return ['9999', '']
  const match = /^([0-9TZ:.-]{20,30}) ([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new AppError('invalid_input', 'invalid_input', { details: { problems: [{ path: ['cursor'], code: 'cursor' }] } })
  return [match[1]!, match[2]!]
}
