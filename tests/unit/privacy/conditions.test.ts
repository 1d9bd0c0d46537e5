// Every condition of a section on and off, alone and with every other condition: what the practice does is in the notice, and not a word of
// what it does not do.
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '../../../src-main/core/contract.ts'
import { renderHtml } from '../../../src-main/documents/html.ts'
import { renderText } from '../../../src-main/documents/text.ts'
import { gapsOf } from '../../../src-main/privacy/check.ts'
import { leftOutOf } from '../../../src-main/privacy/left-out.ts'
import { unfinishedIn } from '../../../src-main/privacy/placeholder-guard.ts'
import type { DomainFacts, Use } from '../../../src-main/privacy/provider.ts'
import { complete, merged, noticeOf, sheetOf, type Notice } from './sheets.ts'

interface Condition {
  on?: object
  /** For what is on by default: how it is switched off. */
  off?: object
  uses?: readonly Use[]
  found?: readonly string[]
}

/** Each is off in a practice that has none; two of them never contradict each other. */
const conditions = {
  /** A place is given with it, or the notice would be refused. */
  title: { on: { practitioner: { title: 'osteopaatti' }, patientRecord: { location: 'paper' } } },
  location: { on: { patientRecord: { location: 'paper' } } },
  kanta: { on: { patientRecord: { location: 'kanta', kantaJoined: '2026-01-15' } } },
  otherSystem: { on: { patientRecord: { location: 'other-system', systemName: 'Järjestelmä Esimerkki' } } },
  thisApp: { on: { patientRecord: { location: 'this-app', since: '2026-03-01' } } },
  entries: { on: { patientRecord: { location: 'paper' } }, uses: ['entries', 'visits'] },
  appointments: { off: { register: { parts: { appointments: false } } } },
  billing: { off: { register: { parts: { billing: false } } } },
  letters: { off: { register: { parts: { letters: false } } } },
  marketingEmail: { on: { marketing: { email: true, optOutEmail: 'peruutus@hoitola.example' } } },
  marketingPost: { on: { marketing: { post: true } } },
  ownCustomer: { on: { marketing: { sms: true, ownCustomer: true } } },
  marketingConsents: { uses: ['marketingConsents'] },
  booking: { on: { onlineBooking: { inUse: true, provider: 'Varauspalvelu Esimerkki' } } },
  clientLogin: { on: { onlineBooking: { clientLogin: true } } },
  bookingCookies: { on: { onlineBooking: { cookies: true, cookiePurpose: ['necessary', 'statistics'] } } },
  ipLog: {
    on: {
      onlineBooking: { provider: 'Varauspalvelu Esimerkki', ipLog: { inUse: true, purpose: 'vikojen selvitys', accessBy: 'ylläpito' } },
    },
  },
  websiteCookies: { on: { website: { inUse: true, cookies: true, cookiePurpose: ['necessary'] } } },
  processor: { on: { processors: [{ name: 'Tilitoimisto Esimerkki Oy', role: 'kirjanpito', country: 'FI' }] } },
  abroad: { on: { processors: [{ name: 'Pilvi Inc.', role: 'tallennus', country: 'US', safeguard: 'vakiosopimuslausekkeet' }] } },
  disclosure: { on: { disclosures: [{ recipient: 'Vakuutus Esimerkki', what: 'laskut', basis: 'lupasi' }] } },
  officer: { on: { dataProtectionOfficer: { name: 'Oskari Esimerkki', email: 'dpo@hoitola.example' } } },
  ownAddress: { on: { contactPerson: { address: { street: 'Kotikuja 2', postalCode: '00100', city: 'Helsinki' } } } },
  collector: { on: { billing: { collector: 'Perintä Esimerkki Oy' } } },
  reminderFees: { uses: ['reminderFees', 'invoices'] },
  minors: { uses: ['minors'] },
  guardians: { uses: ['guardians'], found: ['guardians.name'] },
  occupation: { on: { register: { fields: { occupation: true } } } },
} satisfies Record<string, Condition>
type Name = keyof typeof conditions
const names = Object.keys(conditions) as Name[]
const byDefault = names.filter((name) => 'off' in conditions[name])
const bothPlaces = new Set<string>(['location', 'kanta', 'otherSystem', 'thisApp', 'entries'])
const excludes = (one: Name, other: Name): boolean =>
  (bothPlaces.has(one) && bothPlaces.has(other)) || [one, other].toSorted().join() === 'abroad,processor'

