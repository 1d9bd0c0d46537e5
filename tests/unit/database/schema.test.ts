import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cascades, unreviewedDrops } from '../../../scripts/checks/file-rules.ts'
import { readMigrations } from '../../../src-main/database/migrate.ts'
import { cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

describe('the SQL of migrations', () => {
  test('drops no table without a reviewed mark, and lets no child row go by itself', () => {
    for (const { tag, sql } of readMigrations())
      expect([...unreviewedDrops({ name: tag, text: sql }), ...cascades({ name: tag, text: sql })]).toEqual([])
    const bad = 'PRAGMA foreign_keys=OFF;\nDROP TABLE `clients`;\n'
    expect(unreviewedDrops({ name: 'x', text: bad })).toHaveLength(1)
    expect(unreviewedDrops({ name: 'x', text: `-- reviewed-drop: clients, rebuilt with a new column\n${bad}` })).toEqual([])
    expect(cascades({ name: 'x', text: 'REFERENCES `clients`(`id`) ON DELETE cascade' })).toHaveLength(1)
  })
})

describe('the schema as it stands in a vault', () => {
  test('every table is STRICT, every client_id has a foreign key without cascade, every id is text', async () => {
    const vault = await testVault()
    vault.behind((db) => {
      const tables = (db.raw.pragma('table_list') as { name: string; type: string; strict: number; schema: string }[]).filter(
        ({ name, type, schema }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_') && !/_fts(_|$)/.test(name),
      )
      expect(tables.length).toBeGreaterThan(10)
      expect(tables.filter(({ strict }) => strict !== 1).map(({ name }) => name)).toEqual([])
      for (const { name } of tables) {
        const keys = db.raw.pragma(`foreign_key_list("${name}")`) as { from: string; on_delete: string }[]
        expect(keys.filter(({ on_delete: action }) => action !== 'NO ACTION' && action !== 'RESTRICT')).toEqual([])
        const columns = db.raw.pragma(`table_info("${name}")`) as { name: string; type: string }[]
        // The log outlives the client: her entries stay when she is destroyed by law (703/2023 § 10).
        if (columns.some((column) => column.name === 'client_id') && name !== 'audit_log_clients')
          expect([name, keys.map(({ from }) => from)]).toEqual([name, expect.arrayContaining(['client_id'])])
        for (const column of columns.filter((one) => one.name === 'id')) expect([name, column.type]).toEqual([name, 'TEXT'])
      }
    })
  })

  test('the log refuses to be changed or deleted, whoever asks', async () => {
    const vault = await testVault()
    await vault.must('clients.create', { lastName: 'Mallikas' })
    await vault.lock()
    rmSync(path.join(vault.folder, 'anchor.json')) // something to find
    await vault.unlock()
    vault.behind((db) => {
      expect(db.raw.prepare('SELECT count(*) FROM audit_findings').pluck().get()).toBe(1)
      for (const sql of [
        'UPDATE audit_log SET user_name = user_name',
        'DELETE FROM audit_log',
        'UPDATE audit_log_clients SET number = number',
        'DELETE FROM audit_log_clients',
        'DELETE FROM audit_head',
        'UPDATE audit_head SET number = number - 1',
        'DELETE FROM audit_findings',
        'INSERT INTO audit_log SELECT number + 5, at, user_id, user_name, user_title, role, provider, client_ids, method, kind, groups, purpose, source, details, previous_hash, hash FROM audit_log LIMIT 1',
      ])
        expect(() => db.raw.exec(sql), sql).toThrow(/append-only|forward/)
    })
  })

  test('a demo stays a demo', async () => {
    const vault = await testVault()
    await vault.must('demo.seed', { clients: 1, logRows: 0 })
    vault.behind((db) => expect(() => db.raw.exec('UPDATE vault SET demo = 0')).toThrow(/a demo stays a demo/))
  })
})
