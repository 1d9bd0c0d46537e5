import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, coreAt, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk } from './desk.ts'

afterAll(cleanUp)

test('a restored practice has the same notes, versions, drafts and files, and still refuses to change what is signed', async () => {
  const desk = await careDesk()
  const entryId = await desk.signed('Alkuperäinen')
  await desk.must('treatment.amend', { entryId, sections: { reason: 'Korjattu' }, reason: 'syy' })
  const draft = await desk.draft('Kesken')
  const file = path.join(temporaryFolder(), 'lomake.pdf')
  writeFileSync(file, '%PDF-1.7\nlomake\n%%EOF\n')
  const { id } = await desk.must<{ id: string }>('attachments.add', { clientId: desk.clientId, path: file, kind: 'form' })
  const before = [
    await desk.must('treatment.history', { entryId }),
    await desk.must('treatment.get', { entryId: draft }),
    await desk.must('attachments.read', { id }),
  ]
  const { path: backup } = await desk.must<{ path: string }>('backup.create', { path: temporaryFolder() })
  const to = path.join(temporaryFolder(), 'uusi')
  const other = coreAt(path.join(temporaryFolder(), 'tyhjä'), { clock: desk.clock })
  await other.must('backup.restore', { path: backup, to }, { recoveryKey: desk.recoveryKey, newPassphrase: 'uusi pitkä salalause' })
  const restored = coreAt(to, { clock: desk.clock })
  await restored.must('vault.unlock', {}, { passphrase: 'uusi pitkä salalause' })
  expect([
    await restored.must('treatment.history', { entryId }),
    await restored.must('treatment.get', { entryId: draft }),
    await restored.must('attachments.read', { id }),
  ]).toEqual(before)
  expect(await restored.must('vault.check')).toMatchObject({ ok: true })
  await restored.refused('immutable', 'treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { reason: 'muu' } })
  await restored.must('treatment.sign', { entryId: draft })
})
