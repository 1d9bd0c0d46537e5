// Signed entries against themselves and against the log: every version has the content it was signed with, and the hash in the log entry
// of its signature is the same.
import type { Database } from '../database/database.ts'
import { isIntact, type StoredVersion } from './read.ts'

type Placed = StoredVersion & { place: number }

/** Problems in words for `vault.check`; ids and numbers only. Reads every version once. */
export function entryProblems(db: Database): string[] {
  const problems: string[] = []
  const logged = new Map<string, string>()
  const signatures = db.raw
    .prepare(
      "SELECT json_extract(details, '$.entry'), json_extract(details, '$.version'), json_extract(details, '$.contentHash') FROM audit_log WHERE kind = 'sign'",
    )
    .raw()
    .all() as [string | null, number | null, string | null][]
  for (const [entry, version, hash] of signatures) if (entry !== null && hash !== null) logged.set(`${entry} ${version}`, hash)
  const read = db.raw.prepare('SELECT rowid AS place, * FROM entry_versions WHERE rowid > ? ORDER BY rowid LIMIT 200')
  for (let page = read.all(0) as Placed[]; page.length > 0; page = read.all(page.at(-1)!.place) as Placed[])
    for (const version of page) {
      const name = `${version.entry_id} ${version.number}`
      const hash = logged.get(name)
      if (!isIntact(version)) problems.push(`${name} changed`)
      if (hash !== version.content_hash) problems.push(`${name} ${hash === undefined ? 'not in the log' : 'differs from the log'}`)
      logged.delete(name)
    }
  for (const name of logged.keys()) problems.push(`${name} missing`)
  return problems
}
