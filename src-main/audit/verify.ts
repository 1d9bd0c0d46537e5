// Reads the whole chain, page by page, so that no cursor stays open on the connection and other calls get their turn.
import type { Database } from '../database/database.ts'
import { columns, genesis } from './chain.ts'
import { ChainWalk, type ChainRow } from './chain-walk.ts'
import { readHead, type Head } from './log.ts'
import { anchorProblem, indexProblem, type LogProblem } from './problems.ts'

export interface ChainReport {
  entries: number
  head: Head
  /** Everything that is wrong, acknowledged or not. */
  problems: LogProblem[]
}

const pageSize = 5000
const pageSql = `SELECT number, previous_hash, hash, json_array(${columns.join(', ')}) FROM audit_log WHERE number > ? AND number <= ? ORDER BY number LIMIT ${pageSize}`
/** How far back rows are looked for that others were put behind. */
const lookBack = 100_000
const missingIndexSql = `SELECT l.number FROM audit_log l, json_each(l.client_ids) j
  LEFT JOIN audit_log_clients c ON c.client_id = j.value AND c.number = l.number WHERE c.number IS NULL ORDER BY l.number LIMIT 1`

/** The index from clients to entries holds just what the entries name. */
function checkIndex(db: Database): LogProblem[] {
  const indexed = db.raw.prepare('SELECT count(*) FROM audit_log_clients').pluck().get() as number
  const named =
    (db.raw.prepare('SELECT coalesce(sum(json_array_length(client_ids)), 0) FROM audit_log').pluck().get() as number | null) ?? 0
  const unindexed = db.raw.prepare(missingIndexSql).pluck().get() as number | undefined
  return unindexed === undefined && indexed === named ? [] : [indexProblem(unindexed ?? null, { more: indexed - named })]
}

/** Anchors that left the machine: printed on certificates, kept in backups. */
function checkAnchors(db: Database, anchors: readonly Head[], last: number): LogProblem[] {
  const hashAt = db.statement<string>('SELECT hash FROM audit_log WHERE number = ?').pluck()
  return anchors
    .filter(({ number, hash }) => number > 0 && hashAt.get(number) !== hash)
    .map((anchor) => anchorProblem(anchor.number > last ? 'olderCopy' : 'anchorUnknown', anchor))
}

/**
 * Verifies every entry that there is now, the head row, the client index and the given anchors.
 * @param anchors numbers and hashes that left the machine: printed on certificates, kept in backups
 */
export async function verifyChain(
  db: Database,
  vaultId: string,
  anchors: readonly Head[],
  yieldNow: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): Promise<ChainReport> {
  const head = readHead(db, vaultId)
  const upTo = (db.raw.prepare('SELECT max(number) FROM audit_log').pluck().get() as number | null) ?? 0
  const numberOf = db.raw.prepare('SELECT number FROM audit_log WHERE hash = ? AND number > ? ORDER BY number LIMIT 1').pluck()
  const walk = new ChainWalk({ number: 0, hash: genesis(vaultId) }, (hash) => numberOf.get(hash, upTo - lookBack) as number | undefined)
  const page = db.raw.prepare(pageSql).raw()
  let entries = 0
  for (;;) {
    const rows = page.all(walk.number, upTo) as unknown as ChainRow[]
    walk.take(rows)
    entries += rows.length
    if (rows.length < pageSize) break
    await yieldNow()
  }
  walk.end(head)
  return { entries, head, problems: [...walk.problems, ...checkIndex(db), ...checkAnchors(db, anchors, upTo)] }
}

/** The first entry that one of the problems is about. */
export const firstOf = (problems: readonly LogProblem[]): number | undefined => {
  const numbers = problems.map((problem) => problem.number).filter((number) => number !== null)
  return numbers.length > 0 ? Math.min(...numbers) : undefined
}
