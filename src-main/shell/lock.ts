// Locking ends things: page and its process gone, database closed, keys wiped, clipboard cleared; then an empty window again (trap 16).
import type { Call, CoreEvent, Envelope } from '../core/contract.ts'
import type { Refusals } from './refusals.ts'
import { within } from './within.ts'

export type LockReason = Extract<CoreEvent, { type: 'locked' }>['reason']
type Log = Pick<Refusals, 'report' | 'reportKept' | 'snapshot'>

export interface LockParts {
  core: { call(call: Call): Promise<Envelope> }
  window: { blank(): Promise<void>; fill(): Promise<void> }
  clipboard: { clear(): Promise<void> }
  refusals: Log
  /** Asks the window to save what is half done. */
  tellAboutToLock(): void
}
/** How long the window may take to save its drafts, in milliseconds. */
export const draftsWithin = 300

/** How long the page may take to go, in milliseconds; the core is locked in any case. */
export const pageGoneWithin = 1500

/** Writes new refusals to the log. Without a session they wait for the next time. */
export async function recordRefusals(core: LockParts['core'], refusals: Log): Promise<void> {
  const report = refusals.report()
  if (!report) return
  const counted = refusals.snapshot()
  const answer = await core.call({ method: 'audit.recordRefusals', input: report })
  if (answer.ok) refusals.reportKept(report, counted)
}

export class Lock {
  private readonly parts: LockParts
  private underWay: Promise<Envelope> | undefined
  private draftsSaved: (() => void) | undefined

  constructor(parts: LockParts) {
    this.parts = parts
  }

  /** Locks now; a second call while one is under way is the same lock. */
  now(reason: LockReason): Promise<Envelope> {
    this.underWay ??= this.lock(reason).finally(() => (this.underWay = undefined))
    return this.underWay
  }
  /** The window says that its drafts are saved. */
  readyToLock(): void {
    this.draftsSaved?.()
  }
  /** The core has locked: on our asking, or by itself when idle. */
  async coreLocked(): Promise<void> {
    if (this.underWay) return
    await Promise.all([within(pageGoneWithin, this.parts.window.blank()), this.parts.clipboard.clear()])
    await this.parts.window.fill()
  }

  private async lock(reason: LockReason): Promise<Envelope> {
    const { core, window, clipboard, refusals } = this.parts
    await this.saveDrafts()
    await within(pageGoneWithin, window.blank())
    await recordRefusals(core, refusals)
    const answer = await core.call({ method: 'vault.lock', input: { reason } })
    await clipboard.clear()
    if (reason !== 'quit') await window.fill()
    return answer
  }
  private async saveDrafts(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.draftsSaved = resolve
    this.parts.tellAboutToLock()
    await within(draftsWithin, promise)
  }
}
