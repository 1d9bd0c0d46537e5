// Signed entries that came into the database by another way than a signature (the demo practice, a move from another system) get their row.
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { readSettings } from '../settings/read.ts'
import { readVaultRow } from '../vault/identity.ts'
import { judge, judgedBy } from './rules.ts'

interface Unqueued {
  entry_id: string
  version: number
  state: string
  queued: number
  kind: string
  visit_started_at: string
  other_provider: string | null
  signed_at: string
  hetu: string | null
}

/**
 * Adds a row for each signed, unvoided entry that has none, in the order of entries. Call it in a transaction, again and again, each time
 * with what it answered, until it answers undefined.
 * @param after id of the entry to go on after
 */
export function queueMissing({ db, clock }: Pick<Context, 'db' | 'clock'>, after = '', limit = 5000): string | undefined {
  const settings = readSettings(db)
  const rows = db
    .statement<Unqueued>(
      `SELECT e.entry_id, e.version, e.state, e.kind, e.visit_started_at, e.other_provider, e.signed_at, c.hetu,
        EXISTS (SELECT 1 FROM kanta_queue q WHERE q.entry_id = e.entry_id) AS queued
      FROM signed_entries e JOIN clients c ON c.id = e.client_id WHERE e.entry_id > ? ORDER BY e.entry_id LIMIT ?`,
    )
    .all(after, limit)
  const insert = db.statement(
    `INSERT INTO kanta_queue (id, entry_id, entry_version, kind, state, rule, rule_case, attempts, created_at, updated_at)
    VALUES (?, ?, ?, 'document', ?, ?, ?, 0, ?, ?)`,
  )
  for (const row of rows) {
    if (row.queued === 1 || row.state === 'voided') continue
    const { required, rule, ruleCase } = judge(
      { kind: row.kind, visitStartedAt: row.visit_started_at, otherProvider: row.other_provider, hetu: row.hetu, held: false },
      settings,
    )
    const state = required ? 'pending' : 'withheld'
    insert.run(newId(row.signed_at), row.entry_id, row.version, state, rule, ruleCase, row.signed_at, clock.now())
  }
  if (rows.length > 0)
    db.statement(
      `INSERT INTO kanta_state (number, judged_by, installation_number) VALUES (1, ?, ?)
      ON CONFLICT (number) DO UPDATE SET installation_number = coalesce(installation_number, excluded.installation_number)`,
    ).run(judgedBy(settings), readVaultRow(db).installationNumber)
  return rows.length === limit ? rows.at(-1)!.entry_id : undefined
}
