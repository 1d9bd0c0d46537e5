// Every column is in the catalogue or in the list of those that are not personal; nothing in either list is without a column.
import { afterAll, describe, expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { catalogue } from '../../../src-main/privacy/catalogue.ts'
import { everywhere, notPersonal } from '../../../src-main/privacy/catalogue-not-personal.ts'
import { retentionTable } from '../../../src-main/privacy/retention-table.ts'
import { hasText } from '../../../src-main/privacy/texts.ts'
import { cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

/** `table.column` of an entry, without the name of a part within the column. */
const columnOf = (column: string): string => column.split('.').slice(0, 2).join('.')
const catalogued = new Set(catalogue.map((entry) => columnOf(entry.column)))

/** Columns that nobody has decided on, columns decided twice, and decisions without a column. */
function disagreements(columns: readonly string[]): { undecided: string[]; twice: string[]; gone: string[] } {
  const real = new Set(columns)
  const tables = new Set(columns.map((column) => column.split('.')[0]!))
  const isListed = (column: string): boolean => {
    const [table, name] = column.split('.') as [string, string]
    return name in everywhere || notPersonal[table]?.[name] !== undefined
  }
  const listed = Object.entries(notPersonal).flatMap(([table, names]) => Object.keys(names).map((name) => `${table}.${name}`))
  const mustExist = [...listed, ...catalogue.filter((entry) => !entry.external && !entry.awaits).map((entry) => columnOf(entry.column))]
  return {
    undecided: columns.filter((column) => !catalogued.has(column) && !isListed(column)),
    twice: listed.filter((column) => catalogued.has(column)),
    gone: [
      ...mustExist.filter((column) => !real.has(column)),
      ...catalogue.flatMap((entry) => (entry.awaits !== undefined && tables.has(entry.awaits) ? [entry.column] : [])),
    ],
  }
}

async function columnsOfVault(also = ''): Promise<string[]> {
  const vault = await testVault()
  return vault.behind((db) => {
    if (also) db.raw.exec(also)
    const tables = (db.raw.pragma('table_list') as { name: string; type: string; schema: string }[]).filter(
      ({ name, type, schema }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_') && !/_fts(_|$)/.test(name),
    )
    return tables.flatMap(({ name }) =>
      (db.raw.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => `${name}.${column.name}`),
    )
  })
}

describe('catalogue and schema', () => {
  test('agree on every column', async () => {
    expect(disagreements(await columnsOfVault())).toEqual({ undecided: [], twice: [], gone: [] })
  })
  test('a column added without a decision is found', async () => {
    expect(disagreements(await columnsOfVault('ALTER TABLE clients ADD COLUMN shoe_size INTEGER')).undecided).toEqual(['clients.shoe_size'])
  })
})

describe('each entry', () => {
  test('has a label in three languages, a group, and a retention class with its period', () => {
    const classes = new Set(retentionTable.map(({ id }) => id))
    for (const entry of catalogue) {
      for (const language of languages) {
        expect(hasText(language, `catalogue.label.${entry.label}`), `${language} ${entry.label}`).toBe(true)
        expect(hasText(language, `catalogue.group.${entry.group}`), `${language} ${entry.group}`).toBe(true)
      }
      for (const id of [entry.retentionClass].flat()) expect(classes.has(id), `${entry.column} ${id}`).toBe(true)
    }
  })
  test('stands once', () => {
    const keys = catalogue.map((entry) => entry.column)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
})

test('every retention class has a period, a start and a source in three languages', () => {
  expect(retentionTable.length).toBeGreaterThanOrEqual(24)
  for (const row of retentionTable) {
    expect(row.source, row.id).not.toBe('')
    for (const language of languages) expect(hasText(language, `retention.${row.id}.period`), `${language} ${row.id}`).toBe(true)
  }
})
