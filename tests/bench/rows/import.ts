import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { makePerson } from '../../../src-main/demo/people.ts'
import { randomFrom } from '../../../src-main/demo/random.ts'
import { figures, premise, row } from '../row.ts'

const cell = (value: string | undefined): string => (value === undefined ? '' : `"${value.replaceAll('"', '""')}"`)

export default row({
  name: 'import',
  what: 'exchange.importClients of a client CSV, against bare inserts of the parsed rows into a plain copy of the schema',
  goal: 3,
  lenientWhenQuick: true,
  async measure(bench) {
    const count = bench.sizes.importRows
    const random = randomFrom(7)
    const people = Array.from({ length: count }, () => makePerson(random, '2026-11-24'))
    const lines = people.map((person) =>
      [
        person.lastName,
        person.firstName,
        person.hetu,
        person.birthDate || undefined,
        person.phone,
        person.email,
        person.address?.street,
        person.address?.postalCode,
        person.address?.city,
      ]
        .map(cell)
        .join(';'),
    )
    const file = path.join(bench.folder(), 'asiakkaat.csv')
    writeFileSync(file, `Sukunimi;Etunimi;Hetu;Syntymäaika;Puhelin;Sähköposti;Osoite;Postinumero;Kaupunki\n${lines.join('\n')}\n`)

    const ours: number[] = []
    const baseline: number[] = []
    for (let round = 0; round < 2; round++) {
      const vault = await bench.emptyVault()
      const plain = bench.plainCopy(vault)
      let began = performance.now()
      const { created } = await vault.must<{ created: number }>('exchange.importClients', { path: file })
      ours.push(performance.now() - began)
      premise(created > count * 0.9, `the rows became clients (${created} of ${count})`)
      vault.core.close()

      const columns =
        'id, last_name, first_name, hetu, birth_date, phone, email, street, postal_code, city, safety_prohibition, sort_key, name_key, phone_key, email_key, created_at, updated_at, revision'
      const insert = plain.prepare(`INSERT INTO clients (${columns}) VALUES (${columns.replace(/[a-z_]+/g, '?')})`)
      began = performance.now()
      plain.transaction(() => {
        people.forEach((person, at) => {
          const name = `${person.lastName} ${person.firstName ?? ''}`
          insert.run(
            `01938d3c-0000-7000-8000-${at.toString(16).padStart(12, '0')}`,
            person.lastName,
            person.firstName ?? null,
            person.hetu ?? null,
            person.birthDate || null,
            person.phone ?? null,
            person.email ?? null,
            person.address?.street ?? null,
            person.address?.postalCode ?? null,
            person.address?.city ?? null,
            0,
            name,
            name,
            person.phone ?? null,
            person.email ?? null,
            '2026-11-24T08:00:00.000Z',
            '2026-11-24T08:00:00.000Z',
            1,
          )
        })
      })()
      baseline.push(performance.now() - began)
      plain.close()
    }
    return [
      { ours: figures(ours, 'median'), baseline: figures(baseline, 'median'), unit: 'ms', note: `${count} rows, the better of two runs` },
    ]
  },
})
