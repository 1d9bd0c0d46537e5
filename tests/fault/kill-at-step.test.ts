// SIGKILL at each step that the file layer names: the old state or the new one, never between; no partial file under a final name, and
// leftovers are gone after the next start. (tests/unit/vault/crash.test.ts looks at every step of every change of keys without a kill.)
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cleanUp, coreAt, passphrase, temporaryFolder, testVault } from '../fixtures/test-vault.ts'
import { long } from './rounds.ts'

afterAll(cleanUp)
const child = path.resolve('tests/fault/kill-at-step-child.ts')
const newPassphrase = 'toinen pitkä salalause'

interface Attempt {
  killed: boolean
  steps: number
  ok: boolean
}
function attempt(
  folder: string,
  method: string,
  input: unknown,
  secrets: Record<string, string>,
  step: number,
  recoveryKey: string,
): Attempt {
  const { signal, stdout, stderr, status } = spawnSync(
    process.execPath,
    [child, folder, method, JSON.stringify(input), JSON.stringify(secrets), String(step), recoveryKey],
    { encoding: 'utf8' },
  )
  if (signal === 'SIGKILL') return { killed: true, steps: step, ok: false }
  if (status !== 0) throw new Error(stderr)
  const { envelope, steps } = JSON.parse(stdout) as { envelope: { ok: boolean; error?: { message: string } }; steps: number }
  expect(envelope, method).toMatchObject({ ok: true })
  return { killed: false, steps, ok: true }
}

/** The steps to be killed at: all of them in a long run, some from beginning to end in a short one. */
function stepsOf(count: number, short: number): number[] {
  const all = Array.from({ length: count }, (_, at) => at)
  return long || count <= short
    ? all
    : all.filter((_step, at) => Math.floor((at * short) / count) !== Math.floor(((at - 1) * short) / count))
}
const leftovers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.unfinished-') || name.includes('staging'))

describe('killed', () => {
  test.each([
    ['vault.changePassphrase', { passphrase, newPassphrase }],
    ['vault.rotateDataKey', { passphrase }],
  ])('during %s: the old vault or the new one', async (method, secrets) => {
    const vault = await testVault({ locked: true })
    const fresh = (): string => {
      const folder = path.join(temporaryFolder(), 'vault')
      cpSync(vault.folder, folder, { recursive: true })
      return folder
    }
    const { steps } = attempt(fresh(), method, {}, secrets, -1, vault.recoveryKey)
    expect(steps).toBeGreaterThan(4)
    for (const step of stepsOf(steps, 4)) {
      const folder = fresh()
      expect(attempt(folder, method, {}, secrets, step, vault.recoveryKey), `${method} ${step}`).toMatchObject({ killed: true })
      const after = coreAt(folder)
      const old = await after.call('vault.unlock', {}, { passphrase })
      if (!old.ok) {
        expect([old.error.code, method]).toEqual(['wrong_key', 'vault.changePassphrase'])
        after.clock.pass(60_000)
        await after.must('vault.unlock', {}, { passphrase: newPassphrase })
      }
      expect(await after.must('vault.check'), `${method} ${step}`).toMatchObject({ ok: true })
      await after.must('vault.lock')
      await after.must('vault.unlock', {}, { recoveryKey: vault.recoveryKey })
      expect(leftovers(folder), `${method} ${step}`).toEqual([])
    }
  })

  test('during vault.create: none is there and making one works, or it is there and opens', async () => {
    const folderOf = (): string => path.join(temporaryFolder(), 'vault')
    const input = { owner: { name: 'Maija Mallikas' } }
    const { steps } = attempt(folderOf(), 'vault.create', input, { passphrase }, -1, '')
    for (const step of stepsOf(steps, 4)) {
      const folder = folderOf()
      expect(attempt(folder, 'vault.create', input, { passphrase }, step, '')).toMatchObject({ killed: true })
      const after = coreAt(folder)
      const made = await after.call('vault.create', input, { passphrase })
      if (!made.ok) {
        expect(made.error.code, `step ${step}`).toBe('conflict')
        await after.must('vault.unlock', {}, { passphrase })
      }
      expect(await after.must('vault.check'), `step ${step}`).toMatchObject({ ok: true })
      expect(leftovers(folder)).toEqual([])
    }
  })

  test('while a file is written for her: the whole file or none, and the old one stays until the new one is whole', async () => {
    const vault = await testVault()
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Mallikas' })
    await vault.lock()
    const target = path.join(temporaryFolder(), 'ote.txt')
    const input = { clientId: id, path: target, format: 'txt', overwrite: true }
    const { steps } = attempt(vault.folder, 'audit.extract', input, {}, -1, vault.recoveryKey)
    const whole = readFileSync(target).length
    for (const step of stepsOf(steps, 3)) {
      writeFileSync(target, 'vanha')
      attempt(vault.folder, 'audit.extract', input, {}, step, vault.recoveryKey)
      const text = readFileSync(target, 'utf8')
      expect(text === 'vanha' || text.length >= whole * 0.9, `step ${step}: ${text.length} bytes`).toBe(true)
    }
  })

  test('during an import: all rows or none', async () => {
    const vault = await testVault({ locked: true })
    const file = path.join(temporaryFolder(), 'asiakkaat.csv')
    writeFileSync(file, `Sukunimi;Etunimi\n${Array.from({ length: 3000 }, (_, at) => `Sukunimi${at};Etunimi${at}`).join('\n')}\n`)
    // reading, checking three times a thousand rows, writing six times five hundred: before, within and at the end of the transaction
    for (const progress of long ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [3, 5, 9]) {
      const run = spawnSync(
        process.execPath,
        [child, vault.folder, 'exchange.importClients', JSON.stringify({ path: file }), '{}', `p${progress}`, vault.recoveryKey],
        { encoding: 'utf8' },
      )
      expect(run.signal, run.stderr).toBe('SIGKILL')
      const after = vault.another()
      await after.must('vault.unlock', {}, { recoveryKey: vault.recoveryKey })
      expect(await after.must('clients.count')).toEqual({ active: 0, archived: 0 })
      expect(await after.must('vault.check')).toMatchObject({ ok: true })
      after.core.close()
    }
    attempt(vault.folder, 'exchange.importClients', { path: file }, {}, -1, vault.recoveryKey)
    await vault.unlock()
    expect(await vault.must('clients.count')).toEqual({ active: 3000, archived: 0 })
  })
})
