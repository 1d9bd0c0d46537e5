import { fold, words } from '../clients/names.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import type { Code } from './contract.ts'
import type { CodeRow } from './read-file.ts'

export interface StoredCode {
  id: string
  kind: Code['kind']
  system: string
  code: string
  name: string
  source: string
  imported_at: string
  retired_at: string | null
}

/** Words a code is found by: itself with and without its dot, and the folded words of its name. */
const searchKeyOf = ({ code, name }: Pick<CodeRow, 'code' | 'name'>): string =>
  ` ${[code.toLowerCase(), code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''), ...words(name.toLowerCase()), ...words(name.toLowerCase()).map(fold)].join(' ')}`

type Outcome = 'created' | 'updated' | 'unchanged'

/** Adds a code, or brings the one of its list up to date; a retired one is offered again. */
export function putCode(context: Context, row: Omit<CodeRow, 'line'>, source: string, dryRun: boolean): Outcome {
  const { db } = context
  const at = context.clock.now()
  const before = db.statement<StoredCode>('SELECT * FROM codes WHERE system = ? AND code = ?').get(row.system, row.code)
  if (!before) {
    if (!dryRun)
      db.statement('INSERT INTO codes (id, kind, system, code, name, search_key, source, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
        newId(at),
        row.kind,
        row.system,
        row.code,
        row.name,
        searchKeyOf(row),
        source,
        at,
      )
    return 'created'
  }
  if (before.name === row.name && before.kind === row.kind && before.retired_at === null) return 'unchanged'
  if (!dryRun)
    db.statement('UPDATE codes SET kind = ?, name = ?, search_key = ?, source = ?, imported_at = ?, retired_at = NULL WHERE id = ?').run(
      row.kind,
      row.name,
      searchKeyOf(row),
      source,
      at,
      before.id,
    )
  return 'updated'
}
