// Every method in the contract, with inputs made from its own schema and with broken ones: the answer is an envelope with a documented code,
// never a defect; on error nothing has changed but the log; no file is left half-written.
// VASTAANOTTO_FUZZ_RUNS makes it longer (default 8 valid and 8 broken inputs a method; `npm run fault -- --long` asks for 300).
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '../../src-main/core/contract.ts'
import { errorCodes } from '../../src-main/core/contract.ts'
import { allDefinitions } from '../../src-main/core/methods.ts'
import type { Database } from '../../src-main/database/database.ts'
import { openDatabase } from '../../src-main/database/open.ts'
import { settings } from '../../src-main/settings/contract.ts'
import { openKeychain } from '../../src-main/vault/keychain.ts'
import { aClient } from '../fixtures/a-client.ts'
import { cleanUp, passphrase, type Secrets, temporaryFolder, testVault, type TestVault } from '../fixtures/test-vault.ts'
import { brokenInput, inputSchema, unmarkedPaths, validInput, type World } from './arbitrary-of.ts'

const numRuns = Number(process.env['VASTAANOTTO_FUZZ_RUNS'] ?? 8)
const marker = 'salainen merkkisana 7391'

let vault: TestVault
let beside: Database
let sandbox = ''
let world: World

/** Methods whose work a random number must not make long. */
const smaller: Record<string, (input: Record<string, unknown>) => Record<string, unknown>> = {
  'demo.seed': (input) => ({
    ...input,
    ...(typeof input['clients'] === 'number' ? { clients: 3 } : {}),
    ...(typeof input['logRows'] === 'number' ? { logRows: 3 } : {}),
    ...(typeof input['visits'] === 'number' ? { visits: 3 } : {}),
  }),
}
/** Each of these derives keys or copies the whole vault: fewer runs. */
const slow = new Set([
  'vault.create',
  'vault.rotateDataKey',
  'vault.changePassphrase',
  'vault.resetPassphrase',
  'vault.renewRecoveryKey',
  'vault.unlock',
  'vault.addKeychain',
  'users.create',
  'users.setPassphrase',
  'backup.create',
  'backup.run',
  'backup.runIfDue',
  'backup.drill',
  'backup.restore',
  'backup.preview',
  'backup.verify',
  'backup.setPassphrase',
  'backup.makeLive',
  'demo.seed',
])

/** Ids of a service, a booking, a visit, a draft, a signed note and an alert, so that inputs meet something. */
async function careIds(clientId: string): Promise<string[]> {
  const make = async (method: string, input: unknown): Promise<string> => {
    const made = await vault.must<{ id?: string; entryId?: string }>(method, input)
    return (made.id ?? made.entryId)!
  }
  const start = '2026-01-02T08:00:00Z' // the complete client has died that day
  const serviceId = await make('services.create', { name: 'Hoito', durationMinutes: 60, priceCents: 6500 })
  const appointmentId = await make('appointments.create', { clientId, serviceId, start })
  const visitId = await make('visits.start', { clientId, appointmentId, start })
  const draft = await make('treatment.saveDraft', { visitId, sections: { reason: 'x' } })
  const signed = await make('treatment.saveDraft', { visitId, sections: { reason: 'y' } })
  await vault.must('treatment.sign', { entryId: signed })
  return [serviceId, appointmentId, visitId, draft, signed, await make('alerts.add', { clientId, kind: 'other', text: 'x' })]
}

beforeAll(async () => {
  sandbox = temporaryFolder()
  vault = await testVault({ keychain: openKeychain(() => Promise.reject(new Error('no keychain in a test'))) })
  const first = await vault.must<{ id: string }>('clients.create', aClient().complete().fields())
  const second = await vault.must<{ id: string }>('clients.create', aClient().named('Koe', 'Kalle').minor().withGuardian().fields())
  mkdirSync(path.join(sandbox, 'kansio'))
  writeFileSync(path.join(sandbox, 'roskaa.bin'), Buffer.from([0, 255, 1, 254, 10, 13]))
  writeFileSync(path.join(sandbox, 'asiakkaat.csv'), 'Sukunimi;Etunimi\nMallikas;Maija\n"auki')
  world = {
    ids: [first.id, second.id, vault.userId, vault.vaultId, '01938d3c-0000-7000-8000-00000000dead', ...(await careIds(first.id))],
    paths: [
      'roskaa.bin',
      'asiakkaat.csv',
      'kansio',
      'ei/ole/täällä',
      'uusi.pdf',
      'uusi.html',
      'uusi.json',
      'x'.repeat(300),
      'roskaa.bin/alla',
    ].map((name) => path.join(sandbox, name)),
  }
  reopen()
})
afterAll(() => {
  beside.close()
  cleanUp()
})

function reopen(): void {
  beside = openDatabase({ file: path.join(vault.folder, 'practice.db'), key: vault.key, readonly: true })
}

