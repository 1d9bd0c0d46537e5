// The two threads of a restore: what one finds wrong ends the other, and nothing is left in either case.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openRestored } from '../../../src-main/backup/restore-database.ts'
import { prepareDatabase, type DatabaseWork } from '../../../src-main/backup/restore-thread.ts'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase, flipped } from './desk.ts'

afterAll(cleanUp)
afterEach(() => runJobsInThisThread(false))

const secrets = { backupPassphrase, newPassphrase: 'uusi salalause riittää' }
const tools = { progress: () => undefined, throwIfCancelled: () => undefined }
const order = () => ({
  file: path.join(temporaryFolder(), 'practice.db'),
  key: new Uint8Array(32).fill(7),
  vaultId: '01938d3c-0000-7000-8000-000000000001',
  counts: { tables: {}, logHead: { number: 0, hash: '' }, schemaVersion: 1 },
  now: '2026-11-24T08:00:00.000Z',
})

test('restored in two threads and in one: the same vault', async () => {
  const vault = await aPractice({ clients: 3 })
  await attach(vault, vault.clientIds[0]!, [new Uint8Array(300_000).fill(1), new Uint8Array(5)])
  const { path: file } = await backUp(vault)
  const results = []
  for (const here of [false, true]) {
    runJobsInThisThread(here)
    const to = path.join(temporaryFolder(), 'restored')
    const { counts, checks, attachments } = await vault.must<Record<string, unknown>>('backup.restore', { path: file, to }, secrets)
    results.push({ counts, checks, attachments })
  }
  expect(results[0]).toEqual(results[1])
})

test('damage behind the database ends the thread that copies it, and nothing is left', async () => {
  const vault = await aPractice({ clients: 1 })
  await attach(vault, vault.clientIds[0]!, [Buffer.from(Array.from({ length: 400_000 }, (_, at) => (at * 7919) % 251))])
  const { path: file } = await backUp(vault)
  const damagedFile = path.join(temporaryFolder(), 'damaged.vastaanotto-backup')
  // In the last chunks: long after the image.
  writeFileSync(damagedFile, flipped(file, (statSync(file).size - 4096) * 8))
  const to = path.join(temporaryFolder(), 'restored')
  await vault.refused('damaged', 'backup.restore', { path: damagedFile, to }, secrets)
  expect(existsSync(to)).toBe(false)
  expect(readFileSync(file).length).toBe(readFileSync(damagedFile).length)
})

test('a cancelled restore ends both threads and leaves nothing', async () => {
  const vault = await aPractice({ clients: 3 })
  const { path: file } = await backUp(vault)
  const to = path.join(temporaryFolder(), 'restored')
  const running = vault.call('backup.restore', { path: file, to }, secrets)
  expect(await vault.must('backup.cancel')).toEqual({ wasRunning: true })
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(existsSync(to)).toBe(false)
})

for (const here of [false, true])
  test(`an image that is none is told, ${here ? 'in this thread' : 'from the other thread'}`, async () => {
    runJobsInThisThread(here)
    const work: DatabaseWork = prepareDatabase(order(), tools)
    expect(() => work.open(Buffer.alloc(8192, 3))).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }))
    await work.abandon()
  })

test('the bytes of an image that is none are wiped too', () => {
  const bytes = Buffer.alloc(8192, 3)
  expect(() => openRestored(bytes, order().vaultId)).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }))
  expect(bytes.every((byte) => byte === 0)).toBe(true)
})

test('a thread that was made ready and not needed ends', async () => {
  await prepareDatabase(order(), tools).abandon()
})
