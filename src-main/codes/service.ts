import path from 'node:path'
import { implement, type Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { errorTexts } from '../core/texts.ts'
import { codesContract, type Code } from './contract.ts'
import { putCode, type StoredCode } from './put-code.ts'
import { readCodeFile } from './read-file.ts'

const toCode = (row: StoredCode): Code => ({
  id: row.id,
  kind: row.kind,
  system: row.system,
  code: row.code,
  name: row.name,
  source: row.source,
  importedAt: row.imported_at,
  retired: row.retired_at !== null,
})

function setRetired(context: Context, id: string, retired: boolean): Record<string, never> {
  const { changes } = context.db.statement('UPDATE codes SET retired_at = ? WHERE id = ?').run(retired ? context.clock.now() : null, id)
  if (changes === 0) throw new AppError('not_found', 'codeNotFound')
  context.log({ details: { code: id, retired } })
  context.changed('codes', id)
  return {}
}

const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

export const codesService = implement(codesContract, {
  import(context, { path: file, kind, system, dryRun = false }) {
    const counts = { created: 0, updated: 0, unchanged: 0 }
    const errors: { line: number; message: string }[] = []
    const source = path.basename(file)
    const texts = errorTexts(context.language).errors
    for (const row of readCodeFile(file, { kind, system })) {
      if ('problem' in row) errors.push({ line: row.line, message: texts[row.problem]! })
      else counts[putCode(context, row, source, dryRun)]++
    }
    context.log({ details: { ...counts, errors: errors.length, dryRun } })
    if (!dryRun) context.changed('codes')
    return { ...counts, errors: errors.slice(0, 1000) }
  },

  add(context, row) {
    putCode(context, row, '', false)
    const stored = context.db.statement<StoredCode>('SELECT * FROM codes WHERE system = ? AND code = ?').get(row.system, row.code)!
    context.log({ details: { code: stored.id } })
    context.changed('codes', stored.id)
    return toCode(stored)
  },

  search(context, { text, kind, retired = false, limit = 50 }) {
    const asked = text
      .normalize('NFC')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 10)
    const conditions = [...asked.map(() => "search_key LIKE ? ESCAPE '\\'"), '(? IS NULL OR kind = ?)', `(? OR retired_at IS NULL)`]
    const rows = context.db
      .statement<StoredCode>(`SELECT * FROM codes WHERE ${conditions.join(' AND ')} ORDER BY code, system LIMIT ?`)
      .all(...asked.map((word) => `% ${likeText(word)}%`), kind ?? null, kind ?? null, retired ? 1 : 0, limit + 1)
    return { codes: rows.slice(0, limit).map(toCode), more: rows.length > limit }
  },

  retire: (context, { id }) => setRetired(context, id, true),
  restore: (context, { id }) => setRetired(context, id, false),
})