/** How many rows each table holds; the log, what is recorded of checks and the plan of copies (its default row), and answers that arrived from Kanta (each is kept, also one for an unknown document) may grow on an error, nothing else. */
function rows(): Record<string, number> {
  const tables = beside.raw
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'audit_%' AND name NOT IN ('proofs', 'backup_plan', 'kanta_answers') AND name NOT LIKE '%\\_fts%' ESCAPE '\\'",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map((name) => {
      const columns = (beside.raw.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name)
      const sum = columns.includes('revision') ? 'coalesce(sum(revision), 0)' : '0'
      return [name, beside.raw.prepare(`SELECT count(*) * 1000000 + ${sum} FROM "${name}"`).pluck().get() as number]
    }),
  )
}
const version = (): number => beside.raw.pragma('data_version', { simple: true }) as number
const unfinished = (): string[] =>
  [sandbox, vault.folder].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.includes('.unfinished-')),
  )

async function backIn(): Promise<void> {
  if (!vault.core.isUnlocked) {
    vault.clock.pass(60_000)
    await vault.unlock({ recoveryKey: vault.recoveryKey })
  }
}

async function tryOne(name: string, input: unknown, secrets?: Secrets): Promise<void> {
  await backIn()
  const before = { version: version(), rows: rows() }
  const defects = vault.defects.length
  const envelope: Envelope = await vault.call(name, input, secrets)
  expect(
    vault.defects.slice(defects).map((error) => (error as Error).stack),
    name,
  ).toEqual([])
  if (envelope.ok) return
  const { code, message } = envelope.error
  expect(errorCodes).toContain(code)
  expect(code).not.toBe('defect')
  expect(message.length).toBeGreaterThan(5)
  expect(JSON.stringify(envelope)).not.toContain(marker)
  if (version() !== before.version) expect(rows(), `${name} was refused (${code}) and changed something`).toEqual(before.rows)
  expect(unfinished(), name).toEqual([])
}

const secretsArbitrary: fc.Arbitrary<Secrets | undefined> = fc.option(
  fc.record(
    {
      passphrase: fc.constantFrom('', marker, 'x', 'ä'.repeat(2000)),
      newPassphrase: fc.constantFrom('', 'x', marker.slice(0, 5)),
      recoveryKey: fc.constantFrom('', marker, 'AGE-SECRET-KEY-1QQQ'),
      backupPassphrase: fc.constantFrom('', 'x'),
      pin: fc.constantFrom('', '1234', marker),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
)

test('every place that names a file says so, and the command line resolves it', () => {
  const unmarked = allDefinitions.flatMap(({ name, input }) => unmarkedPaths(inputSchema(input), name))
  expect(unmarked).toEqual([])
})

describe.each(allDefinitions.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  const runs = slow.has(name) ? Math.max(2, Math.floor(numRuns / 4)) : numRuns
  const schema = name === 'settings.update' ? settings : definition.input
  const make = (input: unknown): unknown =>
    typeof input === 'object' && input !== null && smaller[name] ? smaller[name](input as Record<string, unknown>) : input

  test('allowed inputs', async () => {
    await fc.assert(
      fc.asyncProperty(validInput(schema, world), secretsArbitrary, (input, secrets) => tryOne(name, make(input), secrets)),
      { numRuns: runs, endOnFailure: true },
    )
  })
  test('broken inputs', async () => {
    await fc.assert(
      fc.asyncProperty(brokenInput(schema, world), secretsArbitrary, (input, secrets) => tryOne(name, make(input), secrets)),
      { numRuns: runs, endOnFailure: true },
    )
  })
})

test('methods that are not there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.constantFrom<unknown>(
          '__proto__',
          'constructor',
          'toString',
          'hasOwnProperty',
          '',
          null,
          undefined,
          7,
          {},
          ['clients.get'],
          'clients.get ',
          'CLIENTS.GET',
        ),
        fc.string(),
      ),
      async (method) => {
        await backIn()
        const envelope = await vault.core.call({ method: method as string, input: {} })
        expect(envelope).toMatchObject({ ok: false, error: { code: 'usage' } })
      },
    ),
    { numRuns: 50 },
  )
  for (const call of [null, undefined, 7, 'clients.get', []])
    expect(await vault.core.call(call as never)).toMatchObject({ ok: false, error: { code: 'usage' } })
})

test('after all that the vault is sound, and the passphrase still opens it', async () => {
  await backIn()
  expect(await vault.must('vault.check')).toMatchObject({ ok: true })
  // Anchors that were made up here do not fit the log, and that was found; nothing else was.
  const { findings } = await vault.must<{ findings: { id: string; kind: string }[] }>('audit.verify')
  for (const { id, kind } of findings) {
    expect(['anchorUnknown', 'olderCopy']).toContain(kind)
    await vault.must('audit.acknowledge', { finding: id, note: 'Koetta varten keksitty ankkuri.' })
  }
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
  await vault.lock()
  vault.clock.pass(60_000)
  await vault.unlock({ passphrase })
  expect(existsSync(path.join(vault.folder, 'practice.db'))).toBe(true)
})
