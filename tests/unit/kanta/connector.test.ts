// Deliveries that fail, are late, come twice or in another order, and a disk that is full at every step.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { AppError } from '../../../src-main/core/errors.ts'
import { newId } from '../../../src-main/core/ids.ts'
import { setFileHook } from '../../../src-main/core/files.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { inTransaction, type Database } from '../../../src-main/database/database.ts'
import { openDatabase } from '../../../src-main/database/open.ts'
import { answerOf } from '../../../src-main/kanta/answers.ts'
import { DeliveryFailed, type Connector, type OutgoingDocument, type Receipt } from '../../../src-main/kanta/connector.ts'
import { onEntrySigned } from '../../../src-main/kanta/on-signed.ts'
import { rowsOfEntry, type QueueRow } from '../../../src-main/kanta/queue-rows.ts'
import { runExport } from '../../../src-main/kanta/run-export.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { bytesOf, kantaDesk, manifestOf, newOutbox, type KantaDesk } from './desk.ts'

afterEach(() => setFileHook(undefined))
afterAll(cleanUp)

const open: Database[] = []
afterAll(() => open.forEach((db) => db.close()))

/** What a service gets, on a connection of the test's own. */
function contextOf(desk: KantaDesk): Context {
  desk.core.close()
  const db = openDatabase({ file: path.join(desk.folder, 'practice.db'), key: desk.key })
  open.push(db)
  return {
    db,
    actor: { userId: desk.userId, name: 'Maija Mallikas', title: 'osteopaatti', role: 'owner', source: 'cli' },
    clock: desk.clock,
    language: 'fi',
    vaultFolder: desk.folder,
    appVersion: '0.1.0',
    log: () => {},
    transaction: (work) => inTransaction(db, work),
    secret: () => '',
    optionalSecret: () => undefined,
    changed: () => {},
    progress: () => {},
    signal: new AbortController().signal,
  }
}

/** Takes documents as it is told: each call's behaviour is the next of the script, and the last goes on for ever. */
class FakeConnector implements Connector {
  readonly name = 'fake'
  readonly id = 'fake'
  readonly taken: OutgoingDocument[] = []
  private readonly script: ('take' | 'fail' | 'stop' | 'accept' | 'late')[]
  constructor(...script: ('take' | 'fail' | 'stop' | 'accept' | 'late')[]) {
    this.script = script
  }
  has({ documentId, sha256 }: Omit<OutgoingDocument, 'bytes'>): boolean {
    return this.taken.some((one) => one.documentId === documentId && one.sha256 === sha256)
  }
  async send(document: OutgoingDocument): Promise<Receipt> {
    const what = this.script.length > 1 ? this.script.shift()! : this.script[0]!
    if (what === 'fail') throw new DeliveryFailed(new AppError('io', 'kantaNotDelivered'), false)
    if (what === 'stop') throw new DeliveryFailed(new AppError('io', 'diskFull', { params: { file: 'x', errno: 'ENOSPC' } }), true)
    if (what === 'late') await new Promise((resolve) => setTimeout(resolve, 20))
    this.taken.push(document)
    return { documentId: document.documentId, ...(what === 'accept' ? { answer: { result: 'accepted' as const } } : {}) }
  }
  finish(): void {}
}
const newest = (context: Context, entryId: string): QueueRow => rowsOfEntry(context.db, entryId).at(-1)!

test('one that fails waits with its error and its next try, the others go; later it goes under the same id', async () => {
  const desk = await kantaDesk()
  const [first, second] = [await desk.signed('yksi'), await desk.signed('kaksi')]
  const context = contextOf(desk)
  const connector = new FakeConnector('fail', 'late')
  const { written, skipped } = await runExport(context, connector)
  expect(written.map(({ row }) => row.entry_id)).toEqual([second])
  expect(skipped).toMatchObject([{ entryId: first, reason: 'failed' }])
  const waiting = newest(context, first)
  expect(waiting).toMatchObject({ state: 'pending', attempts: 1, next_try_at: '2026-11-24T08:01:00.000Z' })
  expect(waiting.last_error).toContain('kantaNotDelivered')
  await runExport(context, connector)
  expect(newest(context, first)).toMatchObject({ state: 'exported', attempts: 2, last_error: null, document_id: waiting.document_id })
  expect(connector.taken.map(({ entryId }) => entryId)).toEqual([second, first])
  await runExport(context, connector)
  expect(connector.taken).toHaveLength(2)
})

test('when it stops altogether, what was taken stays taken and the rest waits', async () => {
  const desk = await kantaDesk()
  const entries = [await desk.signed('yksi'), await desk.signed('kaksi'), await desk.signed('kolme')]
  const context = contextOf(desk)
  const result = await runExport(context, new FakeConnector('take', 'stop'))
  expect(result.stopped).toMatchObject({ code: 'io' })
  expect(entries.map((entryId) => newest(context, entryId).state)).toEqual(['exported', 'pending', 'pending'])
})

