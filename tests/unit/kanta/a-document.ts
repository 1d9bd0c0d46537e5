// An entry and its document for tests; everybody in it is made up.
import { makeArtificialHetu } from '../../../src-main/checks/hetu.ts'
import { CodeTable } from '../../../src-main/kanta/code-table.ts'
import type { Sources } from '../../../src-main/kanta/document-of-entry.ts'
import type { SignedContent } from '../../../src-main/treatment/content-contract.ts'

export const hetu = makeArtificialHetu('1990-01-01', '-', 900)

export const someContent = (more: Partial<SignedContent> = {}): SignedContent => ({
  format: 1,
  kind: 'visit',
  sections: { reason: 'Alaselkä kipeä.', treatment: 'Pehmytkudoskäsittely.\nMobilisointi.\n\nSieti hyvin.' },
  diagnoses: [],
  procedures: [],
  measures: [],
  checklists: [],
  copied: {},
  source: 'patient',
  subject: { lastName: 'Mallikas', firstName: 'Matti Olavi', hetu },
  author: {
    userId: '01934c00-0000-7000-8000-000000000001',
    name: 'Maija Mallikas',
    title: 'osteopaatti',
    registrationNumber: '12345678901',
  },
  provider: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' },
  visit: { id: '01934c00-0000-7000-8000-000000000002', startedAt: '2026-11-24T11:30:00.000Z' },
  ...more,
})

export const someSources = (more: Partial<Sources> = {}): Sources => ({
  entry: {
    content: someContent(),
    state: 'signed',
    signedAt: '2026-11-24T12:32:00.000Z',
    signerName: 'Maija Mallikas',
    signerTitle: 'osteopaatti',
    reason: null,
    visitStartedAt: '2026-11-24T11:30:00.000Z',
    visitEndedAt: '2026-11-24T12:15:00.000Z',
  },
  patient: { lastName: 'Mallikas', firstName: 'Matti Olavi', hetu, birthDate: null, sex: 'male' },
  registrationNumber: null,
  settings: {
    practice: {
      name: 'Osteopatia Esimerkki',
      businessId: '1234567-1',
      phone: '+358 50 000 0100',
      address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
    },
    kanta: { organisationOid: '1.2.246.10.12345671.10.0', registerCode: '10', viewCode: 'FYS' },
  },
  codes: new CodeTable(),
  ids: {
    id: '1.2.246.10.12345671.93.2026.77.17',
    setId: '1.2.246.10.12345671.93.2026.77.12',
    version: 2,
    serviceEventId: '1.2.246.10.12345671.94.2026.77.9',
    replaces: { id: '1.2.246.10.12345671.93.2026.77.12', setId: '1.2.246.10.12345671.93.2026.77.12', version: 1 },
  },
  wording: () => ({
    chartLines: (chart) => chart.regions.map(({ region, symbol }) => `${region}: ${symbol}`),
    measureLine: ({ scale, value }) => `${scale} ${value}`,
  }),
  appVersion: '0.1.0',
  ...more,
})
