import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import RealSqlcipher from '@signalapp/sqlcipher'
import { afterAll, describe, expect, test } from 'vitest'
import { createDatabase, integrityProblems, openDatabase } from '../../../src-main/database/open.ts'
import { cleanUp, passphrase, temporaryFolder, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

const key = Buffer.alloc(32, 7)
const marker = 'zmerkkisanaääniö'
const newDatabase = (): string => {
  const file = path.join(temporaryFolder(), 'practice.db')
  createDatabase({ file, key }).close()
  return file
}
const withTable = (): string => {
  const file = newDatabase()
  const db = openDatabaseOf(file)
  db.close()
  return file
}
/** A database with a table, opened again, as on every day but the first. */
function openDatabaseOf(file: string) {
  const raw = createDatabaseTable(file)
  raw.close()
  return openDatabase({ file, key })
}
function createDatabaseTable(file: string) {
  rmSync(file, { force: true })
  const db = createDatabase({ file, key })
  db.raw.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT) STRICT')
  return db
}

describe('a reopened database', () => {
  test('trap 2: is synchronous FULL, where WAL alone would leave it at NORMAL', () => {
    const db = openDatabaseOf(path.join(temporaryFolder(), 'practice.db'))
    expect(db.raw.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.raw.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.raw.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.raw.pragma('secure_delete', { simple: true })).toBe(1)
    expect(db.raw.pragma('cache_size', { simple: true })).toBe(-64000)
    db.close()
  })

  test.skipIf(process.platform !== 'linux')('trap 3: puts no plaintext into temporary files, where the default would', () => {
    const db = openDatabaseOf(path.join(temporaryFolder(), 'practice.db'))
    const insert = db.raw.prepare('INSERT INTO notes (text) VALUES (?)')
    db.raw.transaction(() => {
      for (let row = 0; row < 60_000; row += 1) insert.run(`${marker} ${(row * 7919) % 60_000} ${'x'.repeat(80)}`)
    })()
    // SQLite unlinks its temporary files as soon as they are open: they are seen through the process's own descriptors only.
    const spilled = (): string[] =>
      readdirSync('/proc/self/fd').flatMap((descriptor) => {
        try {
          return readlinkSync(`/proc/self/fd/${descriptor}`).includes('etilqs')
            ? [readFileSync(`/proc/self/fd/${descriptor}`, 'latin1')]
            : []
        } catch {
          return []
        }
      })
    const sortAndLook = (): string[] => {
      const rows = db.raw.prepare('SELECT text, id FROM notes ORDER BY text DESC, id').iterate()
      rows.next()
      const found = spilled()
      rows.return!()
      return found
    }
    db.raw.pragma('cache_size=-500') // so that sixty thousand rows are a big sort
    expect(db.raw.pragma('temp_store', { simple: true })).toBe(2)
    expect(sortAndLook()).toEqual([])
    db.raw.pragma('temp_store=DEFAULT')
    expect(sortAndLook().some((text) => text.includes('zmerkkisana'))).toBe(true)
    db.close()
  })
})

describe('trap 4: opening proves nothing', () => {
  const keyOf = (work: () => unknown): string => {
    try {
      work()
      return 'opened'
    } catch (error) {
      return `${(error as { code: string }).code} ${(error as { key: string }).key}`
    }
  }

  test('a missing file is damage, and none is made', () => {
    const file = path.join(temporaryFolder(), 'practice.db')
    expect(keyOf(() => openDatabase({ file, key }))).toBe('damaged databaseMissing')
    expect(existsSync(file)).toBe(false)
  })

  test('an empty file, and a database without tables, are damage', () => {
    const file = path.join(temporaryFolder(), 'practice.db')
    writeFileSync(file, '')
    expect(keyOf(() => openDatabase({ file, key }))).toBe('damaged databaseMissing')
    expect(statSync(file).size).toBe(0)
    expect(keyOf(() => openDatabase({ file: newDatabase(), key }))).toBe('damaged databaseMissing')
  })

  test('a wrong key, a plain database, noise and a cut file are damage', () => {
    expect(keyOf(() => openDatabase({ file: withTable(), key: Buffer.alloc(32, 8) }))).toBe('damaged databaseUnreadable')
    const noise = path.join(temporaryFolder(), 'practice.db')
    writeFileSync(noise, Buffer.alloc(8192, 'SQLite format 3\0'))
    expect(keyOf(() => openDatabase({ file: noise, key }))).toBe('damaged databaseUnreadable')
    const cut = withTable()
    truncateSync(cut, 3000)
    expect(keyOf(() => openDatabase({ file: cut, key }))).toMatch(/^damaged /)
  })

  test('a database of another vault is refused, even with the key at hand', async () => {
    const vault = await testVault()
    vault.behind((db) => db.raw.prepare("UPDATE vault SET vault_id = '01a210de-04dd-701a-83f8-67ff1bdcfeac'").run())
    const before = readFileSync(path.join(vault.folder, 'practice.db'))
    expect((await vault.refused('damaged', 'vault.unlock', {}, { passphrase })).message).toBeTruthy()
    expect(readFileSync(path.join(vault.folder, 'practice.db')).equals(before)).toBe(true)
  })

  test('a missing or empty database of a vault is damage at unlock, and stays missing or empty', async () => {
    const vault = await testVault({ locked: true })
    const file = path.join(vault.folder, 'practice.db')
    copyFileSync(file, `${file}.away`)
    rmSync(file)
    await vault.refused('damaged', 'vault.unlock', {}, { passphrase })
    expect(existsSync(file)).toBe(false)
    writeFileSync(file, '')
    await vault.refused('damaged', 'vault.unlock', {}, { passphrase })
    expect(statSync(file).size).toBe(0)
    copyFileSync(`${file}.away`, file)
    await vault.unlock()
  })

  test('a changed bit in a page is found by the integrity check', () => {
    const file = path.join(temporaryFolder(), 'practice.db')
    const db = openDatabaseOf(file)
    const insert = db.raw.prepare('INSERT INTO notes (text) VALUES (?)')
    for (let row = 0; row < 300; row += 1) insert.run('x'.repeat(500))
    expect(integrityProblems(db)).toEqual([])
    db.close()
    const bytes = readFileSync(file)
    const at = Math.floor(bytes.length / 4096 / 2) * 4096 + 2000
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(file, bytes)
    const damaged = openDatabase({ file, key })
    expect(integrityProblems(damaged)).not.toEqual([])
    damaged.close()
  })
})

