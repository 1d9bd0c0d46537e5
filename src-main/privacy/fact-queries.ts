// The few questions that fact providers ask of their tables.
import type { FactReader } from './provider.ts'

type Parameter = string | number | null

/** Whether the query has a row. */
export const exists = (reader: FactReader, sql: string, ...parameters: Parameter[]): boolean =>
  reader.get<{ found: number }>(`SELECT EXISTS (${sql}) AS found`, ...parameters)?.found === 1

/** Those of a table's columns that hold something, as `table.column`: an early answer for each that is used, one pass for each that is not. */
export const filledColumns = (reader: FactReader, table: string, columns: readonly string[]): string[] =>
  exists(reader, `SELECT 1 FROM ${table}`)
    ? columns.filter((column) => exists(reader, `SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL`)).map((column) => `${table}.${column}`)
    : []

/** Rows of a table. */
export const countRows = (reader: FactReader, table: string): number =>
  reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0
