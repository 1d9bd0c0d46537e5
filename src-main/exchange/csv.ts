// Reading CSV (RFC 4180, and what programs really write): quotes with line feeds and doubled quotes, CR, LF or CRLF, spaces before a
// quote, text after a closing quote. Written by hand because line numbers, limits and errors are needed for each record.
import { AppError } from '../core/errors.ts'

export interface CsvRecord {
  /** Line of the file where the record begins, from 1. */
  line: number
  cells: string[]
  /** Text followed a closing quote: a sign of a wrong delimiter. */
  stray: boolean
}

/** A record longer than this is no client, and more columns than this no table (UTF-16 units; columns). */
export const maximumRecordLength = 1_000_000
export const maximumColumns = 2000

const LF = 10
const CR = 13
const QUOTE = 34
const SPACE = 32

function countLines(text: string): number {
  let lines = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === LF || (code === CR && text.charCodeAt(index + 1) !== LF)) lines++
  }
  return lines
}

/**
 * Records of `text` in order. Blank lines give records of one empty cell.
 * @throws AppError `invalid_input`: `importUnclosedQuote`, `importLineTooLong`, `importTooManyColumns`, each with the line
 */
export function* readRecords(text: string, delimiter: string, firstLine = 1): Generator<CsvRecord> {
  const separator = delimiter.charCodeAt(0)
  const end = text.length
  let position = 0
  let line = firstLine
  while (position < end) {
    const record: CsvRecord = { line, cells: [], stray: false }
    const start = position
    const refuse = (key: string): never => {
      throw new AppError('invalid_input', key, { params: { line: record.line }, details: { line: record.line } })
    }
    for (;;) {
      let quoted: string | undefined
      let from = position
      while (text.charCodeAt(from) === SPACE) from++
      if (text.charCodeAt(from) === QUOTE) {
        quoted = ''
        from++
        for (;;) {
          const quote = text.indexOf('"', from)
          if (quote < 0) refuse('importUnclosedQuote')
          if (quote - start > maximumRecordLength) refuse('importLineTooLong')
          const doubled = text.charCodeAt(quote + 1) === QUOTE
          quoted += text.slice(from, doubled ? quote + 1 : quote)
          from = doubled ? quote + 2 : quote + 1
          if (!doubled) break
        }
        line += countLines(quoted)
        position = from
      }
      from = position
      let code = 0
      for (; position < end; position++) {
        code = text.charCodeAt(position)
        if (code === separator || code === LF || code === CR) break
      }
      if (position - start > maximumRecordLength) refuse('importLineTooLong')
      const rest = text.slice(from, position)
      if (quoted !== undefined && rest.trim() !== '') record.stray = true
      record.cells.push(quoted === undefined ? rest : record.stray ? quoted + rest : quoted)
      const isLast = position >= end || code !== separator
      if (!isLast && ++position >= end) record.cells.push('') // a delimiter as the last sign of the file: one more, empty cell
      if (record.cells.length > maximumColumns) refuse('importTooManyColumns')
      if (isLast || position >= end) break
    }
    if (position < end) {
      position += text.charCodeAt(position) === CR && text.charCodeAt(position + 1) === LF ? 2 : 1
      line++
    }
    yield record
  }
}

export const isBlank = (record: CsvRecord): boolean => record.cells.every((cell) => cell.trim() === '')
