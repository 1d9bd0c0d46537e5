// Which stored contents are in use. Rows of `attachments` are the references; a content goes with the last of them.
import type { Database } from '../database/database.ts'
import { readContent, removeContent, storedContents, type AttachmentKeys } from './store.ts'
import type { Sodium } from '../vault/sodium.ts'

export interface Referenced {
  content: string
  bytes: number
}

/** Contents that rows refer to, each once. */
export const referencedContents = (db: Pick<Database, 'raw'>): Referenced[] =>
  db.raw.prepare('SELECT content, max(bytes) AS bytes FROM attachments GROUP BY content ORDER BY content').all() as Referenced[]

export const referenceCount = (db: Pick<Database, 'raw'>, content: string): number =>
  db.raw.prepare('SELECT count(*) FROM attachments WHERE content = ?').pluck().get(content) as number

export interface StoreReport {
  contents: number
  bytes: number
  /** Names that rows refer to and that are not there, or have the wrong size. */
  missing: string[]
  /** Names that are there and don't open. Only with keys. */
  damaged: string[]
  /** Names that no row refers to. */
  orphans: string[]
}

/**
 * Compares rows and files; with keys also reads every content whole.
 * @param open sodium and keys, for reading
 */
export function checkStore(db: Pick<Database, 'raw'>, folder: string, open?: { sodium: Sodium; keys: AttachmentKeys }): StoreReport {
  const stored = storedContents(folder)
  const report: StoreReport = { contents: 0, bytes: 0, missing: [], damaged: [], orphans: [] }
  for (const { content, bytes } of referencedContents(db)) {
    report.contents += 1
    report.bytes += bytes
    if (stored.get(content) !== bytes) report.missing.push(content)
    else if (open && !reads(open, folder, content)) report.damaged.push(content)
    stored.delete(content)
  }
  report.orphans = [...stored.keys()].sort()
  return report
}

function reads({ sodium, keys }: { sodium: Sodium; keys: AttachmentKeys }, folder: string, content: string): boolean {
  try {
    for (const _piece of readContent(sodium, folder, content, keys));
    return true
  } catch {
    return false
  }
}

/** Removes contents that no row refers to: what a kill between file and row, or between row and file, leaves. Returns how many. */
export function removeOrphans(db: Pick<Database, 'raw'>, folder: string): number {
  const { orphans } = checkStore(db, folder)
  for (const content of orphans) if (referenceCount(db, content) === 0) removeContent(folder, content)
  return orphans.length
}
