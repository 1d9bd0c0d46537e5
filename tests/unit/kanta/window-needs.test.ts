// What the window stands on: counts that are true, a run that can be stopped, what a draft's document would lack, and rows newest first.
import { afterAll, expect, test } from 'vitest'
import { asRole, cleanUp } from '../../fixtures/test-vault.ts'
import { bytesOf, kantaDesk, kantaSettings, manifestOf, newOutbox } from './desk.ts'

afterAll(cleanUp)

interface Status {
  counts: Record<string, number>
}
interface Missing {
  inUse: boolean
  required?: boolean
  ruleCase?: string
  reason?: string
  problems: { code: string; blocks: boolean }[]
}

test('counts follow a change of settings without the queue being opened', async () => {
  const desk = await kantaDesk({ ...kantaSettings, patientRecord: { location: 'paper' } })
  await desk.signed()
  expect((await desk.must<Status>('kanta.status')).counts).toMatchObject({ withheld: 1, pending: 0 })
  await desk.must('settings.update', { patientRecord: kantaSettings.patientRecord })
  expect((await desk.must<Status>('kanta.status')).counts).toMatchObject({ withheld: 0, pending: 1 })
})

test('a stopped run tells how far it came, leaves folder and manifest in agreement, and the next one goes on', async () => {
  const desk = await kantaDesk()
  for (let number = 0; number < 130; number++) await desk.signed(`Käynti ${number}.`)
  const outbox = newOutbox()
  const running = desk.core.call({ method: 'kanta.export', input: { outbox } })
  expect(await desk.must('kanta.cancel')).toEqual({ wasRunning: true })
  const second = await desk.core.call({ method: 'kanta.export', input: { outbox } })
  expect(second).toMatchObject({ ok: false, error: { code: 'conflict' } })
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled', details: { written: 100 } } })
  expect(bytesOf(outbox).size).toBe(100)
  expect(manifestOf(outbox).count).toBe(100)
  expect(await desk.must('kanta.cancel')).toEqual({ wasRunning: false })
  const rest = await desk.export(outbox)
  expect(rest.findings).toEqual([])
  expect([rest.written.length, manifestOf(outbox).count]).toEqual([30, 130])
})

test('a draft is told what the queue would decide, and what its document would lack', async () => {
  const desk = await kantaDesk({ ...kantaSettings, kanta: { artificialIdentityCodes: 'queue' } })
  const entryId = await desk.draft()
  const told = await desk.must<Missing>('kanta.missing', { entryId })
  expect(told).toMatchObject({ inUse: true, required: true, ruleCase: 'required' })
  expect(told.problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['noOrganisationOid', 'defaultRegister', 'defaultView', 'noRegistrationNumber']),
  )
  await desk.must('settings.update', { kanta: { artificialIdentityCodes: 'hold' } })
  expect(await desk.must<Missing>('kanta.missing', { entryId })).toMatchObject({ required: false, ruleCase: 'artificialIdentityCode' })
  await desk.must('settings.update', { patientRecord: { location: 'paper', kantaJoined: null } })
  expect(await desk.must<Missing>('kanta.missing', { entryId })).toEqual({ inUse: false, problems: [] })
  const assistant = await asRole(desk, 'assistant')
  expect(await assistant.call('kanta.missing', { entryId })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
})

test('rows newest first, page by page', async () => {
  const desk = await kantaDesk()
  const ids = [await desk.signed('a'), await desk.signed('b'), await desk.signed('c')]
  const first = await desk.queue({ newestFirst: true, limit: 2 })
  expect(first.map(({ entryId }) => entryId)).toEqual([ids[2], ids[1]])
  expect((await desk.queue({ newestFirst: true, after: first[1]!.number })).map(({ entryId }) => entryId)).toEqual([ids[0]])
})

test('identifiers of the settings are checked where they are typed', async () => {
  const desk = await kantaDesk()
  const refused = (kanta: Record<string, string>) => desk.call('settings.update', { kanta })
  expect(await refused({ organisationOid: '1.2.246.10.012345.10.0' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input', details: { problems: [{ path: ['kanta', 'organisationOid'], code: 'kantaOid' }] } },
  })
  expect(await refused({ registerCode: '1 0' })).toMatchObject({ ok: false, error: { details: { problems: [{ code: 'kantaCode' }] } } })
  await desk.must('settings.update', { kanta: { organisationOid: ' 1.2.246.10.12345671.10.1 ', viewCode: 'FYS' } })
})

test('the client’s timeline tells how each entry stands with the archive, and says nothing while the record is elsewhere', async () => {
  const desk = await kantaDesk()
  const entryId = await desk.signed()
  const marks = async () =>
    (
      await desk.must<{ items: { kind: string; id: string; details: Record<string, unknown> }[] }>('clients.timeline', {
        id: desk.clientId,
      })
    ).items
      .filter(({ kind }) => kind === 'entry')
      .map(({ details }) => details['kanta'])
  expect(await marks()).toMatchObject([{ state: 'pending' }])
  const { written } = await desk.export(newOutbox())
  await desk.answer(written[0]!.documentId, 'accepted', { time: '2026-11-26T10:00:00.000Z' })
  expect(await marks()).toEqual([{ state: 'accepted', at: '2026-11-26T10:00:00.000Z' }])
  await desk.amend(entryId, 'Korjattu.')
  expect(await marks()).toMatchObject([{ state: 'pending' }])
  const elsewhere = await kantaDesk({ ...kantaSettings, patientRecord: { location: 'paper' } })
  const other = await elsewhere.signed()
  expect(await elsewhere.queue({ entryId: other })).toHaveLength(1)
  const { items } = await elsewhere.must<{ items: { details: Record<string, unknown> }[] }>('clients.timeline', { id: elsewhere.clientId })
  expect(items.filter(({ details }) => details['kanta'] !== undefined)).toEqual([])
})
