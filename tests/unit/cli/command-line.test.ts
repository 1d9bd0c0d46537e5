// The command line as a script meets it: one JSON value out, errors as the last line of stderr, exit statuses that mean something.
// In this process (runCli) where that is enough, as a program of its own where the environment matters.
import { Readable, Writable } from 'node:stream'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../src-main/cli.ts'
import { parseArguments, UsageError } from '../../../src-main/cli/arguments.ts'
import { pick, substitute } from '../../../src-main/cli/batch.ts'
import { takeSecrets } from '../../../src-main/cli/secrets.ts'
import type { Envelope } from '../../../src-main/core/contract.ts'
import { allDefinitions } from '../../../src-main/core/methods.ts'
import { runCli as runProgram, startBatch } from '../../fault/cli-child.ts'
import { cleanUp, passphrase, temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'

let vault: TestVault
const kept = { ...process.env }
beforeAll(async () => {
  vault = await testVault({ locked: true })
})
afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('VASTAANOTTO_') || name === 'INIT_CWD') delete process.env[name]
  for (const [name, value] of Object.entries(kept)) if (name.startsWith('VASTAANOTTO_') || name === 'INIT_CWD') process.env[name] = value
})
afterAll(cleanUp)

interface Run {
  status: number
  stdout: string
  stderr: string
  error: { code: string; message: string; details?: unknown }
}
async function cli(
  args: string[],
  { environment = {}, stdin = '' }: { environment?: Record<string, string>; stdin?: string } = {},
): Promise<Run> {
  Object.assign(process.env, { LC_ALL: 'en_US.UTF-8', ...environment })
  const texts = { stdout: '', stderr: '' }
  const into = (name: keyof typeof texts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts[name] += chunk.toString()
        done()
      },
    })
  const status = await runCli(args, { stdin: Readable.from([stdin]), stdout: into('stdout'), stderr: into('stderr') })
  const last = texts.stderr.trim().split('\n').at(-1) ?? ''
  return {
    status,
    ...texts,
    error: (last.startsWith('{"error"') ? (JSON.parse(last) as { error: Run['error'] }).error : undefined) as Run['error'],
  }
}
const inVault = (...args: string[]) => ['--vault', vault.folder, ...args]
const key = () => ({ VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey })

describe('exit statuses', () => {
  test('0: one JSON value on stdout, nothing else', async () => {
    const { status, stdout } = await cli(inVault('clients.create', '{"lastName":"Mallikas"}'), { environment: key() })
    expect(status).toBe(0)
    expect(stdout.split('\n')).toHaveLength(2)
    expect(JSON.parse(stdout)).toMatchObject({ lastName: 'Mallikas', revision: 1 })
  })
  test.each<[string, string[], string, number]>([
    ['no method', [], 'usage', 2],
    ['an unknown option', ['--colour', 'red'], 'usage', 2],
    ['too many words', ['clients.count', '{}', '{}'], 'usage', 2],
    ['an unknown method', ['clients.fly'], 'usage', 2],
    ['broken JSON', ['clients.create', '{"lastName":'], 'usage', 2],
    ['a bad field', ['clients.create', '{"lastName":""}'], 'invalid_input', 2],
    ['a rule', ['clients.get', '{"id":"01938d3c-0000-7000-8000-00000000dead"}'], 'not_found', 3],
    ['a file that is not there', ['exchange.importClients', '{"path":"/ei/ole.csv"}'], 'io', 7],
  ])('%s', async (_name, args, code, status) => {
    const run = await cli(inVault(...args), { environment: key() })
    expect([run.status, run.error.code, run.stdout]).toEqual([status, code, ''])
    expect(run.error.message.length).toBeGreaterThan(8)
  })
  test('4: a wrong passphrase, and none at all', async () => {
    const wrong = await cli(inVault('clients.count'), { environment: { VASTAANOTTO_PASSPHRASE: 'väärä salalause tämä' } })
    expect([wrong.status, wrong.error.code]).toEqual([4, 'wrong_key'])
    afterwards()
    const none = await cli(inVault('clients.count'))
    expect([none.status, none.error.code]).toEqual([4, 'wrong_key'])
    expect(none.error.message).toContain('VASTAANOTTO_PASSPHRASE')
    function afterwards(): void {
      delete process.env['VASTAANOTTO_PASSPHRASE']
    }
  })
  test('5: a damaged vault; 3: none at all; 6: in use', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'practice.db'), 'noise')
    expect((await cli(['--vault', folder, 'clients.count'], { environment: key() })).status).toBe(5)
    expect((await cli(['--vault', path.join(folder, 'ei'), 'clients.count'], { environment: key() })).status).toBe(3)
    await vault.unlock()
    expect((await cli(inVault('clients.count'), { environment: key() })).status).toBe(6)
    await vault.lock()
  })
})

