// What is under way when the vault is locked, or when something else changes meanwhile: no plaintext stays in memory, no file without a row.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { Attachment } from '../../../src-main/attachments/contract.ts'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk, type Desk } from '../treatment/desk.ts'

afterAll(cleanUp)
afterEach(() => vi.restoreAllMocks())

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), out.length - 4)
  return out
}
/** A picture with a text of its own and `bytes` bytes of ballast. */
const png = (bytes: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    chunk('tEXt', Buffer.from('Author\0Maija Mallikas', 'latin1')),
    chunk('prVt', randomBytes(bytes)),
    chunk('IDAT', deflateSync(Buffer.from([0, 200, 30, 30]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
const large = 20 * 1024 * 1024
const file = (bytes: number): string => {
  const name = path.join(temporaryFolder(), 'kuva.png')
  writeFileSync(name, png(bytes))
  return name
}
const filesIn = ({ folder }: Desk): string[] =>
  existsSync(path.join(folder, 'attachments'))
    ? readdirSync(path.join(folder, 'attachments'), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    : []
/** Resolves when some of the content has been sealed, and more is to come. */
async function sealing({ events }: Desk, method: string): Promise<void> {
  while (!events.some((event) => event.type === 'progress' && event.method === method && event.done > 0))
    await new Promise((resolve) => setImmediate(resolve))
}
/** How many arrays of that length were overwritten while `work` ran. */
async function wiped(length: number, work: () => Promise<unknown>): Promise<number> {
  const fills = [Uint8Array.prototype, Buffer.prototype].map((kind) => vi.spyOn(kind as Uint8Array, 'fill'))
  await work()
  const wipes = fills.flatMap(({ mock }) => mock.contexts.filter((_array, at) => mock.calls[at]?.[0] === 0))
  return wipes.filter((array) => (array as Uint8Array).length === length).length
}

describe('a lock', () => {
  test('overwrites a transfer that was never finished', async () => {
    const desk = await careDesk()
    await desk.must('attachments.beginTransfer', { bytes: 10_007 })
    expect(await wiped(10_007, () => desk.must('vault.lock'))).toBe(1)
  })

  test('ends the adding under way: neither file nor row', async () => {
    const desk = await careDesk()
    const adding = desk.call('attachments.add', { clientId: desk.clientId, path: file(large) })
    await sealing(desk, 'attachments.add')
    await desk.must('vault.lock')
    expect((await adding).ok).toBe(false)
    expect(filesIn(desk)).toEqual([])
    await desk.unlock()
    expect(await desk.must('attachments.list', { clientId: desk.clientId })).toEqual({ attachments: [] })
  })

  test('ends the stripping under way: the file is as it was', async () => {
    const desk = await careDesk()
    const { id } = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, path: file(large) })
    const before = filesIn(desk)
    const stripping = desk.call('attachments.strip', { id })
    await sealing(desk, 'attachments.strip')
    await desk.must('vault.lock')
    expect((await stripping).ok).toBe(false)
    expect(filesIn(desk)).toEqual(before)
    await desk.unlock()
    expect(await desk.must('attachments.list', { clientId: desk.clientId })).toMatchObject({ attachments: [{ id, metadata: ['text'] }] })
  })
})

test('a transfer that was added, or was refused, is overwritten too', async () => {
  const desk = await careDesk()
  const send = async (bytes: Buffer): Promise<string> => {
    const { transferId } = await desk.must<{ transferId: string }>('attachments.beginTransfer', { bytes: bytes.length })
    await desk.must('attachments.sendPart', { transferId, dataBase64: bytes.toString('base64') })
    return transferId
  }
  const picture = png(10_000)
  const good = await send(picture)
  expect(
    await wiped(picture.length, () => desk.must('attachments.add', { clientId: desk.clientId, transferId: good })),
  ).toBeGreaterThanOrEqual(1)
  vi.restoreAllMocks()
  const bad = await send(Buffer.alloc(9973, 1))
  expect(
    await wiped(9973, () => desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, transferId: bad })),
  ).toBeGreaterThanOrEqual(1)
})

describe('a discarded visit', () => {
  test('gets no file, also when it was discarded while the file was being sealed', async () => {
    const desk = await careDesk()
    const { clientId, visitId } = desk
    const adding = desk.call('attachments.add', { clientId, visitId, path: file(large) })
    await sealing(desk, 'attachments.add')
    await desk.must('visits.discard', { id: visitId })
    expect(await adding).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(filesIn(desk)).toEqual([])
  })

  test('keeps a file that was removed before: it comes back after the visit', async () => {
    const desk = await careDesk()
    const { clientId, visitId } = desk
    const { id } = await desk.must<Attachment>('attachments.add', { clientId, visitId, path: file(10) })
    await desk.must('attachments.remove', { id })
    await desk.must('visits.discard', { id: visitId })
    await desk.refused('not_found', 'attachments.restore', { id })
    await desk.must('visits.restore', { id: visitId })
    await desk.must('attachments.restore', { id })
    expect(await desk.must('attachments.list', { clientId })).toMatchObject({ attachments: [{ id, visitId }] })
  })
})
