// Signed entries against themselves and against the log: every version has the content it was signed with, the hash in the log entry of
// its signature is the same, and nothing was signed that the log does not know.
import type { Database } from '../database/database.ts'
import { isIntact, type StoredVersion } from './read.ts'

export interface EntryProblem {
  /** Log entry of the signature; null where there is none. */
  number: number | null
  entry: string
  version: number
  what: 'edited' | 'missing' | 'notInLog'
  /** What is there now, so that another change is another finding. */
  now: string
}

type Signed = readonly [number: number, entry: string | null, version: number | null, hash: string | null]

const pageSize = 1000
const signedSql = `SELECT number, json_extract(details, '$.entry'), json_extract(details, '$.version'), json_extract(details, '$.contentHash')
  FROM audit_log WHERE kind = 'sign' AND number > ? ORDER BY number LIMIT ${pageSize}`
const versionSql = 'SELECT id, entry_id, number, content, salt, content_hash FROM entry_versions WHERE entry_id = ? AND number = ?'

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
  const page = db.raw.prepare(signedSql).raw()
  const read = db.raw.prepare(versionSql)
  let found = 0
  for (let after = 0; ;) {
    const rows = page.all(after) as Signed[]
    for (const [number, entry, version, hash] of rows) {
      if (entry === null || version === null) continue
      const stored = read.get(entry, version) as StoredVersion | undefined
      if (!stored) problems.push({ number, entry, version, what: 'missing', now: '' })
      else {
        found++
        if (stored.content_hash !== hash || !isIntact(stored))
          problems.push({ number, entry, version, what: 'edited', now: `${stored.content_hash} ${stored.content}` })
      }
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)![0]
    await yieldNow()
  }
  const versions = db.raw.prepare('SELECT count(*) FROM entry_versions').pluck().get() as number
  return versions === found ? problems : [...problems, ...unlogged(db)]
}
