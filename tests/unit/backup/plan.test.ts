// The plan at work: what is due, what goes, what is asked for, and what is never removed.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setFileHook } from '../../../src-main/core/files.ts'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { asRole, cleanUp, temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'
import { aPractice, backupPassphrase } from './desk.ts'

beforeAll(() => runJobsInThisThread(true))
afterAll(cleanUp)

interface Run {
  made: { path: string; folderId: string; warnings: string[] }[]
  waiting: { label: string; since: string | null }[]
  failed: { label: string; code: string; message: string }[]
  removed: { path: string }[]
  removalHeld: string | null
}
interface Status {
  last: { ageHours: number; label: string | null } | null
  lastElsewhere: { label: string | null } | null
  due: boolean
  places: { label: string; connected: boolean; due: boolean; overdueDays: number }[]
  clock: string
  lastFailure: { code: string; message: string } | null
  drillDue: boolean
}

const hour = 3_600_000
const day = 24 * hour

async function planned(): Promise<{ vault: TestVault; daily: string; stick: string }> {
  const vault = await testVault()
  const daily = path.join(temporaryFolder(), 'Kopiot')
  const stick = path.join(temporaryFolder(), 'TIKKU')
  mkdirSync(stick)
  await vault.must('backup.setPlan', {
    folders: [
      { label: 'Tämä kone', path: daily, schedule: 'daily' },
      { label: 'Muistitikku', path: stick, schedule: 'weekly', removable: true },
    ],
  })
  return { vault, daily, stick }
}
const run = (vault: TestVault, input: object = {}): Promise<Run> => vault.must<Run>('backup.run', input)
const files = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.vastaanotto-backup'))
    .sort()

describe('copies that are due', () => {
  test('daily and weekly, each in its place and no more often', async () => {
    const { vault, daily, stick } = await planned()
    expect((await vault.must<Status>('backup.status')).due).toBe(true)
    expect((await run(vault)).made).toHaveLength(2)
    expect((await run(vault)).made).toEqual([])
    expect((await vault.must<Status>('backup.status')).due).toBe(false)
    vault.clock.pass(day)
    await vault.unlock()
    expect((await run(vault)).made).toHaveLength(1)
    expect(files(daily)).toEqual(['practice-2026-11-24T1000.vastaanotto-backup', 'practice-2026-11-25T1000.vastaanotto-backup'])
    expect(files(stick)).toHaveLength(1)
    vault.clock.pass(6 * day)
    await vault.unlock()
    expect((await run(vault)).made).toHaveLength(2)
    const status = await vault.must<Status>('backup.status')
    expect(status).toMatchObject({ last: { ageHours: 0 }, lastElsewhere: { label: 'Muistitikku' }, clock: 'ok', lastFailure: null })
  })

  test('at quit, work of the day is worth another copy; looking around is not', async () => {
    const { vault, daily } = await planned()
    await run(vault)
    vault.clock.pass(5 * hour)
    await vault.unlock()
    await vault.must('clients.search', { text: '' })
    expect((await vault.must<Run>('backup.runIfDue', { trigger: 'quit' })).made).toEqual([])
    await vault.must('clients.create', { lastName: 'Päivän työ' })
    expect((await vault.must<Run>('backup.runIfDue', { trigger: 'timer' })).made).toEqual([])
    expect((await vault.must<Run>('backup.runIfDue', { trigger: 'quit' })).made).toHaveLength(1)
    // The newer copy of a day takes the place of the older one.
    expect(files(daily)).toEqual(['practice-2026-11-24T1500.vastaanotto-backup'])
    await vault.lock()
    await vault.refused('not_allowed', 'backup.runIfDue', { trigger: 'timer' })
  })

  test('the shell’s timer does not count as somebody being there', async () => {
    const { vault } = await planned()
    vault.clock.pass(9 * 60_000)
    await vault.must('backup.runIfDue', { trigger: 'timer' })
    vault.clock.pass(2 * 60_000)
    await vault.refused('not_allowed', 'clients.search', { text: '' })
  })

  test('a stick that is not there is asked for, and nothing of it fails', async () => {
    const { vault, stick } = await planned()
    await run(vault)
    vault.clock.pass(8 * day)
    await vault.unlock()
    renameSync(stick, `${stick}-laatikossa`)
    const outcome = await run(vault)
    expect(outcome).toMatchObject({ failed: [], waiting: [{ label: 'Muistitikku', since: '2026-11-24T08:00:00.000Z' }] })
    expect(outcome.made).toHaveLength(1)
    // Its mount point stays behind as an empty folder on the computer's own disk.
    mkdirSync(stick)
    expect(await run(vault)).toMatchObject({ waiting: [{ label: 'Muistitikku' }] })
    expect(readdirSync(stick)).toEqual([])
    expect((await vault.must<Status>('backup.status')).places[1]).toMatchObject({ connected: false, due: true, overdueDays: 1 })
    rmSync(stick, { recursive: true })
    renameSync(`${stick}-laatikossa`, stick)
    expect((await run(vault)).made).toHaveLength(1)
    expect(files(stick)).toHaveLength(2)
  })

  test('a folder that can’t be written to is told with what to do, and kept for Today', async () => {
    const { vault, daily } = await planned()
    rmSync(daily, { recursive: true })
    const outcome = await run(vault)
    expect(outcome).toMatchObject({ failed: [{ label: 'Tämä kone', code: 'io' }], removalHeld: 'runFailed' })
    expect(outcome.failed[0]!.message).toContain('Kopiot')
    expect((await vault.must<Status>('backup.status')).lastFailure).toMatchObject({ code: 'io', message: outcome.failed[0]!.message })
    mkdirSync(daily)
    expect((await run(vault)).failed).toEqual([])
    expect((await vault.must<Status>('backup.status')).lastFailure).toBeNull()
  })

  test('a disk that fills up half-way leaves no file, and earlier copies stay', async () => {
    const { vault, daily } = await planned()
    await run(vault)
    vault.clock.pass(day)
    await vault.unlock()
    let writes = 0
    setFileHook((step, target) => {
      if (step === 'write' && target.endsWith('-backup') && (writes += 1) === 8)
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
    })
    try {
      expect(await run(vault)).toMatchObject({ failed: [{ code: 'io' }], removed: [], removalHeld: 'runFailed' })
    } finally {
      setFileHook(undefined)
    }
    expect(readdirSync(daily).filter((name) => name.includes('unfinished'))).toEqual([])
    expect(files(daily)).toHaveLength(1)
    expect((await run(vault)).made).toHaveLength(1)
  })
})

