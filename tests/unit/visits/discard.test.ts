import { existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp } from '../../fixtures/test-vault.ts'
import { careDesk, type Desk } from '../treatment/desk.ts'

afterAll(cleanUp)

const visitIds = async (desk: Pick<Desk, 'must'>, clientId: string): Promise<string[]> =>
  (await desk.must<{ visits: { id: string }[] }>('visits.list', { clientId })).visits.map(({ id }) => id)
const kinds = async (desk: Pick<Desk, 'must'>, id: string): Promise<string[]> =>
  (await desk.must<{ items: { kind: string }[] }>('clients.timeline', { id })).items.map(({ kind }) => kind)

describe('a visit begun by mistake', () => {
  test('goes with its thrown-away draft, is nowhere to be seen, and comes back as it was; both are in the log', async () => {
    const desk = await careDesk()
    const { visitId, clientId } = desk
    const entryId = await desk.draft()
    await desk.refused('conflict', 'visits.discard', { id: visitId })
    await desk.must('treatment.discardDraft', { entryId })
    await desk.must('visits.discard', { id: visitId })
    expect(await visitIds(desk, clientId)).toEqual([])
    expect(await kinds(desk, clientId)).not.toContain('visit')
    for (const [method, input] of [
      ['visits.get', { id: visitId }],
      ['visits.end', { id: visitId }],
      ['visits.discard', { id: visitId }],
      ['treatment.saveDraft', { visitId, sections: { reason: 'Takaisin' } }],
      ['treatment.restoreDraft', { entryId }],
      ['treatment.print', { visitId, path: '/tmp/ei-synny.pdf' }],
    ] as const)
      await desk.refused('not_found', method, input)
    expect(existsSync('/tmp/ei-synny.pdf')).toBe(false)
    expect(await desk.must('visits.restore', { id: visitId })).toMatchObject({ id: visitId })
    await desk.must('treatment.restoreDraft', { entryId })
    expect(await visitIds(desk, clientId)).toEqual([visitId])
    const { entries } = await desk.must<{ entries: { method: string; details: object }[] }>('audit.list', { clientId })
    expect(entries).toContainEqual(expect.objectContaining({ method: 'visits.discard', details: { visit: visitId, discarded: true } }))
    expect(entries).toContainEqual(expect.objectContaining({ method: 'visits.restore', details: { visit: visitId, discarded: false } }))
  })

  test('stays when a note is signed in it, also a voided one, or a file hangs on it', async () => {
    const desk = await careDesk()
    const entryId = await desk.signed()
    await desk.refused('immutable', 'visits.discard', { id: desk.visitId })
    await desk.must('treatment.void', { entryId, reason: 'Väärä asiakas' })
    await desk.refused('immutable', 'visits.discard', { id: desk.visitId })
    const other = await desk.visitOf(aClient())
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await desk.must('attachments.add', { ...other, kind: 'photo', fileName: 'kuva.png', dataBase64: png })
    await desk.refused('conflict', 'visits.discard', { id: other.visitId })
  })

  test('leaves its appointment as it was before, free for another visit; what was decided of it since stays', async () => {
    const desk = await careDesk()
    const { clientId, serviceId } = desk
    const book = async (start: string) => (await desk.must<{ id: string }>('appointments.create', { clientId, serviceId, start })).id
    const status = async (id: string) => (await desk.must<{ status: string; visitId?: string }>('appointments.get', { id })).status
    const begin = async (appointmentId: string) => (await desk.must<{ id: string }>('visits.start', { clientId, appointmentId })).id
    const booked = await book('2026-11-24T08:00Z')
    const first = await begin(booked)
    await desk.must('visits.end', { id: first })
    expect(await status(booked)).toBe('completed')
    await desk.must('visits.discard', { id: first })
    expect(await status(booked)).toBe('booked')
    await desk.must('visits.restore', { id: first })
    expect(await status(booked)).toBe('completed')
    await desk.must('visits.discard', { id: first })
    const second = await begin(booked)
    expect(second).not.toBe(first)
    await desk.refused('conflict', 'visits.restore', { id: first })

    const arrived = await book('2026-11-24T10:00Z')
    await desk.must('appointments.setStatus', { id: arrived, status: 'arrived' })
    const third = await begin(arrived)
    await desk.must('visits.discard', { id: third })
    expect(await status(arrived)).toBe('arrived')
    const fourth = await begin(arrived)
    await desk.must('appointments.setStatus', { id: arrived, status: 'noShow' })
    await desk.must('visits.discard', { id: fourth })
    expect(await status(arrived)).toBe('noShow')
  })

  test('an assistant takes back what she began, and learns of no note when she may not', async () => {
    const desk = await careDesk()
    const { clientId } = desk
    await desk.signed()
    const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
    const { id } = await assistant.must<{ id: string }>('visits.start', { clientId })
    await assistant.must('visits.discard', { id })
    const error = await assistant.refused('conflict', 'visits.discard', { id: desk.visitId })
    expect(error.details).toBeUndefined()
    expect(error.message).not.toMatch(/merkin|luonno|liit/i)
  })
})

test('a booking of nobody that was begun with the wrong client is free again for the right one', async () => {
  const desk = await careDesk()
  const { clientId: wrong, serviceId } = desk
  const { clientId: right } = await desk.visitOf(aClient())
  const { id: appointmentId } = await desk.must<{ id: string }>('appointments.create', { serviceId, start: '2026-11-24T08:00Z' })
  const { id } = await desk.must<{ id: string }>('visits.start', { clientId: wrong, appointmentId })
  expect(await desk.must('appointments.get', { id: appointmentId })).toMatchObject({ clientId: wrong, status: 'arrived' })
  await desk.must('visits.discard', { id })
  const free = await desk.must<object>('appointments.get', { id: appointmentId })
  expect(free).toMatchObject({ status: 'booked' })
  expect(free).not.toHaveProperty('clientId')
  await desk.must('visits.start', { clientId: right, appointmentId })
  expect(await desk.must('appointments.get', { id: appointmentId })).toMatchObject({ clientId: right, status: 'arrived' })
  await desk.refused('conflict', 'visits.restore', { id })
})

describe('a disclosure on the timeline', () => {
  test('is named by its recipient, and is no new client', async () => {
    const desk = await careDesk()
    await desk.must('disclosures.record', {
      clientId: desk.clientId,
      recipient: 'Vakuutusyhtiö Esimerkki',
      what: 'Lausunto',
      purpose: 'Korvaushakemus',
      ground: 'Kirjallinen lupa 24.11.2026',
    })
    const { items } = await desk.must<{ items: { kind: string; details?: object }[] }>('clients.timeline', { id: desk.clientId })
    expect(items.filter(({ kind }) => kind === 'create')).toHaveLength(1)
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'disclosure', details: expect.objectContaining({ recipient: 'Vakuutusyhtiö Esimerkki' }) }),
    )
  })
})

describe('the pages for the printer', () => {
  test('are in the language that is asked for, and the log says that they were printed', async () => {
    const desk = await careDesk()
    const entryId = await desk.signed()
    const seen = await desk.must<{ title: string; language: string }>('treatment.preview', { entryId })
    expect(seen.language).toBe('fi')
    expect(await desk.must('treatment.printPages', { entryId, language: 'sv' })).toMatchObject({ title: 'Vårdanteckning', language: 'sv' })
    const { entries } = await desk.must<{ entries: object[] }>('audit.list', { clientId: desk.clientId, kind: 'print' })
    expect(entries).toMatchObject([{ method: 'treatment.printPages' }])
  })
})
