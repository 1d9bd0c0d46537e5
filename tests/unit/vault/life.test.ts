import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { requireLiveVault } from '../../../src-main/vault/identity.ts'
import { cleanUp, codeOf, copyOf, deskAt, newDesk, newPassphrase, passphrase, temporaryFolder, TestClock } from './desk.ts'

afterEach(cleanUp)

interface State {
  exists: boolean
  unlocked: boolean
  demo: boolean
  warnings: string[]
  retryAfterSeconds: number
  users?: { id: string; name: string }[]
  user?: { name: string; role: string }
}

describe('creating', () => {
  test('makes a vault readable by its owner alone, unlocked, that opens again with the passphrase', async () => {
    const desk = await newDesk()
    expect(statSync(desk.folder).mode & 0o777).toBe(0o700)
    expect(await desk.must<State>('vault.state')).toMatchObject({
      exists: true,
      unlocked: true,
      user: { name: 'Maija Mallikas', role: 'owner' },
      warnings: ['recoveryUnconfirmed'],
    })
    await desk.must('vault.lock')
    expect(await desk.must<State>('vault.state')).toMatchObject({ exists: true, unlocked: false })
    expect(readdirSync(desk.folder).toSorted()).toEqual(['anchor.json', 'practice.db', 'vault.json', 'vault.lock'])
    const output = await desk.must<{ vaultId: string; user: { id: string } }>('vault.unlock', {}, { passphrase })
    expect(output).toMatchObject({ vaultId: desk.created.vaultId, user: { id: desk.created.userId } })
  })

  test('refuses an existing vault and a folder with other files in it, and changes neither', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const before = readFileSync(path.join(desk.folder, 'vault.json'))
    const again = deskAt(desk.folder)
    expect(codeOf(await again.call('vault.create', { owner: { name: 'Toinen Testaaja' } }, { passphrase: newPassphrase }))).toBe('conflict')
    expect(readFileSync(path.join(desk.folder, 'vault.json'))).toEqual(before)

    const full = temporaryFolder()
    writeFileSync(path.join(full, 'muistiinpanot.txt'), 'x')
    chmodSync(full, 0o755)
    expect(codeOf(await deskAt(full).call('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase }))).toBe('conflict')
    expect(readdirSync(full)).toEqual(['muistiinpanot.txt'])
    expect(statSync(full).mode & 0o777).toBe(0o755)
  })

  test('refuses a passphrase of seven characters, whatever their form', async () => {
    const folder = path.join(temporaryFolder(), 'vault')
    const envelope = await deskAt(folder).call('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase: 'a\u0308'.repeat(7) })
    expect(codeOf(envelope)).toBe('invalid_input')
    expect(existsSync(folder)).toBe(false)
  })

  test('says what is there without a passphrase, and no secret', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const info = await desk.must<{ slots: object[] }>('vault.info')
    expect(info).toMatchObject({ vaultId: desk.created.vaultId, formatVersion: 1, appVersion: '0.1.0' })
    expect(info.slots).toEqual([
      {
        id: expect.any(String),
        kind: 'passphrase',
        label: 'Maija Mallikas',
        userId: desk.created.userId,
        createdAt: expect.any(String),
        kdf: { algorithm: 'argon2id13', passes: 3, memoryBytes: 67_108_864 },
      },
      { id: expect.any(String), kind: 'recovery', label: '', createdAt: expect.any(String) },
    ])
  })

  test('without a vault: not found, and nothing is made by looking', async () => {
    const folder = path.join(temporaryFolder(), 'nothing')
    const desk = deskAt(folder)
    expect(await desk.must<State>('vault.state')).toMatchObject({ exists: false, unlocked: false })
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase }))).toBe('not_found')
    expect(codeOf(await desk.call('vault.info'))).toBe('not_found')
    expect(existsSync(folder)).toBe(false)
  })

  test('a database whose vault.json is gone is damage, and no new vault is made over it', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    renameSync(path.join(desk.folder, 'vault.json'), path.join(desk.folder, '..', 'away.json'))
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase }))).toBe('damaged')
    expect(codeOf(await desk.call('vault.create', { owner: { name: 'Maija Mallikas' } }, { passphrase }))).toBe('conflict')
  })
})

