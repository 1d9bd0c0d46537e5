// [Note: signed entries] What other domains do when an entry is signed, amended or voided, in the signature's own transaction: they see
// the new version in `signed_entries`, and when one of them throws, nothing is signed. The list is in core/signed-entry-listeners.ts:
// the Kanta queue adds its function there. A listener writes its own log entries with `context.log`, waits for nothing, and may not call
// back into treatment/sign.ts.
import type { Context } from '../core/context.ts'
import type { EntryKind } from './content-contract.ts'

export interface EntrySigned {
  /** What happened: the first signature, a correction, a voiding. */
  what: 'signed' | 'amended' | 'voided'
  entryId: string
  /** Number of the new version: 1 for `signed`. */
  version: number
  /** Id of its row in `entry_versions`. */
  versionId: string
  visitId: string
  clientId: string
  kind: EntryKind
  /** Why; absent for `signed`. */
  reason?: string
  /** Instant. */
  at: string
}

export type SignedEntryListener = (context: Context, event: EntrySigned) => void