function practice(on: ReadonlySet<Name>): { settings: typeof complete; found: DomainFacts } {
  let settings = complete
  const uses: Use[] = []
  const columns: string[] = []
  for (const name of names) {
    const condition: Condition = conditions[name]
    if (on.has(name)) {
      settings = merged(settings, condition.on)
      uses.push(...(condition.uses ?? []))
      columns.push(...(condition.found ?? []))
    } else settings = merged(settings, condition.off)
  }
  return { settings, found: { uses, found: columns } }
}

/** Sections and purposes that must be there, worked out from the conditions alone. */
function expected(on: ReadonlySet<Name>) {
  const any = (...which: Name[]): boolean => which.some((name) => on.has(name))
  const patient = any('title', 'location', 'kanta', 'otherSystem', 'thisApp', 'entries')
  const marketing = any('marketingEmail', 'marketingPost', 'ownCustomer', 'marketingConsents')
  const booking = any('booking', 'clientLogin', 'bookingCookies', 'ipLog')
  const cookies = any('bookingCookies', 'websiteCookies')
  const when = (condition: boolean, ...items: string[]): string[] => (condition ? items : [])
  return {
    patient,
    is: { patient, marketing, booking, cookies },
    sections: [
      ...'controller contact register purposes sources data mandatory recipients processors transfers retention protection rights'.split(
        ' ',
      ),
      ...when(marketing, 'marketing'),
      ...when(patient, 'officialRecord'),
      ...when(cookies, 'cookies'),
      ...when(on.has('ipLog'), 'ipLog'),
      'complaint',
      ...when(on.has('minors'), 'minors'),
      'legislation',
      'history',
    ],
    purposes: [
      ...when(patient, 'p1'),
      'p2',
      ...when(any('billing', 'reminderFees'), 'p3'),
      ...when(on.has('letters'), 'p4'),
      ...when(marketing && (!on.has('ownCustomer') || on.has('marketingConsents')), 'p5'),
      ...when(on.has('ownCustomer'), 'p6'),
      'p7',
      ...when(on.has('kanta'), 'p8'),
      ...when(any('collector', 'reminderFees'), 'p9'),
      'p10',
      ...when(booking, 'p11'),
    ],
  }
}

/** Words that may stand in a notice only where the thing is in use. */
const traces: Record<string, Record<Language, RegExp>> = {
  cookies: { fi: /eväste/i, sv: /kakor|\bkaka\b/i, en: /cookie/i },
  ipLog: { fi: /IP-osoit/i, sv: /IP-adress/i, en: /IP address/i },
  booking: { fi: /verkkoajanvara|\bverkossa\b/i, sv: /onlinebokning|på nätet|\bonline\b/i, en: /online/i },
  marketing: { fi: /markkinoin/i, sv: /marknadsföring/i, en: /marketing/i },
  kanta: { fi: /Kanta|Kela/, sv: /Kanta|FPA/, en: /Kanta|Kela/ },
  patient: { fi: /potila/i, sv: /patient|journal/i, en: /patient/i },
  minors: { fi: /alaikäi/i, sv: /minderårig/i, en: /\bminors?\b/i },
  clientLogin: { fi: /kirjautumi|salasana/i, sv: /inloggning|lösenord/i, en: /sign-in|signed in|password/i },
  collector: { fi: /perintä/i, sv: /indrivning|inkasso/i, en: /collect(?:ion|ing)|debt/i },
}

function whole(notice: Notice): string {
  return renderText(notice.model).replace(/\s+/g, ' ')
}

function judge(on: ReadonlySet<Name>, language: Language): void {
  const { settings, found } = practice(on)
  const label = [...on].join('+')
  const notice = noticeOf(settings, found, language)
  const want = expected(on)
  expect(notice.keys, label).toEqual(want.sections)
  expect(notice.sheet.purposes, label).toEqual(want.purposes)
  expect(
    notice.json.sections.flatMap(({ key, number }) => (key === 'head' ? [] : [number])),
    label,
  ).toEqual(want.sections.map((_, index) => String(index + 1)))
  expect(gapsOf(notice.sheet), label).toEqual([])
  const text = whole(notice)
  expect(unfinishedIn(text), label).toBeNull()
  const is: Record<string, boolean> = {
    ...want.is,
    kanta: on.has('kanta'),
    ipLog: on.has('ipLog'),
    minors: on.has('minors') || want.patient, // R1 names those who died as minors
    clientLogin: on.has('clientLogin'),
    collector: on.has('collector') || on.has('reminderFees'),
  }
  for (const [what, trace] of Object.entries(traces)) if (!is[what]) expect(text, `${label}: no ${what}`).not.toMatch(trace[language])
  // Consent is never the basis of the patient record.
  if (want.patient) {
    const row = notice.json.sections.find(({ key }) => key === 'purposes')!.tables[0]!.rows[0]!
    expect(row[1], label).not.toMatch(/suostumus|samtycke|consent|6\(1\)\(a\)|6\.1 a/i)
  }
  // Every table is full: a cell without text is a blank on paper.
  for (const section of notice.json.sections)
    for (const table of section.tables)
      for (const row of table.rows) for (const cell of row) expect(cell, `${label} ${section.key}`).toMatch(/\S/)
  expect(text, label).not.toContain('523/1999')
}

