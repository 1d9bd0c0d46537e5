import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { wrap, type Database } from '../../../src-main/database/database.ts'
import { migrate, pendingMigrations, readMigrations, schemaVersion, type Migration } from '../../../src-main/database/migrate.ts'
import { openDatabase } from '../../../src-main/database/open.ts'
import { cleanUp, coreAt, passphrase, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

const at = '2026-11-24T08:00:00.000Z'
const step = (index: number, tag: string, sql: string): Migration => ({
  index,
  tag,
  sql,
  hash: createHash('sha256').update(sql).digest('hex'),
})
const inMemory = (): Database => {
  const raw = new Sqlite(':memory:')
  raw.pragma('foreign_keys=ON')
  return wrap(raw, ':memory:')
}

const first = step(
  0,
  '0000_first',
  `
  CREATE TABLE parents (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
--> statement-breakpoint
  CREATE TABLE children (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parents(id) ON DELETE CASCADE) STRICT;`,
)
// As drizzle-kit generates it.
const rebuild = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_parents (id TEXT PRIMARY KEY, name TEXT NOT NULL, town TEXT) STRICT;--> statement-breakpoint
INSERT INTO __new_parents (id, name) SELECT id, name FROM parents;--> statement-breakpoint
DROP TABLE parents;--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;--> statement-breakpoint
PRAGMA foreign_keys=ON;`

function withFamily(): Database {
  const db = inMemory()
  migrate(db, { migrations: [first], at })
  db.raw.exec("INSERT INTO parents VALUES ('p', 'Mallikas'); INSERT INTO children VALUES ('a', 'p'), ('b', 'p')")
  return db
}
const count = (db: Database, table: string): number => db.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as { key: string }).key}`
  }
}

