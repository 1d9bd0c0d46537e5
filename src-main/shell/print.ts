// Prints SVG pages from an isolated view: no script, no preload, a session of its own in memory.
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { appScheme } from './app-protocol.ts'
import { launchNonce, safeHeaders } from './content-policy.ts'
import { guardSession } from './guards.ts'
import type { Refusals } from './refusals.ts'

const partition = 'print'
const policy = `default-src 'none'; img-src 'self'; style-src 'nonce-${launchNonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
/** Pages of the prints under way, by their random name. */
const jobs = new Map<string, readonly string[]>()

/** Call when the app is ready. */
export function preparePrinting(refusals: Refusals): void {
  const view = session.fromPartition(partition)
  guardSession(view, refusals, undefined)
  view.protocol.handle(appScheme, (request) => {
    const { host, pathname } = new URL(request.url)
    const pages = jobs.get(host)
    const [, number] = /^\/([0-9]+)\.svg$/.exec(pathname) ?? []
    const page = number === undefined ? undefined : pages?.[Number(number)]
    if (page !== undefined) return new Response(page, { headers: { ...safeHeaders, 'content-type': 'image/svg+xml' } })
    if (!pages || pathname !== '/') return new Response(null, { status: 404, headers: safeHeaders })
    return new Response(sheet(pages.length), {
      headers: { ...safeHeaders, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    })
  })
}

/** One picture a sheet, A4 without margins: the pages bring their own. */
const sheet = (
  count: number,
): string => `<!doctype html><html><head><meta charset="utf-8"><title>Vastaanotto</title><style nonce="${launchNonce}">
@page { size: A4; margin: 0 } html, body { margin: 0 } img { display: block; width: 210mm; height: 297mm; break-after: page } img:last-child { break-after: auto }
</style></head><body>${Array.from({ length: count }, (_, at) => `<img src="/${at}.svg" alt="">`).join('')}</body></html>`

/**
 * Shows the system's print dialog.
 * @returns false when she cancelled
 * @throws Error with the printer's reason
 */
export async function printPages(pages: readonly string[]): Promise<boolean> {
  const name = randomUUID()
  jobs.set(name, pages)
  const view = new BrowserWindow({
    show: false,
    width: 800,
    height: 1100,
    webPreferences: { partition, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    await view.loadURL(`${appScheme}://${name}/`)
    const { success, reason } = await new Promise<{ success: boolean; reason: string }>((resolve) =>
      view.webContents.print({ silent: false, printBackground: true, pageSize: 'A4', margins: { marginType: 'none' } }, (done, failure) =>
        resolve({ success: done, reason: failure }),
      ),
    )
    if (!success && !/cancel/i.test(reason)) throw new Error(reason)
    return success
  } finally {
    jobs.delete(name)
    if (!view.isDestroyed()) view.destroy()
  }
}
