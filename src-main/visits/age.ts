import { Temporal } from 'temporal-polyfill'
import { readHetu } from '../checks/hetu.ts'
import { localDateOf } from '../core/clock.ts'
import type { StoredClient } from '../clients/read.ts'

/** The birth date, from the identity code where there is one. A year alone is not a date. */
export function birthDateOf({ hetu, birth_date: typed }: Pick<StoredClient, 'hetu' | 'birth_date'>): string | null {
  const coded = hetu === null ? undefined : readHetu(hetu)?.birthDate
  return coded ?? typed
}

/** Whole years at an instant; undefined when the birth date is not known. Never negative. */
export function ageAt(client: Pick<StoredClient, 'hetu' | 'birth_date'>, instant: string, zone: string): number | undefined {
  const born = birthDateOf(client)
  if (born === null) return undefined
  const day = Temporal.PlainDate.from(localDateOf(instant, zone))
  return Math.max(0, Temporal.PlainDate.from(born).until(day, { largestUnit: 'years' }).years)
}

/** Under 18 at the instant; the day she turns 18 she is no minor (442/1999 § 2). */
export const isMinorAt = (client: Pick<StoredClient, 'hetu' | 'birth_date'>, instant: string, zone: string): boolean =>
  (ageAt(client, instant, zone) ?? 99) < 18
