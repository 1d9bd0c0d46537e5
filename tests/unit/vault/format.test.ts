// Opens a vault by docs/vault-format.md alone: libsodium, age, SQLCipher and JSON, no code of the app on the reading side.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Database } from '@signalapp/sqlcipher'
import sodium from 'libsodium-wrappers'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cleanUp, newDesk, passphrase, temporaryFolder } from './desk.ts'

beforeAll(async () => void (await sodium.ready))
afterEach(cleanUp)

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join(',')}}`
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (text: Json | undefined): Uint8Array => new Uint8Array(Buffer.from(text as string, 'base64'))
const without = (value: { [key: string]: Json }, ...names: string[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

type Slot = { [key: string]: Json } & { kdf: { passes: number; memoryBytes: number; salt: string } }

function openedBy(file: { [key: string]: Json }, typed: string): Uint8Array {
  const slot = (file['slots'] as Slot[]).find(({ kind }) => kind === 'passphrase')!
  const { passes, memoryBytes, salt } = slot.kdf
  const secret = bytes(typed.normalize('NFC'))
  const wrapping = sodium.crypto_pwhash(32, secret, decode(salt), passes, memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13)
  const { id, kind, userId, createdAt, kdf } = slot
  const bound = bytes(canonical({ vaultId: file['vaultId']!, id, kind, userId, createdAt, kdf } as Json))
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, decode(slot['wrappedKey']), bound, decode(slot['nonce']), wrapping)
}
const subkey = (dataKey: Uint8Array, number: number): Uint8Array => sodium.crypto_kdf_derive_from_key(32, number, 'vastaano', dataKey)

describe('a vault read by its description', () => {
  test('checksum, code, data key, database, log and anchor', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const file = JSON.parse(readFileSync(path.join(desk.folder, 'vault.json'), 'utf8')) as { [key: string]: Json }
    expect(
      createHash('sha256')
        .update(canonical(without(file, 'checksum')))
        .digest('hex'),
    ).toBe(file['checksum'])
    const dataKey = openedBy(file, passphrase)
    const mac = sodium.crypto_generichash(32, bytes(canonical(without(file, 'mac', 'checksum'))), subkey(dataKey, 4))
    expect(Buffer.from(mac).toString('base64')).toBe(file['mac'])

    const db = new Database(path.join(desk.folder, 'practice.db'))
    try {
      db.exec(`PRAGMA key = "x'${Buffer.from(subkey(dataKey, 1)).toString('hex')}'"`)
      expect(db.prepare('SELECT vault_id FROM vault').get<{ vault_id: string }>()).toEqual({ vault_id: file['vaultId'] })
      const rows = db.prepare('SELECT * FROM audit_log ORDER BY number').all<Record<string, string | number | null>>()
      const columns =
        'number, at, user_id, user_name, user_title, role, provider, client_ids, method, kind, groups, purpose, source, details'.split(', ')
      let previous = createHash('sha256')
        .update(`vastaanotto audit log 1\n${file['vaultId'] as string}`)
        .digest('hex')
      for (const row of rows) {
        const body = JSON.stringify(columns.map((column) => row[column] ?? null))
        previous = createHash('sha256').update(`${previous}\n${body}`).digest('hex')
        expect(row['hash']).toBe(previous)
      }
      expect(rows.length).toBeGreaterThan(1)
      const anchor = JSON.parse(readFileSync(path.join(desk.folder, 'anchor.json'), 'utf8')) as {
        number: number
        hash: string
        at: string
        mac: string
      }
      expect([anchor.number, anchor.hash]).toEqual([rows.length, previous])
      const anchored = JSON.stringify(['vastaanotto anchor 1', file['vaultId'], anchor.number, anchor.hash, anchor.at])
      expect(sodium.to_hex(sodium.crypto_auth(anchored, subkey(dataKey, 3)))).toBe(anchor.mac)
    } finally {
      db.close()
    }
  })

  test('the recovery slot opens with the program age', async () => {
    const desk = await newDesk()
    const file = JSON.parse(readFileSync(path.join(desk.folder, 'vault.json'), 'utf8')) as { [key: string]: Json }
    const folder = temporaryFolder()
    const slot = (file['slots'] as Slot[]).find(({ kind }) => kind === 'recovery')!
    writeFileSync(path.join(folder, 'slot.age'), slot['age'] as string)
    writeFileSync(path.join(folder, 'key.txt'), `${desk.created.recoveryKey}\n`)
    const found = JSON.parse(execFileSync('age', ['-d', '-i', 'key.txt', 'slot.age'], { cwd: folder, encoding: 'utf8' })) as Json
    expect(found).toEqual({
      vaultId: file['vaultId'],
      slotId: slot['id'],
      dataKey: Buffer.from(openedBy(file, passphrase)).toString('hex'),
    })
  })
})
