// The 63 facts of a typical notice (register-description: *Mapping for testers*): each entered, and found in its section, as the fact it is,
// in three languages and in every written format.
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '../../../src-main/core/contract.ts'
import { renderHtml } from '../../../src-main/documents/html.ts'
import { renderText } from '../../../src-main/documents/text.ts'
import type { DomainFacts } from '../../../src-main/privacy/provider.ts'
import type { Settings } from '../../../src-main/settings/contract.ts'
import { noticeOf } from './sheets.ts'

const settings: Settings = {
  practice: {
    name: 'Osteopatia Esimerkki',
    businessId: '1234567-1',
    address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
    email: 'vastaanotto@osteopatia.example',
    website: 'osteopatia.example',
  },
  contactPerson: {
    name: 'Liisa Esimerkki',
    email: 'tietosuoja@osteopatia.example',
    phone: '050 000 0200',
    address: { street: 'Kotikuja 2', postalCode: '00100', city: 'Helsinki' },
  },
  practitioner: { name: 'Liisa Esimerkki', title: 'osteopaatti' },
  patientRecord: { location: 'kanta', kantaJoined: '2026-01-15' },
  register: { fields: { birthYear: true } },
  processors: [
    {
      name: 'Varauspalvelu Esimerkki Oy',
      role: { fi: 'verkkoajanvaraus', sv: 'nätbokning', en: 'online booking' },
      country: 'FI',
      place: 'Espoo',
      description: { fi: 'kahdennetut palvelimet', sv: 'dubblerade servrar', en: 'mirrored servers' },
      statedSecurity: [
        {
          claim: {
            fi: 'salasanat, palomuurit, vartioitu tila ja varmuuskopiot',
            sv: 'lösenord, brandmurar, bevakat utrymme och säkerhetskopior',
            en: 'passwords, firewalls, a guarded room and backups',
          },
          statedOn: '2026-05-01',
        },
        {
          claim: { fi: 'henkilöstön vaitiolovelvollisuus', sv: 'personalens tystnadsplikt', en: 'secrecy of its staff' },
          statedOn: '2026-05-01',
        },
      ],
    },
  ],
  marketing: { email: true, sms: true, optOutEmail: 'peruutus@osteopatia.example' },
  onlineBooking: {
    inUse: true,
    provider: 'Varauspalvelu Esimerkki',
    clientLogin: true,
    cookies: true,
    cookiePurpose: ['necessary'],
    ipLog: {
      inUse: true,
      purpose: { fi: 'virheiden selvittäminen', sv: 'utredning av fel', en: 'finding faults' },
      accessBy: { fi: 'palvelun ylläpito', sv: 'tjänstens underhåll', en: 'those who maintain the service' },
    },
  },
  website: { inUse: true, cookies: true, cookiePurpose: ['statistics'] },
}
const found: DomainFacts = {
  uses: ['invoices', 'appointments', 'visits', 'letterConsents'],
  claims: ['encrypted', 'backups', 'log', 'accounts'],
}