describe('what goes', () => {
  test('old copies by the rules, never the newest verified one, never a file made by hand', async () => {
    const { vault, daily } = await planned()
    const hand = path.join(daily, 'oma.vastaanotto-backup')
    await vault.must('backup.setPlan', { keep: { daily: 2, weekly: 0, monthly: 0 } })
    await vault.must('backup.create', { path: hand })
    for (let at = 0; at < 4; at += 1) {
      await run(vault)
      vault.clock.pass(day)
      await vault.unlock()
    }
    expect(files(daily)).toEqual([
      'oma.vastaanotto-backup',
      'practice-2026-11-26T1000.vastaanotto-backup',
      'practice-2026-11-27T1000.vastaanotto-backup',
    ])
    const list = await vault.must<{ path: string; present: boolean }[]>('backup.list')
    expect(list.filter(({ present }) => present).map((copy) => path.basename(copy.path))).toContain('oma.vastaanotto-backup')
  })

  test('a copy found damaged no longer counts, so the last good one is kept', async () => {
    const { vault, daily } = await planned()
    await vault.must('backup.setPlan', { keep: { daily: 1, weekly: 0, monthly: 0 } })
    await vault.must('backup.setPassphrase', {}, { backupPassphrase })
    const good = (await run(vault)).made[0]!.path
    vault.clock.pass(day)
    await vault.unlock()
    setFileHook((step, target) => {
      if (step === 'remove' && target === good) throw Object.assign(new Error('busy'), { code: 'EBUSY', syscall: 'unlink' })
    })
    const bad = (await run(vault)).made[0]!.path
    setFileHook(undefined)
    const bytes = readFileSync(bad)
    bytes[bytes.length - 2000]! ^= 1
    writeFileSync(bad, bytes)
    await vault.refused('damaged', 'backup.verify', { path: bad }, { backupPassphrase })
    const copies = await vault.must<{ path: string; verifiedAt: string | null }[]>('backup.list')
    expect(copies.find((copy) => copy.path === bad)!.verifiedAt).toBeNull()
    expect(await vault.must('backup.status')).toMatchObject({ last: { ageHours: 24, fileName: path.basename(good) }, due: true })
    expect(existsSync(good)).toBe(true)
    // A new good one is due at once, and only then may the old one go.
    expect((await run(vault)).made.map((made) => path.dirname(made.path))).toContain(daily)
  })

  test('when the clock jumps a year, nothing goes until she says that the date is right', async () => {
    const { vault, daily } = await planned()
    await vault.must('backup.setPlan', { keep: { daily: 1, weekly: 0, monthly: 0 } })
    await run(vault)
    vault.clock.pass(400 * day)
    await vault.unlock()
    expect(await run(vault)).toMatchObject({ removed: [], removalHeld: 'clockJumped' })
    vault.clock.pass(day)
    await vault.unlock()
    expect(await run(vault)).toMatchObject({ removed: [], removalHeld: 'clockJumped' })
    expect(files(daily)).toHaveLength(3)
    expect((await vault.must<Status>('backup.status')).clock).toBe('clockJumped')
    vault.clock.pass(day)
    await vault.unlock()
    expect((await run(vault, { confirmClock: true })).removalHeld).toBeNull()
    expect(files(daily)).toHaveLength(1)
  })

  test('when it is set back, a copy is still made and nothing goes', async () => {
    const { vault, daily } = await planned()
    await run(vault)
    vault.clock.pass(-30 * day)
    await vault.unlock()
    const outcome = await run(vault)
    expect(outcome).toMatchObject({ removalHeld: 'clockWentBack' })
    expect(outcome.made.find(({ path: file }) => path.dirname(file) === daily)!.warnings).toContain('clockWentBack')
    expect(files(daily)).toHaveLength(2)
  })
})

