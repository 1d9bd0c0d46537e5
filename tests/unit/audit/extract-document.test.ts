import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { auditExtractCsv, auditExtractDocument } from '../../../src-main/audit/extract-document.ts'
import type { AuditExtractData, ExtractEntry } from '../../../src-main/audit/extract-document.ts'
import { dataGroups, languages, logKinds, purposes } from '../../../src-main/core/contract.ts'
import { renderPreview } from '../../../src-main/documents/preview.ts'
import { renderText } from '../../../src-main/documents/text.ts'

const entry = (over: Partial<ExtractEntry> = {}): ExtractEntry => ({
  at: '2026-10-01T09:05:00Z',
  userName: 'Maija Mallikas',
  userTitle: 'osteopaatti',
  provider: null,
  groups: ['identity', 'care'],
  kind: 'view',
  purpose: 'care',
  ...over,
})
const extract = (over: Partial<AuditExtractData> = {}): AuditExtractData => ({
  practice: { name: 'Osteopatia Esimerkki' },
  client: { name: 'Teppo Testinen', birthDate: '1984-02-03' },
  from: '2024-11-25',
  to: '2026-11-24',
  askedAt: '2026-11-24',
  entries: [entry()],
  disclosures: [],
  anchor: { number: 4711, hash: 'ab12'.repeat(16) },
  ...over,
})
const disclosure = {
  at: '2026-10-02T09:00:00Z',
  recipient: 'Vakuutusyhtiö Esimerkki',
  what: 'lausunto',
  purpose: 'korvaus',
  ground: 'asiakkaan suostumus 1.10.2026',
}
const text = (data: AuditExtractData, language: 'fi' | 'sv' | 'en' = 'fi'): string =>
  renderText(auditExtractDocument(data, language)).replace(/\s+/g, ' ')

describe('log extract', () => {
  it('says who asks, the period, what for, and each use with time, user, provider, data and why', () => {
    const found = text(extract())
    for (const part of [
      'Asiakas: Teppo Testinen',
      'Syntymäaika: 3.2.1984',
      'Aika: 25.11.2024 – 24.11.2026',
      'omien oikeuksien',
      '1.10.2026 12.05',
      'Maija Mallikas',
      'osteopaatti',
      'Palvelunantaja: Osteopatia Esimerkki',
      'henkilötiedot, hoitotiedot',
      'katsottu',
      'hoito',
      'nro 4711',
    ]) {
      expect(found).toContain(part)
    }
    expect(found).toContain('Saat käyttää otetta vain omien oikeuksiesi')
  })

  it('says so when nothing was used or disclosed, and names a guardian who asks', () => {
    const found = text(extract({ entries: [], askedBy: 'Huolto Mallikas' }))
    expect(found).toContain('Tietojasi ei ole käytetty tänä aikana.')
    expect(found).toContain('Tietojasi ei ole luovutettu tänä aikana.')
    expect(found).toContain('Pyytäjä: Huolto Mallikas')
  })

  it('prints the special reason, what was left out and the disclosures only when there are such', () => {
    expect(text(extract())).not.toMatch(/Erityinen syy|jätetty pois|Vakuutusyhtiö/)
    const found = text(
      extract({ specialReason: 'hoitovahinkoasia', leftOutBecause: 'se vaarantaisi toisen ihmisen oikeuksia', disclosures: [disclosure] }),
    )
    for (const part of [
      'hoitovahinkoasia',
      'koska se vaarantaisi toisen ihmisen oikeuksia.',
      'Vakuutusyhtiö Esimerkki',
      'asiakkaan suostumus 1.10.2026',
    ])
      expect(found).toContain(part)
  })

  it('explains only the words that occur', () => {
    expect(text(extract())).not.toContain('Sanojen selitykset')
    const found = text(extract({ entries: [entry({ kind: 'searchHit', purpose: 'maintenance' })] }))
    expect(found).toContain('löytynyt haussa: nimesi on näkynyt hakutuloksissa')
    expect(found).not.toContain('näkynyt luettelossa:')
  })

  it('has a word for every kind, group and purpose in each language, and fits on paper', async () => {
    const entries = logKinds.map((kind, index) =>
      entry({ kind, groups: [dataGroups[index % dataGroups.length]!], purpose: purposes[index % purposes.length]! }),
    )
    for (const language of languages) {
      const model = auditExtractDocument(extract({ entries, disclosures: [disclosure] }), language)
      expect(renderText(model)).not.toContain('undefined')
      expect((await renderPreview(model, { marks: false })).pages.length).toBeGreaterThan(1)
      const rows = Papa.parse<string[]>(auditExtractCsv(extract({ entries }), language).slice(1).trimEnd(), { delimiter: ';' }).data.slice(
        1,
      )
      for (const row of rows) for (const cell of row.slice(4, 8)) expect(cell).toMatch(/\p{Ll}/u)
      expect(new Set(rows.map((row) => row[6])).size).toBe(logKinds.length)
    }
  })

  it('counts the day of asking in local time', () => {
    expect(auditExtractDocument(extract({ askedAt: '2026-11-24T22:30:00Z' }), 'fi').date).toBe('2026-11-25')
  })
})

describe('log extract as CSV', () => {
  it('can be opened in a spreadsheet: byte order mark, semicolons, one row for each use and disclosure', () => {
    const csv = auditExtractCsv(extract({ disclosures: [disclosure] }), 'fi')
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const rows = Papa.parse<string[]>(csv.slice(1).trimEnd(), { delimiter: ';' }).data
    expect(rows[0]).toEqual([
      'Laji',
      'Aika',
      'Käyttäjä',
      'Ammattinimike',
      'Palvelunantaja',
      'Tiedot',
      'Tapahtuma',
      'Tarkoitus',
      'Luovutuksen saaja',
      'Peruste',
    ])
    expect(rows[1]).toEqual([
      'käyttö',
      '1.10.2026 12.05',
      'Maija Mallikas',
      'osteopaatti',
      'Osteopatia Esimerkki',
      'henkilötiedot, hoitotiedot',
      'katsottu',
      'hoito',
      '',
      '',
    ])
    expect(rows[2]).toEqual([
      'luovutus',
      '2.10.2026 12.00',
      '',
      '',
      'Osteopatia Esimerkki',
      'lausunto',
      'luovutus',
      'korvaus',
      'Vakuutusyhtiö Esimerkki',
      'asiakkaan suostumus 1.10.2026',
    ])
  })

  it('lets no cell be calculated', () => {
    for (const formula of ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', ' =1', '\t=1', '\r=1', '|calc', '%0A=1']) {
      const csv = auditExtractCsv(
        extract({ entries: [entry({ userName: formula })], disclosures: [{ ...disclosure, recipient: formula }] }),
        'fi',
      )
      const cells = Papa.parse<string[]>(csv.slice(1), { delimiter: ';' }).data.flat()
      expect(cells.filter((cell) => cell === `'${formula}`)).toHaveLength(2)
      expect(cells.some((cell) => /^[\s]*[=+@|%]/.test(cell))).toBe(false)
    }
  })
})
