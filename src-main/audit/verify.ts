// Reads the whole chain, page by page, so that no cursor stays open on the connection and other calls get their turn.
import type { Database } from '../database/database.ts'
import type { AnchorFinding } from './anchor.ts'
import { columns, genesis, hashOf } from './chain.ts'
import { readHead, type Head } from './log.ts'

export interface ChainReport {
  entries: number
  head: Head
  firstBad?: number
  problems: AnchorFinding[]
}

const pageSize = 5000
const pageSql = `SELECT number, previous_hash, hash, json_array(${columns.join(', ')}) FROM audit_log WHERE number > ? ORDER BY number LIMIT ${pageSize}`
type PageRow = [number: number, previousHash: string, hash: string, body: string]

const missingIndexSql = `SELECT l.number FROM audit_log l, json_each(l.client_ids) j
  LEFT JOIN audit_log_clients c ON c.client_id = j.value AND c.number = l.number WHERE c.number IS NULL ORDER BY l.number LIMIT 1`

/**
 * Verifies every entry, the head row, the client index and the given anchors.
 * @param anchors numbers and hashes that left the machine: printed on certificates, kept in backups
 */
export async function verifyChain(db: Database, vaultId: string, anchors: readonly Head[], yieldNow: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve))): Promise<ChainReport> {
  const problems: AnchorFinding[] = []
  const wanted = new Map(anchors.filter((anchor) => anchor.number > 0).map((anchor) => [anchor.number, anchor.hash]))
  const seen = new Map<number, string>()
  let previous = genesis(vaultId)
  let number = 0
  let entries = 0
  let indexed = 0
  const upTo = readHead(db, vaultId).number
  const page = db.raw.prepare(pageSql).raw()
  for (let after = 0; ; ) {
    const rows = page.all(after) as PageRow[]
    for (const [at, previousHash, hash, body] of rows) {
      if (problems.length === 0) {
        const sound = hashOf(previousHash, body) === hash
        if (at !== number + 1) problems.push({ kind: 'rowMissing', number: number + 1, detail: { from: number + 1, to: at - 1 } })
        else if (at > upTo && !(sound && previousHash === previous)) problems.push({ kind: 'rowInserted', number: at, detail: {} })
        else if (!sound) problems.push({ kind: 'rowEdited', number: at, detail: {} })
        // The entry before was changed and its own hash made anew: the one after it still names the old hash.
        else if (previousHash !== previous) problems.push(at === 1 ? { kind: 'rowEdited', number: 1, detail: {} } : { kind: 'rowEdited', number: at - 1, detail: { namedBy: at } })
      }
      if (wanted.has(at)) seen.set(at, hash)
      number = at
      previous = hash
      entries++
    }
    if (rows.length < pageSize) break
    after = number
    await yieldNow()
  }
  const head = readHead(db, vaultId)
  if (problems.length === 0 && number !== head.number) {
    problems.push(number < head.number ? { kind: 'tailCut', number: number + 1, detail: { head: head.number, last: number } } : { kind: 'rowInserted', number: head.number + 1, detail: { head: head.number, last: number } })
  } else if (problems.length === 0 && previous !== head.hash) problems.push({ kind: 'headMismatch', number: head.number, detail: {} })

  indexed = db.raw.prepare('SELECT count(*) FROM audit_log_clients').pluck().get() as number
  const named = (db.raw.prepare('SELECT coalesce(sum(json_array_length(client_ids)), 0) FROM audit_log').pluck().get() as number | null) ?? 0
  const unindexed = db.raw.prepare(missingIndexSql).pluck().get() as number | undefined
  if (unindexed !== undefined || indexed !== named) problems.push({ kind: 'indexMismatch', number: unindexed ?? null, detail: { named, indexed } })

  for (const [at, hash] of wanted) {
    if (seen.get(at) !== hash) problems.push({ kind: at > number ? 'olderCopy' : 'anchorUnknown', number: at, detail: { anchor: { number: at, hash } } })
  }
  const bad = problems.map((problem) => problem.number).filter((value) => value !== null)
  return { entries, head, problems, ...(bad.length > 0 ? { firstBad: Math.min(...bad) } : {}) }
}
