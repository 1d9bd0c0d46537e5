// app://: the window's files (host `practice`), a blank page (host `locked`), the attachment looked at (host `preview`), nothing else. Outside asar nothing can be read through it.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import { type AttachmentPreview, previewHost } from './attachment-preview.ts'
import { contentPolicy, launchNonce, safeHeaders } from './content-policy.ts'

export const appScheme = 'app'
export const appOrigin = 'app://practice'
export const appPage = `${appOrigin}/index.html`
/** Another host, hence another site: going there ends the page's process. */
export const blankPage = 'app://locked/'

const noncePlaceholder = /NONCE-OF-THIS-LAUNCH/g // electron.vite.config.ts
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** Call before 'ready'. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

const refuse = (status: 403 | 404): Response => new Response(null, { status, headers: safeHeaders })

/** The file inside `folder` that an address names; undefined for anything outside it. */
export function fileFor(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0')) return undefined
  const file = path.join(folder, path.normalize(decoded === '/' ? '/index.html' : decoded))
  return file.startsWith(folder + path.sep) ? file : undefined
}

const page = (title: string, body: string, language = 'fi'): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><meta name="color-scheme" content="light dark"></head><body>${body}</body></html>`

/** The page shown when the app can't go on; texts are our own and hold no markup. */
let brokenPage: { language: string; title: string; body: string } | undefined
export const setBrokenPage = (texts: { language: string; title: string; body: string }): void => void (brokenPage = texts)
export const brokenAddress = 'app://locked/broken'

function lockedHost(pathname: string): Response {
  const html =
    pathname === '/broken' && brokenPage
      ? page('Vastaanotto', `<main><h1>${brokenPage.title}</h1><p>${brokenPage.body}</p></main>`, brokenPage.language)
      : page('Vastaanotto', '')
  return new Response(html, {
    headers: {
      ...safeHeaders,
      'content-type': types['.html']!,
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  })
}

const withNonce = (html: string, devServer: string | undefined): Response =>
  new Response(html.replace(noncePlaceholder, launchNonce), {
    headers: { ...safeHeaders, 'content-type': types['.html']!, 'content-security-policy': contentPolicy(devServer) },
  })

async function fromFolder(folder: string, pathname: string): Promise<Response> {
  const file = fileFor(folder, pathname)
  const type = file === undefined ? undefined : types[path.extname(file)]
  if (file === undefined || type === undefined) return refuse(404)
  try {
    const content = await readFile(file)
    if (file.endsWith('.html')) return withNonce(content.toString(), undefined)
    return new Response(new Uint8Array(content), { headers: { ...safeHeaders, 'content-type': type } })
  } catch {
    return refuse(404)
  }
}

/** `electron-vite dev` only: the same origin and rules, with files from the development server. */
async function fromDevServer(devServer: string, url: URL): Promise<Response> {
  const answer = await fetch(new URL(url.pathname + url.search, devServer))
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  if (type.startsWith('text/html')) return withNonce(await answer.text(), devServer)
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: { ...safeHeaders, 'content-type': type } })
}

/** `rendererFolder`: the built window. `devServer`: its address in development. */
export function serveApp(rendererFolder: string, devServer: string | undefined, preview: AttachmentPreview): void {
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refuse(403)
    if (url.host === 'locked') return lockedHost(url.pathname)
    if (url.host === previewHost) return preview.answer(url.pathname)
    if (url.host !== 'practice') return refuse(404)
    return devServer === undefined ? fromFolder(rendererFolder, url.pathname) : fromDevServer(devServer, url)
  })
}
