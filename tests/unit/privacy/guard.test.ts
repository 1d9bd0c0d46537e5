// Nothing unfinished reaches paper: hostile values in every printed setting, ordinary words let through, hedges warned of.
import { describe, expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { check, gapsOf, printedValues } from '../../../src-main/privacy/check.ts'
import { hedgeIn, placeholderIn, unfinishedIn } from '../../../src-main/privacy/placeholder-guard.ts'
import { joinFacts } from '../../../src-main/privacy/sheet.ts'
import { allTexts } from '../../../src-main/privacy/texts.ts'
import { warningsOf } from '../../../src-main/privacy/warnings.ts'
import type { Settings } from '../../../src-main/settings/contract.ts'
import { complete, merged, sheetOf } from './sheets.ts'

const hostile = [
  ['[nimi]', '[ ]', '[x]', '[]', '[', ']', '[Lisää nimi]', 'Hoitola [nimi]', '[Y-tunnus] Oy', '[x] kyllä [ ] ei'],
  ['{{nimi}}', '{{ practice.name }}', '${name}', '{nimi}', '<nimi>', '<% name %>', '‹nimi›', '‹ ›', 'Hoitola ‹nimi›'],
  ['____', 'Nimi: ________', '…', '...', '.....', '???', '---', '–', '*', '***', '#', '###', '.', '   ', ' . '],
  ['xxx', 'XXX', 'xxxxx Oy', 'x.x.', 'x.x.2026', 'xx'],
  ['täydennä', 'Täydennä tähän', 'TÄYDENNÄ', 'lisää tähän', 'Lisää tähän osoite', 'poista tai lisää', 'kirjoita tähän', 'nimi tähän'],
  ['fyll i här', 'fyll i', 'lägg till här', 'skriv här namnet', 'platshållare'],
  ['fill in here', 'insert here', 'your name here', 'placeholder', 'to be added', 'to be confirmed'],
  ['todo', 'TODO: osoite', 'tbd', 'TBA', 'n/a', 'N/A', 'lorem ipsum dolor', 'undefined', 'null', 'NaN', '[object Object]', 'foo', 'test'],
].flat()
const ordinary = [
  ['Osteopatia Sinulla', 'Poistetaan kipu', 'Hoitola Todo-Järvi', 'Täydentävä hoito', 'Lisäämme voimia', 'Klinik Null & Nix'],
  [
    'Osteopati & hälsa i Esbo',
    'Tbilisin hieroja',
    'N. A. Mallikas',
    'Vastaanotto 24/7',
    'Kipu ja lepo – Oy',
    "O'Neill",
    'Maxxim',
    'Testala',
  ],
  ['Foolin katu 3', 'Barösund', 'Null-niminen', 'A & B', 'Hoito (osteopatia)', 'Äiti söi œuf', 'Rauha…', 'XX-Hoito Oy', 'Poista jännitys'],
].flat()

/** Every setting that the notice prints, filled in. */
const everything: Settings = merged(complete, {
  practitioner: { name: 'Maija Mallikas', title: 'osteopaatti' },
  contactPerson: { address: { street: 'Kotikuja 2', postalCode: '00100', city: 'Helsinki' } },
  dataProtectionOfficer: { name: 'Oskari Esimerkki', email: 'dpo@hoitola.example', phone: '050 000 0400' },
  patientRecord: { location: 'other-system', systemName: 'Järjestelmä Esimerkki' },
  register: { name: 'Esimerkin rekisteri' },
  processors: [
    {
      name: 'Pilvi Inc.',
      role: 'tallennus',
      country: 'US',
      place: 'Dublin',
      description: 'kahdennettu',
      task: 'varmuuskopiot',
      subprocessors: 'ei muita',
      safeguard: 'vakiosopimuslausekkeet',
      statedSecurity: [{ claim: 'palomuurit', statedOn: '2026-05-01' }],
    },
  ],
  disclosures: [{ recipient: 'Vakuutus Esimerkki', what: 'laskut', basis: 'lupasi' }],
  transfersOutsideEea: [{ country: 'CA', safeguard: 'tietosuojan riittävyyttä koskeva päätös' }],
  marketing: { email: true, optOutEmail: 'peruutus@hoitola.example' },
  onlineBooking: {
    inUse: true,
    provider: 'Varauspalvelu Esimerkki',
    ipLog: { inUse: true, purpose: 'vikojen selvitys', accessBy: 'ylläpito' },
  },
  billing: { collector: 'Perintä Esimerkki Oy' },
  authorities: {
    dataProtection: {
      name: 'Tietosuojavaltuutettu',
      street: 'Katu 1',
      postalAddress: 'PL 1',
      phone: '029 000 0000',
      email: 'tv@a.example',
      website: 'a.example',
    },
    patientOmbudsman: { name: 'Potilasasiavastaava', phone: '029 000 0001' },
  },
} satisfies Settings)

function put(settings: Settings, path: string, value: unknown): Settings {
  const copy = structuredClone(settings) as Record<string, unknown>
  const keys = path.split('.')
  let node = copy as Record<string, unknown>
  for (const key of keys.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>
  node[keys.at(-1)!] = value
  return copy as Settings
}
/** Where a printed value is typed; two are kept under another name in the sheet. */
const typedAt = (path: string): string => ({ registerName: 'register.name', collector: 'billing.collector' })[path] ?? path

describe('hostile values', () => {
  test('there are at least 60', () => expect(new Set(hostile).size).toBeGreaterThanOrEqual(60))
  test.each(hostile)('%j is never let through', (value) => {
    expect(placeholderIn(value)).not.toBeNull()
    expect(placeholderIn(`  ${value}\n`)).not.toBeNull()
  })
  test.each(ordinary)('%s is let through', (value) => expect(placeholderIn(value)).toBeNull())
})

/** Texts that may be given for each language. */
const byLanguage =
  /(?:role|description|task|subprocessors|safeguard|claim|what|basis|purpose|accessBy|postalAddress)$|^authorities\..*name$/

describe('every printed setting is guarded', () => {
  const printed = printedValues(sheetOf(everything)).filter(({ path }) => typedAt(path) !== 'imports')
  test('nothing is missing to begin with, and the list is long', () => {
    expect(check(sheetOf(everything), 'fi')).toEqual([])
    expect(printed.length).toBeGreaterThan(38)
  })
  test.each(printed.map(({ path, section }) => [path, section] as const))('%s', (path, section) => {
    for (const value of ['[x]', 'täydennä', '____', { fi: 'hyvä', sv: 'lägg till här' }]) {
      if (typeof value !== 'string' && !byLanguage.test(path)) continue
      const gaps = gapsOf(sheetOf(put(everything, typedAt(path), value)))
      expect(
        gaps.map(({ setting }) => setting),
        `${path} ${JSON.stringify(value)}`,
      ).toContain(path)
      expect(gaps.find(({ setting }) => setting === path)!.section).toBe(section)
    }
  })
  test('one language of a text is enough to refuse', () => {
    const gaps = gapsOf(sheetOf(put(everything, 'processors.0.role', { fi: 'tallennus', sv: '[x]', en: 'storage' })))
    expect(gaps.map(({ setting }) => setting)).toEqual(['processors.0.role'])
  })
})

describe('missing facts are told in words', () => {
  test.each(languages)('each with what and where, in %s', (language) => {
    const all = check(
      sheetOf({ practitioner: { name: 'Maija Mallikas', title: 'osteopaatti' }, processors: [{}], disclosures: [{}] }),
      language,
    )
    expect(all.length).toBeGreaterThan(12)
    for (const { message, setting } of all) {
      expect(message).toMatch(/^\p{Lu}.*[.]$/u)
      expect(message).not.toContain(setting)
    }
    const order = all.map(({ section }) => section)
    expect(order.indexOf('controller')).toBe(0)
    expect(order.lastIndexOf('controller')).toBeLessThan(order.indexOf('contact'))
    expect(order.indexOf('recipients')).toBeLessThan(order.indexOf('processors'))
  })
  test('a wrong check digit of the business id counts as missing', () => {
    expect(check(sheetOf(put(complete, 'practice.businessId', '1234567-2')), 'fi').map(({ setting }) => setting)).toEqual([
      'practice.businessId',
    ])
  })
})

describe('hedges', () => {
  test.each(['mahdollisesti', 'jos käytössä', 'tarvittaessa', 'vid behov', 'if applicable'])('%s warns, and does not refuse', (words) => {
    const settings = put(everything, 'processors.0.description', `tallennetaan ${words} Suomeen`)
    const sheet = sheetOf(settings)
    expect(gapsOf(sheet)).toEqual([])
    expect(hedgeIn(`tallennetaan ${words} Suomeen`)).toBe(words)
    const warnings = warningsOf(
      sheet,
      { settings, provided: joinFacts([]), today: '2026-11-24', internalRecordWritten: true, startedOn: null },
      'fi',
    )
    expect(warnings.filter(({ setting }) => setting === 'processors.0.description')).toHaveLength(1)
  })
  test.each(['mahdollisuus', 'tarvittavat tiedot', 'käytössä oleva', 'behovet'])('%s is no hedge', (words) =>
    expect(hedgeIn(words)).toBeNull(),
  )
})

describe('our own texts', () => {
  const leaves = (node: unknown, path = ''): [path: string, text: string][] =>
    typeof node === 'string' ? [[path, node]] : Object.entries(node as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
  test('are the same keys in three languages', () => {
    const keys = (language: (typeof languages)[number]) =>
      leaves(allTexts[language])
        .map(([path]) => path)
        .toSorted()
    expect(keys('sv')).toEqual(keys('fi'))
    expect(keys('en')).toEqual(keys('fi'))
  })
  test('never hedge, never praise, never claim a certificate', () => {
    for (const language of languages)
      for (const [path, text] of leaves(allTexts[language])) {
        if (!/^\.(?:notice|short|retention|catalogue)\./.test(path)) continue
        expect(hedgeIn(text), path).toBeNull()
        expect(text, path).not.toMatch(
          /sertifioi|certifier|certified|Kanta-yhteensopiva|täydellinen|fullständig säker|fully secure|huippu/i,
        )
        expect(text, path).not.toMatch(/niin kauan kuin (?:on )?tarpeen|så länge (?:det )?behövs|as long as (?:needed|necessary)/i)
      }
  })
  test('the finished text is looked through for what no text may hold', () => {
    for (const text of ['[x]', 'a {b}', '‹c›', '____', 'undefined', 'NaN', '[object Object]']) expect(unfinishedIn(text)).not.toBeNull()
    expect(unfinishedIn('Osteopatia Esimerkki (1234567-1), 6(1)(c) artikla – ok')).toBeNull()
  })
})
