// What she types, made from the people who are there: beginnings, two words, the last digits of a phone, folded letters.
import type Sqlite from 'better-sqlite3'
import { fold } from '../../src-main/clients/names.ts'
import { premise } from './row.ts'

interface Person {
  last_name: string
  first_name: string | null
  phone: string | null
}

export function searchTexts(db: Sqlite.Database, count: number): string[] {
  const people = db
    .prepare<[number], Person>('SELECT last_name, first_name, phone FROM clients WHERE archived_at IS NULL ORDER BY id LIMIT ?')
    .all(count * 7)
    .filter((_person, at) => at % 7 === 0 || count < 50)
  premise(people.length > 50, 'there are people to search for')
  const kinds: ((person: Person) => string)[] = [
    ({ last_name: last }) => last.slice(0, 3),
    ({ last_name: last, first_name: first }) => `${first ?? last} ${last.slice(0, 4)}`,
    ({ phone, last_name: last }) => phone?.slice(-4) ?? last,
    ({ last_name: last }) => fold(last),
    ({ last_name: last, first_name: first }) => `${last.slice(0, 2)} ${first?.slice(0, 2) ?? ''}`,
    ({ last_name: last }) => last,
    ({ first_name: first, last_name: last }) => (first ?? last).slice(0, 4),
  ]
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]!(people[at % people.length]!))
}
