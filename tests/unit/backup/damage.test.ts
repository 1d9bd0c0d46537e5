// Flipped bits, cuts, bytes put on, parts of two backups: each is found, as `damaged` or `wrong_key`, and nothing is restored.
// The long run (2,000 bits, 200 cuts) is tests/fault/backup-damage.test.ts.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBackup } from '../../../src-main/backup/verify.ts'
import { AppError } from '../../../src-main/core/errors.ts'
import { loadSodium } from '../../../src-main/vault/sodium.ts'
import { cleanUp, temporaryFolder, type TestVault } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase, flipped, type Made } from './desk.ts'

afterAll(cleanUp)

let vault: TestVault
let made: Made
let other: Made
let folder: string

beforeAll(async () => {
  const practice = await aPractice({ clients: 1 })
  vault = practice
  await attach(practice, practice.clientIds[0]!, [Buffer.from('liite')])
  made = await backUp(vault)
  vault.clock.pass(61_000)
  await vault.must('clients.create', { lastName: 'Toinen' })
  other = await backUp(vault)
  folder = temporaryFolder()
})

/** Code and key of what `verify` says of these bytes. */
async function verdict(bytes: Uint8Array, secrets: object = { backupPassphrase }): Promise<string> {
  const file = path.join(folder, 'broken.vastaanotto-backup')
  writeFileSync(file, bytes)
  try {
    await verifyBackup(await loadSodium(), { path: file, secrets }, { progress: () => undefined, throwIfCancelled: () => undefined })
    return 'ok'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `${error.code} ${error.key}`
  }
}

/** Spread over the whole file, every part of it met. */
const spread = (total: number, count: number): number[] =>
  Array.from({ length: count }, (_none, at) => Math.floor((total * (at + 0.37)) / count))

describe('damage', () => {
  test('the untouched file is whole', async () => {
    expect(await verdict(readFileSync(made.path))).toBe('ok')
  })

  test('any flipped bit is found, wherever it lies', async () => {
    for (const bit of spread(statSync(made.path).size * 8, 120))
      expect(await verdict(flipped(made.path, bit)), `bit ${bit}`).toMatch(/^(damaged|wrong_key) /)
  })

  test('also in headers, padding and the end blocks of the outer tar', async () => {
    const size = statSync(made.path).size
    for (const byte of [0, 5, 100, 124, 148, 156, 257, 263, 345, 511, size - 1, size - 512, size - 1024]) {
      expect(await verdict(flipped(made.path, byte * 8)), `byte ${byte}`).toMatch(/^damaged /)
    }
  })

  test('cut anywhere, or longer than it was', async () => {
    const bytes = readFileSync(made.path)
    for (const length of [1, 511, 512, 600, ...spread(bytes.length, 20), bytes.length - 1, bytes.length - 1024])
      expect(await verdict(bytes.subarray(0, length)), `cut at ${length}`).toMatch(/^damaged backup(Cut|Damaged|Foreign)$/)
    expect(await verdict(Buffer.concat([bytes, Buffer.alloc(512)]))).toBe('damaged backupDamaged')
    expect(await verdict(Buffer.concat([bytes, Buffer.from('x')]))).toBe('damaged backupDamaged')
  })

  test('empty and foreign files have sentences of their own', async () => {
    expect(await verdict(new Uint8Array(0))).toBe('damaged backupEmpty')
    expect(await verdict(Buffer.from('PK\u0003\u0004'.repeat(1000)))).toBe('damaged backupForeign')
    expect(await verdict(Buffer.from('hei'))).toBe('damaged backupForeign')
  })

  test('parts of two backups of one vault are told from damage', async () => {
    const parts = (file: string) => {
      const bytes = readFileSync(file)
      const data = bytes.indexOf('data.age\0')
      return { bytes, front: bytes.subarray(0, data), back: bytes.subarray(data) }
    }
    const [one, two] = [parts(made.path), parts(other.path)]
    // README and manifest of one with the data of the other: sizes and hashes disagree.
    expect(await verdict(Buffer.concat([one.front, two.back]))).toMatch(/^damaged /)
    expect(await verdict(Buffer.concat([one.bytes.subarray(0, one.bytes.length / 2), two.bytes.subarray(two.bytes.length / 2)]))).toMatch(
      /^damaged /,
    )
  })

  test('a whole data.age under another backup’s manifest, made to fit, is still found', async () => {
    const { readManifest, writeManifest, manifestBytes } = await import('../../../src-main/backup/manifest.ts')
    const bytes = readFileSync(made.path)
    const at = bytes.indexOf('manifest.json\0') + 512
    const manifest = readManifest(bytes.subarray(at, at + manifestBytes))
    writeManifest({ ...manifest, createdAt: '2026-01-01T00:00:00.000Z' }).copy(bytes, at)
    expect(await verdict(bytes)).toBe('damaged backupMixed')
  })

  test('a newer format is not called damaged', async () => {
    const { canonicalBytes } = await import('../../../src-main/vault/canonical.ts')
    const { createHash } = await import('node:crypto')
    const bytes = readFileSync(made.path)
    const at = bytes.indexOf('manifest.json\0') + 512
    const value = JSON.parse(bytes.subarray(at, at + 4096).toString('utf8')) as Record<string, unknown>
    delete value['checksum']
    value['formatVersion'] = 2
    const checksum = createHash('sha256').update(canonicalBytes(value)).digest('hex')
    Buffer.from(JSON.stringify({ ...value, checksum }, null, 2).padEnd(4095, ' ')).copy(bytes, at)
    expect(await verdict(bytes)).toBe('newer backupNewer')
  })

  test('a wrong passphrase, a wrong key and a mistyped one', async () => {
    const bytes = readFileSync(made.path)
    expect(await verdict(bytes, { backupPassphrase: 'ei ole tämä' })).toBe('wrong_key backupWrongPassphrase')
    expect(await verdict(bytes, { recoveryKey: 'AGE-SECRET-KEY-1QQQ' })).toMatch(/^wrong_key recoveryKey/)
    const { newRecoveryPair } = await import('../../../src-main/vault/recovery-slot.ts')
    expect(await verdict(bytes, { recoveryKey: (await newRecoveryPair()).key })).toBe('wrong_key backupWrongRecoveryKey')
    expect(await verdict(bytes, {})).toBe('invalid_input backupKeyNotGiven')
    // Typed composed or decomposed, it is the same (cryptomator #3773).
    expect(await verdict(bytes, { backupPassphrase: backupPassphrase.normalize('NFD') })).toBe('ok')
  })

  test('nothing is restored from a damaged file, and the folder made for it is gone', async () => {
    const file = path.join(folder, 'broken.vastaanotto-backup')
    writeFileSync(file, flipped(made.path, (statSync(made.path).size - 3000) * 8))
    const to = path.join(temporaryFolder(), 'never')
    await vault.refused('damaged', 'backup.restore', { path: file, to }, { backupPassphrase, newPassphrase: 'uusi salalause' })
    expect(existsSync(to)).toBe(false)
    await vault.refused(
      'wrong_key',
      'backup.restore',
      { path: made.path, to },
      { backupPassphrase: 'väärä lause', newPassphrase: 'uusi salalause' },
    )
    expect(existsSync(to)).toBe(false)
  })
})
