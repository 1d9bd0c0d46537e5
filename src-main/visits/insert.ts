import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'

export interface NewVisit {
  clientId: string
  appointmentId?: string | undefined
  /** State of the appointment before the visit, `forNobody` when it had no client. */
  appointmentStatus?: string | undefined
  serviceName?: string | undefined
  /** Instant. */
  startedAt: string
  otherProvider?: string | undefined
}

/** Returns its id. */
export function insertVisit({ db, clock, actor }: Context, visit: NewVisit): string {
  const at = clock.now()
  const id = newId(at)
  db.statement(
    `INSERT INTO visits (id, client_id, appointment_id, appointment_status, service_name, started_at, other_provider, created_by, created_at, updated_at, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
  ).run(
    id,
    visit.clientId,
    visit.appointmentId ?? null,
    visit.appointmentStatus ?? null,
    visit.serviceName ?? null,
    visit.startedAt,
    visit.otherProvider || null,
    actor.userId,
    at,
    at,
  )
  return id
}
