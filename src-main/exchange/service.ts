import { statSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { normaliseClient } from '../clients/normalise.ts'
import { storedClient, type StoredClient } from '../clients/read.ts'
import { insertClient, updateClient } from '../clients/write.ts'
import { implement, type Context } from '../core/context.ts'
import type { OutputOf } from '../core/contract.ts'
import { AppError, invalidInput, type Problem } from '../core/errors.ts'
import { readWholeFile, withIoErrors } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { fieldText } from '../core/texts.ts'
import type { Database } from '../database/database.ts'
import { maximumFileBytes, readClientTable, type ClientTable } from './client-table.ts'
import { exchangeContract, type ImportNotice } from './contract.ts'
import { sourceProgram } from './header-names.ts'
import { correctMapping, proposeMapping, type Mapping } from './header-mapping.ts'
import { matcherOf, type KnownClient } from './import-match.ts'
import { planImport, type ImportPlan } from './import-plan.ts'
import { rowReader, type ImportRow, type RowNotice } from './import-rows.ts'

type Report = OutputOf<typeof exchangeContract.importClients>
const noticeLimit = 10_000
const logChunk = 1000

const nameFields = new Set(['lastName', 'firstName', 'fullName', 'lastNameFirst', 'firstNameFirst'])

const stopIfCancelled = ({ signal }: Context): void => {
  if (signal.aborted) throw new AppError('cancelled', 'cancelled')
}
const pauseOf = (context: Context) => async (): Promise<void> => {
  await setImmediate()
  stopIfCancelled(context)
}

/** @throws AppError `io`; `invalid_input` for a file that is too large or no file at all (a folder, a device) */
function readFile(file: string): Buffer {
  const facts = withIoErrors(file, () => statSync(file))
  if (facts.size > maximumFileBytes)
    throw new AppError('invalid_input', 'importTooLarge', { params: { megabytes: maximumFileBytes / 1024 / 1024 } })
  if (!facts.isFile())
    throw new AppError('io', facts.isDirectory() ? 'isAFolder' : 'importNotText', { params: { file: path.basename(file) } })
  return readWholeFile(file, maximumFileBytes)
}

/** Reads each record; returns the rows that can be written, in order. */
async function readRows(
  context: Context,
  table: ClientTable,
  mapping: Mapping,
): Promise<{ rows: ImportRow[]; errors: RowNotice[]; warnings: RowNotice[]; refused: number }> {
  const reader = rowReader(table.headings, mapping, table.records, context.clock.today())
  const rows: ImportRow[] = []
  const pause = pauseOf(context)
  for (const [index, record] of table.records.entries()) {
    const row = reader.read(record)
    if (row) rows.push(row)
    if (index % 1000 === 999) {
      context.progress('check', index + 1, table.records.length)
      await pause()
    }
  }
  return { rows, errors: reader.errors, warnings: reader.warnings, refused: table.records.length - rows.length }
}

const knownSql = 'SELECT id, hetu, birth_date, name_key, phone_key, email_key, merged_into FROM clients'

function plan(db: Database, rows: readonly ImportRow[], today: string): ImportPlan {
  const matcher = matcherOf(db.statement<KnownClient>(knownSql).iterate())
  const stored = (id: string): StoredClient => storedClient(db, id)
  return planImport(
    rows,
    matcher,
    (id) =>
      ({
        ...stored(id),
        guardians: db.statement<{ count: number }>('SELECT count(*) AS count FROM guardians WHERE client_id = ?').get(id)!.count,
      }) as never,
    (id, change) => {
      try {
        normaliseClient(change, stored(id), today)
        return undefined
      } catch (error) {
        const problems = error instanceof AppError ? (error.details as { problems?: Problem[] }).problems : undefined
        if (!problems) throw error
        return problems[0]!.code
      }
    },
  )
}

/** Writes the plan: all of it or, when anything throws, nothing. Returns the id of the import, or null when nothing changed. */
function apply(context: Context, planned: ImportPlan, facts: { file: string; sourceName: string | null; skipped: number }): string | null {
  const { db, clock, actor } = context
  const { creates, updates } = planned
  if (creates.length === 0 && updates.length === 0) {
    context.log({ details: { created: 0, updated: 0, skipped: facts.skipped } })
    return null
  }
  const at = clock.now()
  const importId = newId(at)
  const writing = { db, clock, userId: actor.userId }
  db.statement(
    'INSERT INTO imports (id, source_name, file_name, imported_at, user_id, created, updated, skipped) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(importId, facts.sourceName, facts.file, at, actor.userId, creates.length, planned.updated, facts.skipped)
  const total = creates.length + updates.length
  const touched: string[] = []
  const step = (id: string): void => {
    touched.push(id)
    if (touched.length % 500 === 0) {
      stopIfCancelled(context)
      context.progress('write', touched.length, total)
    }
  }
  for (const { fields, columns } of creates) step(insertClient(writing, fields, { importId, how: 'import', columns }).id)
  for (const { id, change } of updates) {
    updateClient(writing, storedClient(db, id), change)
    step(id)
  }
  // Each client finds the import in her own log; entries of a thousand keep every single one readable.
  for (let from = 0; from < touched.length; from += logChunk) {
    context.log({
      clientIds: touched.slice(from, from + logChunk),
      details: { importId, created: creates.length, updated: planned.updated, skipped: facts.skipped },
    })
  }
  context.changed('clients')
  return importId
}

export const exchangeService = implement(exchangeContract, {
  async importClients(context, input): Promise<Report> {
    const pause = pauseOf(context)
    context.progress('read', 0, 1)
    const table = await readClientTable(readFile(input.path), input, pause)
    const proposed = proposeMapping(table.headings)
    const mapping = correctMapping(table.headings, proposed, input.mapping)
    const dryRun = input.dryRun ?? false
    const named = mapping.some((field) => field !== null && nameFields.has(field))
    // A dry run of a file without known headings still shows its columns, so that they can be told.
    if (!named && !dryRun) throw invalidInput([{ path: ['mapping'], code: 'mappingNoName' }])
    const read = named
      ? await readRows(context, table, mapping)
      : { rows: [], errors: [{ line: 1, field: 'lastName', code: 'mappingNoName' }], warnings: [], refused: table.records.length }
    const sourceName = input.sourceName || sourceProgram(table.headings) || null

    // The comparison with the clients there are and the writing are one transaction: nobody can be added in between.
    const { planned, importId } = context.transaction(() => {
      const planned = plan(context.db, read.rows, context.clock.today())
      const skipped = planned.unchanged + planned.errors.length + read.refused
      if (!dryRun) return { planned, importId: apply(context, planned, { file: path.basename(input.path), sourceName, skipped }) }
      context.log({ details: { dryRun: true, rows: table.records.length } })
      return { planned, importId: null }
    })

    const errors = [...read.errors, ...planned.errors].sort((a, b) => a.line - b.line)
    const warnings = [...read.warnings, ...planned.warnings].sort((a, b) => a.line - b.line)
    const told = (notices: RowNotice[]): ImportNotice[] =>
      notices.slice(0, noticeLimit).map(({ line, field, code, params }) => ({
        line,
        field,
        code,
        message: fieldText(context.language, { path: [], code, ...(params ? { params } : {}) }),
      }))
    const refused = read.refused + planned.errors.length
    return {
      created: planned.creates.length,
      updated: planned.updated,
      skipped: planned.unchanged + refused,
      errors: told(errors),
      refused,
      rows: table.records.length,
      dryRun,
      warnings: told(warnings),
      errorCount: errors.length,
      warningCount: warnings.length,
      possibleDuplicates: planned.possibleDuplicates,
      importId,
      sourceName,
      encoding: table.encoding,
      delimiter: table.delimiter,
      hasHeadings: table.hasHeadings,
      columns: table.headings.map((heading, column) => ({
        column,
        heading,
        field: mapping[column] ?? null,
        proposed: proposed[column] ?? null,
        examples: examplesOf(table, column),
      })),
      mapping,
      sample: table.records.slice(0, 5).map((record) => record.cells.map(shortened)),
    }
  },

  listImports: (context) =>
    context.db
      .statement<{
        id: string
        sourceName: string | null
        fileName: string
        importedAt: string
        created: number
        updated: number
        skipped: number
      }>(
        'SELECT id, source_name AS sourceName, file_name AS fileName, imported_at AS importedAt, created, updated, skipped FROM imports ORDER BY imported_at DESC, id DESC',
      )
      .all(),

  nameImport(context, { id, sourceName }) {
    const name = sourceName || null
    if (context.db.statement('UPDATE imports SET source_name = ? WHERE id = ?').run(name, id).changes === 0)
      throw new AppError('not_found', 'importNotFound')
    context.log({ details: { importId: id } })
    context.changed('imports', id)
    return { id, sourceName: name }
  },
})

const shortened = (cell: string): string => (cell.length > 200 ? `${cell.slice(0, 200)}…` : cell)

/** The first three different values of a column. */
function examplesOf(table: ClientTable, column: number): string[] {
  const found = new Set<string>()
  for (let row = 0; row < Math.min(table.records.length, 200) && found.size < 3; row++) {
    const cell = table.records[row]!.cells[column]?.trim()
    if (cell) found.add(shortened(cell))
  }
  return [...found]
}
