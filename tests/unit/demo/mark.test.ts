// A vault that holds made-up people says so for ever, also while it is locked; a practice with clients never becomes one.
import { afterAll, expect, test } from 'vitest'
import { cleanUp, passphrase, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('the mark is seen before and after the unlock, and the key file still opens', async () => {
  const vault = await testVault()
  expect(await vault.must('vault.state')).toMatchObject({ demo: false })
  await vault.must('demo.seed', { clients: 1, logRows: 0 })
  expect(await vault.must('vault.state')).toMatchObject({ unlocked: true, demo: true })
  await vault.lock()
  expect(await vault.must('vault.state')).toMatchObject({ unlocked: false, demo: true })
  await vault.unlock({ passphrase })
  expect(await vault.must('vault.check')).toMatchObject({ ok: true })
})
test('a practice with clients is left alone', async () => {
  const vault = await testVault()
  await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Maija' })
  await vault.refused('conflict', 'demo.seed', { clients: 1 })
  await vault.lock()
  expect(await vault.must('vault.state')).toMatchObject({ demo: false })
})
