// What can be wrong with the log, as data. `same` tells one finding from another: what is found twice is kept once, and what the owner has
// acknowledged stays acknowledged until something else happens to the same rows.
import { createHash } from 'node:crypto'
import type { EntryProblem } from '../treatment/verify.ts'
import type { findingKinds } from './contract.ts'
import type { Head } from './log.ts'

export interface LogProblem {
  kind: (typeof findingKinds)[number]
  /** First entry that it is about. */
  number: number | null
  detail: Record<string, unknown>
  same: readonly unknown[]
}

/** Entries that were there and are not: in the middle, or cut off the end. */
export const missing = (kind: 'rowMissing' | 'tailCut', from: number, to: number): LogProblem => ({
  kind,
  number: from,
  detail: { from, to },
  same: ['missing', from, to],
})

/** Entries that nobody wrote through the app. */
export const inserted = (from: number, to: number): LogProblem => ({
  kind: 'rowInserted',
  number: from,
  detail: { from, to },
  same: ['inserted', from, to],
})

/**
 * An entry that says something else than it said.
 * @param stored the hash it carries
 * @param computed the hash of what it says now; edited again, the row is another finding
 */
export const edited = (
  kind: 'rowEdited' | 'headMismatch',
  number: number,
  stored: string,
  computed: string,
  detail: Record<string, unknown> = {},
): LogProblem => ({ kind, number, detail, same: ['edited', number, stored, computed] })

/** The anchor outside the database, or one on paper, and the database disagree. */
export const anchorProblem = (
  kind: 'anchorMissing' | 'anchorDamaged' | 'olderCopy' | 'anchorUnknown',
  anchor: Head,
  detail: Record<string, unknown> = {},
): LogProblem => ({
  kind,
  number: anchor.number,
  detail: { anchor, ...detail },
  same: [kind === 'olderCopy' || kind === 'anchorUnknown' ? 'anchor' : kind, anchor.number, anchor.hash],
})

/** The index from clients to entries says something else than the entries. */
export const indexProblem = (number: number | null, detail: Record<string, unknown>): LogProblem => ({
  kind: 'indexMismatch',
  number,
  detail,
  same: ['index', number, detail],
})

/** A signed treatment entry and the log entry of its signature disagree. */
export const entryProblem = ({ number, entry, version, what, now }: EntryProblem): LogProblem => ({
  kind: 'entryChanged',
  number,
  detail: { entry, version, what },
  same: ['entry', entry, version, what, createHash('sha256').update(now).digest('hex')],
})
