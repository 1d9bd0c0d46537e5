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
