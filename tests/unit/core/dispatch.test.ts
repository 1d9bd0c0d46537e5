// The one path of every call: session and role, input, service, log, output, events.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { method, type MethodDefinition, roles } from '../../../src-main/core/contract.ts'
import type { Context, Implemented } from '../../../src-main/core/context.ts'
import { Dispatcher, type Session } from '../../../src-main/core/dispatch.ts'
import { AppError } from '../../../src-main/core/errors.ts'
import { allDefinitions, servicesFor } from '../../../src-main/core/methods.ts'
import { SessionLog } from '../../../src-main/audit/log.ts'
import { openDatabase } from '../../../src-main/database/open.ts'
import type { Database } from '../../../src-main/database/database.ts'
import { createSession } from '../../../src-main/vault/session.ts'
import {
  asRole,
  cleanUp,
  coreAt,
  passphrase,
  temporaryFolder,
  testVault,
  type TestCore,
  type TestVault,
} from '../../fixtures/test-vault.ts'

let vault: TestVault
beforeAll(async () => {
  vault = await testVault()
})
afterAll(cleanUp)

/** A file on its way: no client is known yet, and nothing is kept before `attachments.add`, which is logged. */
const memoryOnly = new Set(['attachments.beginTransfer', 'attachments.sendPart', 'attachments.cancel'])

describe('definitions', () => {
  test('every name is there once, and every method has exactly one service function', () => {
    const names = allDefinitions.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const implemented = servicesFor(createSession({ folder: '/x', host: {} as never, clock: vault.clock, appVersion: '0' })).map(
      ({ definition }) => definition.name,
    )
    expect(implemented.toSorted()).toEqual(names.toSorted())
  })
  test('a command that works on client data is logged, and an undo is a method that exists', () => {
    const names = new Set(allDefinitions.map(({ name }) => name))
    for (const { name, undo, kind, logs, needs } of allDefinitions) {
      if (undo) expect(names, name).toContain(undo)
      if (memoryOnly.has(name)) continue
      if (/^(clients|visits|treatment|appointments|measures|attachments)\./.test(name) && kind === 'command' && needs === 'session')
        expect([name, logs]).not.toEqual([name, 'nothing'])
    }
  })
})

describe('who may', () => {
  test('without a vault: not_found; locked: not_allowed; for every method that needs a session', async () => {
    const none = coreAt(path.join(temporaryFolder(), 'ei'))
    const locked = await testVault({ locked: true })
    for (const { name, needs } of allDefinitions) {
      if (needs !== 'session') continue
      expect(await none.call(name), name).toMatchObject({ ok: false, error: { code: 'not_found' } })
      expect(await locked.call(name), name).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    }
  })

  test('a call after the lock is refused like any other, also one that was answered before', async () => {
    const one = await testVault()
    const { id } = await one.must<{ id: string }>('clients.create', { lastName: 'Mallikas' })
    await one.must('clients.get', { id })
    await one.lock()
    const { message } = await one.refused('not_allowed', 'clients.get', { id })
    expect(message).toContain('lukittu')
    expect(one.events.at(-1)).toMatchObject({ type: 'locked' })
  })

  test.each(roles.filter((role) => role !== 'owner'))(
    '%s: what is not hers is refused before the input is looked at, and logged',
    async (role) => {
      const owner = await testVault()
      const other: TestCore = await asRole(owner, role)
      const refused = allDefinitions.filter(({ needs, roles: may }) => needs === 'session' && may !== 'everyone' && !may.includes(role))
      expect(refused.length).toBeGreaterThan(3)
      for (const { name } of refused) expect((await other.refused('not_allowed', name, { nonsense: 1 })).details, name).toBeUndefined()
      other.core.close()
      const again = coreAt(other.folder, { clock: owner.clock })
      await again.must('vault.unlock', {}, { recoveryKey: owner.recoveryKey })
      const { entries } = await again.must<{ entries: { method: string; role: string }[] }>('audit.list', { kind: 'failed', limit: 1000 })
      expect(entries.map((entry) => entry.method).toSorted()).toEqual(refused.map(({ name }) => name).toSorted())
      expect(new Set(entries.map((entry) => entry.role))).toEqual(new Set([role]))
    },
  )
})

