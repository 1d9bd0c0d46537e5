// Running numbers of identifiers. The counter goes on in a restored database from where the copy was made, but under another installation
// number, so that restoring one backup twice never makes the same identifier (oid.ts).
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../core/context.ts'
import type { Database } from '../database/database.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { readVaultRow } from '../vault/identity.ts'
import { arcs, numberedOid, type NumberedArc } from './oid.ts'

export interface Numbering {
  /** The next identifier; used up at once. */
  next(arc: NumberedArc): string
}

const yearOf = (instant: string, timeZone: string): number => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).year

/** Numbers of this installation. Call `next` in the transaction that stores what got the number. */
export function numbering({ db, clock }: Pick<Context, 'db' | 'clock'>, business: string): Numbering {
  const { installationNumber } = readVaultRow(db)
  const year = yearOf(clock.now(), timeZoneOf({ db }))
  return {
    next(arc) {
      const id = `${arcs[arc]}.${year}.${installationNumber}`
      const last = db
        .statement('INSERT INTO kanta_numbers VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET last = last + 1 RETURNING last')
        .pluck()
        .get(id) as number
      return numberedOid(business, arc, year, installationNumber, last)
    },
  }
}

/** For previews: what the next number would be, used by nobody. */
export function provisionalNumbering({ db, clock }: Pick<Context, 'db' | 'clock'>, business: string): Numbering {
  const { installationNumber } = readVaultRow(db)
  const year = yearOf(clock.now(), timeZoneOf({ db }))
  return {
    next(arc) {
      const last = db.statement('SELECT last FROM kanta_numbers WHERE id = ?').pluck().get(`${arcs[arc]}.${year}.${installationNumber}`) as
        | number
        | undefined
      return numberedOid(business, arc, year, installationNumber, (last ?? 0) + 1)
    },
  }
}

/** The visit's service event: one for each visit, whatever is written of it. */
export function serviceEventOf(db: Database, visitId: string, numbers: Numbering, keep: boolean): string {
  const known = db.statement('SELECT service_event_id FROM kanta_service_events WHERE visit_id = ?').pluck().get(visitId) as
    | string
    | undefined
  if (known !== undefined) return known
  const made = numbers.next('serviceEvent')
  if (keep) db.statement('INSERT INTO kanta_service_events VALUES (?, ?)').run(visitId, made)
  return made
}
