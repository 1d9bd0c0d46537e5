// The same backup made by programs: an encrypted copy, decrypted, tar, zstd -3, age; and back again to a checked database. The attachments
// of the baseline lie in the clear, as a program without this app would have them.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../src-main/database/open.ts'
import { temporaryFolder, type TestVault } from '../fixtures/test-vault.ts'
import { attach } from '../unit/backup/desk.ts'
import type { Bench } from './bench.ts'
import { premise } from './row.ts'

const shell = (command: string, folder: string): string =>
  execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, encoding: 'utf8' })

export interface Programs {
  /** Makes the file anew and reads it back to a checked database. Returns its size. */
  backUpAndBack(): number
  /** From the file to a checked database that is encrypted again. */
  restore(): void
}

export interface BackupBench {
  vault: TestVault
  databaseBytes: number
  attachmentBytes: number
  programs: Programs
}

let made: Promise<BackupBench> | undefined

/** A vault of the quality page's proportions, three tenths of it database; once for all rows. */
export const backupBench = (bench: Bench): Promise<BackupBench> => (made ??= make(bench))

async function make(bench: Bench): Promise<BackupBench> {
  const clients = bench.quick ? 10_000 : 100_000
  const vault = await bench.practiceOf(clients, clients * (bench.quick ? 10 : 8))
  const [client] = (await vault.must<{ clients: { id: string }[] }>('clients.page', { offset: 0, limit: 1 })).clients
  const database = path.join(vault.folder, 'practice.db')
  await vault.lock()
  await vault.unlock()
  const databaseBytes = statSync(database).size
  const fileBytes = 5_000_000
  const files = Array.from({ length: Math.round((databaseBytes * 7) / 3 / fileBytes) }, () => randomBytes(fileBytes))
  await attach(vault, client!.id, files)
  const plain = path.join(temporaryFolder(), 'attachments')
  mkdirSync(plain)
  for (const [at, content] of files.entries()) writeFileSync(path.join(plain, `${at}.jpg`), content)
  premise(files.length > 3, 'there are attachments')
  return { vault, databaseBytes, attachmentBytes: files.length * fileBytes, programs: programsFor(vault, plain) }
}

function programsFor(vault: TestVault, plain: string): Programs {
  const folder = temporaryFolder()
  shell('age-keygen -o id.txt 2>/dev/null', folder)
  const recipient = shell('age-keygen -y id.txt', folder).trim()
  const inside = path.join(folder, 'inside')
  const back = path.join(folder, 'back')
  cpSync(plain, path.join(inside, 'attachments'), { recursive: true })
  const unpack = (): void => {
    rmSync(back, { recursive: true, force: true })
    mkdirSync(back)
    shell(`age -d -i ../id.txt ../data.age | zstd -q -d | tar x`, back)
    premise(shell(`sqlite3 practice.sqlite 'PRAGMA integrity_check'`, back) === 'ok\n', 'the programs brought back a sound database')
  }
  return {
    backUpAndBack() {
      const copy = path.join(folder, 'copy.db')
      rmSync(copy, { force: true })
      const live = openDatabase({ file: path.join(vault.folder, 'practice.db'), key: vault.key, readonly: true })
      live.raw.prepare('VACUUM INTO ?').run(copy)
      live.close()
      const encrypted = openDatabase({ file: copy, key: vault.key, readonly: true })
      writeFileSync(path.join(inside, 'practice.sqlite'), encrypted.raw.serialize())
      encrypted.close()
      shell(`tar c -C inside . | zstd -q -3 | age -r ${recipient} > data.age && sync data.age`, folder)
      unpack()
      return statSync(path.join(folder, 'data.age')).size
    },
    restore() {
      unpack()
      // Encrypted again, as a vault is: SQLite3MultipleCiphers does it in place.
      const restored = openPlainForKey(path.join(back, 'practice.sqlite'))
      restored.pragma(`rekey="x'${Buffer.from(vault.key).toString('hex')}'"`)
      restored.close()
      const checked = openDatabase({ file: path.join(back, 'practice.sqlite'), key: vault.key })
      premise(checked.raw.pragma('integrity_check', { simple: true }) === 'ok', 'the encrypted database is sound')
      checked.close()
    },
  }
}

function openPlainForKey(file: string): Sqlite.Database {
  const raw = new Sqlite(file)
  raw.pragma('journal_mode=DELETE') // re-keying is refused in WAL mode
  raw.pragma("cipher='sqlcipher'")
  raw.pragma('legacy=4')
  return raw
}