describe('one writer', () => {
  test('a second process gets locked while the first has the vault open, and opens it afterwards', async () => {
    const first = await newDesk()
    const second = deskAt(first.folder)
    expect(codeOf(await second.call('vault.unlock', {}, { passphrase }))).toBe('locked')
    await first.must('vault.lock')
    await second.must('vault.unlock', {}, { passphrase })
    expect(codeOf(await first.call('vault.unlock', {}, { passphrase }))).toBe('locked')
  })

  test('a failed unlock lets go of the folder', async () => {
    const first = await newDesk()
    await first.must('vault.lock')
    expect(codeOf(await first.call('vault.unlock', {}, { passphrase: 'väärä salalause' }))).toBe('wrong_key')
    await deskAt(first.folder).must('vault.unlock', {}, { passphrase })
  })
})

describe('idle', () => {
  test('locks when the monotonic clock has passed the deadline', async () => {
    const desk = await newDesk()
    desk.clock.elapsed += 10 * 60_000 - 1
    expect(await desk.must('vault.checkIdle')).toEqual({ unlocked: true, secondsLeft: 1 })
    desk.clock.elapsed += 1
    expect(codeOf(await desk.call('users.list'))).toBe('not_allowed')
    expect(desk.session.isUnlocked).toBe(false)
  })

  test('a laptop that slept with its monotonic clock standing still is locked by the wall clock', async () => {
    const desk = await newDesk()
    desk.clock.instant += 10 * 60_000
    expect(await desk.must('vault.checkIdle')).toEqual({ unlocked: false, secondsLeft: null })
  })

  test('activity moves the deadline', async () => {
    const desk = await newDesk()
    desk.clock.pass(9 * 60_000)
    desk.session.noteActivity()
    desk.clock.pass(9 * 60_000)
    expect(desk.session.enforceIdle()).toBe(true)
  })

  test('locking wipes the keys and closes the database', async () => {
    const desk = await newDesk()
    const { vault, dataKey } = desk.session.held
    await desk.must('vault.lock')
    expect(
      [...dataKey, ...vault.keys.database, ...vault.keys.attachments, ...vault.keys.anchor, ...vault.keys.vaultFile].every(
        (byte) => byte === 0,
      ),
    ).toBe(true)
    expect(vault.db.raw.open).toBe(false)
  })
})

describe('copies', () => {
  test('a copied folder opens like the original with a warning, may not do what only the live vault may, and can be adopted', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const copy = deskAt(copyOf(desk.folder))
    expect((await copy.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase })).warnings).toContain('copied')
    const before = copy.session.open.db.raw.prepare('SELECT installation_number FROM vault').pluck().get()
    expect(() => requireLiveVault(copy.session.open.db)).toThrow(/not_allowed/)
    await copy.must('vault.adopt')
    requireLiveVault(copy.session.open.db)
    expect(copy.session.open.db.raw.prepare('SELECT installation_number FROM vault').pluck().get()).not.toBe(before)
    expect((await copy.must<State>('vault.state')).warnings).not.toContain('copied')
    await copy.must('vault.lock')
    expect((await copy.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase })).warnings).not.toContain('copied')

    await desk.must('vault.unlock', {}, { passphrase })
    requireLiveVault(desk.session.open.db)
  })

  test('a moved or renamed folder is the same vault', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const there = path.join(path.dirname(desk.folder), 'siirretty')
    renameSync(desk.folder, there)
    const moved = deskAt(there)
    expect((await moved.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase })).warnings).toEqual(['recoveryUnconfirmed'])
  })

  test('a copy put in the place of the original is a copy', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const away = `${desk.folder}-away`
    renameSync(desk.folder, away)
    mkdirSync(desk.folder)
    cpSync(away, desk.folder, { recursive: true })
    expect((await desk.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase })).warnings).toContain('copied')
  })
})

