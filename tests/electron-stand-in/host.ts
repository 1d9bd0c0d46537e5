// What the parts share: the running Chromium, the windows by target, and how the stand-in was started.
import type { Cdp } from './cdp.ts'
import type { Chromium } from './chromium.ts'
import type { WebContents } from './web-contents.ts'

export const host = {
  chromium: undefined as Chromium | undefined,
  switches: [] as string[],
  /** A test drives the app: desktop parts must be scripted by it and throw otherwise. */
  driven: false,
  ready: false,
  quitting: false,
  /** Web contents by target id, which is also the id of their main frame. */
  contents: new Map<string, WebContents>(),
  /** Headless: browser contexts that live in memory, by session partition. Nothing of a page reaches the profile on disk. */
  memoryContexts: new Map<string, string>(),
  get cdp(): Cdp {
    if (!this.chromium) throw new Error('electron stand-in: Chromium has not started')
    return this.chromium.cdp
  },
}