const offEverywhere = new Set<Name>()
const withDefaults = new Set<Name>(byDefault)

describe('conditions', () => {
  test.each(languages)('nothing on, and only what is on by default, in %s', (language) => {
    judge(offEverywhere, language)
    judge(withDefaults, language)
  })

  test.each(names)('%s alone, in each language', (name) => {
    for (const language of languages) {
      judge(new Set([name]), language)
      judge(new Set([...byDefault.filter((other) => other !== name), ...(byDefault.includes(name) ? [] : [name])]), language)
    }
  })

  test('every pair, in all four ways', () => {
    let judged = 0
    for (const [index, one] of names.entries())
      for (const other of names.slice(index + 1)) {
        if (excludes(one, other)) continue
        const rest = byDefault.filter((name) => name !== one && name !== other)
        for (const [ways, pair] of [[one, other], [one], [other], []].entries())
          judge(new Set([...rest, ...(pair as Name[])]), languages[(index + ways + judged++) % 3]!)
      }
    expect(judged).toBeGreaterThan(1_300)
  })

  test.each(languages)('the words looked for are those that the notice uses, in %s', (language) => {
    const all = new Set(names.filter((name) => !['location', 'otherSystem', 'thisApp', 'entries', 'processor'].includes(name)))
    const { settings, found } = practice(all)
    const text = whole(noticeOf(settings, found, language))
    for (const [what, trace] of Object.entries(traces)) expect(text, what).toMatch(trace[language])
  })

  test('everything at once, in each language and form', () => {
    for (const language of languages) {
      const all = new Set(names.filter((name) => !['location', 'otherSystem', 'thisApp', 'entries', 'processor'].includes(name)))
      judge(all, language)
      const { settings, found } = practice(all)
      const html = renderHtml(noticeOf(settings, found, language).model)
      expect(html).toContain(`lang="${language}"`)
      expect(renderHtml(noticeOf(settings, found, language, { large: true }).model)).toContain('Varauspalvelu Esimerkki')
    }
  })

  test('a section that is left out is named, with its reason', () => {
    for (const name of ['marketingEmail', 'bookingCookies', 'ipLog', 'minors', 'location'] as const) {
      const off = practice(withDefaults)
      const on = practice(new Set([...withDefaults, name]))
      const keysOff = leftOutOf(sheetOf(off.settings, off.found), 'fi').map(({ section }) => section)
      const keysOn = new Set(leftOutOf(sheetOf(on.settings, on.found), 'fi').map(({ section }) => section))
      expect(keysOff.filter((key) => !keysOn.has(key))).toHaveLength(1)
    }
  })
})

describe('rights follow from the bases', () => {
  const rights = (on: readonly Name[]): string => {
    const { settings, found } = practice(new Set(on))
    return noticeOf(settings, found, 'en').text('rights')
  }
  test('log extract and explanation only under the patient rules', () => {
    expect(rights(['location'])).toMatch(/two months/)
    expect(rights([])).not.toMatch(/two months/)
  })
  test('objection to marketing only with marketing; withdrawal only with a permission to withdraw', () => {
    expect(rights(['marketingEmail'])).toMatch(/direct marketing/)
    expect(rights(['letters'])).not.toMatch(/direct marketing/)
    expect(rights(['letters'])).toMatch(/withdraw/)
    expect(rights([])).not.toMatch(/withdraw/)
  })
  test('objection names the interests it can be made to', () => {
    expect(rights(['collector'])).toMatch(/object/)
    expect(rights(['location'])).not.toMatch(/You can object/)
  })
  test('no cap on how often data may be asked for', () => {
    for (const language of languages) {
      const { settings, found } = practice(new Set<Name>(['location']))
      expect(noticeOf(settings, found, language).text('rights')).not.toMatch(
        /kerran vuodessa|en gång (?:om året|per år)|once a year|enintään kerran/i,
      )
    }
  })
})

describe('the record of processing is named once it exists', () => {
  test.each(languages)('in %s', (language) => {
    expect(noticeOf(complete, {}, language).text('legislation')).not.toMatch(/30/)
    expect(noticeOf(complete, {}, language, { internalRecordDate: '2026-11-24' }).text('legislation')).toMatch(/30/)
  })
})