type Text = string | Record<Language, string | RegExp>
/** Row of the table, what must stand where, and the fact id that carries it. */
const rows: readonly [row: string, section: string, text: Text, fact?: string][] = [
  ['1', 'controller', 'Osteopatia Esimerkki', 'practice.name'],
  ['1 in the name of the register', 'register', 'Osteopatia Esimerkki', 'practice.name'],
  ['2', 'controller', '1234567-1', 'practice.businessId'],
  ['3', 'controller', 'Esimerkkikatu 1 A', 'practice.address.street'],
  ['4', 'controller', '33100', 'practice.address.postalCode'],
  ['4 city', 'controller', 'Tampere', 'practice.address.city'],
  ['5', 'controller', 'vastaanotto@osteopatia.example', 'practice.email'],
  ['6', 'contact', 'Liisa Esimerkki', 'contactPerson.name'],
  ['7', 'contact', 'tietosuoja@osteopatia.example', 'contactPerson.email'],
  ['8', 'contact', '050 000 0200', 'contactPerson.phone'],
  [
    '9 labelled',
    'contact',
    {
      fi: 'Yhteyshenkilön postiosoite: Kotikuja 2, 00100 Helsinki.',
      sv: /Kontaktpersonens postadress: Kotikuja 2, 00100 Helsinki\./,
      en: /Postal address of the contact person: Kotikuja 2, 00100 Helsinki\./,
    },
    'contactPerson.address.street',
  ],
  [
    '9 beside the other, labelled',
    'contact',
    {
      fi: 'Vastaanoton osoite: Esimerkkikatu 1 A, 33100 Tampere.',
      sv: /Mottagningens adress: Esimerkkikatu 1 A, 33100 Tampere\./,
      en: /Address of the practice: Esimerkkikatu 1 A, 33100 Tampere\./,
    },
  ],
  ['10', 'register', { fi: 'asiakastiedot', sv: 'kunduppgifter', en: 'client data' }, 'parts.clients'],
  ['11', 'register', { fi: 'laskutustiedot', sv: 'faktureringsuppgifter', en: 'billing data' }, 'parts.billing'],
  ['12', 'register', { fi: 'ajanvaraukset', sv: 'tidsbokningar', en: 'appointments' }, 'parts.appointments'],
  [
    '13–14',
    'purposes',
    {
      fi: 'Asiakassuhteen hoito ja ajanvaraukset',
      sv: 'Skötsel av kundförhållandet och tidsbokningar',
      en: /client relationship and appointments/,
    },
    'purposes.p2',
  ],
  [
    '15',
    'purposes',
    { fi: 'Laskutus, maksut ja kirjanpito', sv: 'Fakturering, betalningar och bokföring', en: /Billing, payments/ },
    'purposes.p3',
  ],
  ['16', 'purposes', { fi: 'viestit ja muistutukset', sv: 'Meddelanden och påminnelser', en: /Messages and reminders/ }, 'purposes.p4'],
  ['17', 'purposes', { fi: 'potilasasiakirjojen laatiminen', sv: 'journalhandlingar', en: 'patient documents' }, 'purposes.p1'],
  ['17 data', 'data', { fi: 'laki vaatii', sv: 'lagen kräver', en: 'required by law' }],
  ['18', 'sources', { fi: 'sinulta itseltäsi', sv: 'av dig själv', en: /You give us/ }],
  ['19', 'sources', { fi: 'verkossa', sv: /på nätet|via nätet/, en: 'online' }],
  ['19 provider', 'sources', 'Varauspalvelu Esimerkki', 'onlineBooking.provider'],
  ['20', 'sources', { fi: 'sinua hoitava ammattihenkilö', sv: /yrkesutbildade person/, en: /professional who treats you/ }],
  ['21 purpose', 'purposes', { fi: 'Kanta-palveluihin', sv: 'Kanta', en: 'Kanta' }, 'purposes.p8'],
  ['21 recipient', 'recipients', { fi: 'Kanta-palveluihin', sv: 'Kanta', en: 'Kanta' }],
  ['21 place', 'officialRecord', { fi: '15.1.2026', sv: '15.1.2026', en: '15 January 2026' }, 'patientRecord.kantaJoined'],
  [
    '22',
    'recipients',
    { fi: 'Muita säännönmukaisia luovutuksia ei ole.', sv: /inga andra regelmässiga/, en: /no other regular disclosures/ },
  ],
  ['23', 'purposes', { fi: 'luvallasi', sv: /tillstånd/, en: /permission/ }, 'purposes.p5'],
  ['23', 'marketing', { fi: /vain, jos olet antanut siihen luvan/, sv: /bara om du har/, en: /only if you have/ }],
  ['24', 'marketing', 'peruutus@osteopatia.example', 'marketing.optOutEmail'],
  ['25', 'data', { fi: 'sukunimi', sv: 'efternamn', en: /surname|last name|family name/i }, 'clients.last_name'],
  ['26', 'data', { fi: 'sähköpostiosoite', sv: 'e-postadress', en: 'e-mail address' }, 'clients.email'],
  ['27', 'data', { fi: 'postiosoite', sv: 'postadress', en: 'postal address' }, 'clients.street'],
  ['28', 'data', { fi: 'puhelinnumero', sv: 'telefonnummer', en: 'phone number' }, 'clients.phone'],
  ['29', 'data', { fi: 'sukupuoli', sv: 'kön', en: 'sex' }, 'clients.sex'],
  ['30', 'data', { fi: 'syntymävuosi', sv: 'födelseår', en: 'year of birth' }, 'clients.birth_year'],
  ['31', 'data', { fi: 'syntymäaika', sv: 'födelsedatum', en: 'date of birth' }, 'clients.birth_date'],
  ['32', 'data', { fi: 'henkilötunnus', sv: 'personbeteckning', en: 'identity code' }, 'clients.hetu'],
  ['32 must', 'mandatory', { fi: 'henkilötunnuksesi', sv: /personbeteckning/, en: 'identity code' }],
  ['33', 'data', { fi: 'laskutusosoite', sv: 'faktureringsadress', en: 'billing address' }, 'clients.billing_street'],
  ['33 name', 'data', { fi: 'maksajan nimi', sv: 'betalarens namn', en: 'name of the payer' }, 'clients.billing_name'],
  ['34', 'data', { fi: 'asiointikieli', sv: 'kontaktspråk', en: /language/ }, 'clients.language'],
  [
    '35',
    'data',
    { fi: 'lupa asiakaskirjeisiin sähköpostilla', sv: 'tillstånd till kundbrev per e-post', en: /client letters by e-mail/ },
    'consents.letters.email',
  ],
  [
    '35 sms',
    'data',
    { fi: 'lupa asiakaskirjeisiin tekstiviestillä', sv: 'tillstånd till kundbrev per textmeddelande', en: /client letters by text/ },
    'consents.letters.sms',
  ],
  ['35 said', 'marketing', { fi: 'Asiakaskirjeitä', sv: /Kundbrev/, en: /[Cc]lient letters/ }],
  ['36', 'data', { fi: 'viimeisin kirjautuminen', sv: /inloggning/, en: /sign-in/ }, 'onlineBooking.lastSignIn'],
  [
    '37–38',
    'data',
    { fi: 'kuka on katsonut, muuttanut', sv: 'vem som har sett, ändrat', en: 'who viewed, changed' },
    'audit_log.user_name',
  ],
  ['37–38 protection', 'protection', { fi: 'kuka tietojasi on katsonut', sv: /vem som har sett/, en: /who has viewed/ }, 'claims.log'],
  ['37–38 rights', 'rights', { fi: 'kuka tietojasi on käyttänyt', sv: /vem som har använt/, en: /who has used/ }],
  ['39', 'data', { fi: 'aika ja kesto', sv: 'tid och längd', en: 'time and duration' }, 'appointments.starts_at'],
  ['40', 'data', { fi: 'käynnit', sv: 'besök', en: 'visits' }, 'visits.started_at'],
  ['41', 'data', { fi: 'maksut', sv: 'betalningar', en: 'payments' }],
  ['42', 'transfers', { fi: 'ei siirretä', sv: /överförs inte/, en: /are not transferred/ }],
  ['43', 'retention', { fi: '12 vuotta kuolemasta', sv: '12 år från dödsfallet', en: '12 years from death' }, 'retention.R1.period'],
  ['43 billing', 'retention', { fi: '6 vuotta', sv: '6 år', en: '6 years' }, 'retention.R15.period'],
  ['44', 'rights', { fi: 'tietojesi poistamista', sv: /raderas/, en: /erased/ }],
  ['45', 'processors', 'Varauspalvelu Esimerkki Oy', 'processors.0.name'],
  ['45 role', 'processors', { fi: 'verkkoajanvaraus', sv: 'nätbokning', en: 'online booking' }, 'processors.0.role'],
  ['45 country', 'processors', { fi: 'Suomi', sv: 'Finland', en: 'Finland' }, 'processors.0.country'],
  ['46', 'processors', 'Espoo', 'processors.0.place'],
  ['46 said', 'processors', { fi: 'kahdennetut palvelimet', sv: 'dubblerade servrar', en: 'mirrored servers' }, 'processors.0.description'],
  [
    '47, attributed and dated',
    'protection',
    {
      fi: 'Varauspalvelu Esimerkki Oy ilmoittaa (1.5.2026): salasanat, palomuurit, vartioitu tila ja varmuuskopiot.',
      sv: /Varauspalvelu Esimerkki Oy .*1\.5\.2026.*: lösenord, brandmurar, bevakat utrymme och säkerhetskopior\./,
      en: /Varauspalvelu Esimerkki Oy .*1 May 2026.*: passwords, firewalls, a guarded room and backups\./,
    },
    'processors.0.statedSecurity.0.claim',
  ],
  [
    '48',
    'protection',
    { fi: 'henkilöstön vaitiolovelvollisuus', sv: 'personalens tystnadsplikt', en: 'secrecy of its staff' },
    'processors.0.statedSecurity.1.claim',
  ],
  ['49', 'protection', { fi: 'varmuuskopiot ovat salattuja', sv: /säkerhetskopiorna är krypterade/, en: /backups are encrypted/ }],
  ['50', 'protection', { fi: 'Kerromme myöhemmin, mitä teimme', sv: /Senare berättar vi/, en: /later what we did/ }],
  ['51', 'protection', { fi: 'vain omana tietonasi', sv: /lösenord/, en: /password/ }],
  ['52', 'rights', { fi: 'Saat nähdä tietosi', sv: /se dina uppgifter/, en: /see your data/ }],
  ['53', 'rights', { fi: 'oikaisua', sv: /rättelse/, en: /corrected/ }],
  ['54', 'rights', { fi: 'kieltää suoramarkkinoinnin', sv: /direktmarknadsföring/, en: /direct marketing/ }],
  ['54 stopping', 'marketing', { fi: 'Voit perua luvan milloin tahansa', sv: /när som helst/, en: /at any time/ }],
  ['55', 'rights', { fi: 'rajoittamista', sv: /begränsas/, en: /restrict/ }],
  ['56', 'rights', 'Liisa Esimerkki', 'contactPerson.name'],
  ['57', 'cookies', { fi: 'kirjautumisesi pysyy voimassa', sv: /inloggad|inloggning/, en: /signed in/ }],
  ['57 website', 'cookies', 'osteopatia.example', 'practice.website'],
  ['58', 'cookies', { fi: 'Jos estät evästeet, kirjautuminen ei onnistu.', sv: /blockerar|hindrar|spärrar/, en: /block/ }],
  ['59', 'ipLog', { fi: 'IP-osoitteen', sv: 'IP-adress', en: 'IP address' }],
  ['60', 'ipLog', { fi: 'virheiden selvittäminen', sv: 'utredning av fel', en: 'finding faults' }, 'onlineBooking.ipLog.purpose'],
  [
    '61',
    'ipLog',
    { fi: 'palvelun ylläpito', sv: 'tjänstens underhåll', en: 'those who maintain the service' },
    'onlineBooking.ipLog.accessBy',
  ],
  [
    '62 acts',
    'legislation',
    { fi: 'tietosuojalaki 1050/2018', sv: 'dataskyddslagen 1050/2018', en: 'Data Protection Act 1050/2018' },
    'acts.1050/2018',
  ],
  [
    '63',
    'legislation',
    { fi: 'sisäisen selosteen käsittelytoimista', sv: /internt register över behandling/, en: /internal record of processing/ },
  ],
]

