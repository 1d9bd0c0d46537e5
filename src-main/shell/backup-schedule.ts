// Asks the core for the copies that are due: soon after an unlock, every few minutes after that, and at quit. What is due, the core knows.
import type { Call, Envelope } from '../core/contract.ts'

/** First look after an unlock, in milliseconds: the window comes first. */
export const firstLookAfter = 60_000
/** Between two looks, in milliseconds. */
export const lookEvery = 10 * 60_000
/** How long quitting waits for a copy, in milliseconds. A longer one is stopped and made at the next start; nothing half-made stays. */
export const quitWaits = 120_000

export interface BackupScheduleParts {
  call(call: Call): Promise<Envelope>
  isUnlocked(): boolean
}

export class BackupSchedule {
  private readonly parts: BackupScheduleParts
  private timer: NodeJS.Timeout | undefined
  private underWay: Promise<Envelope> | undefined

  constructor(parts: BackupScheduleParts) {
    this.parts = parts
  }

  unlocked(): void {
    this.lookIn(firstLookAfter)
  }
  locked(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** Makes what is due before the vault is locked for good. Never rejects. */
  async beforeQuit(): Promise<void> {
    this.locked()
    if (!this.parts.isUnlocked()) return
    await this.underWay
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(() => void this.parts.call({ method: 'backup.cancel', input: {} }).finally(resolve), quitWaits)
    await Promise.race([this.run('quit'), promise])
    clearTimeout(timer)
  }

  private lookIn(milliseconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(), milliseconds)
    this.timer.unref()
  }
  private async look(): Promise<void> {
    if (!this.parts.isUnlocked()) return
    await this.run('timer')
    if (this.parts.isUnlocked()) this.lookIn(lookEvery)
  }
  /** A refusal is kept by the core and shown on Today; there is nobody to tell here. */
  private run(trigger: 'timer' | 'quit'): Promise<Envelope> {
    this.underWay ??= this.parts.call({ method: 'backup.runIfDue', input: { trigger } }).finally(() => (this.underWay = undefined))
    return this.underWay
  }
}