describe('trap 6: erasing', () => {
  const imageHas = (db: ReturnType<typeof openDatabase>): boolean => {
    db.raw.pragma('wal_checkpoint(TRUNCATE)')
    const image = db.raw.serialize()
    return image.includes('merkkisana')
  }

  test('a word taken out of the search index is in no page, where the index’s own setting would leave it', async () => {
    const vault = await testVault()
    vault.behind((db) => {
      const put = db.raw.prepare('INSERT INTO clients_fts (rowid, tokens) VALUES (?, ?)')
      const erase = (from: number): void => {
        for (let row = from; row < from + 50; row += 1) put.run(row, `alku${row} loppu${row}`)
        put.run(from + 50, marker)
        db.raw.prepare('DELETE FROM clients_fts WHERE rowid = ?').run(from + 50)
      }
      erase(1000)
      expect(imageHas(db)).toBe(false)
      db.raw.exec("INSERT INTO clients_fts (clients_fts, rank) VALUES ('secure-delete', 0)")
      erase(2000)
      expect(imageHas(db)).toBe(true)
    })
  })

  test('a discarded draft is in no page and in no write-ahead log after locking', async () => {
    const vault = await testVault()
    await vault.must('drafts.save', { form: 'client', value: { note: `${marker} ${'x'.repeat(9000)}` } })
    await vault.must('drafts.discard', { form: 'client' })
    expect(statSync(path.join(vault.folder, 'practice.db-wal')).size).toBeGreaterThan(0)
    await vault.lock()
    const wal = path.join(vault.folder, 'practice.db-wal')
    expect(existsSync(wal) ? statSync(wal).size : 0).toBe(0)
    vault.behind((db) => expect(imageHas(db)).toBe(false))
  })
})

describe('an independent reader', () => {
  test('real SQLCipher opens practice.db with the revealed key and refuses a wrong one', async () => {
    const vault = await testVault()
    await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Öykky' })
    const { hex, format } = await vault.must<{ hex: string; format: string }>('vault.revealDatabaseKey', {}, { passphrase })
    expect(format).toBe('sqlcipher 4')
    await vault.lock()
    const copy = path.join(mkdtempSync(path.join(tmpdir(), 'vastaanotto-test-')), 'practice.db')
    copyFileSync(path.join(vault.folder, 'practice.db'), copy)
    const reader = new RealSqlcipher(copy)
    reader.exec(`PRAGMA key = "x'${hex}'"`)
    expect(reader.prepare('SELECT last_name, first_name FROM clients').all()).toEqual([{ last_name: 'Mallikas', first_name: 'Öykky' }])
    expect(reader.prepare('PRAGMA cipher_integrity_check').all()).toEqual([])
    reader.close()
    const wrong = new RealSqlcipher(copy)
    wrong.exec(`PRAGMA key = "x'${'0'.repeat(64)}'"`)
    expect(() => wrong.prepare('SELECT count(*) FROM clients').get()).toThrow(/not a database/)
    wrong.close()
    rmSync(path.dirname(copy), { recursive: true })
  })
})