describe.each(languages)('in %s', (language) => {
  const notice = noticeOf(settings, found, language, { internalRecordDate: '2026-11-24' })
  const html = renderHtml(notice.model)
  const plain = renderText(notice.model).replace(/\s+/g, ' ')

  test.each(rows)('row %s stands in %s', (_row, section, text, fact) => {
    const wanted = typeof text === 'string' ? text : text[language]
    const said = notice.text(section).replace(/\s+/g, ' ')
    if (typeof wanted === 'string') {
      expect(said).toContain(wanted)
      // Columns of the text form break lines, never words.
      for (const word of wanted.split(' ')) expect(plain).toContain(word)
    } else expect(said).toMatch(wanted)
    if (fact !== undefined) {
      expect(notice.facts(section)).toContain(fact)
      expect(html).toContain(`data-fact="${fact}"`)
    }
  })

  test('row 62: the head names the acts', () => {
    const acts = {
      fi: 'EU 2016/679, 1050/2018 ja 703/2023',
      sv: 'EU 2016/679, 1050/2018 och 703/2023',
      en: 'EU 2016/679, 1050/2018 and 703/2023',
    }[language]
    expect(plain).toContain(acts)
    expect(html).toContain(acts)
    expect(notice.model.headRight!.flat().map(({ fact }) => fact)).toContain('laws')
  })

  test('the contact person’s home is never the practice’s address', () => {
    expect(notice.text('controller')).not.toContain('Kotikuja')
    expect(plain.split('Kotikuja 2')).toHaveLength(2)
  })

  test('HTML stands alone, with its language, real headings and row headers', () => {
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"`))
    expect(html).not.toMatch(/<(?:script|link|img)\b|https?:\/\/(?!www\.w3\.org)|url\(/)
    expect(html).toMatch(/<h1[\s>]/)
    expect(html).toMatch(/<th scope="col"/)
    expect(html).toMatch(/<th scope="row"/)
  })

  test('text in 80 columns', () => {
    for (const line of renderText(notice.model).split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
  })

  test('a text that exists in another language only is marked with that language', () => {
    const other = language === 'fi' ? 'sv' : 'fi'
    const row = settings.processors![0]!
    const one = noticeOf({ ...settings, processors: [{ ...row, role: { [other]: 'xyz-tehtävä' } }] }, found, language)
    expect(renderHtml(one.model)).toMatch(
      new RegExp(`lang="${other}"[^>]*>xyz-tehtävä|<[^>]*data-fact="processors.0.role"[^>]*lang="${other}"`),
    )
  })
})
