// Without this app: the file opened with Debian's tar, age, zstd and sqlite3, exactly by the README inside it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cleanUp, temporaryFolder, type TestVault } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase } from './desk.ts'

afterAll(cleanUp)

const programs = ['tar', 'age', 'zstd', 'sqlite3', 'script']
const missing = programs.filter((program) => spawnSync(program, ['--version']).error !== undefined)

/** The indented lines of the English part, which are commands. */
function commands(readme: string): string[] {
  const english = readme.slice(readme.lastIndexOf('VASTAANOTTO: BACKUP'))
  return english.split('\n').flatMap((line) => (line.startsWith('    ') ? [line.trim()] : []))
}

function run(command: string, folder: string): void {
  // age asks for a passphrase on the terminal and nowhere else: `script` gives it one.
  if (command.startsWith('age -d key.age')) {
    const typed = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: folder, input: `${backupPassphrase}\n`, encoding: 'utf8' })
    expect(typed.status, typed.stdout).toBe(0)
    return
  }
  execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder })
}

/** Every row that the program shows, table by table, as JSON in the order of the rows' own text. */
function rowsBySqlite(file: string): Record<string, string[]> {
  const ask = (sql: string): string => execFileSync('sqlite3', ['-json', file, sql], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const tables = (
    JSON.parse(
      ask("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"),
    ) as { name: string }[]
  ).map(({ name }) => name)
  return Object.fromEntries(
    tables.map((table) => {
      const columns = (JSON.parse(ask(`SELECT name FROM pragma_table_info('${table}')`)) as { name: string }[]).map(({ name }) => name)
      const text = ask(`SELECT ${columns.map((name) => `quote("${name}") AS "${name}"`).join(', ')} FROM "${table}"`)
      return [table, text === '' ? [] : (JSON.parse(text) as unknown[]).map((row) => JSON.stringify(row)).sort()]
    }),
  )
}

function rowsOfVault(vault: TestVault, upTo: number): Record<string, string[]> {
  return vault.behind((db) => {
    const tables = db.raw
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      tables.map((table) => {
        const columns = db.raw.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
        const limit = table === 'audit_log' || table === 'audit_log_clients' ? ` WHERE number <= ${upTo}` : ''
        const rows = db.raw
          .prepare(`SELECT ${columns.map((name) => `quote("${name}") AS "${name}"`).join(', ')} FROM "${table}"${limit}`)
          .all()
        return [table, rows.map((row) => JSON.stringify(row)).sort()]
      }),
    )
  })
}

describe.skipIf(missing.length > 0)(`by the README (needs ${programs.join(', ')})`, () => {
  test('with the backup passphrase, and with the recovery key: every row and every attachment', async () => {
    const vault = await aPractice()
    const contents = [Buffer.from('kuva 1'), Buffer.alloc(70_000, 7)]
    const names = await attach(vault, vault.clientIds[0]!, contents)
    const made = await backUp(vault)
    const { logHead } = await vault.must<{ logHead: { number: number } }>('backup.inspect', { path: made.path })
    const live = rowsOfVault(vault, logHead.number)
    for (const way of ['passphrase', 'recovery'] as const) {
      const folder = temporaryFolder()
      run(`tar xf ${made.path}`, folder)
      expect(readdirSync(folder).sort()).toEqual(['README.txt', 'data.age', 'key.age', 'manifest.json'])
      const [unpack, , ...rest] = commands(readFileSync(path.join(folder, 'README.txt'), 'utf8'))
      expect(unpack).toBe('tar xf practice-TIME.vastaanotto-backup')
      const all = [commands(readFileSync(path.join(folder, 'README.txt'), 'utf8'))[1]!, ...rest]
      if (way === 'recovery') writeFileSync(path.join(folder, 'recovery.txt'), `${vault.recoveryKey}\n`)
      for (const command of way === 'passphrase' ? all.slice(0, 3) : all.slice(3)) run(command, folder)
      expect(existsSync(path.join(folder, 'id.txt')) || existsSync(path.join(folder, 'recovery.txt'))).toBe(false)
      const found = rowsBySqlite(path.join(folder, 'practice.sqlite'))
      for (const table of Object.keys(live)) {
        // Written to the live vault by the backup itself, after the image.
        if (table === 'backups' || table === 'proofs' || table === 'audit_head') continue
        expect(found[table], table).toEqual(live[table])
      }
      expect(
        execFileSync('sqlite3', [path.join(folder, 'practice.sqlite'), 'PRAGMA integrity_check; PRAGMA foreign_key_check'], {
          encoding: 'utf8',
        }),
      ).toBe('ok\n')
      for (const [at, name] of names.entries())
        expect(readFileSync(path.join(folder, 'attachments', name)).equals(contents[at]!)).toBe(true)
      const counts = JSON.parse(readFileSync(path.join(folder, 'counts.json'), 'utf8')) as { tables: Record<string, number> }
      expect(counts.tables).toMatchObject(Object.fromEntries(Object.entries(found).map(([table, rows]) => [table, rows.length])))
    }
  })

  test('without a passphrase there is no key.age, and the README says so', async () => {
    const vault = await aPractice({ passphrase: false, clients: 1 })
    const made = await backUp(vault)
    expect(made.warnings).toContain('recoveryKeyOnly')
    const folder = temporaryFolder()
    run(`tar xf ${made.path}`, folder)
    expect(readdirSync(folder).sort()).toEqual(['README.txt', 'data.age', 'manifest.json'])
    const readme = readFileSync(path.join(folder, 'README.txt'), 'utf8')
    expect(readme).toContain('No backup passphrase was set')
    writeFileSync(path.join(folder, 'recovery.txt'), `${vault.recoveryKey}\n`)
    for (const command of commands(readme).slice(1)) run(command, folder)
    expect(existsSync(path.join(folder, 'practice.sqlite'))).toBe(true)
  })
})
