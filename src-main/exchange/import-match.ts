// Who a row is about. A name alone never finds anybody: it takes the identity code, or the name with a birth date, a phone or an e-mail
// that agrees; two different identity codes or birth dates are two people, whatever else agrees.
import type { ImportRow } from './import-rows.ts'

/** One person: a client there is already, or one that an earlier row of the file adds. */
export interface Person {
  /** Undefined for a person the file adds. */
  id?: string
  hetu: string | null
  birthDate: string | null
}
/** What a person is known by; a record joined into another by a merge still finds the one that was kept. */
interface Face {
  person: Person
  birthDate: string | null
  phoneKey: string | null
  emailKey: string | null
}
export interface KnownClient {
  id: string
  hetu: string | null
  birth_date: string | null
  name_key: string
  phone_key: string | null
  email_key: string | null
  merged_into: string | null
}

export interface Matcher {
  /** The one person the row is about, `several` when it could be more than one, undefined when nobody is known. */
  find(row: ImportRow): Person | 'several' | undefined
  /** People of the same name that nothing speaks against. */
  namesakes(row: ImportRow): Person[]
  /** Somebody else has the row's name, phone or e-mail. */
  resembles(row: ImportRow): boolean
  /** Makes a person findable for later rows. */
  add(person: Person, row: ImportRow): void
}

export function matcherOf(clients: Iterable<KnownClient>): Matcher {
  const byHetu = new Map<string, Person>()
  const byName = new Map<string, Face[]>()
  const contacts = new Set<string>()
  const note = (nameKey: string, face: Face): void => {
    const faces = byName.get(nameKey)
    if (faces) faces.push(face)
    else byName.set(nameKey, [face])
    if (face.phoneKey) contacts.add(face.phoneKey)
    if (face.emailKey) contacts.add(face.emailKey)
  }

  const people = new Map<string, Person>()
  const merged: KnownClient[] = []
  const survivors = new Map<string, string>()
  for (const client of clients) {
    if (client.merged_into) {
      merged.push(client)
      survivors.set(client.id, client.merged_into)
      continue
    }
    const person: Person = { id: client.id, hetu: client.hetu, birthDate: client.birth_date }
    people.set(client.id, person)
    if (client.hetu) byHetu.set(client.hetu, person)
    note(client.name_key, { person, birthDate: client.birth_date, phoneKey: client.phone_key, emailKey: client.email_key })
  }
  for (const client of merged) {
    let kept = client.id
    for (let steps = 0; survivors.has(kept) && steps < 100; steps++) kept = survivors.get(kept)!
    const person = people.get(kept)
    if (!person) continue
    if (client.hetu && !byHetu.has(client.hetu)) byHetu.set(client.hetu, person)
    note(client.name_key, { person, birthDate: client.birth_date, phoneKey: client.phone_key, emailKey: client.email_key })
  }

  const differs = (a: string | null | undefined, b: string | null | undefined): boolean => Boolean(a && b && a !== b)
  function facesOf({ nameKey, columns }: ImportRow): Face[] {
    return (byName.get(nameKey) ?? []).filter(
      ({ person, birthDate }) => !differs(person.hetu, columns.hetu) && !differs(person.birthDate ?? birthDate, columns.birth_date),
    )
  }
  const only = (faces: Face[]): Person | 'several' | undefined => {
    const found = new Set(faces.map((face) => face.person))
    return found.size > 1 ? 'several' : found.values().next().value
  }

  return {
    find(row) {
      const { hetu, birth_date: birthDate } = row.columns
      if (hetu) {
        const person = byHetu.get(hetu)
        if (person) return person
      }
      const faces = facesOf(row)
      if (faces.length === 0) return undefined
      const byBirth = birthDate ? only(faces.filter((face) => (face.person.birthDate ?? face.birthDate) === birthDate)) : undefined
      if (byBirth) return byBirth
      return only(
        faces.filter((face) => (row.phoneKey && face.phoneKey === row.phoneKey) || (row.emailKey && face.emailKey === row.emailKey)),
      )
    },
    namesakes: (row) => [...new Set(facesOf(row).map((face) => face.person))],
    resembles: (row) =>
      byName.has(row.nameKey) ||
      (row.phoneKey !== undefined && contacts.has(row.phoneKey)) ||
      (row.emailKey !== undefined && contacts.has(row.emailKey)),
    add(person, row) {
      if (row.columns.hetu) byHetu.set(row.columns.hetu, person)
      note(row.nameKey, {
        person,
        birthDate: row.columns.birth_date ?? null,
        phoneKey: row.phoneKey ?? null,
        emailKey: row.emailKey ?? null,
      })
    },
  }
}
