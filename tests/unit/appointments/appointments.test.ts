import { afterAll, describe, expect, test } from 'vitest'
import type { Appointment } from '../../../src-main/appointments/contract.ts'
import { repeatedStarts } from '../../../src-main/appointments/repeat.ts'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp } from '../../fixtures/test-vault.ts'
import { minutes } from '../../fixtures/test-clock.ts'
import { careDesk, type Desk } from '../treatment/desk.ts'

afterAll(cleanUp)

const book = (desk: Desk, more: Record<string, unknown> = {}): Promise<Appointment & { seriesIds: string[] }> =>
  desk.must('appointments.create', { clientId: desk.clientId, serviceId: desk.serviceId, start: '2026-11-25T08:00Z', ...more })

describe('services', () => {
  test('have a short name that fits, a price in cents and one tax at most; old ones leave the list and refuse bookings', async () => {
    const desk = await careDesk()
    const made = await desk.must<{ id: string; revision: number }>('services.create', {
      name: 'Tuotteet ja tarvikkeet',
      durationMinutes: 15,
      priceCents: 2000,
      vatPercent: 25.5,
      bufferMinutes: 5,
    })
    expect(made).toMatchObject({ shortName: 'Tuotteet', vatPercent: 25.5, vatExempt: false, bufferMinutes: 5 })
    expect(await desk.must('services.list')).toMatchObject({
      services: [{ name: 'Osteopatia 60 min', shortName: 'Osteopati', vatExempt: true }, {}],
    })
    await desk.refused('invalid_input', 'services.update', { id: made.id, revision: 1, vatExempt: true })
    await desk.must('services.update', { id: made.id, revision: 1, priceCents: 2200 })
    await desk.refused('conflict', 'services.update', { id: made.id, revision: 1, priceCents: 2300 })
    await desk.must('services.archive', { id: made.id })
    await desk.refused('not_allowed', 'appointments.create', { serviceId: made.id, start: '2026-11-25T08:00Z' })
    await desk.must('services.restore', { id: made.id })
  })
})