describe('slowing down', () => {
  test('two free mistakes, then 1, 2, 4 … at most 30 seconds, also after a restart', async () => {
    const clock = new TestClock()
    const desk = await newDesk({ clock })
    await desk.must('vault.lock')
    const attempt = async (secret: string) => deskAt(desk.folder, { clock }).call('vault.unlock', {}, { passphrase: secret })
    for (let mistake = 1; mistake <= 2; mistake += 1) expect(codeOf(await attempt('väärä salalause'))).toBe('wrong_key')
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      expect(codeOf(await attempt('väärä salalause'))).toBe('wrong_key')
      const refused = await attempt(passphrase)
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_allowed', details: { retryAfterSeconds: seconds } } })
      expect(await deskAt(desk.folder, { clock }).must<State>('vault.state')).toMatchObject({ retryAfterSeconds: seconds })
      clock.pass(seconds * 1000 - 1)
      expect(codeOf(await attempt(passphrase))).toBe('not_allowed')
      clock.pass(1)
    }
    const fresh = deskAt(desk.folder, { clock })
    await fresh.must('vault.unlock', {}, { passphrase })
    const logged = fresh.session.open.db.raw
      .prepare("SELECT details FROM audit_log WHERE method = 'vault.unlock' ORDER BY number DESC LIMIT 1")
      .pluck()
      .get() as string
    expect(JSON.parse(logged)).toMatchObject({ failedAttempts: 9 })
    expect(existsSync(path.join(desk.folder, 'unlock.json'))).toBe(false)
  })

  test('with patience the command line waits instead, and then tries', async () => {
    const clock = new TestClock()
    const desk = await newDesk({ clock })
    await desk.must('vault.lock')
    const waited: number[] = []
    const patient = deskAt(desk.folder, {
      clock,
      patience: 'wait',
      sleep: async (milliseconds) => {
        waited.push(milliseconds)
        clock.pass(milliseconds)
      },
    })
    for (let mistake = 1; mistake <= 4; mistake += 1)
      expect(codeOf(await patient.call('vault.unlock', {}, { passphrase: 'väärä salalause' }))).toBe('wrong_key')
    await patient.must('vault.unlock', {}, { passphrase })
    expect(waited).toEqual([1000, 2000])
  })

  test('a lost, empty or nonsense counter costs nothing but the count', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    for (const text of ['', '{', '{"failures":-3}', '[]', '{"failures":1e9,"lastAt":"x"}']) {
      writeFileSync(path.join(desk.folder, 'unlock.json'), text)
      const fresh = deskAt(desk.folder)
      await fresh.must('vault.unlock', {}, { passphrase })
      await fresh.must('vault.lock')
    }
  })

  test('a clock set back by a year does not lock her out for a year', async () => {
    const clock = new TestClock()
    const desk = await newDesk({ clock })
    await desk.must('vault.lock')
    for (let mistake = 1; mistake <= 3; mistake += 1)
      await deskAt(desk.folder, { clock }).call('vault.unlock', {}, { passphrase: 'väärä salalause' })
    clock.instant -= 365 * 86_400_000
    expect(codeOf(await deskAt(desk.folder, { clock }).call('vault.unlock', {}, { passphrase }))).toBe('not_allowed')
    clock.pass(1000)
    await deskAt(desk.folder, { clock }).must('vault.unlock', {}, { passphrase })
  })

  test('a typing error in the recovery key is named and not counted', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    for (let time = 0; time < 5; time += 1) {
      const envelope = await desk.call('vault.unlock', {}, { recoveryKey: desk.created.recoveryKey.slice(0, -1) })
      expect(envelope).toMatchObject({ ok: false, error: { code: 'wrong_key', details: { problem: 'length', expected: 58, found: 57 } } })
    }
    expect(existsSync(path.join(desk.folder, 'unlock.json'))).toBe(false)
  })
})
