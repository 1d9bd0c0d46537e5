// One vault, two programs: the second is told `locked` and changes nothing; a lock that a dead process left does not block.
import { afterAll, expect, test } from 'vitest'
import { cleanUp, testVault } from '../fixtures/test-vault.ts'
import { runCli, startBatch } from './cli-child.ts'

afterAll(cleanUp)

test('the second program gets locked (exit 6), also from the same process, and the first goes on', async () => {
  const vault = await testVault()
  const second = await runCli(['--vault', vault.folder, 'clients.create', '{"lastName":"Toinen"}'], {
    VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey,
  })
  expect(second.status).toBe(6)
  expect(JSON.parse(second.stderr.trim().split('\n').at(-1)!)).toMatchObject({ error: { code: 'locked' } })
  await vault.another().refused('locked', 'vault.unlock', {}, { recoveryKey: vault.recoveryKey })
  await vault.must('clients.create', { lastName: 'Mallikas' })
  expect(await vault.must('clients.count')).toEqual({ active: 1, archived: 0 })
  await vault.lock()
  const third = await runCli(['--vault', vault.folder, 'clients.count'], { VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey })
  expect(third).toMatchObject({ status: 0, stdout: '{"active":1,"archived":0}\n' })
})

test('a killed program leaves no lock that blocks', async () => {
  const vault = await testVault({ locked: true })
  const batch = startBatch(vault.folder, { VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey })
  const answered = new Promise<void>((resolve) => (batch.onAnswer = () => resolve()))
  batch.send('clients.count')
  await answered
  await vault.another().refused('locked', 'vault.unlock', {}, { recoveryKey: vault.recoveryKey })
  batch.child.kill('SIGKILL')
  expect(await batch.ended).toBe('SIGKILL')
  await vault.unlock({ recoveryKey: vault.recoveryKey })
})

test('two writers at the same moment: one of them has the vault', async () => {
  const vault = await testVault({ locked: true })
  const batches = [0, 1].map(() => startBatch(vault.folder, { VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey }))
  for (const batch of batches) {
    for (let at = 0; at < 20; at++) batch.send('clients.create', { lastName: `Mallikas${at}` })
  }
  await Promise.all(
    batches.map((batch) => new Promise<void>((resolve) => (batch.onAnswer = () => batch.answers.length === 20 && resolve()))),
  )
  for (const batch of batches) batch.child.stdin!.end()
  await Promise.all(batches.map(({ ended }) => ended))
  const written = batches.flatMap(({ answers }) => answers.filter(({ ok }) => ok)).length
  const codes = new Set(batches.flatMap(({ answers }) => answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))))
  expect([...codes].filter((code) => code !== 'locked')).toEqual([])
  await vault.unlock()
  expect(await vault.must('clients.count')).toEqual({ active: written, archived: 0 })
  expect(written).toBeGreaterThanOrEqual(20)
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
})
