import { existsSync } from 'node:fs'
import type { Database } from '../database/database.ts'
import type { Sodium } from '../vault/sodium.ts'
import { ensureFolder } from '../core/files.ts'
import { readContent, storeContent, type AttachmentKeys } from './store.ts'

/**
 * Seals every referenced content anew under another key, for a rotation of the data key. Names stay. A content that is missing or damaged
 * stays so: it is left out, and `vault.check` names it as before.
 */
export function reencryptInto(
  sodium: Sodium,
  db: Pick<Database, 'raw'>,
  from: { folder: string; keys: AttachmentKeys },
  to: { folder: string; keys: AttachmentKeys },
): void {
  const contents = db.raw.prepare('SELECT DISTINCT content FROM attachments ORDER BY content').pluck().all() as string[]
  if (!existsSync(from.folder) || contents.length === 0) return
  ensureFolder(to.folder)
  for (const content of contents) {
    const sink = storeContent(sodium, to.folder, content, to.keys)
    try {
      for (const piece of readContent(sodium, from.folder, content, from.keys)) sink.write(piece)
      sink.end()
    } catch (error) {
      sink.abandon()
      const { code } = error as { code?: string }
      if (code !== 'not_found' && code !== 'damaged') throw error
    }
  }
}
