// The rules applied to rows: at a signature, and again whenever the facts they rest on may have changed.
import type { Context } from '../core/context.ts'
import type { Database } from '../database/database.ts'
import { readSettings } from '../settings/read.ts'
import type { Settings } from '../settings/contract.ts'
import { move, transitionDetails, type QueueRow } from './queue-rows.ts'
import { judge, judgedBy, type Judgement, type RuleFacts } from './rules.ts'

interface FactRow {
  kind: string
  visit_started_at: string
  other_provider: string | null
  hetu: string | null
  held: number
  client_id: string
}
// A selector that reads signed entries only: drafts, bookings, invoices and consents can't come into it.
const factsSql = `SELECT e.kind, e.visit_started_at, e.other_provider, e.client_id, c.hetu,
  EXISTS (SELECT 1 FROM kanta_holds h WHERE h.entry_id = e.entry_id AND h.released_at IS NULL) AS held
  FROM signed_entries e JOIN clients c ON c.id = e.client_id`

const factsOf = (row: FactRow): RuleFacts => ({
  kind: row.kind,
  visitStartedAt: row.visit_started_at,
  otherProvider: row.other_provider,
  hetu: row.hetu,
  held: row.held === 1,
})

/** What the rules say of a signed entry now; undefined when there is no such signed entry. */
export function judgementOf(db: Database, entryId: string, settings: Settings = readSettings(db)): Judgement | undefined {
  const row = db.statement<FactRow>(`${factsSql} WHERE e.entry_id = ?`).get(entryId)
  return row && judge(factsOf(row), settings)
}

/** Judges waiting rows again and moves those whose answer has changed. */
function judgeRows(context: Context, rows: readonly (QueueRow & FactRow)[], settings: Settings): number {
  let changed = 0
  const moves: { clientId: string; details: Record<string, unknown> }[] = []
  for (const row of rows) {
    const judgement = judge(factsOf({ ...row, kind: (row as unknown as { entry_kind: string }).entry_kind }), settings)
    if (judgement.rule === row.rule && judgement.ruleCase === row.rule_case) continue
    const event = judgement.required ? 'requiredNow' : 'notRequiredNow'
    const to = move(context, row, event, judgement)
    changed++
    if (to !== row.state) moves.push({ clientId: row.client_id, details: transitionDetails(row, event, to) })
  }
  for (let from = 0; from < moves.length; from += 100) {
    const part = moves.slice(from, from + 100)
    context.log({
      kind: 'change',
      groups: ['care'],
      clientIds: part.map(({ clientId }) => clientId),
      details: { transitions: part.map(({ details }) => details) },
    })
  }
  return changed
}

/**
 * Looks at every waiting row again: a client's code, a visit's time or a setting may have changed, and no clock is trusted to say since
 * when. Call it in a transaction, before the queue is shown or acted on.
 */
export function judgeAgain(context: Context): number {
  const { db } = context
  const settings = readSettings(db)
  const by = judgedBy(settings)
  const state = db.statement<{ judged_by: string | null }>('SELECT judged_by FROM kanta_state WHERE number = 1').get()
  if (!state) return 0 // nothing was ever signed
  // Where the record is elsewhere, rule 1 keeps everything, whatever a client's data say.
  if (state.judged_by === by && settings.patientRecord?.location !== 'kanta') return 0
  const rows = db
    .statement<QueueRow & FactRow>(
      `SELECT q.*, e.kind AS entry_kind, e.visit_started_at, e.other_provider, e.client_id, c.hetu,
        EXISTS (SELECT 1 FROM kanta_holds h WHERE h.entry_id = e.entry_id AND h.released_at IS NULL) AS held
      FROM kanta_queue q JOIN signed_entries e ON e.entry_id = q.entry_id JOIN clients c ON c.id = e.client_id
      WHERE q.state IN ('withheld', 'pending') ORDER BY q.number`,
    )
    .all()
  const changed = judgeRows(context, rows, settings)
  if (changed > 0) context.changed('kanta')
  if (state.judged_by !== by) db.statement('UPDATE kanta_state SET judged_by = ? WHERE number = 1').run(by)
  return changed
}