describe('secrets', () => {
  test('no secret is ever an argument, or an input field of any method', () => {
    for (const { name, input } of allDefinitions) {
      const shape = (input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
      expect(
        Object.keys(shape).filter((field) => /pass(phrase|word)|recoveryKey|^pin$|secret/i.test(field)),
        name,
      ).toEqual([])
    }
    for (const option of ['--passphrase', '--recovery-key', '--pin'])
      expect(() => parseArguments([option, 'x', 'clients.count'])).toThrow(UsageError)
  })
  test('they leave the environment when they are taken; a file names one by its first line', () => {
    const file = path.join(temporaryFolder(), 'salalause')
    writeFileSync(file, 'salaisuus tiedostossa\r\ntoinen rivi\n')
    const environment: NodeJS.ProcessEnv = {
      VASTAANOTTO_PASSPHRASE: 'a',
      VASTAANOTTO_RECOVERY_KEY_FILE: file,
      VASTAANOTTO_PIN: '',
      OTHER: 'stays',
    }
    const secret = takeSecrets(environment)
    expect(environment).toEqual({ OTHER: 'stays' })
    expect([secret('passphrase'), secret('recoveryKey'), secret('pin'), secret('newPassphrase')]).toEqual([
      'a',
      'salaisuus tiedostossa',
      undefined,
      undefined,
    ])
    expect(() => takeSecrets({ VASTAANOTTO_PIN_FILE: '/ei/ole' })('pin')).toThrow('io')
  })
  test('a whole life on the command line, as a program: nothing secret in any output or file of the folder', async () => {
    const folder = path.join(temporaryFolder(), 'uusi')
    const secret = 'aivan oma salalause 99'
    const made = await runProgram(['--vault', folder, 'vault.create', '{"owner":{"name":"Maija Mallikas"}}'], {
      VASTAANOTTO_PASSPHRASE: secret,
      VASTAANOTTO_CLOCK: '2026-11-24T08:00:00Z',
    })
    expect(made.status, made.stderr).toBe(0)
    const { recoveryKey } = JSON.parse(made.stdout) as { recoveryKey: string }
    const counted = await runProgram(['--vault', folder, 'clients.count'], { VASTAANOTTO_PASSPHRASE: secret })
    expect(counted).toMatchObject({ status: 0, stdout: '{"active":0,"archived":0}\n' })
    expect(made.stderr + counted.stdout + counted.stderr).not.toContain(secret)
    expect(counted.stderr).not.toContain(recoveryKey)
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name)
      if (!statSync(file).isFile()) continue
      const text = readFileSync(file, 'latin1')
      expect([name, text.includes(secret), text.includes(recoveryKey)]).toEqual([name, false, false])
      expect([name, statSync(file).mode & 0o077]).toEqual([name, 0]) // trap 5
    }
    expect(statSync(folder).mode & 0o077).toBe(0)
  })
  test('trap 5: files made while the vault is open are for their owner only, whatever the umask was', async () => {
    const before = process.umask(0)
    const batch = startBatch(vault.folder, key())
    process.umask(before)
    const answered = new Promise<void>((resolve) => (batch.onAnswer = () => resolve()))
    batch.send('clients.create', { lastName: 'Umask' })
    await answered
    const made = readdirSync(vault.folder).filter((name) => name.startsWith('practice.db-'))
    expect(made.toSorted()).toEqual(['practice.db-shm', 'practice.db-wal'])
    // SQLite gives them the rights of the database, which tests make themselves: what the app makes is in the test above
    for (const name of made)
      expect(statSync(path.join(vault.folder, name)).mode & 0o777 & ~(statSync(path.join(vault.folder, 'practice.db')).mode & 0o777)).toBe(
        0,
      )
    batch.child.stdin!.end()
    expect(await batch.ended).toBe(0)
  })
})

