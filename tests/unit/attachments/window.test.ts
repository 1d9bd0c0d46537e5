// What the window needs beside adding by path: transfers in parts, stopping, pages of a PDF, names, twins, counts in the client's list.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { type Attachment, largestAttachment } from '../../../src-main/attachments/contract.ts'
import { pdfOfPages } from '../../fixtures/files.ts'
import { asRole, cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk, type Desk } from '../treatment/desk.ts'

afterAll(cleanUp)

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), out.length - 4)
  return out
}
/** A picture of about `bytes` bytes. */
const png = (bytes = 0): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...(bytes > 0 ? [chunk('prVt', randomBytes(bytes))] : []),
    chunk('IDAT', deflateSync(Buffer.from([0, 200, 30, 30]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
const base64 = (bytes: Buffer): string => bytes.toString('base64')
const filesIn = (folder: string): string[] =>
  existsSync(path.join(folder, 'attachments'))
    ? readdirSync(path.join(folder, 'attachments'), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    : []
const begin = async (desk: Desk, bytes: number): Promise<string> =>
  (await desk.must<{ transferId: string }>('attachments.beginTransfer', { bytes })).transferId

describe('a transfer in parts', () => {
  test('comes together in memory and is added as one file', async () => {
    const desk = await careDesk()
    const picture = png(5000)
    const transferId = await begin(desk, picture.length)
    expect(await desk.must('attachments.sendPart', { transferId, dataBase64: base64(picture.subarray(0, 3000)) })).toEqual({ bytes: 3000 })
    await desk.must('attachments.sendPart', { transferId, dataBase64: base64(picture.subarray(3000)) })
    expect(filesIn(desk.folder)).toEqual([])
    const added = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, transferId, fileName: 'leike.png' })
    expect(added).toMatchObject({ bytes: picture.length, kind: 'photo', fileName: 'leike.png', strippable: true, hasTwin: false })
    const read = await desk.must<{ dataBase64: string }>('attachments.read', { id: added.id })
    expect(Buffer.from(read.dataBase64, 'base64').equals(picture)).toBe(true)
    await desk.refused('conflict', 'attachments.add', { clientId: desk.clientId, transferId })
  })

  test('too large is said before a byte is sent; too many bytes and too few are refused', async () => {
    const desk = await careDesk()
    expect((await desk.refused('invalid_input', 'attachments.beginTransfer', { bytes: largestAttachment + 1 })).message).toContain('50')
    const short = await begin(desk, 100)
    await desk.must('attachments.sendPart', { transferId: short, dataBase64: base64(Buffer.alloc(99)) })
    await desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, transferId: short })
    const long = await begin(desk, 100)
    await desk.refused('invalid_input', 'attachments.sendPart', { transferId: long, dataBase64: base64(Buffer.alloc(101)) })
    await desk.refused('conflict', 'attachments.sendPart', { transferId: long, dataBase64: base64(Buffer.alloc(1)) })
  })

  test('is gone when cancelled, when another begins, and with a lock', async () => {
    const desk = await careDesk()
    const part = { dataBase64: base64(Buffer.alloc(10)) }
    const first = await begin(desk, 10)
    expect(await desk.must('attachments.cancel')).toEqual({ wasRunning: true })
    expect(await desk.must('attachments.cancel')).toEqual({ wasRunning: false })
    await desk.refused('conflict', 'attachments.sendPart', { transferId: first, ...part })
    const second = await begin(desk, 10)
    const third = await begin(desk, 10)
    await desk.refused('conflict', 'attachments.sendPart', { transferId: second, ...part })
    await desk.must('vault.lock')
    await desk.unlock()
    await desk.refused('conflict', 'attachments.sendPart', { transferId: third, ...part })
    const fourth = await begin(desk, 10)
    const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
    await assistant.refused('not_allowed', 'attachments.beginTransfer', { bytes: 10 })
    await assistant.refused('not_allowed', 'attachments.sendPart', { transferId: fourth, ...part })
  })
})

