import { defaultTimeZone } from '../core/clock.ts'
import type { Database } from '../database/database.ts'
import { readSettings } from './read.ts'

/** The practice's time zone: its days, its opening hours and its papers follow it, whatever the machine says. */
export const timeZoneOf = ({ db }: { readonly db: Database }): string => readSettings(db).calendar?.timeZone ?? defaultTimeZone
