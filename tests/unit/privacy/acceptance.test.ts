// Two practices from end to end: one typed in from a booking service's template text, one that has nothing to do with any network.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { cleanUp, type TestVault } from '../../fixtures/test-vault.ts'
import { bare, practiceOf, readJson, textOf, write } from './notices.ts'

afterAll(cleanUp)

/** Facts of a typical notice of a web booking service. */
const template = {
  practice: { ...bare.practice, phone: '050 000 0100', website: 'osteopatia.example' },
  contactPerson: {
    name: 'Liisa Esimerkki',
    email: 'tietosuoja@osteopatia.example',
    phone: '050 000 0200',
    address: { street: 'Kotikuja 2', postalCode: '00100', city: 'Helsinki' },
  },
  patientRecord: { location: 'kanta', kantaJoined: '2025-03-01' },
  processors: [
    {
      name: 'Varauspalvelu Esimerkki Oy',
      role: { fi: 'verkkoajanvaraus', sv: 'nätbokning', en: 'online booking' },
      country: 'FI',
      place: 'Espoo',
      statedSecurity: [
        { claim: { fi: 'salasanat ja palomuurit', sv: 'lösenord och brandmurar', en: 'passwords and firewalls' }, statedOn: '2026-05-01' },
      ],
    },
  ],
  marketing: { email: true, sms: true, optOutEmail: 'peruutus@osteopatia.example' },
  onlineBooking: {
    inUse: true,
    provider: 'Varauspalvelu Esimerkki',
    clientLogin: true,
    cookies: true,
    cookiePurpose: ['necessary', 'statistics'],
    ipLog: {
      inUse: true,
      purpose: { fi: 'virheiden selvittäminen', sv: 'utredning av fel', en: 'finding faults' },
      accessBy: { fi: 'palvelun ylläpito', sv: 'tjänstens underhåll', en: 'the service’s maintainers' },
    },
  },
  website: { inUse: true, cookies: true, cookiePurpose: ['necessary'] },
}

describe('typed in from a booking service’s template', () => {
  let vault: TestVault
  beforeAll(async () => void (vault = await practiceOf(template)))

  test.each(languages)('every fact is in its section, in %s', async (language) => {
    const notice = await readJson(vault, language)
    const inSection: [section: string, ...facts: string[]][] = [
      ['controller', 'Osteopatia Esimerkki', '1234567-1', 'Esimerkkikatu 1 A', '33100', 'Tampere', 'vastaanotto@osteopatia.example'],
      ['contact', 'Liisa Esimerkki', 'tietosuoja@osteopatia.example', '050 000 0200', 'Kotikuja 2', '00100', 'Helsinki'],
      ['processors', 'Varauspalvelu Esimerkki Oy', template.processors[0]!.role[language], 'Espoo'],
      ['protection', 'Varauspalvelu Esimerkki Oy', template.processors[0]!.statedSecurity[0]!.claim[language]],
      ['recipients', 'Kanta'],
      ['officialRecord', 'Kanta'],
      ['marketing', 'peruutus@osteopatia.example'],
      ['ipLog', 'Varauspalvelu Esimerkki', template.onlineBooking.ipLog.purpose[language], template.onlineBooking.ipLog.accessBy[language]],
      ['rights', 'Liisa Esimerkki'],
    ]
    for (const [section, ...facts] of inSection) for (const fact of facts) expect(textOf(notice, section), section).toContain(fact)
    const numbers = notice.sections.flatMap(({ number }) => (number === null ? [] : [number]))
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)))
    expect(textOf(notice, 'cookies')).not.toBe('')
    expect(textOf(notice, 'data')).toMatch({ fi: /kirjautuminen/, sv: /inloggning/, en: /sign-in/ }[language])
    // The home address is told of as the contact person's, never as the practice's.
    expect(textOf(notice, 'controller')).not.toContain('Kotikuja')
  })

  test('the contact person’s own address is warned of', async () => {
    const { warnings } = await vault.must<{ warnings: { code: string }[] }>('privacy.checkRegisterDescription')
    expect(warnings.map(({ code }) => code)).toContain('addressDiffers')
  })

  test.each(['html', 'txt', 'pdf'] as const)('as %s in three languages', async (format) => {
    for (const language of languages) {
      const bytes = await write(vault, language, format)
      if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      else expect(bytes.toString('utf8').replace(/\s+/g, ' ')).toContain('Liisa Esimerkki')
    }
  })
})

describe('offline', () => {
  let vault: TestVault
  beforeAll(async () => void (vault = await practiceOf(bare)))

  test.each(languages)(
    'not a word of booking, cookies, addresses of computers, processors, Kanta or marketing, in %s',
    async (language) => {
      const notice = await readJson(vault, language)
      const keys = notice.sections.map(({ key }) => key)
      for (const absent of ['marketing', 'cookies', 'ipLog', 'minors']) expect(keys).not.toContain(absent)
      const all = (await write(vault, language, 'txt')).toString('utf8')
      expect(all).not.toMatch(/\bIP\b|Kanta|Kelan? tietokanta/)
      expect(all).not.toMatch(
        {
          fi: /eväst|verkkoajanvarau|markkinoin|uutiskirj/i,
          sv: /kakor|nätbokning|marknadsför|nyhetsbrev/i,
          en: /cookie|online booking|marketing|newsletter/i,
        }[language],
      )
      expect(textOf(notice, 'processors')).toMatch(
        { fi: /Mikään ulkopuolinen/, sv: /Ingen utomstående/, en: /No outside service/ }[language],
      )
    },
  )
  test('what is left out is named with its reason', async () => {
    const { leftOut, complete } = await vault.must<{ leftOut: { section: string; why: string }[]; complete: boolean }>(
      'privacy.checkRegisterDescription',
      { language: 'fi' },
    )
    expect(complete).toBe(true)
    expect(leftOut.map(({ section }) => section)).toEqual(['marketing', 'cookies', 'ipLog', 'minors'])
    for (const { why } of leftOut) expect(why).not.toBe('')
  })
})
