import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Attachment } from '../../../src-main/attachments/contract.ts'
import { setFileHook } from '../../../src-main/core/files.ts'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk } from '../treatment/desk.ts'

afterAll(cleanUp)
afterEach(() => setFileHook(undefined))

const segment = (marker: number, body: Uint8Array): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
/** EXIF with orientation 6, a camera's name and a place. */
function exif(): Buffer {
  const tiff = Buffer.alloc(200)
  tiff.write('II', 0, 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(3, 8)
  const entry = (index: number, tag: number, type: number, count: number, value: number): void => {
    const at = 10 + index * 12
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  entry(0, 0x010f, 2, 12, 100)
  entry(1, 0x0112, 3, 1, 6)
  entry(2, 0x8825, 4, 1, 140)
  tiff.write('KAMERAMERKKI', 100, 'latin1')
  tiff.write('GPS-PAIKKA', 150, 'latin1')
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9])])
const frame = segment(0xc0, Buffer.from([8, 0, 4, 0, 5, 1, 1, 0x11, 0]))
/** The bones of a JPEG: enough for everything that looks at its segments. */
const jpeg = (...more: Buffer[]): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8]), ...more, frame, scan])
function png(...more: Buffer[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(Buffer.from([0, 200, 30, 30]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), out.length - 4)
  return out
}
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n', 'latin1')

function put(name: string, bytes: Uint8Array): string {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, bytes)
  return file
}
const storedFiles = (folder: string): string[] =>
  existsSync(path.join(folder, 'attachments'))
    ? readdirSync(path.join(folder, 'attachments'), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    : []

describe('adding', () => {
  test('a picture lies encrypted, comes out with the same bytes, and tells what is beside the picture', async () => {
    const desk = await careDesk()
    const bytes = jpeg(exif())
    const added = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      visitId: desk.visitId,
      path: put('niska.jpg', bytes),
      kind: 'photo',
    })
    expect(added).toMatchObject({ mediaType: 'image/jpeg', fileName: 'niska.jpg', metadata: ['place', 'camera'], nameMisleads: false })
    for (const name of storedFiles(desk.folder)) {
      const raw = readFileSync(path.join(desk.folder, 'attachments', name.slice(0, 2), name))
      expect(raw.includes('KAMERAMERKKI')).toBe(false)
    }
    const target = path.join(temporaryFolder(), 'ulos.jpg')
    await desk.must('attachments.export', { id: added.id, path: target })
    expect(readFileSync(target).equals(bytes)).toBe(true)
    const read = await desk.must<{ dataBase64: string }>('attachments.read', { id: added.id })
    expect(Buffer.from(read.dataBase64, 'base64').equals(bytes)).toBe(true)
    const { entries } = await desk.must<{ entries: { method: string }[] }>('audit.list', { clientId: desk.clientId })
    expect(entries.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['attachments.add', 'attachments.read', 'attachments.export']),
    )
    expect(JSON.stringify(entries)).not.toContain('niska.jpg')
  })

  test('the type is judged by content: a PDF called .jpg is a PDF, a program called .jpg is refused', async () => {
    const desk = await careDesk()
    const added = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, path: put('kuva.jpg', pdf), kind: 'form' })
    expect(added).toMatchObject({ mediaType: 'application/pdf', nameMisleads: true })
    const program = put('kuva.jpg', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'))
    const error = await desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, path: program, kind: 'photo' })
    expect(error.message).toContain('JPEG')
    expect(storedFiles(desk.folder)).toHaveLength(1)
  })

  test('damaged pictures and documents are refused, and nothing is left of them', async () => {
    const desk = await careDesk()
    const whole = { jpg: jpeg(exif()), png: png(), pdf }
    const broken = [
      whole.jpg.subarray(0, whole.jpg.length - 4),
      whole.jpg.subarray(0, 60),
      whole.png.subarray(0, whole.png.length - 6),
      Buffer.concat([whole.png.subarray(0, 20), Buffer.from([99]), whole.png.subarray(21)]),
      whole.pdf.subarray(0, 30),
    ]
    for (const bytes of broken)
      await desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, path: put('x', bytes), kind: 'photo' })
    expect(storedFiles(desk.folder)).toEqual([])
  })

  test('a film of 2 GB is refused before it is read; so are a folder and a missing file', async () => {
    const desk = await careDesk()
    const film = put('elokuva.mp4', Buffer.from('\0\0\0\x18ftypmp42', 'latin1'))
    truncateSync(film, 2 * 1024 ** 3) // sparse: no bytes on the disk
    const began = performance.now()
    const error = await desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, path: film, kind: 'photo' })
    expect(error.message).toContain('50')
    expect(performance.now() - began).toBeLessThan(1000)
    const folder = path.join(temporaryFolder(), 'kansio')
    mkdirSync(folder)
    await desk.refused('io', 'attachments.add', { clientId: desk.clientId, path: folder, kind: 'photo' })
    await desk.refused('io', 'attachments.add', { clientId: desk.clientId, path: path.join(folder, 'ei-ole.png'), kind: 'photo' })
  })

  test('a full disk in the middle leaves neither row nor file, and the next try succeeds', async () => {
    const desk = await careDesk()
    const file = put('kuva.png', png(chunk('tEXt', Buffer.alloc(200_000, 65))))
    let writes = 0
    setFileHook((step, target) => {
      if (target.includes('attachments') && (step === 'write' || step === 'sync' || step === 'rename') && ++writes === 2)
        throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
    })
    await desk.refused('io', 'attachments.add', { clientId: desk.clientId, path: file, kind: 'photo' })
    setFileHook(undefined)
    expect(await desk.must('attachments.list', { clientId: desk.clientId })).toEqual({ attachments: [] })
    expect(storedFiles(desk.folder)).toEqual([])
    await desk.must('attachments.add', { clientId: desk.clientId, path: file, kind: 'photo' })
    expect(await desk.must<{ ok: boolean }>('vault.check')).toMatchObject({ ok: true })
  })

  test('what is pasted comes as bytes; a visit of another client is refused', async () => {
    const desk = await careDesk()
    const added = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      dataBase64: png().toString('base64'),
      fileName: 'leike',
      kind: 'photo',
      description: 'Ryhti sivulta',
    })
    expect(added).toMatchObject({ fileName: 'leike', description: 'Ryhti sivulta', nameMisleads: true })
    const other = await desk.visitOf(aClient().named('Toinen').withHetu('1990-01-01'))
    await desk.refused('invalid_input', 'attachments.add', {
      clientId: desk.clientId,
      visitId: other.visitId,
      path: put('a.pdf', pdf),
      kind: 'form',
    })
    await desk.refused('invalid_input', 'attachments.add', { clientId: desk.clientId, kind: 'form' })
  })
})

