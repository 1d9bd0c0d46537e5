// A client file read into rows of a table, with what was judged about it.
import { AppError } from '../core/errors.ts'
import { isBlank, readRecords, type CsvRecord } from './csv.ts'
import { decodeText, type Encoding } from './decode.ts'
import { judgeDelimiter, separatorHint } from './delimiter.ts'
import { headingKind } from './header-names.ts'
import { looksLikeHeadings } from './header-mapping.ts'

/** Bytes of the biggest file; some 500,000 clients. */
export const maximumFileBytes = 200 * 1024 * 1024

export interface ClientTable {
  encoding: Encoding
  delimiter: string
  hasHeadings: boolean
  headings: string[]
  records: CsvRecord[]
}

export interface TableOptions {
  encoding?: Encoding | undefined
  delimiter?: string | undefined
  hasHeadings?: boolean | undefined
}

/**
 * @param pause called now and then between rows, so that a long file does not block
 * @throws AppError `invalid_input` for a file that is no table; see csv.ts and decode.ts
 */
export async function readClientTable(bytes: Uint8Array, options: TableOptions, pause: () => Promise<void>): Promise<ClientTable> {
  const { text, encoding } = decodeText(bytes, options.encoding)
  const hint = separatorHint(text)
  const body = hint ? text.slice(hint.offset) : text
  const delimiter = options.delimiter ?? hint?.delimiter ?? judgeDelimiter(body, (heading) => headingKind(heading) !== undefined)
  const records: CsvRecord[] = []
  let read = 0
  for (const record of readRecords(body, delimiter, hint ? 2 : 1)) {
    if (!isBlank(record)) records.push(record)
    if (++read % 2000 === 0) await pause()
  }
  const first = records[0]
  if (!first) throw new AppError('invalid_input', 'importEmpty')
  const hasHeadings = options.hasHeadings ?? looksLikeHeadings(first.cells)
  if (hasHeadings) records.shift()
  const width = hasHeadings ? first.cells.length : records.reduce((most, record) => Math.max(most, record.cells.length), 0)
  const headings = Array.from({ length: width }, (_, column) => (hasHeadings ? first.cells[column]!.trim() : String(column + 1)))
  return { encoding, delimiter, hasHeadings, headings, records }
}
