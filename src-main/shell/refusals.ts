// Counts what was refused; Settings and the shield in the status bar show it, and the log gets the sums at lock and exit.
import type { InputOf } from '../core/contract.ts'
import type { auditContract } from '../audit/contract.ts'
import { type RefusalKind, refusalKinds } from './contract.ts'

export type RefusalReport = InputOf<(typeof auditContract)['recordRefusals']>
interface Refusal {
  kind: RefusalKind
  /** UTC, ISO 8601. */
  at: string
  target: string
}
const keptNewest = 50

/** Origin or scheme of an address: the rest could hold client data. */
export function originOf(address: string): string {
  const [origin] = /^[a-z][a-z0-9+.-]*:(\/\/[^/?#]*)?/i.exec(address) ?? []
  return (origin ?? '?').slice(0, 100)
}

export class Refusals {
  private readonly counts = new Map<RefusalKind, number>(refusalKinds.map((kind) => [kind, 0]))
  private readonly reported = new Map<RefusalKind, number>()
  private newest: Refusal[] = []
  private letThroughCount = 0
  private letThroughReported = 0

  /** `target`: an origin or a name, never a whole address. */
  count(kind: RefusalKind, target: string): void {
    this.counts.set(kind, this.of(kind) + 1)
    this.newest = [{ kind, at: new Date().toISOString(), target }, ...this.newest].slice(0, keptNewest)
  }
  /** A request left the machine in spite of everything. */
  countLetThrough(): void {
    this.letThroughCount++
  }
  of(kind: RefusalKind): number {
    return this.counts.get(kind) ?? 0
  }
  proof(): Record<RefusalKind, number> & { letThrough: number; newest: Refusal[] } {
    return { ...(Object.fromEntries(this.counts) as Record<RefusalKind, number>), letThrough: this.letThroughCount, newest: this.newest }
  }

  /** What is new since the last report; undefined when nothing is. */
  report(): RefusalReport | undefined {
    const fresh = (kind: RefusalKind) => this.of(kind) - (this.reported.get(kind) ?? 0)
    const report = {
      network: fresh('network'),
      navigation: fresh('navigation') + fresh('downloads'),
      windows: fresh('windows'),
      permissions: fresh('permissions'),
      senders: fresh('senders') + fresh('calls'),
      letThrough: this.letThroughCount - this.letThroughReported,
    }
    return Object.values(report).some((sum) => sum > 0) ? report : undefined
  }
  /** The report has been written to the log. */
  reportKept(report: RefusalReport, at: ReadonlyMap<RefusalKind, number>): void {
    for (const [kind, count] of at) this.reported.set(kind, count)
    this.letThroughReported += report.letThrough
  }
  snapshot(): ReadonlyMap<RefusalKind, number> {
    return new Map(this.counts)
  }
}
