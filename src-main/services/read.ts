import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import type { ServiceRow } from './contract.ts'

export interface StoredService {
  id: string
  name: string
  short_name: string | null
  duration_minutes: number
  buffer_minutes: number
  price_cents: number
  vat_basis_points: number | null
  vat_exempt: 0 | 1
  colour: string | null
  archived_at: string | null
  created_at: string
  updated_at: string
  revision: number
}

/** @throws AppError `not_found` */
export function storedService(db: Database, id: string): StoredService {
  const row = db.statement<StoredService>('SELECT * FROM services WHERE id = ?').get(id)
  if (!row) throw new AppError('not_found', 'serviceNotFound')
  return row
}

const longestShortName = 9
/** Whole words that fit, else the first letters. */
export function shortNameOf(name: string): string {
  const words = name.split(' ')
  let short = ''
  for (const word of words) {
    const longer = short === '' ? word : `${short} ${word}`
    if (longer.length > longestShortName) break
    short = longer
  }
  return short === '' ? [...name].slice(0, longestShortName).join('').slice(0, longestShortName) : short
}

export const toService = (row: StoredService): ServiceRow => ({
  id: row.id,
  revision: row.revision,
  name: row.name,
  shortName: row.short_name ?? shortNameOf(row.name),
  durationMinutes: row.duration_minutes,
  bufferMinutes: row.buffer_minutes,
  priceCents: row.price_cents,
  ...(row.vat_basis_points === null ? {} : { vatPercent: row.vat_basis_points / 100 }),
  vatExempt: row.vat_exempt === 1,
  ...(row.colour === null ? {} : { colour: row.colour }),
  archivedAt: row.archived_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
