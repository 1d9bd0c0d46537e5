import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { alertKinds, type Alert } from './contract.ts'

interface StoredAlert {
  id: string
  client_id: string
  kind: Alert['kind']
  text: string
  since: string | null
  review_on: string | null
  created_at: string
  created_by: string
  created_name: string | null
  ended_at: string | null
  end_reason: string | null
}

const selectSql = 'SELECT a.*, u.name AS created_name FROM alerts a LEFT JOIN users u ON u.id = a.created_by'

const toAlert = (row: StoredAlert, today: string): Alert => ({
  id: row.id,
  clientId: row.client_id,
  kind: row.kind,
  text: row.text,
  ...(row.since === null ? {} : { since: row.since }),
  ...(row.review_on === null ? {} : { reviewOn: row.review_on }),
  due: row.ended_at === null && row.review_on !== null && row.review_on <= today,
  createdAt: row.created_at,
  createdBy: row.created_name ?? row.created_by,
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
})

/** @throws AppError `not_found` */
export function storedAlert(context: Context, id: string): StoredAlert {
  const row = context.db.statement<StoredAlert>(`${selectSql} WHERE a.id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'alertNotFound')
  return row
}

/** A client's alerts in the order they are shown: by kind as listed in the contract, newest first within one. */
export const alertsOf = (context: Pick<Context, 'db' | 'clock'>, clientId: string, ended: boolean): Alert[] => {
  const today = context.clock.today(timeZoneOf(context))
  return context.db
    .statement<StoredAlert>(`${selectSql} WHERE a.client_id = ? AND (? OR a.ended_at IS NULL) ORDER BY a.created_at DESC, a.id DESC`)
    .all(clientId, ended ? 1 : 0)
    .map((row) => toAlert(row, today))
    .sort((one, other) => alertKinds.indexOf(one.kind) - alertKinds.indexOf(other.kind))
}

export const alertOf = (context: Context, id: string): Alert => toAlert(storedAlert(context, id), context.clock.today(timeZoneOf(context)))

/** @param at instant @throws AppError `conflict` (`alertEnded`) */
export function endAlert(context: Context, { id, ended_at: endedAt }: StoredAlert, at: string, reason: string | null): void {
  if (endedAt !== null) throw new AppError('conflict', 'alertEnded')
  context.db
    .statement('UPDATE alerts SET ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ?')
    .run(at, context.actor.userId, reason, id)
}

/** Returns its id. */
export function insertAlert(
  context: Context,
  {
    clientId,
    kind,
    text,
    since,
    reviewOn,
  }: { clientId: string; kind: Alert['kind']; text: string; since?: string | undefined; reviewOn?: string | undefined },
): string {
  const at = context.clock.now()
  const id = newId(at)
  context.db
    .statement('INSERT INTO alerts (id, client_id, kind, text, since, review_on, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, clientId, kind, text, since ?? null, reviewOn ?? null, at, context.actor.userId)
  return id
}
