// What a frame that shows an attachment may do, and how long it may see it.
import { describe, expect, test } from 'vitest'
import type { Call, Envelope } from '../../../src-main/core/contract.ts'
import { AttachmentPreview } from '../../../src-main/shell/attachment-preview.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const picture = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])
const calls: Call[] = []
const preview = (answer: Envelope) =>
  new AttachmentPreview(async (call) => {
    calls.push(call)
    return answer
  })
const jpeg = () => preview({ ok: true, output: { fileName: 'a.jpg', mediaType: 'image/jpeg', dataBase64: picture.toString('base64') } })
const pathOf = (answer: Envelope<{ address: string | null }>): string => {
  if (!answer.ok || answer.output.address === null) throw new Error('no address')
  expect(answer.output.address).toMatch(/^app:\/\/preview\/[0-9a-f-]{36}\/$/)
  return new URL(answer.output.address).pathname
}

describe('preview of an attachment', () => {
  test('a sheet without scripts and a picture from memory, both under a policy that allows nothing else', async () => {
    const shown = jpeg()
    const place = pathOf(await shown.open({ id, purpose: 'care' }))
    expect(calls.at(-1)).toEqual({ method: 'attachments.read', input: { id, purpose: 'care' } })
    const sheet = shown.answer(place)
    const policy = sheet.headers.get('content-security-policy')!
    expect(policy).toMatch(/^default-src 'none'; img-src 'self'; style-src 'nonce-[^']+'/)
    expect(policy).toContain('frame-ancestors app://practice; sandbox')
    expect(policy).not.toMatch(/script|connect|unsafe|allow-/)
    expect(await sheet.text()).not.toContain('script')
    const bytes = shown.answer(`${place}picture`)
    expect(bytes.headers.get('content-type')).toBe('image/jpeg')
    expect(bytes.headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(await bytes.arrayBuffer()).equals(picture)).toBe(true)
  })

  test('is gone when closed and when another is opened; other names find nothing', async () => {
    const shown = jpeg()
    const first = pathOf(await shown.open({ id }))
    const second = pathOf(await shown.open({ id }))
    expect(shown.answer(first).status).toBe(404)
    for (const place of [`${second}other`, `${second}../`, '/', '/picture']) expect(shown.answer(place).status).toBe(404)
    expect(shown.answer(second).status).toBe(200)
    shown.close()
    expect(shown.answer(second).status).toBe(404)
    expect(shown.answer(`${second}picture`).status).toBe(404)
  })

  test('what the core answers after the frame has gone, or after another was asked for, is shown to nobody', async () => {
    const answers: ((answer: Envelope) => void)[] = []
    const slow = new AttachmentPreview(() => new Promise((resolve) => answers.push(resolve)))
    const answer = { ok: true, output: { fileName: 'a.jpg', mediaType: 'image/jpeg', dataBase64: picture.toString('base64') } } as const
    const closed = slow.open({ id })
    slow.close() // the frame has gone, or the vault is locked
    answers[0]!(answer)
    expect(await closed).toEqual({ ok: true, output: { address: null, pages: null } })
    const early = slow.open({ id, page: 1 })
    const late = slow.open({ id })
    answers[2]!(answer)
    const place = pathOf(await late)
    answers[1]!({ ok: true, output: { pages: 3, svg: '<svg/>' } })
    expect(await early).toEqual({ ok: true, output: { address: null, pages: null } })
    expect(slow.answer(`${place}picture`).headers.get('content-type')).toBe('image/jpeg')
  })

  test('a page of a PDF is a picture too; what can’t be drawn has no address; a refusal of the core goes on', async () => {
    const page = preview({ ok: true, output: { pages: 3, svg: '<svg/>' } })
    const answer = await page.open({ id, page: 2 })
    expect(answer).toMatchObject({ ok: true, output: { pages: 3 } })
    expect(calls.at(-1)).toEqual({ method: 'attachments.page', input: { id, page: 2 } })
    expect(page.answer(`${pathOf(answer)}picture`).headers.get('content-type')).toBe('image/svg+xml')
    const heic = preview({ ok: true, output: { fileName: 'a.heic', mediaType: 'image/heic', dataBase64: 'AAAA' } })
    expect(await heic.open({ id })).toEqual({ ok: true, output: { address: null, pages: null } })
    const refused = { ok: false, error: { code: 'not_allowed', message: 'ei' } } as const
    expect(await preview(refused).open({ id })).toEqual(refused)
  })
})
