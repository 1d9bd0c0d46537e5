// A visit that was begun by mistake can be taken out again while nothing hangs on it (703/2023 § 27: an entry for every visit that took place).
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'

const has = (context: Context, sql: string, visitId: string): boolean => context.db.statement(sql).get(visitId) !== undefined

/**
 * Drafts that were thrown away don't count. An assistant learns only that the visit is not empty, never of what (privacy-duties § 12).
 * @throws AppError `immutable` (`visitSigned`), `conflict` (`visitHasDraft`, `visitHasAttachments`, for an assistant `visitNotEmpty`)
 */
export function requireEmptyVisit(context: Context, visitId: string): void {
  const refuse = (code: 'immutable' | 'conflict', key: string): never => {
    if (context.actor.role === 'assistant') throw new AppError('conflict', 'visitNotEmpty')
    throw new AppError(code, key)
  }
  if (has(context, 'SELECT 1 FROM entries WHERE visit_id = ? AND version > 0', visitId)) refuse('immutable', 'visitSigned')
  if (has(context, `SELECT 1 FROM entries WHERE visit_id = ? AND state = 'draft' AND discarded_at IS NULL`, visitId))
    refuse('conflict', 'visitHasDraft')
  if (has(context, 'SELECT 1 FROM attachments WHERE visit_id = ? AND removed_at IS NULL', visitId))
    refuse('conflict', 'visitHasAttachments')
}