describe('batch', () => {
  const lines = (...calls: unknown[]) => calls.map((call) => (typeof call === 'string' ? call : JSON.stringify(call))).join('\n')
  const answers = ({ stdout }: Run) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Envelope)

  test('one unlock, an answer a line, saved values in later inputs; a failed line does not stop the rest', async () => {
    const run = await cli(inVault('batch'), {
      environment: key(),
      stdin: lines(
        { method: 'clients.create', input: { lastName: 'Erä' }, save: { who: 'id', rev: 'revision' } },
        { method: 'clients.update', input: { id: '$who', revision: '$rev', note: '$5 takaisin' } },
        { method: 'clients.get', input: { id: '$nobody' } },
        'not json',
        '',
        { method: 'clients.get', input: { id: '$who' } },
      ),
    })
    expect(run.status).toBe(0)
    const [made, changed, missing, broken, got, ...more] = answers(run)
    expect(made).toMatchObject({ ok: true, output: { lastName: 'Erä' } })
    expect(changed).toMatchObject({ ok: true, output: { revision: 2, note: '$5 takaisin' } })
    expect(missing).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(broken).toMatchObject({ ok: false, error: { code: 'usage' } })
    expect(got).toMatchObject({ ok: true, output: { note: '$5 takaisin' } })
    expect(more).toEqual([])
  })
  test('--stop-on-error ends with the status of the failed line', async () => {
    const run = await cli(inVault('batch', '--stop-on-error'), {
      environment: key(),
      stdin: lines({ method: 'clients.get', input: {} }, { method: 'clients.count' }),
    })
    expect([run.status, answers(run).length]).toEqual([2, 1])
  })
  test('a wrong key is told on every line and tried once', async () => {
    const run = await cli(inVault('batch'), {
      environment: { VASTAANOTTO_PASSPHRASE: 'väärä salalause tämä' },
      stdin: lines({ method: 'clients.count' }, { method: 'clients.count' }, { method: 'vault.state' }),
    })
    expect(run.status).toBe(4)
    expect(answers(run).map((answer) => answer.ok)).toEqual([false, false, true])
  })
  test('values by path, and nothing that objects have by birth', () => {
    expect(pick({ a: [{ b: 7 }] }, 'a.0.b')).toBe(7)
    for (const at of ['constructor', 'a.length.toString', '__proto__', 'x.y']) expect(pick({ a: [] }, at)).toBeUndefined()
    expect(substitute({ a: ['$x', '$y', '$$x', 'x$x'] }, new Map<string, unknown>([['x', { deep: 1 }]]))).toEqual({
      a: [{ deep: 1 }, '$y', '$$x', 'x$x'],
    })
  })
})

describe('the rest', () => {
  test('methods: every one with JSON Schema of input and output', async () => {
    const { status, stdout } = await cli(['methods'])
    const methods = JSON.parse(stdout) as { name: string; input: { type?: string }; output: object; summary: string }[]
    expect(status).toBe(0)
    expect(methods.map(({ name }) => name)).toEqual(allDefinitions.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1)))
    for (const { name, input, output, summary } of methods)
      expect([name, input.type, typeof output, summary !== '']).toEqual([name, 'object', 'object', true])
  })
  test('input from a file and from stdin; paths are relative to where the user stands', async () => {
    const here = temporaryFolder()
    mkdirSync(path.join(here, 'alla'))
    writeFileSync(path.join(here, 'alla', 'kutsu.json'), '\uFEFF{"path":"asiakkaat.csv","dryRun":true}')
    writeFileSync(path.join(here, 'asiakkaat.csv'), 'Sukunimi\nMallikas\n')
    const environment = { ...key(), INIT_CWD: here }
    expect(JSON.parse((await cli(inVault('exchange.importClients', '@alla/kutsu.json'), { environment })).stdout)).toMatchObject({
      rows: 1,
      dryRun: true,
    })
    expect(JSON.parse((await cli(inVault('clients.search', '-'), { environment, stdin: '{"text":"Erä"}' })).stdout)).toHaveProperty(
      'clients',
    )
    expect((await cli(inVault('clients.search', '@ei.json'), { environment })).status).toBe(7)
  })
  test('a real vault refuses a set clock', async () => {
    const folder = path.join(temporaryFolder(), 'oikea')
    const made = await runProgram(['--vault', folder, 'vault.create', '{"owner":{"name":"Maija Mallikas"}}'], {
      VASTAANOTTO_PASSPHRASE: passphrase,
    })
    expect(made.status, made.stderr).toBe(0)
    const run = await cli(['--vault', folder, 'clients.count'], {
      environment: { VASTAANOTTO_CLOCK: '2026-01-01T00:00:00Z', VASTAANOTTO_PASSPHRASE: passphrase },
    })
    expect([run.status, run.error.code]).toEqual([3, 'not_allowed'])
    expect((await cli(inVault('vault.state'), { environment: { VASTAANOTTO_CLOCK: 'eilen' } })).status).toBe(2)
  })
  test('errors in the language of the system', async () => {
    for (const [language, words] of [
      ['fi_FI.UTF-8', 'Toimintoa ei ole'],
      ['sv_FI.UTF-8', 'finns inte'],
      ['de_DE.UTF-8', 'no such'],
    ] as const) {
      const { error } = await cli(['clients.fly'], { environment: { LC_ALL: language } })
      expect(error.message.toLowerCase(), language).toContain(words.toLowerCase())
    }
  })
  test('help says how, and --as opens as another user', async () => {
    expect((await cli(['--help'])).stdout).toContain('VASTAANOTTO_PASSPHRASE')
    const { status, error } = await cli(inVault('--as', 'Ei Kukaan', 'clients.count'), {
      environment: { VASTAANOTTO_PASSPHRASE: passphrase },
    })
    expect([status, error.code]).toEqual([3, 'not_found'])
  })
})
