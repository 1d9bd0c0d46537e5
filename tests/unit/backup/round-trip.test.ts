// The law of a backup: export(restore(backup)) = export(vault), over generated practices.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readContent } from '../../../src-main/attachments/store.ts'
import { attachmentNameKey } from '../../../src-main/backup/erasures.ts'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { loadSodium } from '../../../src-main/vault/sodium.ts'
import { cleanUp, coreAt, passphrase, temporaryFolder, testVault } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase, canonical, databaseIn, keysOf, unfinishedIn } from './desk.ts'

beforeAll(() => runJobsInThisThread(true))
afterAll(cleanUp)

const secret = 'uusi salalause riittää'
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((text) => `x${text.replace(/\s+/g, '')}`)
const client = fc.record({
  lastName: name,
  firstName: name,
  note: fc.string({ unit: 'grapheme', maxLength: 300 }),
  birthYear: fc.integer({ min: 1920, max: 2020 }),
})
const practice = fc.record({
  clients: fc.array(client, { minLength: 1, maxLength: 8 }),
  files: fc.array(fc.constantFrom(0, 1, 511, 512, 65_535, 65_536, 65_537, 200_000), { maxLength: 4 }),
  withPassphrase: fc.boolean(),
})

test('a restored vault equals the original, row by row and attachment by attachment', async () => {
  await fc.assert(
    fc.asyncProperty(practice, async ({ clients, files, withPassphrase }) => {
      const vault = await testVault()
      const ids: string[] = []
      for (const one of clients) ids.push((await vault.must<{ id: string }>('clients.create', one)).id)
      if (withPassphrase) await vault.must('backup.setPassphrase', {}, { backupPassphrase })
      const contents = await attach(
        vault,
        ids[0]!,
        files.map((size, at) => new Uint8Array(size).fill(at + 1)),
      )
      const made = await backUp(vault)
      expect(made.opensWith).toEqual(withPassphrase ? ['backupPassphrase', 'recoveryKey'] : ['recoveryKey'])
      const to = path.join(temporaryFolder(), 'restored')
      const secrets = withPassphrase
        ? { backupPassphrase, newPassphrase: secret }
        : { recoveryKey: vault.recoveryKey, newPassphrase: secret }
      const restored = await vault.must<{ counts: Record<string, number>; warnings: string[] }>(
        'backup.restore',
        { path: made.path, to },
        secrets,
      )
      expect(restored.counts['clients']).toBe(clients.length)
      const { logHead } = await vault.must<{ logHead: { number: number } }>('backup.inspect', { path: made.path })
      const live = vault.behind((db) => canonical(db, logHead.number, made.createdAt))
      const db = await databaseIn(to, secret)
      try {
        expect(canonical(db, logHead.number, made.createdAt)).toBe(live)
        const keys = await keysOf(to, secret)
        const names = attachmentNameKey(db.raw.prepare('SELECT erasure_key FROM vault').pluck().get() as Buffer)
        const sodium = await loadSodium()
        for (const [at, content] of contents.entries()) {
          const pieces: Buffer[] = []
          const store = path.join(to, 'attachments')
          for (const piece of readContent(sodium, store, content, { encryption: keys.attachments, names })) pieces.push(Buffer.from(piece)) // it lasts until the next
          const bytes = Buffer.concat(pieces)
          expect(bytes.length).toBe(files[at])
          expect(bytes.every((byte) => byte === at + 1)).toBe(true)
        }
      } finally {
        db.close()
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
}, 60_000)

test('the restored vault opens with the new passphrase and the recovery key, is whole, and must be adopted', async () => {
  const vault = await aPractice()
  const made = await backUp(vault)
  const to = path.join(temporaryFolder(), 'restored')
  const answer = await vault.must<{ warnings: string[]; logHead: { number: number } }>(
    'backup.restore',
    { path: made.path, to },
    { recoveryKey: vault.recoveryKey.toLowerCase().replace(/(.{4})/g, '$1 '), newPassphrase: secret },
  )
  expect(answer.warnings).toContain('adoptBeforeIssuing')
  const other = coreAt(to, { clock: vault.clock })
  await other.refused('wrong_key', 'vault.unlock', {}, { passphrase })
  vault.clock.pass(60_000)
  const unlocked = await other.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase: secret })
  expect(unlocked.warnings).toEqual(['restored'])
  expect(await other.must('vault.check')).toMatchObject({ ok: true })
  expect(await other.must('audit.verify')).toMatchObject({ ok: true })
  expect(await other.must<{ items: unknown[] }>('clients.search', { text: 'Öivi' })).toBeTruthy()
  await other.must('vault.adopt')
  await other.must('vault.lock')
  const again = coreAt(to, { clock: vault.clock })
  expect(await again.must<{ warnings: string[] }>('vault.unlock', {}, { recoveryKey: vault.recoveryKey })).toMatchObject({ warnings: [] })
  expect(unfinishedIn(to)).toEqual([])
})

test('one backup restored twice: two installation numbers, neither that of the original', async () => {
  const vault = await aPractice({ passphrase: false })
  const made = await backUp(vault)
  const numbers: number[] = [vault.behind((db) => db.raw.prepare('SELECT installation_number FROM vault').pluck().get() as number)]
  for (const name of ['one', 'two']) {
    const to = path.join(temporaryFolder(), name)
    await vault.must('backup.restore', { path: made.path, to }, { recoveryKey: vault.recoveryKey, newPassphrase: secret })
    const db = await databaseIn(to, secret)
    numbers.push(db.raw.prepare('SELECT installation_number FROM vault').pluck().get() as number)
    expect(db.raw.prepare('SELECT state FROM vault').pluck().get()).toBe('restored')
    db.close()
  }
  expect(new Set(numbers).size).toBe(3)
})

test('a backup is made while she works, has its name only when it is done, and is for its owner alone', async () => {
  runJobsInThisThread(false) // the thread of its own is what is tested
  const vault = await aPractice()
  const folder = temporaryFolder()
  const making = vault.must<{ path: string }>('backup.create', { path: folder })
  const [made] = await Promise.all([
    making,
    ...Array.from({ length: 5 }, (_none, at) => vault.must('clients.create', { lastName: `Samalla ${at}` })),
  ])
  expect(await vault.must('backup.verify', { path: made.path }, { backupPassphrase })).toMatchObject({
    ok: true,
    openedWith: 'backupPassphrase',
  })
  expect(statSync(made.path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).filter((one) => !one.endsWith('.vastaanotto-erasures'))).toEqual([path.basename(made.path)])
  expect(existsSync(path.join(vault.folder, '.backup-image.unfinished-000000000000'))).toBe(false)
  expect(vault.events.some((event) => event.type === 'progress' && event.step === 'readingBack')).toBe(true)
})

test('no word of a client is readable in the file, beside it, or in the vault folder', async () => {
  const vault = await aPractice()
  await attach(vault, vault.clientIds[0]!, [Buffer.from('salaisuusmerkki '.repeat(10_000))])
  const made = await backUp(vault)
  for (const folder of [vault.folder, path.dirname(made.path)])
    for (const file of readdirSync(folder, { recursive: true }).map((one) => path.join(folder, String(one))))
      if (statSync(file).isFile()) expect(readFileSync(file).includes('salaisuusmerkki'), file).toBe(false)
})
