// Whatever a practice does, nothing but required signed entries reaches the queue and leaves: no bookings, billing, marketing, drafts,
// private notes, strokes, nor what was withheld, amended or voided before it left. Each text carries a marker that says what it is.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { minutes } from '../../fixtures/test-clock.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { bytesOf, kantaDesk, kantaSettings, newOutbox, type KantaDesk } from './desk.ts'

afterAll(cleanUp)

const acts = [
  'book',
  'cancel',
  'draft',
  'privateNote',
  'visit',
  'phone',
  'noShow',
  'statement',
  'amendBefore',
  'voidBefore',
  'hold',
  'noCode',
  'otherProvider',
  'beforeJoining',
  'chart',
  'consent',
] as const
type Act = (typeof acts)[number]

interface Told {
  /** Words that must leave, and words that never may. */
  may: string[]
  never: string[]
  required: Set<string>
}

async function act(desk: KantaDesk, what: Act, mark: string, clientId: string, serviceId: string, told: Told): Promise<void> {
  const secret = `EI${mark}`
  const open = `SAA${mark}`
  const leaves = (entryId: string): void => {
    told.may.push(open)
    told.required.add(entryId)
  }
  desk.clock.pass(minutes(90))
  switch (what) {
    case 'book':
    case 'cancel': {
      told.never.push(secret)
      const booked = await desk.must<{ id: string }>('appointments.create', {
        clientId,
        serviceId,
        start: desk.clock.now(),
        note: secret,
        allowOverlap: true,
      })
      if (what === 'cancel') await desk.must('appointments.cancel', { id: booked.id, reason: secret, by: 'client' })
      return
    }
    case 'draft':
      told.never.push(secret)
      await desk.draft(secret, { clientId })
      return
    case 'privateNote':
      told.never.push(secret)
      await desk.signed(secret, { clientId, kind: 'privateNote' })
      return
    case 'visit':
    case 'phone':
    case 'noShow':
    case 'statement':
      return leaves(await desk.signed(open, { clientId, kind: what }))
    case 'amendBefore': {
      told.never.push(secret)
      const entryId = await desk.signed(secret, { clientId })
      await desk.amend(entryId, open)
      return leaves(entryId)
    }
    case 'voidBefore': {
      told.never.push(secret)
      await desk.void(await desk.signed(secret, { clientId }), secret)
      return
    }
    case 'hold': {
      told.never.push(secret)
      await desk.must('kanta.withhold', { entryId: await desk.signed(secret, { clientId }), reason: secret })
      return
    }
    case 'noCode': {
      told.never.push(secret)
      await desk.signed(secret, { clientId: await desk.newClient(aClient().named(secret).born('1970-02-03')) })
      return
    }
    case 'otherProvider': {
      told.never.push(secret)
      const visit = await desk.must<{ id: string }>('visits.start', { clientId, otherProvider: secret })
      const { entryId } = await desk.must<{ entryId: string }>('treatment.saveDraft', { visitId: visit.id, sections: { reason: secret } })
      await desk.must('treatment.sign', { entryId })
      return
    }
    case 'beforeJoining':
      told.never.push(secret)
      await desk.signed(secret, { clientId, start: '2025-06-01T09:00:00.000Z' })
      return
    case 'chart': {
      told.never.push('<path', '61.8273')
      const bodyChart = {
        strokes: [
          {
            figure: 'back',
            symbol: 'pain',
            points: [
              [61.8273, 100],
              [62, 101],
            ],
          },
        ],
        marks: [],
        regions: [],
      }
      return leaves(await desk.signed(open, { clientId, bodyChart }))
    }
    case 'consent':
      told.never.push(secret)
      await desk.newClient(aClient().withHetu().named(secret).withEmail(`${secret.toLowerCase()}@posti.example`))
      return
  }
}

test('only required signed entries leave, whatever the practice does', async () => {
  const desk = await kantaDesk({ ...kantaSettings, autoLockMinutes: 0 })
  const service = await desk.must<{ id: string }>('services.create', {
    name: 'Osteopatia',
    durationMinutes: 60,
    priceCents: 7000,
    vatExempt: true,
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 4, maxLength: 12 }), async (sequence) => {
      run++
      const clientId = await desk.newClient(aClient().withHetu().named(`Asiakas${run}`))
      const note = `EIMUISTIO${run}`
      const { revision } = await desk.must<{ revision: number }>('clients.get', { id: clientId })
      await desk.must('clients.update', {
        id: clientId,
        revision,
        note,
        billing: { name: `EILASKU${run}` },
        letters: { email: true, sms: true },
        phone: '0401234567',
      })
      const told: Told = { may: [], never: [note, `EILASKU${run}`, '0401234567'], required: new Set() }
      for (const [index, what] of sequence.entries()) await act(desk, what, `${run}X${index}X`, clientId, service.id, told)
      const outbox = newOutbox()
      const { written } = await desk.export(outbox)
      expect(new Set(written.map(({ entryId }) => entryId))).toEqual(told.required)
      const everything = [...bytesOf(outbox).values()].join('\n')
      for (const word of told.may) expect(everything).toContain(word)
      for (const word of told.never) expect(everything).not.toContain(word)
      const rows = await desk.queue({ state: 'exported' })
      expect(new Set(rows.map(({ entryId }) => entryId))).toEqual(told.required)
      for (const row of rows) expect([row.rule, row.ruleCase]).toEqual([3, 'required'])
      for (const { documentId } of written) await desk.answer(documentId)
    }),
    { numRuns: 30 },
  )
  // The same holds without Kanta: then nothing at all is written.
  await desk.must('settings.update', { patientRecord: { ...kantaSettings.patientRecord, location: 'this-app' } })
  await desk.signed('EIMITÄÄN')
  expect((await desk.export(newOutbox())).written).toEqual([])
}, 60_000)
