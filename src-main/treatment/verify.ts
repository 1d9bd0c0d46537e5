// Signed entries against themselves and against the log: every version has the content it was signed with, the hash in the log entry of
// its signature is the same, and nothing was signed that the log does not know.
import type { Database } from '../database/database.ts'
import { isIntact } from './read.ts'

export interface EntryProblem {
  /** Log entry of the signature; null where there is none. */
  number: number | null
  entry: string
  version: number
  what: 'edited' | 'missing' | 'notInLog'
  /** What is there now, so that another change is another finding. */
  now: string
}

type Signed = readonly [number: number, entry: string | null, version: number | null]

const pageSize = 1000
const signedSql = `SELECT number, json_extract(details, '$.entry'), json_extract(details, '$.version')
  FROM audit_log WHERE kind = 'sign' AND number > ? ORDER BY number LIMIT ${pageSize}`
/** The signatures of the log, each with the version it speaks of. */
const pairsSql = `SELECT l.number, l.details, v.content, v.salt, v.content_hash FROM audit_log l
  LEFT JOIN entry_versions v ON v.entry_id = json_extract(l.details, '$.entry') AND v.number = json_extract(l.details, '$.version')
  WHERE l.kind = 'sign' AND l.number > ? ORDER BY l.number LIMIT ${pageSize}`
type Pair = readonly [number: number, details: string, content: string | null, salt: string, contentHash: string]

/** Versions that no signature in the log speaks of. */
function unlogged(db: Database): EntryProblem[] {
  const known = new Set<string>()
  const page = db.raw.prepare(signedSql).raw()
  for (let rows = page.all(0) as Signed[]; rows.length > 0; rows = page.all(rows.at(-1)![0]) as Signed[])
    for (const [, entry, version] of rows) known.add(`${entry} ${version}`)
  const versions = db.raw.prepare('SELECT entry_id, number, content_hash FROM entry_versions ORDER BY rowid').raw().all() as [
    string,
    number,
    string,
  ][]
  return versions
    .filter(([entry, version]) => !known.has(`${entry} ${version}`))
    .map(([entry, version, now]) => ({ number: null, entry, version, what: 'notInLog', now }))
}

/** Everything that is wrong, in the order of the signatures. Reads every version once, page by page, so that other calls get their turn. */
export async function entryProblems(
  db: Database,
  yieldNow: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): Promise<EntryProblem[]> {
  const problems: EntryProblem[] = []
  const page = db.raw.prepare(pairsSql).raw()
  let found = 0
  for (let after = 0; ;) {
    const rows = page.all(after) as Pair[]
    for (const [number, details, content, salt, stored] of rows) {
      const { entry, version, contentHash } = JSON.parse(details) as { entry?: string; version?: number; contentHash?: string }
      if (entry === undefined || version === undefined) continue
      if (content === null) problems.push({ number, entry, version, what: 'missing', now: '' })
      else {
        found++
        if (stored !== contentHash || !isIntact({ content, salt, content_hash: stored }))
          problems.push({ number, entry, version, what: 'edited', now: `${stored} ${content}` })
      }
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)![0]
    await yieldNow()
  }
  const versions = db.raw.prepare('SELECT count(*) FROM entry_versions').pluck().get() as number
  return versions === found ? problems : [...problems, ...unlogged(db)]
}
