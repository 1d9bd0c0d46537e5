// The queue in a database that was put back from an older copy, and identifiers that are never used twice.
import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, coreAt, passphrase, temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'
import type { QueueRowOut } from '../../../src-main/kanta/shapes-contract.ts'
import { bytesOf, deskOf, filesOf, kantaDesk, kantaSettings, manifestOf, newOutbox, type KantaDesk } from './desk.ts'

afterAll(cleanUp)

/** What a restore does as far as the queue can tell: an older state of the database, another installation number, adopted. */
async function olderCopy(desk: KantaDesk, folder: string): Promise<KantaDesk> {
  const again = coreAt(folder, { clock: desk.clock })
  await again.must('vault.unlock', {}, { passphrase })
  await again.must('vault.adopt')
  return deskOf({ ...desk, ...again } as unknown as TestVault, desk.clientId)
}
async function copyOf(desk: KantaDesk): Promise<string> {
  await desk.lock()
  const folder = path.join(temporaryFolder(), 'vault')
  cpSync(desk.folder, folder, { recursive: true })
  await desk.unlock()
  return folder
}

test('a copy may not export until it is adopted', async () => {
  const desk = await kantaDesk()
  await desk.signed()
  const copy = coreAt(await copyOf(desk), { clock: desk.clock })
  await copy.must('vault.unlock', {}, { passphrase })
  await copy.refused('not_allowed', 'kanta.export', { outbox: newOutbox() })
})

test('a restored queue compares itself with the outbox and asks; taken over, nothing is sent twice or forgotten', async () => {
  const desk = await kantaDesk()
  const outbox = newOutbox()
  const before = await desk.signed('viety ennen kopiota')
  await desk.export(outbox)
  const waiting = await desk.signed('vietiin kopion jälkeen')
  const toVoid = await desk.signed('vietiin ja mitätöidään palautuksen jälkeen')
  const folder = await copyOf(desk)
  // Forgotten by the copy: two exports, one amendment and its export, a new entry.
  await desk.export(outbox)
  await desk.amend(before, 'korjattu kopion jälkeen')
  await desk.signed('merkintä jota kopiossa ei ole')
  await desk.export(outbox)
  const bytes = bytesOf(outbox)
  expect(bytes.size).toBe(5)

  const restored = await olderCopy(desk, folder)
  await restored.void(toVoid)
  expect(await restored.must('kanta.status')).toMatchObject({ restored: true })
  const asked = await restored.refused('conflict', 'kanta.export', { outbox })
  expect(asked.details).toMatchObject({ restored: true })
  expect((asked.details as { unknown: { known: boolean }[] }).unknown.map(({ known }) => known)).toEqual([true, true, false, false])
  expect(bytesOf(outbox)).toEqual(bytes)

  const { written, differences } = await restored.export(outbox, { differences: 'takeOver' })
  expect(differences).toMatchObject({ decision: 'takeOver' })
  // The one thing that is new: the voiding of what the restored database did not know to be outside.
  expect(written).toMatchObject([{ entryId: toVoid, kind: 'void', version: 2, again: false }])
  expect(await restored.states(waiting)).toEqual(['exported'])
  expect(await restored.states(toVoid)).toEqual(['exported', 'exported'])
  for (const [name, text] of bytes) expect(bytesOf(outbox).get(name)).toBe(text)
  expect(manifestOf(outbox).count).toBe(6)
  // A new version of a set that went on without us comes after what is outside.
  await restored.amend(before, 'korjattu palautuksen jälkeen')
  expect((await restored.export(outbox)).written).toMatchObject([{ entryId: before, version: 3 }])
})

test('restored twice, no identifier is made twice', async () => {
  const desk = await kantaDesk()
  await desk.signed('ennen')
  await desk.export(newOutbox())
  const folder = await copyOf(desk)
  const other = path.join(temporaryFolder(), 'vault')
  cpSync(folder, other, { recursive: true })
  const made: string[] = []
  for (const one of [desk, await olderCopy(desk, folder), await olderCopy(desk, other)]) {
    await one.signed('uusi')
    const outbox = newOutbox()
    const { written } = await one.export(outbox, { differences: 'takeOver' })
    const fresh = written.filter(({ again }) => !again)
    made.push(...fresh.map(({ documentId }) => documentId))
    made.push(...fresh.map(({ file }) => /<encompassingEncounter>\s*<id root="([^"]+)"/.exec(bytesOf(outbox).get(file)!)![1]!))
  }
  expect(made).toHaveLength(6)
  expect(new Set(made).size).toBe(6)
})

test('an outbox of another database is asked about once; left alone, its files stay', async () => {
  const desk = await kantaDesk()
  const outbox = newOutbox()
  await desk.signed('toisen')
  await desk.export(outbox)
  const mine = await kantaDesk()
  await mine.signed('oma')
  expect((await mine.refused('conflict', 'kanta.export', { outbox })).details).toMatchObject({ unknown: [{ known: false }] })
  expect(filesOf(outbox)).toHaveLength(1)
  await mine.export(outbox, { differences: 'ignore' })
  expect(filesOf(outbox)).toHaveLength(2)
  expect(manifestOf(outbox).count).toBe(2)
  expect((await mine.export(outbox)).written).toEqual([])
})

test('the demo practice has a row for each signed entry: those since it joined wait, older ones say why they don’t', async () => {
  const vault = await testVault()
  await vault.must('demo.seed', { clients: 30, years: 1, logRows: 10 })
  const rows = await vault.must<QueueRowOut[]>('kanta.queue')
  expect(rows.length).toBeGreaterThan(10)
  expect(new Set(rows.map(({ ruleCase }) => ruleCase))).toEqual(new Set(['required', 'beforeJoining', 'noIdentityCode']))
  await vault.must('settings.update', { ...kantaSettings, patientRecord: { location: 'kanta', kantaJoined: '2020-01-01' } })
  await vault.must('vault.adopt')
  const { written } = await vault.must<{ written: unknown[] }>('kanta.export', { outbox: newOutbox(), differences: 'takeOver' })
  expect(written.length).toBeGreaterThan(5)
})
