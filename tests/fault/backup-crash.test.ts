// What a kill at any moment of backup, restore and drill leaves. At every step that the file layer names the folders are copied as they lie
// on disk; the copy must hold the old state or the new one, and the next run must clear what is left. The same steps then fail with a full
// disk. Last, real processes are killed at random moments.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verifyBackup } from '../../src-main/backup/verify.ts'
import { runJobsInThisThread } from '../../src-main/backup/threads.ts'
import { AppError } from '../../src-main/core/errors.ts'
import { setFileHook } from '../../src-main/core/files.ts'
import { loadSodium } from '../../src-main/vault/sodium.ts'
import { vaultExists } from '../../src-main/vault/folder.ts'
import { cleanUp, coreAt, passphrase, temporaryFolder, type TestVault } from '../fixtures/test-vault.ts'
import { long } from './rounds.ts'
import { aPractice, attach, backUp, backupPassphrase, unfinishedIn, type Made } from '../unit/backup/desk.ts'

beforeAll(() => runJobsInThisThread(true))
afterEach(() => setFileHook(undefined))
afterAll(cleanUp)

const secret = 'uusi salalause riittää'
const rounds = long ? 60 : 4
const isWhole = async (file: string): Promise<boolean> => {
  try {
    await verifyBackup(
      await loadSodium(),
      { path: file, secrets: { backupPassphrase } },
      { progress: () => undefined, throwIfCancelled: () => undefined },
    )
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
const backupsIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.vastaanotto-backup') && !name.startsWith('.'))

/** Copies `folder` at the first of each kind of step for each file, and at the last write before a change of kind. */
async function snapshots(folder: string, work: () => Promise<unknown>): Promise<{ step: string; folder: string }[]> {
  const taken: { step: string; folder: string }[] = []
  const root = temporaryFolder()
  let last = ''
  setFileHook((step, target) => {
    const name = `${step} ${path.basename(target)}`
    if (step === 'read' || name === last) return
    last = name
    const copy = path.join(root, String(taken.length))
    if (existsSync(folder)) cpSync(folder, copy, { recursive: true })
    taken.push({ step: `${taken.length} ${name}`, folder: copy })
  })
  try {
    await work()
  } finally {
    setFileHook(undefined)
  }
  return taken
}

/** Steps by number, so that each can be made to fail. */
async function countSteps(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  setFileHook(() => void (count += 1))
  try {
    await work()
  } finally {
    setFileHook(undefined)
  }
  return count
}

let vault: TestVault & { clientIds: string[] }
let made: Made

beforeAll(async () => {
  vault = await aPractice({ clients: 1 })
  await attach(vault, vault.clientIds[0]!, [Buffer.alloc(70_000, 3)])
  made = await backUp(vault)
})

describe('backup', () => {
  test('killed at any step: no file, or a whole one, under its name; the next run clears the rest', async () => {
    const folder = temporaryFolder()
    const taken = await snapshots(folder, () => backUp(vault, folder))
    expect(taken.length).toBeGreaterThan(8)
    for (const { step, folder: left } of taken) {
      if (!existsSync(left)) continue
      for (const name of backupsIn(left)) expect(await isWhole(path.join(left, name)), step).toBe(true)
    }
    const half = taken.find(({ step }) => step.includes('readBack'))!
    expect(unfinishedIn(half.folder)).toHaveLength(1)
    await backUp(vault, half.folder)
    expect(unfinishedIn(half.folder)).toEqual([])
    expect(backupsIn(half.folder)).toHaveLength(1)
  })

  test('the vault is whole at every step, and its leftovers go at the next unlock', async () => {
    const taken = await snapshots(vault.folder, () => backUp(vault))
    for (const { step, folder } of [taken[1]!, taken[Math.floor(taken.length / 2)]!, taken.at(-1)!]) {
      const copy = coreAt(folder)
      await copy.must('vault.unlock', {}, { passphrase })
      expect(await copy.must('vault.check'), step).toMatchObject({ ok: true })
      copy.core.close()
      expect(unfinishedIn(folder), step).toEqual([])
    }
  })

  test('an error at any step is told as such, leaves no file, and the next run works', async () => {
    const folder = temporaryFolder()
    const steps = await countSteps(() => backUp(vault, folder))
    for (let at = 1; at <= steps; at += Math.max(1, Math.floor(steps / 12))) {
      const target = path.join(temporaryFolder(), 'k')
      mkdirSync(target)
      let count = 0
      setFileHook(() => {
        if ((count += 1) === at) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
      })
      const answer = await vault.call('backup.create', { path: target })
      setFileHook(undefined)
      if (!answer.ok) expect(answer.error.code, `step ${at}`).toBe('io')
      for (const name of backupsIn(target)) expect(await isWhole(path.join(target, name))).toBe(true)
      expect(unfinishedIn(target)).toEqual([])
    }
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
  })
})

describe('restore and drill', () => {
  test('killed at any step of a restore: no vault, or the whole one', async () => {
    const parent = temporaryFolder()
    const to = path.join(parent, 'r')
    const taken = await snapshots(parent, () =>
      vault.must('backup.restore', { path: made.path, to }, { backupPassphrase, newPassphrase: secret }),
    )
    expect(taken.length).toBeGreaterThan(15)
    for (const { step, folder } of taken) {
      const left = path.join(folder, 'r')
      if (!existsSync(left)) continue
      const copy = coreAt(left, { clock: vault.clock })
      if (vaultExists(left)) {
        await copy.must('vault.unlock', {}, { passphrase: secret })
        expect(await copy.must('vault.check'), step).toMatchObject({ ok: true })
        copy.core.close()
        expect(unfinishedIn(left), step).toEqual([])
      } else {
        await copy.refused('not_found', 'vault.unlock', {}, { passphrase: secret })
        copy.core.close()
      }
    }
    // Where nothing was put in place, the same restore works again.
    const cut = taken.findLast(({ folder }) => existsSync(path.join(folder, 'r')) && !vaultExists(path.join(folder, 'r')))!
    await vault.must('backup.restore', { path: made.path, to: path.join(cut.folder, 'r') }, { backupPassphrase, newPassphrase: secret })
    expect(unfinishedIn(path.join(cut.folder, 'r'))).toEqual([])
  })

  test('an error at any step of a restore leaves no vault and the file as it was', async () => {
    const steps = await countSteps(() =>
      vault.must('backup.restore', { path: made.path, to: path.join(temporaryFolder(), 'r') }, { backupPassphrase, newPassphrase: secret }),
    )
    for (let at = 1; at <= steps; at += Math.max(1, Math.floor(steps / 12))) {
      const to = path.join(temporaryFolder(), 'r')
      let count = 0
      setFileHook(() => {
        if ((count += 1) === at) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
      })
      const answer = await vault.call('backup.restore', { path: made.path, to }, { backupPassphrase, newPassphrase: secret })
      setFileHook(undefined)
      if (!answer.ok) expect(answer.error.code, `step ${at}`).toBe('io')
    }
    expect(await isWhole(made.path)).toBe(true)
  })

  test('killed at any step of a drill: the live vault is untouched, the scratch goes at the next unlock', async () => {
    const certificate = path.join(temporaryFolder(), 'c.txt')
    const taken = await snapshots(vault.folder, () => vault.must('backup.drill', { path: made.path, certificate }, { backupPassphrase }))
    for (const at of [0.2, 0.5, 0.8]) {
      const { step, folder } = taken[Math.floor(taken.length * at)]!
      const copy = coreAt(folder)
      await copy.must('vault.unlock', {}, { passphrase })
      expect(await copy.must('vault.check'), step).toMatchObject({ ok: true })
      copy.core.close()
      expect(unfinishedIn(folder), step).toEqual([])
    }
  })
})

describe('kill -9', () => {
  test(`${rounds} processes at random moments of a backup: each file under a final name is whole`, async () => {
    vault.core.close()
    const folder = temporaryFolder()
    const cli = path.resolve('src-main/cli.ts')
    const environment = { ...process.env, VASTAANOTTO_PASSPHRASE: passphrase, VASTAANOTTO_CLOCK: '2026-11-24T09:00:00Z' }
    for (let round = 0; round < rounds; round += 1) {
      const child = spawn(process.execPath, [cli, '--vault', vault.folder, 'backup.create', JSON.stringify({ path: folder })], {
        env: environment,
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([ended, delay(400 + ((round * 397) % 1600))])
      child.kill('SIGKILL')
      await ended
    }
    for (const name of backupsIn(folder)) expect(await isWhole(path.join(folder, name)), name).toBe(true)
    await vault.unlock()
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
    await backUp(vault, folder)
    expect(unfinishedIn(folder)).toEqual([])
    expect(unfinishedIn(vault.folder)).toEqual([])
  })
})