test('answers with the receipt, twice and in another order, are applied once each', async () => {
  const desk = await kantaDesk()
  const entries = [await desk.signed('yksi'), await desk.signed('kaksi')]
  const context = contextOf(desk)
  const connector = new FakeConnector('accept', 'take')
  await runExport(context, connector)
  expect(entries.map((entryId) => newest(context, entryId).state)).toEqual(['accepted', 'exported'])
  const outcomes = [...connector.taken, ...connector.taken]
    .toReversed()
    .map(({ documentId }) => context.transaction(() => answerOf(context, { documentId, result: 'accepted', source: 'connector' })).outcome)
  expect(outcomes).toEqual(['applied', 'repeated', 'repeated', 'repeated'])
})

test('version 2 of a set is not handed over while version 1 can’t be', async () => {
  const desk = await kantaDesk()
  const entryId = await desk.signed('yksi')
  const outbox = newOutbox()
  await desk.export(outbox)
  await desk.amend(entryId, 'kaksi')
  const context = contextOf(desk)
  const { written, skipped } = await runExport(context, new FakeConnector('fail', 'take'))
  expect(written).toEqual([])
  expect(skipped.map(({ reason }) => reason)).toEqual(['failed', 'waitsForEarlier'])
})

test('amended or voided while its delivery fails: the newer text takes its place, or nothing ever leaves', async () => {
  const desk = await kantaDesk()
  const [amended, voided] = [await desk.signed('yksi'), await desk.signed('kaksi')]
  const context = contextOf(desk)
  const connector = new FakeConnector('fail')
  const send = connector.send.bind(connector)
  let number = 0
  connector.send = async (document) => {
    // She goes on working while the delivery is under way.
    const what = document.entryId === amended ? ('amended' as const) : ('voided' as const)
    addVersion(context, document.entryId, what, ++number)
    return send(document)
  }
  await runExport(context, connector)
  expect(rowsOfEntry(context.db, amended).map(({ state, version }) => `${state} ${version ?? '-'}`)).toEqual(['superseded 1', 'pending -'])
  expect(rowsOfEntry(context.db, voided).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  const good = new FakeConnector('take')
  await runExport(context, good)
  expect(good.taken.map(({ entryId, version, kind }) => [entryId, version, kind])).toEqual([[amended, 1, 'document']])
})

/** What treatment/sign.ts does, on this connection. */
function addVersion(context: Context, entryId: string, what: 'amended' | 'voided', number: number): void {
  context.transaction(() => {
    const at = context.clock.now()
    const versionId = newId(at)
    context.db
      .statement(
        `INSERT INTO entry_versions SELECT ?, entry_id, number + 1, ?, content, salt, content_hash, signer_id, signer_name, signer_title, ?, ?
        FROM entry_versions WHERE entry_id = ? ORDER BY number DESC LIMIT 1`,
      )
      .run(versionId, what, at, `syy ${number}`, entryId)
    context.db.statement('UPDATE entries SET state = ?, version = version + 1 WHERE id = ?').run(what, entryId)
    const entry = context.db
      .statement<{ visit_id: string; client_id: string; version: number }>('SELECT * FROM entries WHERE id = ?')
      .get(entryId)!
    const { visit_id: visitId, client_id: clientId, version } = entry
    onEntrySigned(context, { what, entryId, version, versionId, visitId, clientId, kind: 'visit', at, reason: `syy ${number}` })
  })
}

test('a disk that is full at any step: io, whole files only, and afterwards everything goes', async () => {
  const desk = await kantaDesk()
  const outbox = newOutbox()
  mkdirSync(outbox)
  const entries: string[] = []
  let failures = 0
  for (let step = 0; ; step++) {
    entries.push(await desk.signed(`merkintä ${step}`))
    let reached = 0
    setFileHook((name, target) => {
      if (name === 'read' || !target.startsWith(outbox)) return
      if (reached++ === step) throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
    })
    const envelope = await desk.call('kanta.export', { outbox })
    setFileHook(undefined)
    for (const xml of bytesOf(outbox).values()) expect(xml.endsWith('</ClinicalDocument>\n')).toBe(true)
    if (envelope.ok) break
    failures++
    expect(envelope.error.code).toBe('io')
  }
  expect(failures).toBeGreaterThan(4)
  expect(new Set((await desk.queue()).map(({ state }) => state))).toEqual(new Set(['exported']))
  expect(bytesOf(outbox).size).toBe(entries.length)
  expect(manifestOf(outbox).count).toBe(entries.length)
  expect(readdirSync(outbox).filter((name) => name.startsWith('.'))).toEqual([])
  expect(readFileSync(path.join(outbox, 'manifest.json'), 'utf8')).not.toContain('Mallikas')
})
