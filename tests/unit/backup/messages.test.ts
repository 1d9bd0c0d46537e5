// Each bad input has a code and a sentence of its own, in each language, that says what to do; none names a folder or a person.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages, type ErrorBody } from '../../../src-main/core/contract.ts'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { cleanUp, coreAt, passphrase, temporaryFolder } from '../../fixtures/test-vault.ts'
import { aPractice, backUp, backupPassphrase, flipped } from './desk.ts'

beforeAll(() => runJobsInThisThread(true))
afterAll(cleanUp)

test('every bad input, in three languages', async () => {
  const vault = await aPractice({ clients: 1 })
  const made = await backUp(vault)
  const bare = await aPractice({ clients: 0, passphrase: false })
  const withoutPassphrase = await backUp(bare)
  const folder = temporaryFolder()
  const broken = path.join(folder, 'rikki.vastaanotto-backup')
  const empty = path.join(folder, 'tyhja.vastaanotto-backup')
  const foreign = path.join(folder, 'kuva.jpg')
  writeFileSync(broken, flipped(made.path, made.bytes * 8 - 20_000))
  writeFileSync(empty, '')
  writeFileSync(foreign, 'JFIF'.repeat(500))
  const cut = path.join(folder, 'katki.vastaanotto-backup')
  writeFileSync(
    cut,
    flipped(made.path, 0)
      .fill('R', 0, 1)
      .subarray(0, made.bytes - 2048),
  )
  const occupied = path.join(folder, 'varattu')
  mkdirSync(occupied)
  writeFileSync(path.join(occupied, 'oma.txt'), 'x')
  const to = path.join(folder, 'uusi')
  const secrets = { backupPassphrase, newPassphrase: 'uusi salalause' }
  const cases: [code: string, method: string, input: object, secrets: object][] = [
    ['wrong_key', 'backup.verify', { path: made.path }, { backupPassphrase: 'jokin muu lause' }],
    ['wrong_key', 'backup.verify', { path: made.path }, { recoveryKey: vault.recoveryKey.slice(0, -1) }],
    [
      'wrong_key',
      'backup.verify',
      { path: made.path },
      { recoveryKey: `${vault.recoveryKey.slice(0, -1)}${vault.recoveryKey.endsWith('Q') ? 'P' : 'Q'}` },
    ],
    ['wrong_key', 'backup.verify', { path: withoutPassphrase.path }, { backupPassphrase }],
    ['invalid_input', 'backup.verify', { path: made.path }, {}],
    ['damaged', 'backup.restore', { path: broken, to }, secrets],
    ['damaged', 'backup.restore', { path: cut, to }, secrets],
    ['damaged', 'backup.inspect', { path: empty }, {}],
    ['damaged', 'backup.inspect', { path: foreign }, {}],
    ['io', 'backup.inspect', { path: path.join(folder, 'puuttuu') }, {}],
    ['io', 'backup.create', { path: path.join(folder, 'ei', 'ole', 'x.vastaanotto-backup') }, {}],
    ['conflict', 'backup.create', { path: made.path }, {}],
    ['conflict', 'backup.restore', { path: made.path, to: occupied }, secrets],
    ['conflict', 'backup.restore', { path: made.path, to: vault.folder }, secrets],
    ['not_found', 'backup.makeLive', { from: to }, {}],
  ]
  const said = new Map<string, string[]>()
  for (const language of languages) {
    vault.core.close()
    const core = coreAt(vault.folder, { clock: vault.clock, language })
    await core.must('vault.unlock', {}, { passphrase })
    await core.must('settings.update', { locale: language })
    said.set(language, [])
    for (const [code, method, input, given] of cases) {
      const error: ErrorBody = await core.refused(code as never, method, input, given)
      expect(error.message, `${method} ${JSON.stringify(input)}`).toMatch(/^[^{}]{20,}[.)]$/)
      expect(error.message).not.toContain(folder)
      said.get(language)!.push(error.message)
    }
    core.core.close()
  }
  for (const messages of said.values()) expect(new Set(messages).size).toBeGreaterThanOrEqual(cases.length - 3)
  for (const at of cases.keys()) expect(new Set(languages.map((language) => said.get(language)![at])).size, cases[at]![1]).toBe(3)
  await vault.unlock()
})
