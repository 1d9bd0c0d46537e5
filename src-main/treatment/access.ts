// Who may open a record, and for what. An assistant is kept out by the roles of each method; here are the finer rules.
import type { Context } from '../core/context.ts'
import type { Purpose } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'

const days = 86_400_000
/** The log review asks about reading without an appointment within 30 days (privacy-duties § 8). */
const inSightDays = 30

/** A booking within thirty days either way, a visit within the last thirty, or a draft that waits: then the purpose is care. */
export function careInSight(context: Pick<Context, 'db' | 'clock'>, clientId: string): boolean {
  const now = Date.parse(context.clock.now())
  const from = new Date(now - inSightDays * days).toISOString()
  const to = new Date(now + inSightDays * days).toISOString()
  return (
    context.db
      .statement(
        `SELECT EXISTS (SELECT 1 FROM appointments WHERE client_id = ? AND starts_at BETWEEN ? AND ? AND status <> 'cancelled')
          OR EXISTS (SELECT 1 FROM visits WHERE client_id = ? AND discarded_at IS NULL AND started_at >= ?)
          OR EXISTS (SELECT 1 FROM entries WHERE client_id = ? AND state = 'draft' AND discarded_at IS NULL)`,
      )
      .pluck()
      .get(clientId, from, to, clientId, from, clientId) === 1
  )
}

/**
 * In the window a record without an appointment in sight is opened for a purpose only; scripts and the command line may leave it out.
 * @throws AppError `purpose_required`
 */
export function requirePurpose(context: Context, clientId: string, purpose: Purpose | undefined): void {
  if (context.actor.source !== 'window' || purpose !== undefined || careInSight(context, clientId)) return
  throw new AppError('purpose_required', 'purpose_required', { details: { clientId } })
}

/** Private notes are read by who wrote them, and by the owner. */
export const mayRead = (context: Pick<Context, 'actor'>, entry: { kind: string; author_id: string }): boolean =>
  entry.kind !== 'privateNote' || entry.author_id === context.actor.userId || context.actor.role === 'owner'

/** A draft is written and signed by who began it, or by the owner, and then the entry names both. @throws AppError `not_allowed` */
export function requireOwnDraft(context: Pick<Context, 'actor'>, entry: { author_id: string }): void {
  if (entry.author_id !== context.actor.userId && context.actor.role !== 'owner') throw new AppError('not_allowed', 'draftOfAnother')
}
