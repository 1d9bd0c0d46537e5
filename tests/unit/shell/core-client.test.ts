// The core's client against a worker that does as it is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreEvent, Envelope } from '../../../src-main/core/contract.ts'
import { CoreClient } from '../../../src-main/shell/core-client.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'vastaanotto-core-client-'))
const workerFile = path.join(folder, 'worker.mjs')
writeFileSync(
  workerFile,
  `import { parentPort, workerData } from 'node:worker_threads'
   let slow
   parentPort.on('message', (message) => {
     if (message.kind === 'close') { slow?.(); parentPort.close(); return }
     const { id, call } = message
     const answer = (output) => parentPort.postMessage({ kind: 'answer', id, envelope: { ok: true, output } })
     if (call.method === 'fake.echo') answer(call.input)
     if (call.method === 'fake.start') answer(workerData)
     if (call.method === 'fake.event') { parentPort.postMessage({ kind: 'event', event: { type: 'unlocked' } }); answer({}) }
     if (call.method === 'fake.slow') slow = () => answer('done after all')
     if (call.method === 'fake.crash') process.exit(3)
     if (call.method === 'fake.throw') throw new Error('Maija Mallikas')
   })`,
)
const gone: Envelope<never> = { ok: false, error: { code: 'defect', message: 'gone' } }
let client: CoreClient
const events: CoreEvent[] = []
const onRestart = vi.fn()
const start = { vaultFolder: '/v', appVersion: '1', language: 'fi', development: false } as const
const open = () =>
  (client = new CoreClient({ workerFile, start: () => start, onEvent: (event) => events.push(event), onRestart, gone: () => gone }))
const call = (method: string, input: unknown = {}) => client.call({ method, input })

afterEach(async () => {
  await client.close()
  events.length = 0
  onRestart.mockClear()
})
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

test('calls, answers, events, and what the worker was started with', async () => {
  open()
  expect(await Promise.all([call('fake.echo', 1), call('fake.echo', 2)])).toEqual([
    { ok: true, output: 1 },
    { ok: true, output: 2 },
  ])
  expect(await call('fake.start')).toEqual({ ok: true, output: start })
  await call('fake.event')
  expect(events).toEqual([{ type: 'unlocked' }])
})
test.each(['fake.crash', 'fake.throw'])(
  'after %s open calls are answered, a new core serves, and no message with data is printed',
  async (method) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    open()
    const waiting = call('fake.slow')
    expect(await call(method)).toEqual(gone)
    expect(await waiting).toEqual(gone)
    expect(onRestart).toHaveBeenCalledOnce()
    expect(await call('fake.echo', 3)).toEqual({ ok: true, output: 3 })
    expect(said.mock.calls.join()).not.toContain('Maija')
    said.mockRestore()
  },
)
test('closing lets what is under way be answered, then nothing more begins', async () => {
  open()
  const slow = call('fake.slow')
  await client.close()
  expect(await slow).toEqual({ ok: true, output: 'done after all' })
  expect(await call('fake.echo')).toEqual(gone)
  expect(onRestart).not.toHaveBeenCalled()
})
