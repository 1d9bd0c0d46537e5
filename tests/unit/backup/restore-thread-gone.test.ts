// The restore's second thread never begins (its file is missing or broken): she can still stop the restore.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { cancelled } from '../../../src-main/backup/job-tools.ts'
import { prepareDatabase } from '../../../src-main/backup/restore-thread.ts'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

const broken = vi.hoisted(() => ({ file: '' }))
vi.mock('../../../src-main/backup/threads.ts', () => ({ jobsRunHere: () => false, threadFile: () => broken.file }))

test('waiting for a thread that says nothing can be cancelled', { timeout: 20_000 }, async () => {
  broken.file = path.join(temporaryFolder(), 'worker.mjs')
  writeFileSync(broken.file, "throw new Error('broken')\n")
  let asked = 0
  const tools = {
    progress: () => undefined,
    throwIfCancelled() {
      if (++asked > 3) throw cancelled()
    },
  }
  const order = {
    file: path.join(temporaryFolder(), 'practice.db'),
    key: new Uint8Array(32),
    vaultId: '01938d3c-0000-7000-8000-000000000001',
    counts: { tables: {}, logHead: { number: 0, hash: '' }, schemaVersion: 1 },
    now: '2026-11-24T08:00:00.000Z',
  }
  const work = prepareDatabase(order, tools)
  expect(() => work.open(Buffer.alloc(8192))).toThrow(expect.objectContaining({ code: 'cancelled' }))
  await work.abandon()
})