describe('input', () => {
  test('unknown and wrong fields are named by their paths, all at once, in the language asked for', async () => {
    const { details, message } = await vault.refused('invalid_input', 'clients.create', {
      firstName: 'Maija',
      colour: 'red',
      birthDate: '2026-02-30',
      address: { planet: 'x' },
      guardians: [{ name: '' }],
    })
    const { problems } = details as { problems: { path: (string | number)[]; code: string; message: string }[] }
    expect(problems.map(({ path: at, code }) => [at.join('.'), code])).toEqual(
      expect.arrayContaining([
        ['lastName', 'required'],
        ['birthDate', 'date'],
        ['address.planet', 'unknownField'],
        ['guardians.0.name', 'required'],
        ['colour', 'unknownField'],
      ]),
    )
    expect(message).toBe('Kaikki kentät eivät ole kunnossa. Korjaa merkityt kohdat.')
    for (const problem of problems) expect(problem.message.length).toBeGreaterThan(8)
  })
  test.each([null, 7, 'x', [], true])('%j in place of an object is refused', async (input) => {
    if (input === null) expect(await vault.call('clients.count', input)).toMatchObject({ ok: true })
    else await vault.refused('invalid_input', 'clients.count', input)
  })
  test('no value, and no secret, comes back in an error', async () => {
    const marker = 'Erityinen-Merkkisana-4711'
    const secrets = { passphrase: marker, newPassphrase: marker, recoveryKey: marker, backupPassphrase: marker, pin: marker }
    for (const { name, needs } of allDefinitions) {
      if (name === 'vault.create' || needs === 'nothing') continue
      const envelope = await vault.call(name, { [marker]: 1, lastName: { marker } }, secrets)
      if (!envelope.ok) {
        const { details, ...rest } = envelope.error
        // the name of an unknown field is the only thing of the input that is told
        const told = JSON.stringify({ ...rest, details: JSON.stringify(details ?? null).replaceAll(`"path":["${marker}"]`, '') })
        expect(told, name).not.toContain(marker)
      }
      if (!vault.core.isUnlocked) {
        vault.clock.pass(60_000)
        await vault.unlock({ passphrase })
      }
    }
  })
})

describe('what a service does', () => {
  let db: Database
  const events: unknown[] = []
  const call = (definition: MethodDefinition, run: (context: Context, input: never) => unknown, input: unknown = {}) => {
    const session: Session = {
      db,
      log: new SessionLog(db, vault.vaultId, () => 0),
      actor: { userId: vault.userId, name: 'Maija Mallikas', title: null, role: 'owner', source: 'cli' },
    }
    const dispatcher = new Dispatcher([{ definition, run } as Implemented], {
      clock: vault.clock,
      vaultFolder: '/x',
      appVersion: '0',
      language: 'en',
      session: () => session,
      hasVault: () => true,
      secret: () => undefined,
      emit: (event) => void events.push(event),
    })
    return dispatcher.call({ method: definition.name, input })
  }
  const logged = { kind: 'change' as const, groups: [] }
  const define = (more: Partial<Parameters<typeof method>[0]>) =>
    method({
      name: 'x.y',
      summary: '',
      kind: 'command',
      roles: 'everyone',
      logs: 'nothing',
      input: z.strictObject({}),
      output: z.strictObject({}),
      ...more,
    })
  const count = () => db.raw.prepare('SELECT count(*) FROM form_drafts').pluck().get()
  const insert = (form: string) =>
    db.raw.prepare("INSERT INTO form_drafts (user_id, form, value, caret, saved_at) VALUES ('u', ?, '{}', NULL, 'x')").run(form)

  beforeAll(async () => {
    const other = await testVault({ locked: true })
    db = openDatabase({ file: path.join(other.folder, 'practice.db'), key: other.key })
  })
  afterAll(() => db.close())

  test('an error takes everything back, and no event is told', async () => {
    events.length = 0
    const answer = await call(define({}), (context) => {
      insert('a')
      context.changed('x')
      throw new AppError('conflict')
    })
    expect([answer.ok, count(), events]).toEqual([false, 0, []])
  })
  test('an answer that breaks the contract changes nothing and is a defect that tells nothing', async () => {
    const answer = await call(define({}), () => (insert('b'), { extra: 'Maija' }))
    expect(answer).toEqual({ ok: false, error: { code: 'defect', message: expect.not.stringContaining('Maija') as unknown } })
    expect(count()).toBe(0)
  })
  test('a method that must log and does not changes nothing', async () => {
    expect(await call(define({ logs: logged }), () => (insert('c'), {}))).toMatchObject({ ok: false, error: { code: 'defect' } })
    expect(count()).toBe(0)
  })
  test('a transaction may not wait', async () => {
    expect(await call(define({}), async () => (insert('d'), {}))).toMatchObject({ ok: false, error: { code: 'defect' } })
    expect(count()).toBe(0)
  })
  test.each([
    ['SQLITE_FULL', 'io'],
    ['SQLITE_IOERR_WRITE', 'io'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_BUSY', 'locked'],
    ['SQLITE_CONSTRAINT_TRIGGER', 'immutable'],
    ['SQLITE_CONSTRAINT_CHECK', 'defect'],
  ])('%s of the database is %s', async (sql, code) => {
    const answer = await call(define({}), () => {
      throw Object.assign(new Error('near "Maija": syntax error'), { code: sql })
    })
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(JSON.stringify(answer)).not.toContain('Maija')
  })
  test('done: events after the commit', async () => {
    events.length = 0
    expect(await call(define({}), (context) => (context.changed('x', '1'), {}))).toEqual({ ok: true, output: {} })
    expect(events).toEqual([{ type: 'changed', topic: 'x', ids: ['1'] }])
  })
})