describe('bookings', () => {
  test('that meet another, or its buffer, are refused with the times; allowed when she says so; a freed time is free', async () => {
    const desk = await careDesk()
    const first = await book(desk)
    expect(first).toMatchObject({ end: '2026-11-25T09:00:00.000Z', status: 'booked', clientName: 'Maija Mallikas' })
    const error = await desk.refused('conflict', 'appointments.create', { serviceId: desk.serviceId, start: '2026-11-25T10:30+02:00' })
    expect(error.details).toEqual({ overlaps: [{ id: first.id, start: first.start, end: first.end }] })
    const over = await book(desk, { start: '2026-11-25T08:30Z', allowOverlap: true })
    await desk.must('appointments.cancel', { id: over.id, by: 'practice' })
    await desk.must('appointments.cancel', { id: first.id, by: 'client', reason: 'Sairastui' })
    const other = await book(desk)
    await desk.refused('conflict', 'appointments.setStatus', { id: first.id, status: 'booked' })
    await desk.must('appointments.setStatus', { id: other.id, status: 'noShow' })
    expect(await desk.must('appointments.setStatus', { id: first.id, status: 'booked' })).toMatchObject({ status: 'booked' })
    await desk.refused('conflict', 'appointments.cancel', { id: first.id, by: 'client', revision: 1 })
  })

  test('repeat at the same wall time over the change of summer time', () => {
    expect(repeatedStarts('2026-10-12T07:00:00.000Z', 'FREQ=WEEKLY;INTERVAL=1;COUNT=3', 'Europe/Helsinki')).toEqual([
      '2026-10-12T07:00:00.000Z',
      '2026-10-19T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ])
    expect(repeatedStarts('2026-11-23T08:00:00.000Z', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261203', 'Europe/Helsinki')).toHaveLength(4)
    expect(repeatedStarts('2026-01-31T08:00:00.000Z', 'FREQ=MONTHLY;COUNT=3', 'Europe/Helsinki').map((at) => at.slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
    ])
    for (const rule of [
      'FREQ=WEEKLY',
      'FREQ=YEARLY;COUNT=2',
      'COUNT=2',
      'FREQ=DAILY;COUNT=201',
      'FREQ=DAILY;COUNT=0',
      'FREQ=DAILY;COUNT=2;UNTIL=20261231',
      'FREQ=WEEKLY;BYDAY=XX;COUNT=2',
      'FREQ=WEEKLY;BYDAY=TU;COUNT=2',
      'FREQ=DAILY;UNTIL=20269931',
      'FREQ=DAILY;BYHOUR=9;COUNT=2',
      'x',
    ])
      expect(() => repeatedStarts('2026-11-23T08:00:00.000Z', rule, 'Europe/Helsinki'), rule).toThrow('invalid_input')
  })

  test('are made all or none, listed by whole local days, and end when the client dies', async () => {
    const desk = await careDesk()
    await book(desk, { start: '2026-12-09T08:00Z' })
    await desk.refused('conflict', 'appointments.create', {
      clientId: desk.clientId,
      serviceId: desk.serviceId,
      start: '2026-11-25T08:00Z',
      repeat: 'FREQ=WEEKLY;COUNT=3',
    })
    const series = await book(desk, { start: '2026-11-26T21:30Z', repeat: 'FREQ=DAILY;COUNT=3' })
    expect(series.seriesIds).toHaveLength(3)
    const day = async (from: string, to: string): Promise<string[]> =>
      (await desk.must<{ appointments: Appointment[] }>('appointments.list', { from, to })).appointments.map(({ start }) => start)
    expect(await day('2026-11-26', '2026-11-26')).toEqual(['2026-11-26T21:30:00.000Z'])
    expect(await day('2026-11-27', '2026-11-27')).toHaveLength(2) // 23.30–00.30: on both days
    await desk.refused('invalid_input', 'appointments.list', { from: '2026-11-27', to: '2026-11-26' })
    desk.clock.instant += minutes(3 * 24 * 60)
    await desk.must('clients.update', { id: desk.clientId, revision: 1, dateOfDeath: '2026-11-26' })
    const { appointments } = await desk.must<{ appointments: Appointment[] }>('appointments.list', { from: '2026-11-25', to: '2026-12-31' })
    expect(appointments.map(({ status }) => status)).toEqual(['booked', 'cancelled', 'cancelled', 'cancelled'])
    await desk.refused('not_allowed', 'appointments.create', {
      clientId: desk.clientId,
      serviceId: desk.serviceId,
      start: '2026-12-20T08:00Z',
    })
  })

  test('of an archived client are refused; an assistant books, a bookkeeper does not see', async () => {
    const desk = await careDesk()
    await desk.must('clients.archive', { id: desk.clientId })
    await desk.refused('not_allowed', 'appointments.create', {
      clientId: desk.clientId,
      serviceId: desk.serviceId,
      start: '2026-12-20T08:00Z',
    })
    await desk.refused('not_found', 'appointments.get', { id: desk.visitId })
    await desk.must('clients.restore', { id: desk.clientId })
    const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
    await assistant.must('appointments.create', { clientId: desk.clientId, serviceId: desk.serviceId, start: '2026-12-20T08:00Z' })
    await desk.unlock()
    const bookkeeper = await asRole({ ...desk, another: desk.vaultCore }, 'bookkeeper')
    await bookkeeper.refused('not_allowed', 'appointments.list', { from: '2026-12-01', to: '2026-12-31' })
  })
})

describe('visits', () => {
  test('from an appointment follow it; starting twice gives the same; the end completes the appointment', async () => {
    const desk = await careDesk()
    const { id: appointmentId } = await book(desk, { start: '2026-11-24T09:00Z' })
    const one = await desk.must<{ id: string }>('visits.start', { clientId: desk.clientId, appointmentId })
    expect(one).toMatchObject({ serviceName: 'Osteopatia 60 min', minor: false, ageYears: 46 })
    expect(await desk.must('visits.start', { clientId: desk.clientId, appointmentId })).toMatchObject({ id: one.id })
    expect(await desk.must('appointments.get', { id: appointmentId })).toMatchObject({ status: 'arrived', visitId: one.id })
    await desk.must('visits.end', { id: one.id })
    expect(await desk.must('appointments.get', { id: appointmentId })).toMatchObject({ status: 'completed' })
    await desk.refused('conflict', 'appointments.cancel', { id: appointmentId, by: 'client' })
  })

  test('may be entered late, not for days to come, nor for an archived client, nor after her death', async () => {
    const desk = await careDesk()
    await desk.must('visits.start', { clientId: desk.clientId, start: '2024-01-01T22:00Z' })
    const future = await desk.refused('invalid_input', 'visits.start', { clientId: desk.clientId, start: '2026-11-26T08:00Z' })
    expect(future.details).toMatchObject({ problems: [{ path: ['start'], code: 'futureDate' }] })
    await desk.must('clients.update', { id: desk.clientId, revision: 1, dateOfDeath: '2026-11-20' })
    const dead = await desk.refused('not_allowed', 'visits.start', { clientId: desk.clientId, start: '2026-11-21T08:00Z' })
    expect(dead.message).toContain('kuolinajan')
    await desk.must('visits.start', { clientId: desk.clientId, start: '2026-11-19T08:00Z' })
    await desk.must('clients.archive', { id: desk.clientId })
    const archived = await desk.refused('not_allowed', 'visits.start', { clientId: desk.clientId, start: '2026-11-19T08:00Z' })
    expect(archived.message).toContain('arkistoitu')
    await desk.refused('not_found', 'visits.start', { clientId: desk.visitId })
    await desk.refused('invalid_input', 'visits.end', { id: desk.visitId, end: '2020-01-01T00:00Z' })
  })

  test('of another client’s or a cancelled appointment are refused', async () => {
    const desk = await careDesk()
    const { id: appointmentId } = await book(desk, { start: '2026-11-24T09:00Z' })
    const other = await desk.visitOf(aClient().named('Toinen').withHetu('1990-01-01'))
    await desk.refused('invalid_input', 'visits.start', { clientId: other.clientId, appointmentId })
    await desk.must('appointments.cancel', { id: appointmentId, by: 'client' })
    await desk.refused('conflict', 'visits.start', { clientId: desk.clientId, appointmentId })
  })

  test('and all that hangs on them follow a merge, and go back when it is undone', async () => {
    const desk = await careDesk(aClient().named('Mallikas', 'Maija'))
    await desk.must('clients.update', { id: desk.clientId, revision: 1, birthDate: '1980-05-05' })
    await book(desk)
    const entryId = await desk.signed('Siirtyvä merkintä')
    await desk.must('alerts.add', { clientId: desk.clientId, kind: 'allergy', text: 'Lateksi' })
    await desk.must('disclosures.record', { clientId: desk.clientId, recipient: 'X', what: 'y', purpose: 'z', ground: 'laki' })
    const { id: keep } = await desk.must<{ id: string }>('clients.create', aClient().withHetu().fields())
    const { mergeId } = await desk.must<{ mergeId: string }>('clients.merge', { keep, absorb: desk.clientId })
    const kinds = async (id: string): Promise<string[]> =>
      (await desk.must<{ items: { kind: string }[] }>('clients.timeline', { id })).items.map(({ kind }) => kind).sort()
    expect(await kinds(keep)).toEqual(expect.arrayContaining(['appointment', 'entry', 'visit']))
    expect(await desk.must('treatment.list', { clientId: keep })).toMatchObject({
      entries: [{ entryId, clientId: keep, subject: { lastName: 'Mallikas' } }],
    })
    expect(await desk.must('alerts.list', { clientId: keep })).toMatchObject({ alerts: [{ text: 'Lateksi' }] })
    expect(await desk.must('disclosures.list', { clientId: keep })).toMatchObject({ disclosures: [{ recipient: 'X' }] })
    await desk.refused('conflict', 'visits.start', { clientId: desk.clientId })
    await desk.refused('conflict', 'alerts.add', { clientId: desk.clientId, kind: 'other', text: 'x' })
    await desk.must('clients.undoMerge', { mergeId })
    expect(await kinds(keep)).not.toContain('entry')
    expect(await kinds(desk.clientId)).toEqual(expect.arrayContaining(['appointment', 'entry', 'visit']))
  })
})
