// session: web requests, protocol handlers and permissions, one for each partition.
import type Electron from 'electron'
import { LoudEmitter, loud } from './loud.ts'
import { makeProtocol, makeWebRequest, trafficOf } from './network.ts'

type PermissionRequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type PermissionCheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

export class Session extends LoudEmitter {
  static override readonly events = [
    'will-download',
    'spellcheck-dictionary-download-begin',
    'preconnect',
    'select-hid-device',
    'select-serial-port',
    'select-usb-device',
  ]
  readonly protocol
  readonly webRequest
  readonly partition: string
  permissionRequest: PermissionRequestHandler = null
  permissionCheck: PermissionCheckHandler = null
  private spellChecker = true

  constructor(partition: string) {
    super()
    this.partition = partition
    const { protocol, handlers } = makeProtocol()
    const { webRequest, listeners } = makeWebRequest()
    this.protocol = protocol
    this.webRequest = webRequest
    trafficOf.set(partition, { handlers, listeners })
  }
  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.permissionCheck = handler
  }
  // Chromium refuses devices and screen capture by its preferences; a handler could only refuse once more.
  setDevicePermissionHandler(_handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {}
  // The profile's preferences have no spell checker; the app's wish is kept for tests to read.
  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable
  }
  isSpellCheckerEnabled(): boolean {
    return this.spellChecker
  }
}
void (0 as unknown as Session satisfies Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'isSpellCheckerEnabled'
>)

const partitions = new Map<string, Session>()

/** The session of a partition; '' is the default one. */
export function sessionOf(partition: string): Session {
  if (partition.startsWith('persist:')) throw new Error('electron stand-in: only partitions in memory are implemented')
  const found = partitions.get(partition) ?? new Session(partition)
  partitions.set(partition, found)
  return found
}

const defaultSession = sessionOf('')
export const session = loud('session', { defaultSession, fromPartition: (partition: string) => sessionOf(partition) })
export const protocol = defaultSession.protocol
