// A list of codes as a CSV file. Bytes, encodings and separators as for clients (exchange).
import { readWholeFile } from '../core/files.ts'
import { AppError } from '../core/errors.ts'
import { line as lineField } from '../core/fields.ts'
import { isBlank, readRecords } from '../exchange/csv.ts'
import { decodeText } from '../exchange/decode.ts'
import { judgeDelimiter, separatorHint } from '../exchange/delimiter.ts'
import type { Code } from './contract.ts'

/** Bytes; the whole ICD-10 is about 2 MB. */
const maximumFileBytes = 20 * 1024 * 1024

const headingNames = {
  code: ['code', 'koodi', 'kod', 'koodiarvo', 'codeid', 'tunnus'],
  name: ['name', 'nimi', 'namn', 'lyhenne', 'pitkänimi', 'pitkä nimi', 'selite', 'longname', 'benämning', 'term'],
  kind: ['kind', 'laji', 'slag', 'tyyppi', 'type'],
  system: ['system', 'luokitus', 'koodisto', 'klassifikation', 'järjestelmä'],
} as const
type Field = keyof typeof headingNames

const kindWords: Record<string, Code['kind']> = {
  diagnosis: 'diagnosis',
  diagnoosi: 'diagnosis',
  diagnos: 'diagnosis',
  procedure: 'procedure',
  toimenpide: 'procedure',
  åtgärd: 'procedure',
}

export interface CodeRow {
  line: number
  kind: Code['kind']
  system: string
  code: string
  name: string
}
/** `problem` is a key of the error texts. */
export type ReadRow = CodeRow | { line: number; problem: 'codeKindUnknown' | 'codeRowEmpty' | 'codeTooLong' | 'codeSystemMissing' }

const fieldOf = (heading: string): Field | undefined => {
  const name = heading.trim().toLowerCase()
  return (Object.keys(headingNames) as Field[]).find((field) => (headingNames[field] as readonly string[]).includes(name))
}

/**
 * @throws AppError `invalid_input`: no text, no table, or no column of codes and names (`codeHeadings`); `io`
 */
export function readCodeFile(file: string, defaults: { kind?: Code['kind'] | undefined; system?: string | undefined }): ReadRow[] {
  const { text } = decodeText(readWholeFile(file, maximumFileBytes))
  const hint = separatorHint(text)
  const body = hint ? text.slice(hint.offset) : text
  const records = [...readRecords(body, hint?.delimiter ?? judgeDelimiter(body, (heading) => fieldOf(heading) !== undefined))].filter(
    (record) => !isBlank(record),
  )
  const header = records.shift()
  const columns = new Map<Field, number>()
  header?.cells.forEach((heading, index) => {
    const field = fieldOf(heading)
    if (field && !columns.has(field)) columns.set(field, index)
  })
  if (!columns.has('code') || !columns.has('name')) throw new AppError('invalid_input', 'codeHeadings')
  return records.map(({ line, cells }): ReadRow => {
    const cell = (field: Field): string => {
      const index = columns.get(field)
      return index === undefined ? '' : (lineField(2000).safeParse(cells[index] ?? '').data ?? '')
    }
    const code = cell('code')
    const name = cell('name')
    const kindWord = cell('kind').toLowerCase()
    const kind = kindWord === '' ? (defaults.kind ?? 'diagnosis') : kindWords[kindWord]
    const system = cell('system') || defaults.system || ''
    if (code === '' || name === '') return { line, problem: 'codeRowEmpty' }
    if (kind === undefined) return { line, problem: 'codeKindUnknown' }
    if (system === '') return { line, problem: 'codeSystemMissing' }
    if (code.length > 40 || name.length > 300 || system.length > 60) return { line, problem: 'codeTooLong' }
    return { line, kind, system, code, name }
  })
}
