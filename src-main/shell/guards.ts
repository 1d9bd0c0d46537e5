// Electron's security checklist: no permission, no navigation, no second window, no request but app://. Every refusal is counted.
import { app, type Session, session, type WebContents } from 'electron'
import { appScheme } from './app-protocol.ts'
import { originOf, type Refusals } from './refusals.ts'

/** In development the window's own server, and devtools. */
function mayRequest(url: string, devServer: string | undefined): boolean {
  if (url.startsWith(`${appScheme}://`) || url.startsWith('blob:app://') || url.startsWith('data:')) return true
  if (devServer === undefined) return false
  return url.startsWith('devtools://') || new URL(url).host === new URL(devServer).host
}

export function guardSession(one: Session, refusals: Refusals, devServer: string | undefined): void {
  one.webRequest.onBeforeRequest(({ url }, callback) => {
    const allowed = mayRequest(url, devServer)
    if (!allowed) refusals.count('network', originOf(url))
    callback({ cancel: !allowed })
  })
  // Measured apart from the decision above: what gets as far as sending its headers has been let through.
  one.webRequest.onSendHeaders(({ url }) => {
    if (!mayRequest(url, devServer)) refusals.countLetThrough()
  })
  one.setPermissionRequestHandler((_contents, permission, callback) => {
    refusals.count('permissions', permission)
    callback(false)
  })
  one.setPermissionCheckHandler(() => false)
  one.setDevicePermissionHandler(() => false)
  one.setSpellCheckerEnabled(false) // dictionaries would be downloaded (trap 9)
  one.on('will-download', (event) => {
    event.preventDefault()
    refusals.count('downloads', 'download')
  })
}

function guardContents(contents: WebContents, refusals: Refusals): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault()
    refusals.count('navigation', originOf(event.url))
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    refusals.count('windows', originOf(url))
    return { action: 'deny' }
  })
}

/** Call when the app is ready. Windows and views made later are guarded as they appear. */
export function guardEverything(refusals: Refusals, devServer: string | undefined): void {
  guardSession(session.defaultSession, refusals, devServer)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, refusals))
}
