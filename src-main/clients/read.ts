import type { Database } from '../database/database.ts'
import { AppError } from '../core/errors.ts'
import type { Client, ClientRow } from './contract.ts'
import { displayName } from './names.ts'

/** A row of `clients` as SQLite gives it. */
export interface StoredClient {
  number: number
  id: string
  last_name: string
  first_name: string | null
  call_name: string | null
  hetu: string | null
  birth_date: string | null
  birth_year: number | null
  sex: Client['sex'] | null
  email: string | null
  phone: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  language: string | null
  occupation: string | null
  note: string | null
  safety_prohibition: 0 | 1
  date_of_death: string | null
  billing_name: string | null
  billing_email: string | null
  billing_street: string | null
  billing_postal_code: string | null
  billing_city: string | null
  billing_country: string | null
  e_invoice_address: string | null
  sort_key: string
  name_key: string
  phone_key: string | null
  email_key: string | null
  import_id: string | null
  archived_at: string | null
  merged_into: string | null
  created_at: string
  updated_at: string
  revision: number
}

/** Without the keys whose value is null or undefined: the contract says "absent", never null. */
const present = <T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined)) as never
const orAbsent = <T extends object>(value: T): T | undefined => (Object.keys(value).length > 0 ? value : undefined)

/** @throws AppError `not_found` */
export function storedClient(db: Database, id: string): StoredClient {
  const row = db.statement<StoredClient>('SELECT * FROM clients WHERE id = ?').get(id)
  if (!row) throw new AppError('not_found', 'clientNotFound')
  return row
}

const lettersSql = `SELECT channel, given FROM consents WHERE client_id = ? AND purpose = 'clientLetters' ORDER BY id`
/** Permission for letters by channel: the newest row rules, none means no. */
export function lettersOf(db: Database, clientId: string): { email: boolean; sms: boolean } {
  const newest = new Map(
    db
      .statement<{ channel: string; given: number }>(lettersSql)
      .all(clientId)
      .map((row) => [row.channel, row.given === 1]),
  )
  return { email: newest.get('email') ?? false, sms: newest.get('sms') ?? false }
}

/** The client of the contract. `masked`: contact data of a person under a safety prohibition are left out. */
export function toClient(db: Database, row: StoredClient, masked = false): Client {
  const guardians = db
    .statement<{ name: string; phone: string | null; relation: string | null }>(
      'SELECT name, phone, relation FROM guardians WHERE client_id = ? ORDER BY position',
    )
    .all(row.id)
  const hidden = masked && row.safety_prohibition === 1
  const address = hidden
    ? undefined
    : orAbsent(present({ street: row.street, postalCode: row.postal_code, city: row.city, country: row.country }))
  const billingAddress = hidden
    ? undefined
    : orAbsent(
        present({ street: row.billing_street, postalCode: row.billing_postal_code, city: row.billing_city, country: row.billing_country }),
      )
  const billing = orAbsent(
    present({
      name: row.billing_name,
      email: hidden ? null : row.billing_email,
      eInvoiceAddress: hidden ? null : row.e_invoice_address,
      address: billingAddress,
    }),
  )
  return {
    id: row.id,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    archivedAt: row.archived_at,
    lastName: row.last_name,
    displayName: displayName({ lastName: row.last_name, firstName: row.first_name, callName: row.call_name }),
    ...present({
      firstName: row.first_name,
      callName: row.call_name,
      hetu: row.hetu,
      birthDate: row.birth_date,
      birthYear: row.birth_year,
      sex: row.sex,
    }),
    ...present({
      email: hidden ? null : row.email,
      phone: hidden ? null : row.phone,
      address,
      language: row.language,
      occupation: row.occupation,
      note: row.note,
      dateOfDeath: row.date_of_death,
      billing,
    }),
    safetyProhibition: row.safety_prohibition === 1,
    contactMasked: hidden,
    guardians: guardians.map(({ name, phone, relation }) => ({ name, ...present({ phone: hidden ? null : phone, relation }) })),
    letters: lettersOf(db, row.id),
  }
}

export const rowFields =
  'number, id, last_name, first_name, call_name, birth_date, birth_year, phone, email, city, archived_at, date_of_death, safety_prohibition'
export type ListedClient = Pick<
  StoredClient,
  | 'number'
  | 'id'
  | 'last_name'
  | 'first_name'
  | 'call_name'
  | 'birth_date'
  | 'birth_year'
  | 'phone'
  | 'email'
  | 'city'
  | 'archived_at'
  | 'date_of_death'
  | 'safety_prohibition'
>

/** A row of a list. Contact data under a safety prohibition are never in lists. */
export function toRow(row: ListedClient): ClientRow {
  const hidden = row.safety_prohibition === 1
  return {
    id: row.id,
    lastName: row.last_name,
    displayName: displayName({ lastName: row.last_name, firstName: row.first_name, callName: row.call_name }),
    ...present({
      firstName: row.first_name,
      birthDate: row.birth_date,
      birthYear: row.birth_year,
      phone: hidden ? null : row.phone,
      email: hidden ? null : row.email,
      city: hidden ? null : row.city,
    }),
    archived: row.archived_at !== null,
    deceased: row.date_of_death !== null,
    safetyProhibition: hidden,
  }
}
