// What is proved of a database that came out of a backup. The same rows stand on the certificate.
import { unacknowledged } from '../audit/findings.ts'
import { verifyChain } from '../audit/verify.ts'
import type { Database } from '../database/database.ts'
import { integrityProblems } from '../database/open.ts'
import type { ContentCounts } from './contents.ts'
import { countRows } from './image-facts.ts'
import type { BackupCheck } from './shapes-contract.ts'

export const check = (name: BackupCheck['name'], problems: readonly string[], count: number | null = null): BackupCheck => ({
  name,
  ok: problems.length === 0,
  count,
  detail: problems.slice(0, 5).join('; '),
})

/** Every page and index, and every reference. */
export function checkStructure(db: Database): BackupCheck[] {
  const orphans = db.raw.pragma('foreign_key_check') as { table: string; parent: string }[]
  return [
    check('integrity', integrityProblems(db), db.raw.pragma('page_count', { simple: true }) as number),
    check(
      'foreignKeys',
      orphans.map(({ table, parent }) => `${table} → ${parent}`),
    ),
  ]
}

/** Rows of each table, as they were counted when the backup was made. */
export function checkCounts(db: Database, counts: ContentCounts): BackupCheck {
  const found = countRows(db)
  const tables = [...new Set([...Object.keys(found), ...Object.keys(counts.tables)])]
  return check(
    'counts',
    tables
      .filter((table) => found[table] !== counts.tables[table])
      .map((table) => `${table} ${found[table] ?? '–'}/${counts.tables[table] ?? '–'}`),
    Object.values(found).reduce((sum, rows) => sum + rows, 0),
  )
}

/** The chain from the first entry to the head in the manifest. What the owner has acknowledged in words does not count. */
export async function checkLog(db: Database, vaultId: string, counts: ContentCounts): Promise<BackupCheck> {
  const report = await verifyChain(db, vaultId, [counts.logHead])
  return check(
    'logChain',
    unacknowledged(db, report.problems).map(({ kind, number }) => `${kind} ${number ?? ''}`.trim()),
    report.entries,
  )
}
