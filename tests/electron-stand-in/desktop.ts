// shell, powerMonitor, clipboard and nativeTheme.
import type Electron from 'electron'
import { say } from './by-hand.ts'
import { host } from './host.ts'
import { LoudEmitter, loud } from './loud.ts'

/** What the app asked the desktop to show; nothing is opened. */
export const shown: string[] = []
export const shell = loud('shell', {
  showItemInFolder(fullPath: string): void {
    shown.push(fullPath)
    if (!host.driven) say(`the file is ${fullPath}`)
  },
  beep(): void {},
} satisfies Pick<Electron.Shell, 'showItemInFolder' | 'beep'>)

/** Its events come from tests: `powerMonitor.emit('suspend')`. */
class PowerMonitor extends LoudEmitter {
  static override readonly events = [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'shutdown',
    'on-ac',
    'on-battery',
    'user-did-become-active',
    'user-did-resign-active',
  ]
  getSystemIdleTime(): number {
    return 0
  }
}
export const powerMonitor = new PowerMonitor() satisfies Pick<Electron.PowerMonitor, 'getSystemIdleTime'>

/** In memory: the real clipboard is not touched. */
let clipboardText = ''
export const clipboard = loud('clipboard', {
  async readText(): Promise<string> {
    return clipboardText
  },
  async writeText(text: string): Promise<void> {
    clipboardText = text
  },
  clear(): void {
    clipboardText = ''
  },
} satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>)

class NativeTheme extends LoudEmitter {
  static override readonly events = ['updated']
  private source: Electron.NativeTheme['themeSource'] = 'system'
  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.source = source
    for (const contents of host.contents.values()) contents.applyTheme()
    this.emit('updated')
  }
}
export const nativeTheme = new NativeTheme() satisfies Pick<Electron.NativeTheme, 'themeSource'>
