// [Note: code table] Every code and code system that a document holds stands in codes.json with its source and date, and can be corrected
// in Settings: a changed row lies in `kanta_codes` and takes the bundled one's place. Rows that no public source verifies say so.
import type { Database } from '../database/database.ts'
import bundled from './codes.json' with { type: 'json' }
import { isOid } from './oid.ts'

export interface CodeRow {
  key: string
  /** Empty where the row names a code system or a template only. */
  code: string
  /** OID. */
  codeSystem: string
  codeSystemName: string
  displayName: string
  source: string
  /** Local date of the source. */
  date: string
  verified: boolean
}
export interface ListedCode extends CodeRow {
  changed: boolean
}

const defaults: readonly CodeRow[] = bundled
export const codeKeys: readonly string[] = defaults.map(({ key }) => key)

interface StoredCode {
  key: string
  code: string
  code_system: string
  code_system_name: string
  display_name: string
  source: string
  source_date: string
  verified: number
}

export class CodeTable {
  private readonly rows: ReadonlyMap<string, ListedCode>
  constructor(changed: readonly CodeRow[] = []) {
    const rows = new Map(defaults.map((row) => [row.key, { ...row, changed: false }]))
    for (const row of changed) if (rows.has(row.key)) rows.set(row.key, { ...row, changed: true })
    this.rows = rows
  }
  get(key: string): ListedCode {
    const row = this.rows.get(key)
    if (!row) throw new Error(`no code for ${key}`)
    return row
  }
  find(key: string): ListedCode | undefined {
    return this.rows.get(key)
  }
  all(): ListedCode[] {
    return [...this.rows.values()]
  }
}

const fromStored = (row: StoredCode): CodeRow => ({
  key: row.key,
  code: row.code,
  codeSystem: row.code_system,
  codeSystemName: row.code_system_name,
  displayName: row.display_name,
  source: row.source,
  date: row.source_date,
  verified: row.verified === 1,
})

/** The table as it stands. */
export const readCodeTable = (db: Database): CodeTable =>
  new CodeTable(db.statement<StoredCode>('SELECT * FROM kanta_codes').all().map(fromStored))

/** What is wrong with a row, or null. A code has no spaces around it (`xs:token`), a system is an OID. */
export function codeProblem(row: Pick<CodeRow, 'key' | 'code' | 'codeSystem'>): 'kantaOid' | 'kantaCode' | null {
  if (!isOid(row.codeSystem)) return 'kantaOid'
  const bundledRow = defaults.find(({ key }) => key === row.key)
  if (bundledRow?.code !== '' && !/^[^\s]{1,40}$/.test(row.code)) return 'kantaCode'
  return null
}
