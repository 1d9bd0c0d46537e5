// [Note: preview] An attachment is looked at in a frame of another origin (app://preview), which runs no script, may load nothing but the one
// picture, and has no way to the window around it. Its bytes lie in this process's memory while the frame is shown: never on a disk, never in
// the window's own page. What a window asks for is read from the core each time, so that the log has the view.
import { randomUUID } from 'node:crypto'
import type { Call, Envelope, Purpose } from '../core/contract.ts'
import { launchNonce, safeHeaders } from './content-policy.ts'

export const previewHost = 'preview'

export interface PreviewAsked {
  id: string
  /** Of a PDF, from 1. */
  page?: number | undefined
  purpose?: Purpose | undefined
}
interface Shown {
  name: string
  mediaType: string
  bytes: Uint8Array
}

const shownTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])
const policy = [
  "default-src 'none'",
  "img-src 'self'",
  `style-src 'nonce-${launchNonce}'`,
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors app://practice',
  'sandbox',
].join('; ')
// The frame has no origin of its own (sandbox), so that its picture counts as another site's.
const headers = { ...safeHeaders, 'cross-origin-resource-policy': 'cross-origin', 'content-security-policy': policy }

/** The picture fills the frame; the window makes the frame larger to see more of it. */
const sheet = `<!doctype html><html><head><meta charset="utf-8"><title>Vastaanotto</title><style nonce="${launchNonce}">
html { background: #fff; color-scheme: light } html, body { margin: 0; block-size: 100%; overflow: hidden }
img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain }
</style></head><body><img src="picture" alt=""></body></html>`

const nothing: Envelope<{ address: null; pages: null }> = { ok: true, output: { address: null, pages: null } }

export class AttachmentPreview {
  private readonly call: (call: Call) => Promise<Envelope>
  /** One at a time: another takes its place. */
  private shown: Shown | undefined
  /** Counts what was asked for and closed: an answer that comes after either is shown to nobody. */
  private turn = 0

  constructor(call: (call: Call) => Promise<Envelope>) {
    this.call = call
  }

  /**
   * @returns the frame's address, or the core's refusal; no address for a type that the window's engine can't draw, nor when the preview was
   * closed or another was asked for meanwhile
   */
  async open({ id, page, purpose }: PreviewAsked): Promise<Envelope<{ address: string | null; pages: number | null }>> {
    this.close()
    const { turn } = this
    const because = purpose === undefined ? {} : { purpose }
    const name = randomUUID()
    if (page !== undefined) {
      const answer = (await this.call({ method: 'attachments.page', input: { id, page, ...because } })) as Envelope<{
        pages: number
        svg: string
      }>
      if (!answer.ok) return answer
      if (turn !== this.turn) return nothing
      this.shown = { name, mediaType: 'image/svg+xml', bytes: Buffer.from(answer.output.svg) }
      return { ok: true, output: { address: addressOf(name), pages: answer.output.pages } }
    }
    const answer = (await this.call({ method: 'attachments.read', input: { id, ...because } })) as Envelope<{
      mediaType: string
      dataBase64: string
    }>
    if (!answer.ok) return answer
    const { mediaType, dataBase64 } = answer.output
    if (!shownTypes.has(mediaType) || turn !== this.turn) return nothing
    this.shown = { name, mediaType, bytes: Buffer.from(dataBase64, 'base64') }
    return { ok: true, output: { address: addressOf(name), pages: null } }
  }

  /** At lock, when the core ends by itself, when the frame goes, and when another practice comes. */
  close(): void {
    this.turn++
    this.shown?.bytes.fill(0)
    this.shown = undefined
  }

  /** The answer to a request below app://preview. */
  answer(pathname: string): Response {
    const [, name, part] = /^\/([0-9a-f-]{36})\/(picture)?$/.exec(pathname) ?? []
    if (!this.shown || name !== this.shown.name) return new Response(null, { status: 404, headers })
    const { mediaType, bytes } = this.shown
    if (part === undefined) return new Response(sheet, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': mediaType } })
  }
}

const addressOf = (name: string): string => `app://${previewHost}/${name}/`