test('adding a large file can be stopped half-way: neither row nor file is left, and it can be added again', async () => {
  const desk = await careDesk()
  const file = path.join(temporaryFolder(), 'suuri.png')
  writeFileSync(file, png(20 * 1024 * 1024))
  const adding = desk.call('attachments.add', { clientId: desk.clientId, path: file })
  let stopped = false
  while (!stopped) {
    stopped = (await desk.must<{ wasRunning: boolean }>('attachments.cancel')).wasRunning
    if (!stopped) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await adding).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(filesIn(desk.folder)).toEqual([])
  expect(await desk.must('attachments.list', { clientId: desk.clientId })).toEqual({ attachments: [] })
  await desk.must('attachments.add', { clientId: desk.clientId, path: file })
  expect(filesIn(desk.folder)).toHaveLength(1)
})

describe('pages of a PDF', () => {
  test('come as pictures with their number, and every one is a view in the log', async () => {
    const desk = await careDesk()
    const { id, kind } = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      dataBase64: base64(pdfOfPages(['Yksi', 'Kaksi', 'Kolme'])),
    })
    expect(kind).toBe('patientDocument')
    const one = await desk.must<{ pages: number; svg: string }>('attachments.page', { id, page: 1 })
    const three = await desk.must<{ pages: number; svg: string }>('attachments.page', { id, page: 3 })
    expect([one.pages, three.pages]).toEqual([3, 3])
    expect(one.svg).toMatch(/^<svg /)
    expect(one.svg).not.toBe(three.svg)
    expect(one.svg).not.toMatch(/<script|href="http/)
    await desk.refused('not_found', 'attachments.page', { id, page: 4 })
    const { entries } = await desk.must<{ entries: { method: string; kind: string }[] }>('audit.list', { clientId: desk.clientId })
    expect(entries.filter(({ method, kind: what }) => method === 'attachments.page' && what === 'view')).toHaveLength(2)
  })

  test('of a file that only looks like one, and of a picture, are refused in words', async () => {
    const desk = await careDesk()
    const add = async (bytes: Buffer): Promise<string> =>
      (await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, dataBase64: base64(bytes) })).id
    await desk.refused('damaged', 'attachments.page', { id: await add(Buffer.from('%PDF-1.7\nei mitään\n%%EOF\n')), page: 1 })
    await desk.refused('not_allowed', 'attachments.page', { id: await add(png()), page: 1 })
  })
})

test('a file is renamed, a twin is told, and the client’s list counts files of visits and names the others', async () => {
  const desk = await careDesk()
  await desk.draft()
  const add = (more = {}): Promise<Attachment> =>
    desk.must('attachments.add', { clientId: desk.clientId, dataBase64: base64(png()), fileName: 'a.png', ...more })
  const first = await add({ visitId: desk.visitId })
  const second = await add({ visitId: desk.visitId })
  expect([first.hasTwin, second.hasTwin]).toEqual([false, true])
  await desk.must('attachments.remove', { id: first.id })
  const { attachments } = await desk.must<{ attachments: Attachment[] }>('attachments.list', { clientId: desk.clientId })
  expect(attachments).toMatchObject([{ id: second.id, hasTwin: false }])
  await desk.must('attachments.restore', { id: first.id })
  expect(await desk.must('attachments.describe', { id: second.id, revision: second.revision, fileName: 'ryhti.png' })).toMatchObject({
    fileName: 'ryhti.png',
    kind: 'photo',
  })
  await desk.refused('conflict', 'attachments.describe', { id: second.id, revision: second.revision, fileName: 'toinen.png' })
  const own = await add({ fileName: 'lähete.png', kind: 'referral' })
  const items = async (who: Pick<Desk, 'must'>) =>
    (
      await who.must<{ items: { kind: string; id: string; title?: string; details?: Record<string, unknown> }[] }>('clients.timeline', {
        id: desk.clientId,
      })
    ).items
  expect((await items(desk)).find(({ kind }) => kind === 'entry')?.details).toMatchObject({ attachments: 2 })
  expect((await items(desk)).filter(({ kind }) => kind === 'attachment')).toMatchObject([{ id: own.id, title: 'lähete.png' }])
  // A visit without a note has no line that could count its files.
  const bare = await desk.must<{ id: string }>('visits.start', { clientId: desk.clientId })
  const alone = await add({ visitId: bare.id, fileName: 'ilman merkintää.png' })
  expect((await items(desk)).filter(({ kind }) => kind === 'attachment').map(({ id }) => id)).toEqual([alone.id, own.id])
  const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
  expect(JSON.stringify(await items(assistant))).not.toMatch(/attachment|lähete|ilman/)
})