describe('the plan', () => {
  test('a synchronised folder is recognised and told', async () => {
    const vault = await aPractice({ clients: 0 })
    const folder = path.join(temporaryFolder(), 'OneDrive - Mallikas', 'Kopiot')
    await vault.must('backup.setPlan', { folders: [{ label: 'Pilvi', path: folder, schedule: 'daily' }] })
    expect(await vault.must('backup.plan')).toMatchObject({
      folders: [{ recognisedService: 'OneDrive', connected: true, sameDisk: true, removable: false }],
    })
    expect((await run(vault)).made[0]).toMatchObject({
      warnings: expect.arrayContaining(['synchronisedFolder']) as string[],
      synchronisedBy: 'OneDrive',
    })
    expect(await vault.must('backup.checkFolder', { path: folder })).toMatchObject({
      exists: true,
      writable: true,
      synchronisedBy: 'OneDrive',
    })
  })

  test('refuses a folder inside the vault, a relative one, and a stale revision', async () => {
    const vault = await testVault()
    const set = (folder: string): object => ({ folders: [{ label: 'x', path: folder, schedule: 'daily' }] })
    await vault.refused('invalid_input', 'backup.setPlan', set(path.join(vault.folder, 'kopiot')))
    await vault.refused('invalid_input', 'backup.setPlan', set('kopiot'))
    await vault.must('backup.setPlan', { drillMonths: 6 })
    await vault.refused('conflict', 'backup.setPlan', { drillMonths: 7, revision: 0 })
    expect(await vault.must('backup.plan')).toMatchObject({ drillMonths: 6, keep: { daily: 7, weekly: 5, monthly: 13, months: 13 } })
  })

  test('is the owner’s to set; others may see how old the last copy is', async () => {
    const vault = await testVault()
    const assistant = await asRole(vault, 'assistant')
    await assistant.refused('not_allowed', 'backup.setPlan', { drillMonths: 6 })
    await assistant.refused('not_allowed', 'backup.create', { path: temporaryFolder() })
    expect(await assistant.must('backup.status')).toMatchObject({ last: null, due: false })
  })
})
