// Every request of every target stops here: the app's onBeforeRequest decides, then its protocol handler answers.
import type Electron from 'electron'
import { host } from './host.ts'
import { loud } from './loud.ts'
import { rewritePolicy, schemes, toApp, toChromium } from './scheme.ts'

type ProtocolHandler = (request: Request) => Response | Promise<Response>
type ResourceType = Electron.OnBeforeRequestListenerDetails['resourceType']
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (answer: Electron.CallbackResponse) => void) => void
type SendHeaders = (details: Electron.OnSendHeadersListenerDetails) => void

/** `protocol` of one session. */
export function makeProtocol() {
  const handlers = new Map<string, ProtocolHandler>()
  const protocol = loud('protocol', {
    registerSchemesAsPrivileged(list: Electron.CustomScheme[]) {
      if (host.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      for (const { scheme, privileges } of list) {
        if (!privileges?.standard || !privileges.secure) throw new Error(`electron stand-in: scheme ${scheme} must be standard and secure`)
        schemes.add(scheme)
      }
    },
    handle(scheme: string, handler: ProtocolHandler) {
      if (!schemes.has(scheme)) throw new Error(`electron stand-in: protocol.handle('${scheme}') needs registerSchemesAsPrivileged`)
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      handlers.set(scheme, handler)
    },
    unhandle(scheme: string) {
      handlers.delete(scheme)
    },
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>)
  return { protocol, handlers }
}

/** `webRequest` of one session. */
export function makeWebRequest() {
  const listeners = { beforeRequest: null as BeforeRequest | null, sendHeaders: null as SendHeaders | null }
  const noFilter = (first: unknown) => {
    if (typeof first === 'object' && first !== null)
      throw new Error('electron stand-in: webRequest listeners with a filter are not implemented')
  }
  const webRequest = loud('webRequest', {
    onBeforeRequest(first: Electron.WebRequestFilter | BeforeRequest | null, _second?: BeforeRequest | null) {
      noFilter(first)
      listeners.beforeRequest = first as BeforeRequest | null
    },
    onSendHeaders(first: Electron.WebRequestFilter | SendHeaders | null, _second?: SendHeaders | null) {
      noFilter(first)
      listeners.sendHeaders = first as SendHeaders | null
    },
  } satisfies Pick<Electron.WebRequest, 'onBeforeRequest' | 'onSendHeaders'>)
  return { webRequest, listeners }
}

/** What the network needs of a session; session.ts registers each. */
export interface Traffic {
  handlers: Map<string, ProtocolHandler>
  listeners: { beforeRequest: BeforeRequest | null; sendHeaders: SendHeaders | null }
}
/** By partition; '' is the default session. */
export const trafficOf = new Map<string, Traffic>()

const kinds: Record<string, ResourceType> = {
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
}
let requestCount = 0

interface Asked {
  url: string
  method: string
  resourceType: ResourceType
  webContentsId?: number | undefined
}

const details = (asked: Asked) => ({
  id: ++requestCount,
  ...asked,
  url: toApp(asked.url),
  referrer: '',
  timestamp: Date.now(),
  uploadData: [] as Electron.UploadData[],
})

/** Asks the session's onBeforeRequest; used too for what can only be counted, such as WebSockets. */
export function askBeforeRequest(traffic: Traffic | undefined, asked: Asked): Promise<Electron.CallbackResponse> {
  const listener = traffic?.listeners.beforeRequest
  if (!listener) return Promise.resolve({})
  return new Promise((resolve) => listener(details(asked) as Electron.OnBeforeRequestListenerDetails, resolve))
}

interface PausedRequest {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postDataEntries?: { bytes?: string }[] }
  resourceType: string
  frameId: string
}

/** Starts interception for pages, popups, workers and favicons alike: on the browser's own session (undocumented, so a leak spec guards it). */
export async function interceptNetwork(): Promise<void> {
  host.cdp.on('Fetch.requestPaused', (paused: PausedRequest, sessionId: string | undefined) => {
    answer(paused, sessionId).catch((error: unknown) => {
      if (!host.quitting && !host.cdp.closed) process.stderr.write(`electron stand-in: ${toApp(paused.request.url)}: ${String(error)}\n`)
      void host.cdp.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' }, sessionId).catch(() => {})
    })
  })
  await host.cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function answer({ requestId, request, resourceType, frameId }: PausedRequest, sessionId: string | undefined): Promise<void> {
  const reply = async (method: string, params: object) => {
    await host.cdp.send(method, { requestId, ...params }, sessionId).catch(() => {}) // the page may be gone meanwhile
  }
  const fail = (errorReason: string) => reply('Fetch.failRequest', { errorReason })
  // No document: the window stays empty until loadURL.
  if (/^https:\/\/[0-9a-f-]+\.window\.invalid\//.test(request.url)) return reply('Fetch.fulfillRequest', { responseCode: 204 })
  // Chromium's own wish; Electron asks for no favicon.
  if (resourceType === 'Other' && /^https:\/\/[^/]+\/favicon\.ico$/.test(request.url))
    return reply('Fetch.fulfillRequest', { responseCode: 204 })

  const url = toApp(request.url)
  const contents = host.contents.get(frameId)
  const resource: ResourceType = resourceType === 'Document' ? (contents ? 'mainFrame' : 'subFrame') : (kinds[resourceType] ?? 'other')
  if (resource === 'mainFrame' && contents && !contents.mayNavigate(url)) return fail('Aborted')
  const traffic = trafficOf.get(contents?.partition ?? '')
  const asked = { url: request.url, method: request.method, resourceType: resource, webContentsId: contents?.id }
  const decision = await askBeforeRequest(traffic, asked)
  if (decision.cancel) return fail('BlockedByClient')
  if (decision.redirectURL)
    return reply('Fetch.fulfillRequest', {
      responseCode: 307,
      responseHeaders: [{ name: 'location', value: toChromium(decision.redirectURL) }],
    })
  traffic?.listeners.sendHeaders?.({ ...details(asked), requestHeaders: request.headers } as Electron.OnSendHeadersListenerDetails)
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = traffic?.handlers.get(scheme)
  if (handler) return reply('Fetch.fulfillRequest', await fulfilment(handler, url, request))
  return schemes.has(scheme) ? fail('Failed') : reply('Fetch.continueRequest', {})
}

/** Runs the app's handler and turns its Response into Chromium's terms. */
async function fulfilment(handler: ProtocolHandler, url: string, request: PausedRequest['request']): Promise<object> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, /^(origin|referer)$/i.test(name) ? toApp(value) : value)
  const body =
    request.method === 'GET' || request.method === 'HEAD'
      ? undefined
      : request.postDataEntries && Buffer.concat(request.postDataEntries.map((part) => Buffer.from(part.bytes ?? '', 'base64')))
  const response = await handler(new Request(url, { method: request.method, headers, ...(body ? { body } : {}) }))
  const bytes = Buffer.from(await response.arrayBuffer())
  return {
    responseCode: response.status,
    ...(response.statusText ? { responsePhrase: response.statusText } : {}),
    responseHeaders: [...response.headers].map(([name, value]) => ({
      name,
      value: name.startsWith('content-security-policy') ? rewritePolicy(value) : value,
    })),
    body: bytes.toString('base64'),
  }
}
