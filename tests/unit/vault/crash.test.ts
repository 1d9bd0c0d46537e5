// What a kill at any moment leaves: at every step that the file layer names the whole folder is copied, as it lies on disk, and the copy
// must open as the old state or as the new one. The same steps then fail with a full disk.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { SecretName } from '../../../src-main/core/contract.ts'
import { setFileHook } from '../../../src-main/core/files.ts'
import { cleanUp, codeOf, copyOf, type Desk, deskAt, newDesk, newPassphrase, passphrase, temporaryFolder } from './desk.ts'

afterEach(cleanUp)

/** Runs `work` and copies the folder at every step. */
async function snapshots(folder: string, work: () => Promise<unknown>): Promise<{ step: string; folder: string }[]> {
  const taken: { step: string; folder: string }[] = []
  const root = temporaryFolder()
  setFileHook((step, target) => {
    if (step === 'read') return
    const copy = path.join(root, String(taken.length))
    if (existsSync(folder)) cpSync(folder, copy, { recursive: true })
    taken.push({ step: `${taken.length} ${step} ${path.basename(target)}`, folder: copy })
  })
  try {
    await work()
  } finally {
    setFileHook(undefined)
  }
  return taken
}

const unfinished = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.unfinished-') || name.includes('staging') || name.endsWith('.previous'))

/** Which of the secrets opens the folder as `kill` left it; checks the opened vault. */
async function whichOpens(folder: string, secrets: Partial<Record<SecretName, string>>[]): Promise<number[]> {
  const opening: number[] = []
  for (const [index, secret] of secrets.entries()) {
    const desk = deskAt(copyOf(folder))
    const envelope = await desk.call('vault.unlock', {}, secret)
    if (!envelope.ok) {
      expect(envelope.error.code).toBe('wrong_key')
      continue
    }
    opening.push(index)
    expect(desk.session.held.file.slots.map((slot) => slot.kind)).toEqual(['passphrase', 'recovery'])
    const check = await desk.must<{ ok: boolean; checks: unknown }>('vault.check')
    expect(check).toMatchObject({ ok: true })
    expect(unfinished(desk.folder)).toEqual([])
    await desk.must('vault.lock')
    break // each kind of slot is there once, so no other secret can open it too
  }
  return opening
}

