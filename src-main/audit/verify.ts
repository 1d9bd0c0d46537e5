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
/** The first entry of a page that names a client under whom the index does not have it. */
const missingIndexSql = `SELECT l.number FROM audit_log l, json_each(l.client_ids) j
  WHERE l.number > ? AND l.number <= ? AND NOT EXISTS (SELECT 1 FROM audit_log_clients c WHERE c.client_id = j.value AND c.number = l.number)
  ORDER BY l.number LIMIT 1`
const namedSql = 'SELECT coalesce(sum(json_array_length(client_ids)), 0) FROM audit_log WHERE number > ? AND number <= ?'

/**
 * The index from clients to entries holds just what the entries name. Page by page, right after the walk has read the same rows: in a log
 * bigger than the page cache every further pass would read and decrypt the whole of it again.
 */
class IndexCheck {
  private named = 0
  private unindexed: number | undefined
  private readonly db: Database
  constructor(db: Database) {
    this.db = db
  }
  page(after: number, upTo: number): void {
    this.named += this.db.statement<number>(namedSql).pluck().get(after, upTo) as number
    this.unindexed ??= this.db.statement<number>(missingIndexSql).pluck().get(after, upTo) as number | undefined
  }
  end(): LogProblem[] {
    const indexed = this.db.raw.prepare('SELECT count(*) FROM audit_log_clients').pluck().get() as number
    return this.unindexed === undefined && indexed === this.named
      ? []
      : [indexProblem(this.unindexed ?? null, { more: indexed - this.named })]
  }
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
  const index = new IndexCheck(db)
  let entries = 0
  for (;;) {
    const after = walk.number
    const rows = page.all(after, upTo) as unknown as ChainRow[]
    walk.take(rows)
    if (rows.length > 0) index.page(after, walk.number)
    entries += rows.length
    if (rows.length < pageSize) break
    await yieldNow()
  }
  walk.end(head)
  return { entries, head, problems: [...walk.problems, ...index.end(), ...checkAnchors(db, anchors, upTo)] }
}

/** The first entry that one of the problems is about. */
export const firstOf = (problems: readonly LogProblem[]): number | undefined => {
  const numbers = problems.map((problem) => problem.number).filter((number) => number !== null)
  return numbers.length > 0 ? Math.min(...numbers) : undefined
}
