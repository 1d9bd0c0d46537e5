import type { Database } from '../database/database.ts'
import type { Settings } from './contract.ts'

interface Practitioner {
  id: string
  name: string
  title: string | null
  registration_number: string | null
}

/** The owner's user row: practitioner settings are shown and changed there, their one home. */
export const ownerOf = (db: Database): Practitioner | undefined =>
  db
    .statement<Practitioner>(
      "SELECT id, name, title, registration_number FROM users WHERE role = 'owner' ORDER BY active DESC, created_at, id LIMIT 1",
    )
    .get()

const withOwner = (stored: Settings, owner: Practitioner | undefined): Settings => {
  if (!owner) return stored
  const practitioner = {
    name: owner.name,
    ...(owner.title ? { title: owner.title } : {}),
    ...(owner.registration_number ? { registrationNumber: owner.registration_number } : {}),
  }
  return { ...stored, practitioner }
}

/** Every setting as it stands, with the practitioner merged in from the owner's user row. */
export const readSettings = (db: Database): Settings => readSettingsWithRevision(db).settings

export function readSettingsWithRevision(db: Database): { settings: Settings; revision: number } {
  const row = db.statement<{ value: string; revision: number }>('SELECT value, revision FROM settings WHERE number = 1').get()
  return { settings: withOwner(row ? (JSON.parse(row.value) as Settings) : {}, ownerOf(db)), revision: row?.revision ?? 1 }
}
