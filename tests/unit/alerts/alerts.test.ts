import { afterAll, expect, test } from 'vitest'
import type { Alert } from '../../../src-main/alerts/contract.ts'
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
