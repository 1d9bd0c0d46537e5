// A page of a PDF is drawn in a thread that the core does not wait for: not for ever, and not beyond a lock.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Attachment } from '../../../src-main/attachments/contract.ts'
import { drawPage, endDrawing } from '../../../src-main/attachments/pdf-thread.ts'
import type { Database } from '../../../src-main/database/database.ts'
import { pdfOfPages } from '../../fixtures/files.ts'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk } from '../treatment/desk.ts'

/** Set: begins this file in place of the real thread. */
const script = vi.hoisted(() => ({ file: '' }))
vi.mock('../../../src-main/core/thread-file.ts', async (importOriginal) => {
  const real = await importOriginal<{ threadFile(domain: string, name: string): string }>()
  return { threadFile: (domain: string, name: string) => script.file || real.threadFile(domain, name) }
})

const threads: Worker[] = []
const note = (worker: Worker): void => void threads.push(worker)
beforeEach(() => void process.on('worker', note))
afterEach(async () => {
  process.off('worker', note)
  await Promise.all(threads.splice(0).map((worker) => worker.terminate()))
  script.file = ''
})
afterAll(cleanUp)

/** Never comes back to JavaScript's own loop, as an engine at work. */
function endless(): void {
  script.file = path.join(temporaryFolder(), 'worker.mjs')
  writeFileSync(script.file, 'for (;;);\n')
}
const begun = (count: number): Promise<void> => vi.waitFor(() => expect(threads).toHaveLength(count), { timeout: 10_000 })
const ended = (worker: Worker | undefined): Promise<void> => vi.waitFor(() => expect(worker!.threadId).toBe(-1), { timeout: 10_000 })
const someone = () => ({ db: {} as Database, signal: new AbortController().signal })
const twoPages = (): Buffer => pdfOfPages(['Yksi', 'Kaksi'])
const late = expect.objectContaining({ code: 'not_allowed', key: 'pdfTooSlow' })
const stopped = expect.objectContaining({ code: 'cancelled' })

describe('a page', () => {
  test('is drawn in a thread of its own, which then ends; the bytes are handed over or overwritten', async () => {
    const whole = Buffer.from(new Uint8Array(twoPages()).buffer)
    const { pages, svg } = await drawPage(someone(), whole, 2)
    expect(pages).toBe(2)
    expect(svg).toMatch(/^<svg /)
    expect(whole.buffer.byteLength).toBe(0)
    await ended(threads[0])
    const shared = Buffer.from(new Uint8Array([0, ...twoPages()]).buffer, 1)
    expect((await drawPage(someone(), shared, 2)).svg).toBe(svg)
    expect(shared.every((byte) => byte === 0)).toBe(true)
    expect(threads).toHaveLength(2)
  })

  test('is refused in the words of the engine’s side', async () => {
    await expect(drawPage(someone(), twoPages(), 3)).rejects.toMatchObject({ code: 'not_found', key: 'pdfPageMissing' })
    await expect(drawPage(someone(), Buffer.from('%PDF-1.7\n%%EOF\n'), 1)).rejects.toMatchObject({ code: 'damaged', key: 'pdfUnreadable' })
  })

  test('that takes too long is given up, the thread is ended, and the next one is drawn', async () => {
    endless()
    await expect(drawPage(someone(), twoPages(), 1, 300)).rejects.toEqual(late)
    await ended(threads[0])
    script.file = ''
    expect((await drawPage(someone(), twoPages(), 1)).pages).toBe(2)
  })

  test('takes the place of the one before, and is not begun until that thread has gone', async () => {
    endless()
    const first = drawPage(someone(), twoPages(), 1)
    first.catch(() => undefined)
    await begun(1)
    script.file = ''
    const second = drawPage(someone(), twoPages(), 2)
    expect(threads).toHaveLength(1)
    await expect(first).rejects.toEqual(stopped)
    expect((await second).pages).toBe(2)
    expect(threads[0]!.threadId).toBe(-1)
  })

  test('that takes more memory than a page may is refused', async () => {
    script.file = path.join(temporaryFolder(), 'worker.mjs')
    writeFileSync(script.file, 'const all = []\nfor (;;) all.push(new Array(1_000_000).fill(1.5))\n')
    await expect(drawPage(someone(), twoPages(), 1)).rejects.toMatchObject({ code: 'damaged', key: 'pdfUnreadable' })
  })

  test('is ended by the lock of its own practice only', async () => {
    endless()
    const mine = someone()
    let settled = false
    const drawing = drawPage(mine, twoPages(), 1).finally(() => (settled = true))
    drawing.catch(() => undefined)
    await begun(1)
    endDrawing(someone().db)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(settled).toBe(false)
    endDrawing(mine.db)
    await expect(drawing).rejects.toEqual(stopped)
    await ended(threads[0])
  })
})

test('the core answers while a page is drawn; a lock ends it, and no view is in the log', async () => {
  const desk = await careDesk()
  const { id } = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, dataBase64: twoPages().toString('base64') })
  endless()
  const drawing = desk.call('attachments.page', { id, page: 1 })
  await begun(1)
  await desk.must('attachments.list', { clientId: desk.clientId })
  await desk.must('vault.lock')
  expect(await drawing).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  await ended(threads[0])
  await desk.unlock()
  const { entries } = await desk.must<{ entries: { method: string }[] }>('audit.list', { clientId: desk.clientId })
  expect(entries.filter(({ method }) => method === 'attachments.page')).toEqual([])
})
