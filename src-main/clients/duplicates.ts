// The same person twice: told at entry, listed for the owner, never merged by itself.
import { emailKey } from '../checks/email.ts'
import { readHetu } from '../checks/hetu.ts'
import { phoneKey } from '../checks/phone.ts'
import type { Database } from '../database/database.ts'
import type { ClientRow, duplicateReasons } from './contract.ts'
import { nameKey } from './names.ts'
import { rowFields, toRow, type ListedClient, type StoredClient } from './read.ts'

export type DuplicateReason = (typeof duplicateReasons)[number]
type Keys = ListedClient & Pick<StoredClient, 'hetu' | 'name_key' | 'phone_key' | 'email_key'>

export interface Typed {
  lastName?: string | undefined
  firstName?: string | undefined
  hetu?: string | undefined
  birthDate?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  except?: string | undefined
}

const fields = `${rowFields}, hetu, name_key, phone_key, email_key`
const perKey = 20

/** Clients that the typed one may already be. A name alone is no sign: two Maija Mallikas are two people until something else agrees. */
export function similarClients(db: Database, typed: Typed): { client: ClientRow; reasons: DuplicateReason[] }[] {
  const hetu = typed.hetu ? readHetu(typed.hetu)?.hetu : undefined
  const name = typed.lastName ? nameKey({ lastName: typed.lastName, firstName: typed.firstName ?? null }) : ''
  const phone = phoneKey(typed.phone)
  const email = emailKey(typed.email)
  const found = new Map<string, Keys>()
  const take = (column: string, value: string | undefined) => {
    if (!value) return
    for (const row of db
      .statement<Keys>(`SELECT ${fields} FROM clients WHERE ${column} = ? AND merged_into IS NULL LIMIT ${perKey}`)
      .all(value))
      found.set(row.id, row)
  }
  take('hetu', hetu)
  take('name_key', name)
  take('phone_key', phone)
  take('email_key', email)
  found.delete(typed.except ?? '')
  return [...found.values()].flatMap((row) => {
    if (hetu && row.hetu && hetu !== row.hetu) return [] // two identity codes are two people
    const sameName = name !== '' && row.name_key === name
    const reasons: DuplicateReason[] = []
    if (hetu && row.hetu === hetu) reasons.push('hetu')
    if (sameName && typed.birthDate && row.birth_date === typed.birthDate) reasons.push('nameAndBirthDate')
    if (phone && row.phone_key === phone) reasons.push(sameName ? 'nameAndPhone' : 'phone')
    if (email && row.email_key === email) reasons.push(sameName ? 'nameAndEmail' : 'email')
    return reasons.length > 0 ? [{ client: toRow(row), reasons }] : []
  })
}

const pairSql = (
  condition: string,
): string => `SELECT a.id AS first, b.id AS second FROM clients a JOIN clients b ON ${condition} AND b.number > a.number
  WHERE a.merged_into IS NULL AND b.merged_into IS NULL AND (a.hetu IS NULL OR b.hetu IS NULL OR a.hetu = b.hetu) LIMIT ?`
const pairs: [DuplicateReason, string][] = [
  ['hetu', pairSql('a.hetu = b.hetu')],
  ['nameAndBirthDate', pairSql('a.name_key = b.name_key AND a.birth_date = b.birth_date')],
  ['nameAndPhone', pairSql('a.phone_key = b.phone_key AND a.name_key = b.name_key')],
  ['nameAndEmail', pairSql('a.email_key = b.email_key AND a.name_key = b.name_key')],
]

/** Pairs of records that may be one person, the surest first. */
export function possibleDuplicates(db: Database, limit: number): { first: ClientRow; second: ClientRow; reasons: DuplicateReason[] }[] {
  const found = new Map<string, { first: string; second: string; reasons: DuplicateReason[] }>()
  for (const [reason, sql] of pairs) {
    for (const { first, second } of db.statement<{ first: string; second: string }>(sql).all(limit)) {
      const pair = found.get(`${first} ${second}`) ?? { first, second, reasons: [] }
      pair.reasons.push(reason)
      found.set(`${first} ${second}`, pair)
    }
  }
  const row = (id: string): ClientRow => toRow(db.statement<ListedClient>(`SELECT ${rowFields} FROM clients WHERE id = ?`).get(id)!)
  return [...found.values()].slice(0, limit).map(({ first, second, reasons }) => ({ first: row(first), second: row(second), reasons }))
}
