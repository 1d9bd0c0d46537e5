// Blanking and filling on a machine so slow that one begins before the other has ended.
import type { EventEmitter as Emitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { appPage, blankPage } from '../../../src-main/shell/app-protocol.ts'
import { MainWindow } from '../../../src-main/shell/main-window.ts'

/** Loads in their order; each ends when the test says so. A later load overtakes the one under way, as in Chromium. */
const fake = vi.hoisted(() => ({ steps: [] as string[], processId: 7, end: [] as (() => void)[], contents: undefined as unknown }))
vi.mock('electron', async (original) => {
  const { EventEmitter } = await import('node:events')
  class BrowserWindow extends EventEmitter {
    webContents = Object.assign(new EventEmitter(), {
      getOSProcessId: () => fake.processId,
      isDestroyed: () => false,
      forcefullyCrashRenderer: () => {
        fake.steps.push('ended by force')
        this.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
        fake.processId += 1
      },
    })
    constructor() {
      super()
      fake.contents = this.webContents
    }
    loadURL(address: string): Promise<void> {
      fake.steps.push(address)
      return new Promise((resolve) => fake.end.push(resolve))
    }
    isDestroyed = () => false
    show(): void {}
  }
  return { ...(await original<object>()), BrowserWindow }
})

const settle = () => new Promise((resolve) => setImmediate(resolve))
const loaded = async () => {
  await settle()
  fake.end.shift()?.()
  await settle()
}
let window: MainWindow
beforeEach(async () => {
  Object.assign(fake, { steps: [], end: [], processId: 7 })
  window = new MainWindow('/preload.cjs')
  const opened = window.open(() => {})
  await loaded()
  await opened
  fake.steps = []
})

test('a page is loaded only when the one before is gone, and its new process is left alone', async () => {
  const blanked = window.blank()
  const filled = window.fill() // the lock has waited long enough
  await settle()
  expect(fake.steps).toEqual([blankPage])
  fake.processId = 8 // the process that held the page has ended
  await loaded()
  expect(fake.steps).toEqual([blankPage, appPage])
  await loaded()
  await Promise.all([blanked, filled])
})
test('a process that lives on is ended, and that is no crash to recover from', async () => {
  const blanked = window.blank()
  await loaded() // same process still
  expect(fake.steps).toEqual([blankPage, 'ended by force', blankPage])
  await loaded()
  await blanked
  await settle()
  expect(fake.steps).toEqual([blankPage, 'ended by force', blankPage])
})
test('a page that crashed by itself comes back', async () => {
  ;(fake.contents as Emitter).emit('render-process-gone', {}, { reason: 'crashed' })
  await settle()
  expect(fake.steps).toEqual([appPage])
  await loaded()
})
