// msupply-foundation/open-msupply #4014: a user barred from a list got the same people through another query.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allDefinitions } from '../../../src-main/core/methods.ts'
import { asRole, cleanUp, passphrase, temporaryFolder } from '../../fixtures/test-vault.ts'
import { careDesk } from './desk.ts'

afterAll(cleanUp)

const marker = 'SALAISUUS'
const pdf = Buffer.from(`%PDF-1.7\n${marker}\n%%EOF\n`, 'latin1')

test('every method that touches care data is closed to an assistant and a bookkeeper', () => {
  const open = allDefinitions.filter(
    ({ logs, roles }) =>
      logs !== 'nothing' &&
      logs.groups.includes('care') &&
      (roles === 'everyone' || roles.includes('assistant') || roles.includes('bookkeeper')),
  )
  expect(open.map(({ name }) => name)).toEqual([])
})

test('for every method there is, an assistant gets no word of a note, a measure, a chart, an alert, a file or a disclosure', async () => {
  const desk = await careDesk()
  const entryId = await desk.signed(`${marker} selässä`, {
    measures: [{ scale: 'nrs', value: 7, note: marker }],
    bodyChart: { regions: [{ region: 'neck', symbol: 'pain', note: marker }] },
    diagnoses: [{ code: marker, system: marker }],
  })
  await desk.must('treatment.amend', { entryId, sections: { plan: marker }, reason: marker })
  const draft = await desk.draft(marker)
  const alert = await desk.must<{ id: string }>('alerts.add', { clientId: desk.clientId, kind: 'allergy', text: marker })
  const file = path.join(temporaryFolder(), `${marker}.pdf`)
  writeFileSync(file, pdf)
  const attachment = await desk.must<{ id: string }>('attachments.add', {
    clientId: desk.clientId,
    visitId: desk.visitId,
    path: file,
    kind: 'form',
    description: marker,
  })
  // Recipients are named in the public notice; what was given to them is not.
  await desk.must('disclosures.record', {
    clientId: desk.clientId,
    recipient: 'Vakuutusyhtiö Esimerkki',
    what: marker,
    purpose: marker,
    ground: marker,
  })
  await desk.must('drafts.save', { form: `amend:${entryId}`, value: { reason: marker } })

  const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
  const ids = [desk.clientId, desk.visitId, entryId, draft, alert.id, attachment.id]
  const target = path.join(temporaryFolder(), 'ulos')
  const inputs = (one: string): unknown[] => [
    { id: one },
    { clientId: one },
    { entryId: one },
    { visitId: one },
    { id: one, path: target },
    { clientId: one, path: target },
    { entryId: one, path: target },
    { clientId: one, scale: 'nrs' },
    { clientId: one, format: 'csv', path: target },
  ]
  const all = [
    {},
    { text: marker },
    { text: '' },
    { offset: 0, limit: 500 },
    { from: '2026-01-01', to: '2027-01-01' },
    { form: `amend:${entryId}` },
    ...ids.flatMap(inputs),
  ]
  let answered = 0
  for (const { name, kind, needs } of allDefinitions) {
    if (kind !== 'query' || needs === 'nothing' || name.startsWith('vault.') || name.startsWith('backup.')) continue
    for (const input of all) {
      const envelope = await assistant.call(name, input)
      if (envelope.ok) answered++
      expect(JSON.stringify(envelope), name).not.toContain(marker)
    }
  }
  expect(answered).toBeGreaterThan(10)
  expect(JSON.stringify(assistant.events)).not.toContain(marker)
  expect(assistant.defects).toEqual([])
})

test('the list of what happened with a client is logged as what it tells: notes and disclosures too, to an assistant neither', async () => {
  const desk = await careDesk()
  const { clientId } = desk
  const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
  await assistant.must('clients.timeline', { id: clientId })
  await assistant.must('vault.lock')
  await assistant.must('vault.unlock', { userId: desk.userId }, { passphrase })
  await assistant.must('clients.timeline', { id: clientId })
  const { entries } = await assistant.must<{ entries: { method: string; groups: string[] }[] }>('audit.list', { clientId })
  const contact = ['identity', 'contact', 'representatives', 'appointments']
  const views = entries.filter(({ method }) => method === 'clients.timeline')
  expect(views.map(({ groups }) => groups)).toEqual([[...contact, 'care', 'useLog'], contact])
})
