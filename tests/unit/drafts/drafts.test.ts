import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asRole, cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)
const form = { form: 'clients.new', value: { lastName: 'Mallikas', note: 'Kesken jäänyt' }, caret: { field: 'note', position: 7 } }

test('comes back after a lock with every field and the caret (bitwarden/clients #2579)', async () => {
  const vault = await testVault()
  const { savedAt } = await vault.must<{ savedAt: string }>('drafts.save', form)
  await vault.lock()
  await vault.unlock()
  expect(await vault.must('drafts.get', { form: 'clients.new' })).toEqual({ draft: { ...form, savedAt } })
  expect(await vault.must('drafts.list')).toEqual([{ form: 'clients.new', savedAt }])
})
test('while locked its words are readable nowhere in the vault folder', async () => {
  const vault = await testVault()
  await vault.must('drafts.save', { form: 'f', value: { text: 'merkkisana kuusikymmentä' } })
  const open = spawnSync('grep', ['-rlaF', 'merkkisana', vault.folder], { encoding: 'utf8' })
  await vault.lock()
  const locked = spawnSync('grep', ['-rlaF', 'merkkisana', vault.folder], { encoding: 'utf8' })
  expect([open.stdout, locked.stdout]).toEqual(['', ''])
  expect(readFileSync(path.join(vault.folder, 'practice.db')).length).toBeGreaterThan(0)
})
test('the newest text wins, discarding forgets, another user sees none of it', async () => {
  const vault = await testVault()
  await vault.must('drafts.save', form)
  vault.clock.pass(1000)
  await vault.must('drafts.save', { ...form, value: { lastName: 'Toinen' } })
  expect(await vault.must('drafts.get', { form: form.form })).toMatchObject({ draft: { value: { lastName: 'Toinen' } } })
  const assistant = await asRole(vault, 'assistant')
  expect(await assistant.must('drafts.get', { form: form.form })).toEqual({ draft: null })
  expect(await assistant.must('drafts.list')).toEqual([])
  await vault.unlock()
  await vault.must('drafts.discard', { form: form.form })
  expect(await vault.must('drafts.get', { form: form.form })).toEqual({ draft: null })
})
test('a draft is saved durably: killed right after the answer, it is there', async () => {
  const vault = await testVault({ locked: true })
  const script = `
    const { createCore } = await import(${JSON.stringify(path.resolve('src-main/core/core.ts'))})
    const core = createCore({ vaultFolder: process.argv[1], source: 'cli', appVersion: '0.1.0' })
    await core.call({ method: 'vault.unlock', input: {}, secrets: { recoveryKey: process.argv[2] } })
    const { ok } = await core.call({ method: 'drafts.save', input: { form: 'f', value: { a: 'b' } } })
    if (ok) process.kill(process.pid, 'SIGKILL')`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, vault.folder, vault.recoveryKey])
  expect(run.signal).toBe('SIGKILL')
  await vault.unlock({ recoveryKey: vault.recoveryKey })
  expect(await vault.must('drafts.get', { form: 'f' })).toMatchObject({ draft: { value: { a: 'b' } } })
})