describe('trap 1: a rebuilt parent', () => {
  test('keeps its children', () => {
    const db = withFamily()
    expect(migrate(db, { migrations: [first, step(1, '0001_town', rebuild)], at })).toEqual(['0001_town'])
    expect([count(db, 'parents'), count(db, 'children')]).toEqual([1, 2])
    expect(db.raw.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  test('the trap is real: the same statements inside a transaction delete them in silence', () => {
    const db = withFamily()
    db.raw.exec('BEGIN')
    for (const statement of rebuild.split('--> statement-breakpoint')) db.raw.exec(statement)
    db.raw.exec('COMMIT')
    expect(count(db, 'children')).toBe(0)
  })

  test('that loses rows on the way is refused and nothing is changed', () => {
    const db = withFamily()
    const lossy = step(1, '0001_lossy', rebuild.replace('FROM parents;', "FROM parents WHERE id <> 'p';"))
    expect(codeOf(() => migrate(db, { migrations: [first, lossy], at }))).toBe('damaged migrationOrphans')
    expect([count(db, 'parents'), count(db, 'children'), schemaVersion(db)]).toEqual([1, 2, 1])
    const loses = step(1, '0001_loses', "DELETE FROM children WHERE id = 'a'")
    expect(codeOf(() => migrate(db, { migrations: [first, loses], at }))).toBe('damaged migrationRows')
    expect(count(db, 'children')).toBe(2)
    const says = step(1, '0001_says', "-- rows-change: children\nDELETE FROM children WHERE id = 'a'")
    migrate(db, { migrations: [first, says], at })
    expect(count(db, 'children')).toBe(1)
  })
})

describe('the history of migrations', () => {
  test('an edited migration is noticed', () => {
    const db = withFamily()
    const edited = step(0, '0000_first', `${first.sql} -- edited`)
    expect(codeOf(() => pendingMigrations(db, [edited]))).toBe('damaged schemaHistory')
  })

  test('one that another build has in this place is newer, not damaged', () => {
    const db = withFamily()
    expect(codeOf(() => pendingMigrations(db, [step(0, '0000_other', 'SELECT 1')]))).toBe('newer schemaNewer')
    expect(codeOf(() => pendingMigrations(db, []))).toBe('newer schemaNewer')
  })

  test('goes by position, so that a migration with an older timestamp is applied too', () => {
    const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
      entries: { idx: number; when: number; tag: string }[]
    }
    expect(readMigrations().map(({ tag }) => tag)).toEqual(journal.entries.map(({ tag }) => tag))
    const db = withFamily()
    expect(
      migrate(db, { migrations: [first, step(1, '0001_from_a_branch_made_earlier', 'CREATE TABLE later (id TEXT) STRICT')], at }),
    ).toHaveLength(1)
    expect(count(db, 'later')).toBe(0)
  })

  test('a step that fails takes back every step of the run', () => {
    const db = withFamily()
    const steps = [
      first,
      step(1, '0001_good', 'CREATE TABLE good (id TEXT) STRICT'),
      step(2, '0002_bad', 'CREATE TABLE bad (id TEXT) STRICT;--> statement-breakpoint\nSELECT nonsense'),
    ]
    expect(() => migrate(db, { migrations: steps, at })).toThrow(/nonsense/)
    expect(db.raw.prepare("SELECT name FROM sqlite_schema WHERE name IN ('good', 'bad')").all()).toEqual([])
    expect([schemaVersion(db), db.raw.pragma('foreign_keys', { simple: true })]).toEqual([1, 1])
  })

  test('a safety copy that can’t be made stops the migration before its first change', () => {
    const db = withFamily()
    const full = () => {
      throw new Error('no space')
    }
    expect(() => migrate(db, { migrations: [first, step(1, '0001_town', rebuild)], at, safetyCopy: full })).toThrow('no space')
    expect(schemaVersion(db)).toBe(1)
  })
})

describe('a vault of an older version', () => {
  const added = (): Migration[] => {
    const known = readMigrations()
    return [...known, step(known.length, '9999_added', 'ALTER TABLE clients ADD COLUMN shoe_size INTEGER')]
  }

  test('is migrated after an encrypted safety copy that was read back, readable by its owner alone', async () => {
    const vault = await testVault()
    await vault.must('clients.create', { lastName: 'Kopioitava' })
    await vault.lock()
    const newer = vault.another({ migrations: added() })
    await newer.must('vault.unlock', {}, { passphrase })
    expect(await newer.must('vault.check')).toMatchObject({ ok: true })
    newer.core.close()
    const folder = path.join(vault.folder, 'safety-copies')
    const [name, ...others] = readdirSync(folder)
    expect(others).toEqual([])
    expect([statSync(folder).mode & 0o777, statSync(path.join(folder, name!)).mode & 0o777]).toEqual([0o700, 0o600])
    const copy = openDatabase({ file: path.join(folder, name!), key: vault.key, readonly: true })
    expect(copy.raw.prepare("SELECT count(*) FROM clients WHERE last_name = 'Kopioitava'").pluck().get()).toBe(1)
    expect(schemaVersion(copy)).toBe(readMigrations().length)
    copy.close()
    expect(readFileSync(path.join(folder, name!)).includes('Kopioitava')).toBe(false)
  })

  test('and an older app refuses the newer schema and touches no byte', async () => {
    const vault = await testVault()
    await vault.lock()
    const newer = vault.another({ migrations: added() })
    await newer.must('vault.unlock', {}, { passphrase })
    newer.core.close()
    const bytes = () =>
      Object.fromEntries(
        ['practice.db', 'vault.json', 'anchor.json'].map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(path.join(vault.folder, name)))
            .digest('hex'),
        ]),
      )
    const before = bytes()
    const older = coreAt(vault.folder, { clock: vault.clock })
    expect((await older.refused('newer', 'vault.unlock', {}, { passphrase })).message).toContain('Päivitä ohjelma')
    expect(bytes()).toEqual(before)
    expect(readdirSync(path.join(vault.folder, 'safety-copies'))).toHaveLength(1)
  })
})