describe('metadata', () => {
  test('go from a JPEG for good; the picture keeps which way is up; the old content goes with its last row', async () => {
    const desk = await careDesk()
    const preview = Buffer.concat([jpeg(exif()), Buffer.from('ESIKATSELU')])
    const { id } = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, path: put('a.jpg', preview), kind: 'photo' })
    const before = storedFiles(desk.folder)
    const after = await desk.must<Attachment>('attachments.strip', { id })
    expect(after.metadata).toEqual([])
    const { dataBase64 } = await desk.must<{ dataBase64: string }>('attachments.read', { id })
    const bytes = Buffer.from(dataBase64, 'base64')
    for (const marker of ['KAMERAMERKKI', 'GPS-PAIKKA', 'ESIKATSELU']) expect(bytes.includes(marker)).toBe(false)
    expect(bytes.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
    expect(bytes.subarray(-frame.length - scan.length).equals(Buffer.concat([frame, scan]))).toBe(true)
    expect(storedFiles(desk.folder)).toHaveLength(1)
    expect(storedFiles(desk.folder)).not.toEqual(before)
  })

  test('go from a PNG and a WebP; a PDF says that it can’t', async () => {
    const desk = await careDesk()
    const text = png(chunk('tEXt', Buffer.from('Author\0TEKIJÄ')), chunk('eXIf', Buffer.from('MM\0*\0\0\0\x08\0\0', 'latin1')))
    const added = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      path: put('a.png', text),
      kind: 'photo',
      stripMetadata: true,
    })
    expect(added).toMatchObject({ metadata: [], bytes: png().length })
    const riff = (name: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(8)
      head.write(name, 0, 'latin1')
      head.writeUInt32LE(body.length, 4)
      return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
    }
    const body = Buffer.concat([
      Buffer.from('WEBP', 'latin1'),
      riff('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      riff('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
      riff('EXIF', Buffer.from('II*\0\x08\0\0\0\0\0', 'latin1')),
      riff('XMP ', Buffer.from('<x>SALAISUUS</x>')),
    ])
    const webp = Buffer.concat([riff('RIFF', body)])
    const { id, metadata } = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      path: put('a.webp', webp),
      kind: 'photo',
    })
    expect(metadata).toEqual(['other'])
    expect((await desk.must<Attachment>('attachments.strip', { id })).metadata).toEqual([])
    const { id: document } = await desk.must<Attachment>('attachments.add', {
      clientId: desk.clientId,
      path: put('a.pdf', pdf),
      kind: 'form',
    })
    await desk.refused('not_allowed', 'attachments.strip', { id: document })
  })
})

test('removed files leave the list and come back; an assistant sees none; a merge carries them', async () => {
  const desk = await careDesk()
  const { id } = await desk.must<Attachment>('attachments.add', { clientId: desk.clientId, path: put('a.pdf', pdf), kind: 'form' })
  await desk.must('attachments.remove', { id, reason: 'Väärä asiakas' })
  expect(await desk.must('attachments.list', { clientId: desk.clientId })).toEqual({ attachments: [] })
  expect(await desk.must('attachments.list', { clientId: desk.clientId, removed: true })).toMatchObject({
    attachments: [{ id, removedReason: 'Väärä asiakas' }],
  })
  await desk.must('attachments.restore', { id })
  const keep = await desk.must<{ id: string }>('clients.create', aClient().named('Mallikas', 'Maija').fields())
  await desk.must('clients.merge', { keep: keep.id, absorb: desk.clientId })
  expect(await desk.must('attachments.list', { clientId: keep.id })).toMatchObject({ attachments: [{ id }] })
  await desk.refused('conflict', 'attachments.add', { clientId: desk.clientId, path: put('b.pdf', pdf), kind: 'form' })
  const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
  await assistant.refused('not_allowed', 'attachments.list', { clientId: keep.id })
  await assistant.refused('not_allowed', 'attachments.read', { id })
})