describe('killed', () => {
  test('while a passphrase is changed: the old one opens or the new one, never both, never none', async () => {
    const desk = await newDesk()
    const taken = await snapshots(desk.folder, () => desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase }))
    const opening: number[] = []
    for (const { folder, step } of taken) {
      const which = await whichOpens(folder, [{ passphrase }, { passphrase: newPassphrase }])
      expect(which, step).toHaveLength(1)
      opening.push(which[0]!)
    }
    expect(opening).toEqual(opening.toSorted()) // one moment of change
    expect(new Set(opening)).toEqual(new Set([0, 1]))
  }, 60_000)

  test('while the recovery key is renewed: one of the two keys opens, and unlocking settles which', async () => {
    const desk = await newDesk()
    let renewed = ''
    const taken = await snapshots(desk.folder, async () => {
      renewed = (await desk.must<{ recoveryKey: string }>('vault.renewRecoveryKey', {}, { passphrase })).recoveryKey
    })
    const seen = new Set<string>()
    for (const { folder, step } of taken) {
      const settled = deskAt(copyOf(folder))
      await settled.must('vault.unlock', {}, { passphrase })
      const slot = settled.session.open.db.raw.prepare('SELECT recovery_slot_id FROM vault_keys').pluck().get()
      expect(
        settled.session.held.file.slots.filter((one) => one.kind === 'recovery').map((one) => one.id),
        step,
      ).toEqual([slot])
      await settled.must('vault.lock')
      const which = await whichOpens(settled.folder, [{ recoveryKey: desk.created.recoveryKey }, { recoveryKey: renewed }])
      expect(which, step).toHaveLength(1)
      seen.add(String(which[0]))
    }
    expect(seen).toEqual(new Set(['0', '1']))
  }, 120_000)

  test('while the data key is rotated: the old vault or the new one, whole', async () => {
    const desk = await newDesk()
    const before = (await desk.must<{ hex: string }>('vault.revealDatabaseKey', {}, { passphrase })).hex
    const taken = await snapshots(desk.folder, () => desk.must('vault.rotateDataKey', {}, { passphrase }))
    const after = (await desk.must<{ hex: string }>('vault.revealDatabaseKey', {}, { passphrase })).hex
    expect(after).not.toBe(before)
    const seen: string[] = []
    for (const { folder, step } of taken) {
      const killed = deskAt(folder)
      const envelope = await killed.call('vault.unlock', {}, { passphrase })
      expect(codeOf(envelope), step).toBe('ok')
      seen.push(Buffer.from(killed.session.open.keys.database).toString('hex'))
      expect(await killed.must('vault.check'), step).toMatchObject({ ok: true })
      expect(unfinished(killed.folder), step).toEqual([])
      await killed.must('vault.lock')
      await killed.must('vault.unlock', {}, { recoveryKey: desk.created.recoveryKey })
      await killed.must('vault.lock')
    }
    expect(new Set(seen)).toEqual(new Set([before, after]))
    expect(seen.indexOf(after)).toBe(seen.lastIndexOf(before) + 1)
  }, 120_000)

  test('while a vault is created: there is none, and creating works, or it is there and opens', async () => {
    const folder = path.join(temporaryFolder(), 'vault')
    const desk = deskAt(folder)
    const taken = await snapshots(folder, () => desk.must('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase }))
    const outcomes = new Set<string>()
    for (const { folder: copy, step } of taken) {
      const killed = deskAt(copy)
      const envelope = await killed.call('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase })
      outcomes.add(codeOf(envelope))
      if (!envelope.ok) {
        expect(codeOf(envelope), step).toBe('conflict')
        await killed.must('vault.unlock', {}, { passphrase })
      }
      expect(await killed.must('vault.check'), step).toMatchObject({ ok: true })
      await killed.must('vault.lock')
      expect(unfinished(copy), step).toEqual([])
    }
    expect(outcomes).toEqual(new Set(['ok', 'conflict']))
  }, 60_000)

  test('a process killed with the vault open leaves no lock behind', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const script = `
      const { lockFolder } = await import(${JSON.stringify(path.resolve('src-main/vault/lock-file.ts'))})
      lockFolder(process.argv[1])
      console.log('held')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, desk.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase }))).toBe('locked')
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    await desk.must('vault.unlock', {}, { passphrase })
  })
})

describe('disk full', () => {
  const noSpace = (): Error => Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })

  /** Fails at the n-th step, for every `stride`-th n there is, each time on the same vault. */
  async function failAtEachStep(
    desk: Desk,
    method: string,
    secrets: Partial<Record<SecretName, string>>,
    stride: number,
    afterwards: (envelope: Awaited<ReturnType<Desk['call']>>) => Promise<void>,
  ): Promise<number> {
    for (let failing = 0; ; failing += stride) {
      let count = 0
      let reached = false
      setFileHook((step) => {
        if (step === 'read') return
        if (count === failing) {
          reached = true
          count += 1
          throw noSpace()
        }
        count += 1
      })
      const envelope = await desk.call(method, {}, secrets)
      setFileHook(undefined)
      if (!reached) return failing
      if (!envelope.ok) expect(envelope.error.code).toBe('io')
      await afterwards(envelope)
    }
  }

  test('a passphrase change that fails leaves the old passphrase, and works when there is space again', async () => {
    const desk = await newDesk()
    let current = passphrase
    const steps = await failAtEachStep(desk, 'vault.changePassphrase', { passphrase, newPassphrase }, 1, async (envelope) => {
      if (envelope.ok) {
        // failed in cleaning up only: put back for the next round
        await desk.must('vault.changePassphrase', {}, { passphrase: newPassphrase, newPassphrase: passphrase })
      }
      current = passphrase
      expect(await desk.must('vault.check')).toMatchObject({ ok: true })
      expect(unfinished(desk.folder).filter((name) => !name.endsWith('.previous'))).toEqual([])
    })
    expect(steps).toBeGreaterThan(10)
    expect(current).toBe(passphrase)
    await desk.must('vault.lock')
    await desk.must('vault.unlock', {}, { passphrase: newPassphrase }) // the last round had no failure
    expect(unfinished(desk.folder)).toEqual([])
  }, 60_000)

  test('a rotation that fails leaves the old vault, locked, and works when there is space again', async () => {
    const desk = await newDesk()
    const key = (): string => Buffer.from(desk.session.open.keys.database).toString('hex')
    let before = key()
    const steps = await failAtEachStep(desk, 'vault.rotateDataKey', { passphrase }, 4, async () => {
      if (!desk.session.isUnlocked) await desk.must('vault.unlock', {}, { passphrase })
      expect(await desk.must('vault.check')).toMatchObject({ ok: true })
      expect(unfinished(desk.folder)).toEqual([])
      before = key()
    })
    expect(steps).toBeGreaterThan(20)
    expect(key()).not.toBe(before)
  }, 120_000)

  test('creation that fails leaves nothing that looks like a vault, and works when there is space again', async () => {
    for (const failing of ['mkdir', 'open', 'write', 'sync', 'rename', 'syncFolder']) {
      const desk = deskAt(path.join(temporaryFolder(), 'vault'))
      let failed = false
      setFileHook((step) => {
        if (step !== failing || failed) return
        failed = true
        throw noSpace()
      })
      const envelope = await desk.call('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase })
      setFileHook(undefined)
      expect(codeOf(envelope), failing).toBe('io')
      expect(await desk.must('vault.state')).toMatchObject({ exists: false })
      await desk.must('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase })
      await desk.must('vault.lock')
    }
  }, 60_000)

  test('an unlock on a full disk works: only the counter is lost', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    setFileHook((step, target) => {
      if (step === 'write' && target.endsWith('unlock.json')) throw noSpace()
    })
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase: 'väärä salalause' }))).toBe('wrong_key')
    await desk.must('vault.unlock', {}, { passphrase })
  })
})

test('no passphrase, PIN, recovery key or data key is in any file of the vault folder in the clear', async () => {
  const desk = await newDesk()
  const pin = 'viisi-6-7'
  await desk.must('vault.addKeychain', {}, { pin })
  await desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase })
  const dataKey = Buffer.from(desk.session.held.dataKey)
  const databaseKey = Buffer.from(desk.session.open.keys.database)
  await desk.must('vault.lock')
  const marks = [
    passphrase,
    newPassphrase,
    pin,
    desk.created.recoveryKey,
    desk.created.recoveryKey.toLowerCase(),
    ...[dataKey, databaseKey].flatMap((key) => [key.toString('hex'), key.toString('base64')]),
  ].map((text) => Buffer.from(text))
  for (const name of readdirSync(desk.folder)) {
    const bytes = readFileSync(path.join(desk.folder, name))
    for (const mark of [...marks, dataKey, databaseKey]) expect(bytes.includes(mark), name).toBe(false)
  }
})
