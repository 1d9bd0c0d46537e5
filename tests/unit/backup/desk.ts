// A practice with clients, log and attachments, and what the tests of backups ask of it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addContent } from '../../../src-main/attachments/store.ts'
import { attachmentNameKey } from '../../../src-main/backup/erasures.ts'
import type { Database } from '../../../src-main/database/database.ts'
import { openDatabase } from '../../../src-main/database/open.ts'
import { deriveSubkeys, type SubKeys } from '../../../src-main/vault/keys.ts'
import { openPassphraseSlot } from '../../../src-main/vault/slots.ts'
import { loadSodium } from '../../../src-main/vault/sodium.ts'
import { loadVaultFile } from '../../../src-main/vault/vault-file-store.ts'
import { passphrase, temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'

export const backupPassphrase = 'Äiti söi œuf aamulla'

/** Keys of a vault folder, by its passphrase. */
export async function keysOf(folder: string, secret = passphrase): Promise<SubKeys> {
  const sodium = await loadSodium()
  const { file } = loadVaultFile(folder)
  const slot = file.slots.find((one) => one.kind === 'passphrase')!
  return deriveSubkeys(sodium, openPassphraseSlot(sodium, file.vaultId, slot as never, secret))
}

/** Locks, puts files into the store with a row for each, and unlocks. */
export async function attach(vault: TestVault, clientId: string, contents: readonly Uint8Array[]): Promise<string[]> {
  vault.core.close()
  const sodium = await loadSodium()
  const keys = await keysOf(vault.folder)
  const source = path.join(temporaryFolder(), 'source')
  const names = vault.behind((db) => {
    const nameKey = attachmentNameKey(db.raw.prepare('SELECT erasure_key FROM vault').pluck().get() as Buffer)
    return contents.map((content, at) => {
      writeFileSync(source, content)
      const stored = addContent(sodium, path.join(vault.folder, 'attachments'), source, { encryption: keys.attachments, names: nameKey })
      const columns = (db.raw.pragma('table_info(attachments)') as { name: string; notnull: number; type: string }[]).filter(
        ({ notnull }) => notnull === 1,
      )
      const known: Record<string, unknown> = {
        id: `${clientId.slice(0, -4)}${String(at).padStart(4, '0')}`,
        client_id: clientId,
        kind: 'photo',
        file_name: `kuva ${at}.jpg`,
        media_type: 'image/jpeg',
        bytes: stored.bytes,
        content: stored.content,
        created_at: vault.clock.now(),
        created_by: vault.userId,
        updated_at: vault.clock.now(),
        revision: 1,
      }
      const row = Object.fromEntries([
        ...Object.entries(known),
        ...columns.filter(({ name }) => !(name in known)).map(({ name, type }) => [name, type === 'INTEGER' ? 0 : 'x']),
      ])
      const names = Object.keys(row)
      db.raw.prepare(`INSERT INTO attachments (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row))
      return stored.content
    })
  })
  await vault.unlock()
  return names
}

/** A small practice: clients, a guardian, log entries, a backup passphrase. */
export async function aPractice(options: { passphrase?: boolean; clients?: number } = {}): Promise<TestVault & { clientIds: string[] }> {
  const vault = await testVault()
  await vault.must('settings.update', { practice: { name: 'Osteopatia Mallikas' } })
  const clientIds: string[] = []
  for (let at = 0; at < (options.clients ?? 3); at += 1) {
    const client = await vault.must<{ id: string }>('clients.create', {
      lastName: `Åkerlund-${at}`,
      firstName: 'Öivi',
      birthYear: 1970 + at,
      note: 'salaisuusmerkki',
    })
    clientIds.push(client.id)
    vault.clock.pass(1000)
  }
  if (options.passphrase !== false) await vault.must('backup.setPassphrase', {}, { backupPassphrase })
  return { ...vault, clientIds }
}

export interface Made {
  id: string
  path: string
  sha256: string
  bytes: number
  createdAt: string
  opensWith: string[]
  warnings: string[]
}

export const backUp = (vault: TestVault, folder = temporaryFolder()): Promise<Made> => vault.must<Made>('backup.create', { path: folder })

/** Leaves no unfinished file anywhere below. */
export const unfinishedIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /unfinished|staging/.test(name))

type Rows = Record<string, unknown[]>

/** Tables in which a restored vault differs by rule from the one that was copied. */
const own = new Set(['vault_keys', 'audit_head'])

/**
 * Every row of every table in one order, as text: the canonical form that a restored vault must share with the original.
 * @param upTo the log's head in the backup; what was written to the live vault after it is left out
 */
export function canonical(db: Database, upTo: number, at: string): string {
  const tables = (
    db.raw
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[]
  ).filter((name) => !own.has(name))
  const rows: Rows = {}
  for (const table of tables) {
    let found = db.raw.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]
    if (table === 'audit_log' || table === 'audit_log_clients') found = found.filter((row) => Number(row['number']) <= upTo)
    if (table === 'proofs')
      found = found.filter((row) => String(row['at']) <= at && row['kind'] !== 'encrypted' && row['kind'] !== 'backup')
    if (table === 'backups') found = found.filter((row) => String(row['created_at']) < at)
    if (table === 'vault') found = found.map(({ state: _state, installation_number: _number, ...rest }) => rest)
    rows[table] = found
      .map((row) => JSON.stringify(row, (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value)))
      .sort()
  }
  rows['search'] = db.raw.prepare("SELECT rowid FROM clients_fts WHERE clients_fts MATCH 'oivi' ORDER BY rowid").pluck().all()
  return JSON.stringify(rows, null, 1)
}

/** A restored vault's database, by the passphrase it was given. */
export async function databaseIn(folder: string, secret: string): Promise<Database> {
  const keys = await keysOf(folder, secret)
  return openDatabase({ file: path.join(folder, 'practice.db'), key: keys.database, readonly: true })
}

export const flipped = (file: string, bit: number): Buffer => {
  const bytes = readFileSync(file)
  const at = Math.floor(bit / 8)
  bytes[at] = bytes[at]! ^ (1 << (bit % 8))
  return bytes
}
