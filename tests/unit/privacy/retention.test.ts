// The retention table is complete, its words say what its numbers say, and a class is printed exactly when it is in use.
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '../../../src-main/core/contract.ts'
import type { Use } from '../../../src-main/privacy/provider.ts'
import { retentionTable } from '../../../src-main/privacy/retention-table.ts'
import { hasText, words } from '../../../src-main/privacy/texts.ts'
import { complete, merged, noticeOf, sheetOf } from './sheets.ts'

const yearWords: Record<Language, RegExp> = { fi: /vuo[ts]/, sv: /(?:^|\P{L})år(?!\p{L})/u, en: /\byears?\b/ }
const values = { patient: 'yes', billing: 'yes', marketing: 'yes' }

describe('the table', () => {
  test('R1 to R24 stand in order, and annex rows that are not used are off', () => {
    expect(retentionTable.filter(({ on }) => on).map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, index) => `R${index + 1}`))
    for (const row of retentionTable) expect(row.on, row.id).toBe(row.id.startsWith('R'))
  })
  test.each(retentionTable.map((row) => [row.id, row] as const))('%s: period in words and in numbers agree', (_id, row) => {
    for (const language of languages) {
      for (const part of ['what', 'period', 'source'])
        expect(hasText(language, `retention.${row.id}.${part}`), `${language} ${row.id} ${part}`).toBe(true)
      const period = words(language, `retention.${row.id}.period`, values)
      for (const length of [row.period, row.id === 'R9' ? '0' : (row.otherwise?.period ?? '0')]) {
        const years = Number.parseInt(length, 10)
        if (years === 0) continue
        expect(period, `${language} ${row.id}`).toContain(String(years))
        expect(period, `${language} ${row.id}`).toMatch(yearWords[language])
      }
      const source = words(language, `retention.${row.id}.source`, values)
      const act = /\d+\/\d{4}/.exec(row.source)?.[0]
      if (act) expect(source, `${language} ${row.id}`).toContain(act)
      const article = /GDPR (\d+)/.exec(row.source)?.[1]
      if (article) expect(source, `${language} ${row.id}`).toContain(article)
    }
  })
})

const inUse = (settings: object, uses: readonly Use[] = []): string[] =>
  sheetOf(merged(complete, settings), { uses }).retention.map(({ id }) => id)
const always = ['R13', 'R16', 'R17', 'R19', 'R21', 'R22', 'R23', 'R24']

describe('in use', () => {
  const nothing = { register: { parts: { appointments: false, billing: false, letters: false }, fields: { billing: false } } }
  test('what every practice has', () => expect(inUse(nothing)).toEqual(always))
  test.each([
    ['R1', { patientRecord: { location: 'paper' } }, []],
    ['R2', {}, ['photos']],
    ['R3', {}, ['forms']],
    ['R4', {}, ['careDocuments']],
    ['R5', { patientRecord: { location: 'paper' }, register: { parts: { appointments: true } } }, []],
    ['R6', { register: { parts: { appointments: true } } }, []],
    ['R7', {}, ['referrals']],
    ['R8', {}, ['otherRecords']],
    ['R9', {}, ['expressionsOfWill']],
    ['R10', { patientRecord: { location: 'paper' } }, []],
    ['R11', {}, ['statements']],
    ['R12', { patientRecord: { location: 'kanta', kantaJoined: '2026-01-15' } }, []],
    ['R14', { register: { parts: { billing: true } } }, []],
    ['R15', {}, ['invoices']],
    ['R18', { marketing: { email: true } }, []],
    ['R20', { patientRecord: { location: 'paper' } }, []],
  ] as const)('%s comes with what it is for, and not without', (id, settings, uses) => {
    expect(inUse(nothing)).not.toContain(id)
    expect(inUse(merged(nothing, settings), uses)).toContain(id)
  })
})

test.each(languages)('each printed class has its three cells, and staff classes are for the internal record alone, in %s', (language) => {
  const settings = merged(complete, {
    patientRecord: { location: 'kanta', kantaJoined: '2026-01-15' },
    marketing: { email: true, optOutEmail: 'pois@hoitola.example' },
  })
  const uses: Use[] = ['photos', 'forms', 'careDocuments', 'referrals', 'otherRecords', 'expressionsOfWill', 'statements', 'invoices']
  const notice = noticeOf(settings, { uses }, language)
  const table = notice.json.sections.find(({ key }) => key === 'retention')!.tables[0]!
  expect(table.rows).toHaveLength(22)
  for (const row of table.rows) for (const cell of row) expect(cell).toMatch(/\p{L}/u)
  const facts = notice.facts('retention')
  for (const { id } of notice.sheet.retention) {
    if (id === 'R22' || id === 'R23') expect(facts).not.toContain(`retention.${id}`)
    else expect(facts).toEqual(expect.arrayContaining([`retention.${id}`, `retention.${id}.period`]))
  }
})
