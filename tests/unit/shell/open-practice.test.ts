// The demo beside her own practice: which core answers, what leaving takes, what stays when the demo can't be made.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import type { CoreClient, CoreClientOptions } from '../../../src-main/shell/core-client.ts'
import { OpenPractice } from '../../../src-main/shell/open-practice.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'vastaanotto-open-practice-'))
const demoFolder = path.join(folder, 'demo')
const restoredFolder = path.join(folder, 'restored')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let steps: string[] = []
let refuses: string | undefined
beforeEach(() => {
  steps = []
  refuses = undefined
})

/** A core that answers with the folder it was started for. */
function fakeCore(options: Pick<CoreClientOptions, 'start' | 'onEvent' | 'onRestart'>): CoreClient {
  const { vaultFolder, newVaultKind } = options.start()
  const name = path.basename(vaultFolder)
  return {
    async call({ method }: Call): Promise<Envelope> {
      steps.push(`${name} ${method}`)
      if (method === 'demo.seed') {
        options.onEvent({ type: 'progress', method, step: 'clients', done: 1, total: 1 })
        options.onEvent({ type: 'changed', topic: 'clients', ids: [] })
      }
      if (method === 'backup.restore') return { ok: true, output: { folder: restoredFolder } }
      return method === refuses ? { ok: false, error: { code: 'io', message: 'full' } } : { ok: true, output: newVaultKind }
    },
    close: async () => void steps.push(`${name} closed`),
  } as unknown as CoreClient
}
const practice = () =>
  new OpenPractice({
    vaultFolder: path.join(folder, 'own'),
    demoFolder,
    startCore: fakeCore,
    workerStart: () => ({ appVersion: '1', language: 'sv', development: false }),
    onEvent: (event) => steps.push(`event ${event.type}`),
    onRestart: () => {},
    leave: async () => void steps.push('left'),
    fill: async () => void steps.push('filled'),
    notRestored: () => ({ ok: false, error: { code: 'not_allowed', message: 'not restored' } }),
  })
const state: Call = { method: 'vault.state', input: {} }

test('the demo is made before her own is left, and its news reach the page only once it is shown', async () => {
  const open = practice()
  expect(await open.openDemo()).toEqual({ ok: true, output: {} })
  expect(steps).toEqual(['demo vault.create', 'demo demo.seed', 'event progress', 'left', 'own closed', 'event unlocked', 'filled'])
  expect([open.isDemo, await open.call(state)]).toEqual([true, { ok: true, output: 'demo' }])
})
test('a demo that cannot be made leaves her own practice open', async () => {
  refuses = 'demo.seed'
  const open = practice()
  expect(await open.openDemo()).toMatchObject({ ok: false, error: { code: 'io' } })
  expect(steps).not.toContain('left')
  expect(steps.at(-1)).toBe('demo closed')
  expect([open.isDemo, await open.call(state)]).toEqual([false, { ok: true, output: 'real' }])
})
test('leaving deletes the demo and opens her own again', async () => {
  const open = practice()
  await open.openDemo()
  rmSync(demoFolder, { recursive: true, force: true })
  writeFileSync(demoFolder, '')
  steps = []
  expect(await open.leaveDemo()).toEqual({ ok: true, output: {} })
  expect(steps).toEqual(['left', 'demo closed', 'filled'])
  expect([existsSync(demoFolder), await open.call(state)]).toEqual([false, { ok: true, output: 'real' }])
})
test('twice is once', async () => {
  const open = practice()
  await Promise.all([open.openDemo(), open.openDemo()])
  expect(steps.filter((step) => step === 'demo vault.create')).toHaveLength(1)
  await open.leaveDemo()
  expect(await open.leaveDemo()).toEqual({ ok: true, output: {} })
})

const restore: Call = { method: 'backup.restore', input: {} }
const makeLive: Call = { method: 'backup.makeLive', input: { from: restoredFolder } }
test('only what was restored since the start can be opened beside her own', async () => {
  const open = practice()
  expect(await open.openRestored(restoredFolder)).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  await open.call(restore)
  steps = []
  expect(await open.openRestored(restoredFolder)).toEqual({ ok: true, output: {} })
  expect(steps).toEqual(['left', 'own closed', 'filled'])
  await open.call(state)
  expect([open.shown, open.restoredFolder, steps.at(-1)]).toEqual(['restored', restoredFolder, 'restored vault.state'])
  steps = []
  await open.leaveRestored()
  expect([steps, open.shown]).toEqual([['left', 'restored closed', 'filled'], 'own'])
})
test('making it live: the page and the restored core go first, her own core exchanges the folders and begins anew', async () => {
  const open = practice()
  await open.call(restore)
  await open.openRestored(restoredFolder)
  steps = []
  expect((await open.exchange(makeLive)).ok).toBe(true)
  expect(steps).toEqual(['left', 'restored closed', 'own backup.makeLive', 'own closed', 'filled'])
  expect([open.shown, open.lastRefusal]).toEqual(['own', null])
})
test('a refused exchange leaves her own practice open, and the next page can say why', async () => {
  refuses = 'backup.makeLive'
  const open = practice()
  expect(await open.exchange(makeLive)).toMatchObject({ ok: false, error: { code: 'io' } })
  expect([steps, open.lastRefusal]).toEqual([['left', 'own backup.makeLive', 'filled'], 'full'])
  refuses = undefined
  await open.exchange(makeLive)
  expect(open.lastRefusal).toBe(null)
})
