// Copied texts don't stay: cleared after a minute, at lock and at exit, unless she has copied something else meanwhile.
import { clipboard } from 'electron'

export const clearsAfterSeconds = 60

export class CopiedText {
  private last: string | undefined
  private timer: NodeJS.Timeout | undefined

  async copy(text: string): Promise<void> {
    clearTimeout(this.timer)
    await clipboard.writeText(text)
    this.last = text
    this.timer = setTimeout(() => void this.clear(), clearsAfterSeconds * 1000)
    this.timer.unref()
  }
  /** Clears what this app copied; what others put there stays. */
  async clear(): Promise<void> {
    clearTimeout(this.timer)
    const { last } = this
    this.last = undefined
    if (last !== undefined && (await clipboard.readText()) === last) clipboard.clear()
  }
}
