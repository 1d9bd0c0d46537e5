import { afterEach, describe, expect, test } from 'vitest'
import type { User } from '../../../src-main/vault/users-contract.ts'
import { cleanUp, codeOf, type Desk, newDesk, newPassphrase, passphrase } from './desk.ts'

afterEach(cleanUp)

const hers = 'avustajan oma lause'
const withAssistant = async (): Promise<{ desk: Awaited<ReturnType<typeof newDesk>>; assistant: User }> => {
  const desk = await newDesk()
  const assistant = await desk.must<User>(
    'users.create',
    { name: 'Aino Avustaja', role: 'assistant', confidentialityToldOn: '2026-11-20' },
    { newPassphrase: hers },
  )
  return { desk, assistant }
}
const signIn = async (desk: Desk, userId: string, secret: string): Promise<void> => {
  if (desk.session.isUnlocked) await desk.must('vault.lock')
  await desk.must('vault.unlock', { userId }, { passphrase: secret })
}

describe('users', () => {
  test('a new user signs in by id or name with her own passphrase, and the owner stays the default', async () => {
    const { desk, assistant } = await withAssistant()
    expect(assistant).toMatchObject({
      name: 'Aino Avustaja',
      role: 'assistant',
      active: true,
      hasPassphrase: true,
      hasKeychain: false,
      confidentialityToldOn: '2026-11-20',
      startedOn: '2026-11-24',
      revision: 1,
    })
    await signIn(desk, assistant.id, hers)
    expect(desk.session.open.user).toMatchObject({ id: assistant.id, role: 'assistant' })
    await signIn(desk, 'aino avustaja', hers)
    await desk.must('vault.lock')
    expect(await desk.must('vault.state')).toMatchObject({
      users: [{ name: 'Maija Mallikas' }, { id: assistant.id, name: 'Aino Avustaja' }],
    })
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase: hers }))).toBe('wrong_key')
    expect(codeOf(await desk.call('vault.unlock', { userId: 'Tuntematon' }, { passphrase: hers }))).toBe('not_found')
    await desk.must('vault.unlock', {}, { passphrase })
    expect(desk.session.open.user.id).toBe(desk.created.userId)
  })

  test('only the owner manages users and keys; everybody changes her own passphrase', async () => {
    const { desk, assistant } = await withAssistant()
    await signIn(desk, assistant.id, hers)
    for (const [method, input] of [
      ['users.list', {}],
      ['users.create', { name: 'X Y', role: 'owner' }],
      ['users.update', { id: assistant.id, revision: 1, role: 'owner' }],
      ['users.disable', { id: desk.created.userId }],
      ['users.setPassphrase', { id: desk.created.userId }],
      ['vault.renewRecoveryKey', {}],
      ['vault.rotateDataKey', {}],
      ['vault.revealDatabaseKey', {}],
      ['vault.adopt', {}],
      ['vault.addKeychain', {}],
      ['vault.confirmRecoveryKey', {}],
    ] as const)
      expect(codeOf(await desk.call(method, input, { passphrase: hers, newPassphrase, pin: '12345678' })), method).toBe('not_allowed')
    await desk.must('vault.changePassphrase', {}, { passphrase: hers, newPassphrase })
    await signIn(desk, assistant.id, newPassphrase)
    expect(codeOf(await desk.call('vault.changePassphrase', {}, { passphrase, newPassphrase: hers }))).toBe('wrong_key') // the owner's is not hers
  })

  test('the end of a right closes the slot at once, and a new passphrase opens it again', async () => {
    const { desk, assistant } = await withAssistant()
    expect(await desk.must('users.disable', { id: assistant.id })).toMatchObject({
      active: false,
      endedOn: '2026-11-24',
      hasPassphrase: false,
      revision: 2,
    })
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', { userId: assistant.id }, { passphrase: hers }))).toBe('not_found')
    await desk.must('vault.unlock', {}, { passphrase })
    expect(codeOf(await desk.call('users.setPassphrase', { id: assistant.id }, { newPassphrase: hers }))).toBe('not_allowed')
    await desk.must('users.enable', { id: assistant.id }, { newPassphrase })
    await signIn(desk, assistant.id, newPassphrase)
  })

  test('the last owner stays, and nobody disables herself', async () => {
    const { desk } = await withAssistant()
    const [owner] = await desk.must<User[]>('users.list')
    expect(codeOf(await desk.call('users.update', { id: owner!.id, revision: owner!.revision, role: 'assistant' }))).toBe('not_allowed')
    expect(codeOf(await desk.call('users.disable', { id: owner!.id }))).toBe('not_allowed')
  })

  test('two active users never share a name, and a stale revision is refused', async () => {
    const { desk, assistant } = await withAssistant()
    expect(codeOf(await desk.call('users.create', { name: 'AINO avustaja', role: 'practitioner' }, { newPassphrase }))).toBe('conflict')
    const renamed = await desk.must<User>('users.update', {
      id: assistant.id,
      revision: 1,
      name: 'Aino Uusinimi',
      title: 'vastaanottoavustaja',
      registrationNumber: '',
    })
    expect(renamed).toMatchObject({
      name: 'Aino Uusinimi',
      title: 'vastaanottoavustaja',
      registrationNumber: null,
      revision: 2,
      confidentialityToldOn: '2026-11-20',
    })
    expect(codeOf(await desk.call('users.update', { id: assistant.id, revision: 1, title: 'x' }))).toBe('conflict')
    await signIn(desk, 'Aino Uusinimi', hers)
  })

  test('the owner gives another user a passphrase; her own needs the old one', async () => {
    const { desk, assistant } = await withAssistant()
    await desk.must('users.setPassphrase', { id: assistant.id }, { newPassphrase })
    await signIn(desk, assistant.id, newPassphrase)
    await signIn(desk, desk.created.userId, passphrase)
    expect(codeOf(await desk.call('users.setPassphrase', { id: desk.created.userId }, { newPassphrase }))).toBe('invalid_input')
    await desk.must('users.setPassphrase', { id: desk.created.userId }, { newPassphrase, passphrase })
    await signIn(desk, desk.created.userId, newPassphrase)
  })

  test('a rotation locks the others out until the owner gives them a passphrase; keychain slots and their secrets go', async () => {
    const { desk, assistant } = await withAssistant()
    await desk.must('vault.addKeychain', {}, { pin: 'viisi-6-7' })
    expect(await desk.must('vault.rotateDataKey', {}, { passphrase })).toEqual({ lockedOut: [{ id: assistant.id, name: 'Aino Avustaja' }] })
    expect(desk.keytar.kept.size).toBe(0)
    expect((await desk.must<User[]>('users.list')).map(({ hasPassphrase, hasKeychain }) => ({ hasPassphrase, hasKeychain }))).toEqual([
      { hasPassphrase: true, hasKeychain: false },
      { hasPassphrase: false, hasKeychain: false },
    ])
    await desk.must('users.setPassphrase', { id: assistant.id }, { newPassphrase })
    await signIn(desk, assistant.id, newPassphrase)
    await desk.must('vault.lock')
    await desk.must('vault.unlock', {}, { recoveryKey: desk.created.recoveryKey })
    expect(await desk.must('vault.check')).toMatchObject({ ok: true })
  })

  test('every change of keys stands in the log, with no name and no secret in it', async () => {
    const { desk, assistant } = await withAssistant()
    await desk.must('users.setPassphrase', { id: assistant.id }, { newPassphrase })
    await desk.must('users.disable', { id: assistant.id })
    await desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase })
    await desk.must('vault.revealDatabaseKey', {}, { passphrase: newPassphrase })
    const rows = desk.session.open.db.raw
      .prepare("SELECT method, details FROM audit_log WHERE kind IN ('keys', 'create') ORDER BY number")
      .all() as { method: string; details: string }[]
    expect(rows.map((row) => row.method)).toEqual([
      'vault.create',
      'users.create',
      'users.setPassphrase',
      'users.disable',
      'vault.changePassphrase',
      'vault.revealDatabaseKey',
    ])
    for (const row of rows) expect(row.details).not.toMatch(/Aino|Maija|lause|horse|hevonen|[0-9a-f]{64}/)
  })
})
