// Every page target: a window's own is prepared before its first document; any other is a popup, offered to the app and closed.
import { host } from './host.ts'
import { loud } from './loud.ts'
import type { WebContents } from './web-contents.ts'

interface TargetInfo {
  targetId: string
  type: string
  url: string
  title: string
  openerId?: string
}
const pagesOnly = [{ type: 'page' }, { exclude: true }]

/** Windows that wait for their target, by the URL it starts with. */
const expected = new Map<string, WebContents>()
export const expectTarget = (contents: WebContents): void => void expected.set(contents.firstUrl, contents)

async function attached(sessionId: string, { targetId, type, url, openerId }: TargetInfo): Promise<void> {
  if (type !== 'page') return
  const contents = expected.get(url)
  if (contents) {
    expected.delete(url)
    await contents.attached(sessionId, targetId)
    return
  }
  const opener = host.contents.get(openerId ?? '') ?? [...host.contents.values()][0]
  await host.cdp.send('Target.closeTarget', { targetId }).catch(() => {})
  opener?.popup()
}

export async function watchTargets(): Promise<void> {
  const { cdp } = host
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }: { sessionId: string; targetInfo: TargetInfo }) => {
    attached(sessionId, targetInfo).catch((error: unknown) => {
      if (!host.quitting) process.stderr.write(`electron stand-in: ${String(error)}\n`)
    })
  })
  cdp.on('Target.targetDestroyed', ({ targetId }: TargetInfo) => host.contents.get(targetId)?.gone())
  cdp.on('Target.targetInfoChanged', ({ targetInfo }: { targetInfo: TargetInfo }) => {
    const contents = host.contents.get(targetInfo.targetId)
    if (contents) contents.title = targetInfo.title
  })
  await Promise.all([
    cdp.send('Target.setDiscoverTargets', { discover: true, filter: pagesOnly }),
    cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: pagesOnly }),
    cdp.send('Browser.grantPermissions', { permissions: [] }),
    cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true }),
  ])
}

export const webContents = loud('webContents', {
  fromDevToolsTargetId: (targetId: string) => host.contents.get(targetId),
  fromId: (id: number) => [...host.contents.values()].find((one) => one.id === id),
  getAllWebContents: () => [...host.contents.values()],
})
