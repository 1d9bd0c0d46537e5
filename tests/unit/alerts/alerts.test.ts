import { afterAll, expect, test } from 'vitest'
import { type Alert, replacedReason } from '../../../src-main/alerts/contract.ts'
import { asRole, cleanUp } from '../../fixtures/test-vault.ts'
import { careDesk } from '../treatment/desk.ts'

afterAll(cleanUp)

test('alerts come by seriousness, are ended and never rewritten, and ask to be looked at on their day', async () => {
  const desk = await careDesk()
  const add = (kind: string, text: string, more = {}): Promise<Alert> =>
    desk.must('alerts.add', { clientId: desk.clientId, kind, text, ...more })
  await add('other', 'Arka iho')
  const pregnancy = await add('pregnancy', 'Raskaus, laskettu aika 20.11.', { reviewOn: '2026-11-20', since: '2026-03-01' })
  await add('allergy', 'Lateksi')
  const list = async (ended = false): Promise<Alert[]> =>
    (await desk.must<{ alerts: Alert[] }>('alerts.list', { clientId: desk.clientId, ended })).alerts
  expect((await list()).map(({ kind, due }) => [kind, due])).toEqual([
    ['allergy', false],
    ['pregnancy', true],
    ['other', false],
  ])
  await desk.must('alerts.end', { id: pregnancy.id, reason: 'Synnytys' })
  await desk.refused('conflict', 'alerts.end', { id: pregnancy.id })
  await desk.refused('not_found', 'alerts.end', { id: desk.visitId })
  expect(await list()).toHaveLength(2)
  expect((await list(true)).find(({ id }) => id === pregnancy.id)).toMatchObject({
    endReason: 'Synnytys',
    due: false,
    createdBy: 'Maija Mallikas',
  })
  const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
  await assistant.refused('not_allowed', 'alerts.list', { clientId: desk.clientId })
  desk.behind((db) => {
    for (const sql of [
      "UPDATE alerts SET text = 'x'",
      "UPDATE alerts SET end_reason = 'x' WHERE ended_at IS NOT NULL",
      'DELETE FROM alerts',
    ])
      expect(() => db.raw.exec(sql)).toThrow('ended, not rewritten')
  })
})

test('a changed alert takes the place of the old one, which stays readable; an end has its day', async () => {
  const desk = await careDesk()
  const list = async (ended = false): Promise<Alert[]> =>
    (await desk.must<{ alerts: Alert[] }>('alerts.list', { clientId: desk.clientId, ended })).alerts
  const first = await desk.must<Alert>('alerts.add', {
    clientId: desk.clientId,
    kind: 'anticoagulation',
    text: 'varfariini',
    since: '2026-11-01',
  })
  const second = await desk.must<Alert>('alerts.replace', { id: first.id, kind: 'anticoagulation', text: 'apiksabaani' })
  expect(await list()).toEqual([second])
  expect((await list(true)).find(({ id }) => id === first.id)).toMatchObject({ text: 'varfariini', endReason: replacedReason })
  await desk.refused('conflict', 'alerts.replace', { id: first.id, kind: 'other', text: 'x' })

  const dated = await desk.must<Alert>('alerts.replace', { id: second.id, kind: 'medication', text: 'kuuri', since: '2026-11-10' })
  for (const endedOn of ['2026-11-09', '2999-01-01'])
    expect(await desk.refused('invalid_input', 'alerts.end', { id: dated.id, endedOn })).toMatchObject({
      details: { problems: [{ path: ['endedOn'], code: 'alertEndDate' }] },
    })
  const ended = await desk.must<Alert>('alerts.end', { id: dated.id, endedOn: '2026-11-10', reason: 'Kuuri ohi' })
  expect(ended).toMatchObject({ endedAt: '2026-11-10T10:00:00.000Z', endReason: 'Kuuri ohi' })
  expect(await list()).toEqual([])
  const { entries } = await desk.must<{ entries: { method: string }[] }>('audit.list', { clientId: desk.clientId })
  expect(entries.filter(({ method }) => method === 'alerts.replace')).toHaveLength(2)
})
