// The few questions that fact providers ask of their tables.
import type { FactReader } from './provider.ts'

type Parameter = string | number | null

/** Whether the query has a row. */
export const exists = (reader: FactReader, sql: string, ...parameters: Parameter[]): boolean =>
  reader.get<{ found: number }>(`SELECT EXISTS (${sql}) AS found`, ...parameters)?.found === 1

const sampleRows = 1000

/**
 * Names of the conditions that hold for some row of `table`. Most do for one of the first rows; one pass over the whole table answers for
 * all the others, however many they are.
 * @param conditions SQL by name; the names are SQL names too
 */
export function present<Name extends string>(reader: FactReader, table: string, conditions: Readonly<Record<Name, string>>): Set<Name> {
  const found = new Set<Name>()
  const look = (from: string): void => {
    const names = (Object.keys(conditions) as Name[]).filter((name) => !found.has(name))
    if (names.length === 0) return
    const row = reader.get<Record<string, number | null>>(
      `SELECT ${names.map((name) => `max(${conditions[name]}) AS ${name}`).join(', ')} FROM ${from}`,
    )
    for (const name of names) if (row?.[name] === 1) found.add(name)
  }
  look(`(SELECT * FROM ${table} LIMIT ${sampleRows})`)
  if (exists(reader, `SELECT 1 FROM ${table} LIMIT 1 OFFSET ${sampleRows}`)) look(table)
  return found
}

/** Those of a table's columns that hold something, as `table.column`. */
export function filledColumns(reader: FactReader, table: string, columns: readonly string[]): string[] {
  const filled = present(reader, table, Object.fromEntries(columns.map((column) => [column, `${column} IS NOT NULL`])))
  return columns.filter((column) => filled.has(column)).map((column) => `${table}.${column}`)
}

/** Rows of a table. */
export const countRows = (reader: FactReader, table: string): number =>
  reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0
