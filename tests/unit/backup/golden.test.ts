// Backups of every released format still open: with the passphrase, and with the recovery key.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { cleanUp, coreAt, temporaryFolder } from '../../fixtures/test-vault.ts'

beforeAll(() => runJobsInThisThread(true))
afterAll(cleanUp)

interface Facts {
  vaultId: string
  backupPassphrase: string
  recoveryKey: string
  counts: Record<string, number>
  clients: string[]
}

const folder = path.resolve('tests/golden/backup')
const golden = readdirSync(folder).filter((name) => name.endsWith('.vastaanotto-backup'))

test('there is one of each released format', () => {
  expect(golden.some((name) => name.startsWith('format-1-'))).toBe(true)
})

test.each(golden)('%s restores, whole', async (name) => {
  const facts = JSON.parse(readFileSync(path.join(folder, name.replace('.vastaanotto-backup', '.json')), 'utf8')) as Facts
  const elsewhere = coreAt(path.join(temporaryFolder(), 'none'))
  for (const secret of [{ backupPassphrase: facts.backupPassphrase }, { recoveryKey: facts.recoveryKey }]) {
    const file = path.join(folder, name)
    expect(await elsewhere.must('backup.verify', { path: file }, secret)).toMatchObject({
      ok: true,
      vaultId: facts.vaultId,
      counts: facts.counts,
    })
    const to = path.join(temporaryFolder(), 'r')
    const restored = await elsewhere.must('backup.restore', { path: file, to }, { ...secret, newPassphrase: 'uusi salalause riittää' })
    expect(restored).toMatchObject({ counts: { clients: facts.counts['clients'], attachments: facts.counts['attachments'] } })
    const vault = coreAt(to)
    await vault.must('vault.unlock', {}, { passphrase: 'uusi salalause riittää' })
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
    for (const client of facts.clients) expect(JSON.stringify(await vault.must('clients.search', { text: client }))).toContain(client)
    vault.core.close()
  }
})
