import { createHash } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import type { Finding } from './contract.ts'
import type { LogProblem } from './problems.ts'

interface Row {
  id: string
  kind: Finding['kind']
  number: number | null
  detail: string
  found_at: string
  acknowledged_at: string | null
  acknowledged_by: string | null
  note: string | null
}

const toFinding = (row: Row): Finding => ({
  id: row.id,
  kind: row.kind,
  foundAt: row.found_at,
  number: row.number,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
  acknowledgedAt: row.acknowledged_at,
  acknowledgedBy: row.acknowledged_by,
  note: row.note,
})
const fields = 'id, kind, number, detail, found_at, acknowledged_at, acknowledged_by, note'

const fingerprintOf = ({ same }: LogProblem): string => createHash('sha256').update(JSON.stringify(same)).digest('hex')

/** Keeps a finding; the same one is kept once. Returns those that are new. */
export function recordFindings(db: Database, clock: Clock, found: readonly LogProblem[]): Finding[] {
  return found.flatMap((problem) => {
    const fingerprint = fingerprintOf(problem)
    const at = clock.now()
    const added = db
      .statement('INSERT OR IGNORE INTO audit_findings (id, fingerprint, kind, number, detail, found_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(newId(at), fingerprint, problem.kind, problem.number, JSON.stringify(problem.detail), at)
    return added.changes === 0
      ? []
      : [toFinding(db.statement<Row>(`SELECT ${fields} FROM audit_findings WHERE fingerprint = ?`).get(fingerprint)!)]
  })
}

/** Those that the owner has not acknowledged: only they keep the log from counting as whole. */
export const unacknowledged = (db: Database, problems: readonly LogProblem[]): LogProblem[] =>
  problems.filter(
    (problem) =>
      db.statement('SELECT 1 FROM audit_findings WHERE fingerprint = ? AND acknowledged_at IS NOT NULL').get(fingerprintOf(problem)) ===
      undefined,
  )

export const openFindings = (db: Database): Finding[] =>
  db.statement<Row>(`SELECT ${fields} FROM audit_findings WHERE acknowledged_at IS NULL ORDER BY id`).all().map(toFinding)

/** @throws AppError `not_found`, or `conflict` when it was acknowledged before. */
export function acknowledgeFinding(db: Database, clock: Clock, id: string, userName: string, note: string): Finding {
  const row = db.statement<Row>(`SELECT ${fields} FROM audit_findings WHERE id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'findingNotFound')
  if (row.acknowledged_at) throw new AppError('conflict', 'findingAcknowledged')
  db.statement('UPDATE audit_findings SET acknowledged_at = ?, acknowledged_by = ?, note = ? WHERE id = ?').run(
    clock.now(),
    userName,
    note,
    id,
  )
  return toFinding(db.statement<Row>(`SELECT ${fields} FROM audit_findings WHERE id = ?`).get(id)!)
}

/** A printed or exported proof of something that was checked; feeds the register description's proved claims. */
export function recordProof(db: Database, clock: Clock, kind: string, ok: boolean, detail: Record<string, unknown>): void {
  const at = clock.now()
  db.statement('INSERT INTO proofs (id, kind, at, ok, detail) VALUES (?, ?, ?, ?, ?)').run(
    newId(at),
    kind,
    at,
    ok ? 1 : 0,
    JSON.stringify(detail),
  )
}
