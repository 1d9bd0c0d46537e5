// What is under way in the demo practice: bookings to come, drafts that wait, risk information, a code list of her own.
import { alertsService } from '../alerts/service.ts'
import { codesService } from '../codes/service.ts'
import type { Context, Implemented } from '../core/context.ts'
import { disclosuresService } from '../disclosures/service.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { phrasesService } from '../templates/service.ts'
import { Temporal } from 'temporal-polyfill'
import { storedClient } from '../clients/read.ts'
import { treatmentService } from '../treatment/service.ts'
import { birthDateOf } from '../visits/age.ts'
import { visitsService } from '../visits/service.ts'
import { addAppointment, type DemoService } from './care.ts'
import { demoAlerts, demoCodes } from './care-texts.ts'
import type { Random } from './random.ts'

/** Calls a service as the dispatcher would, inside the running transaction. */
function call<T>(context: Context, services: readonly Implemented[], name: string, input: unknown): T {
  const found = services.find(({ definition }) => definition.name === name)!
  return found.run(context, found.definition.input.parse(input) as never) as T
}

/** Bookings of today and the next two weeks: never two at once. */
function addBookings(context: Context, random: Random, clientIds: readonly string[], services: readonly DemoService[]): void {
  const zone = timeZoneOf(context)
  const today = Temporal.PlainDate.from(context.clock.today(zone))
  for (let days = 0; days <= 14; days++) {
    const day = today.add({ days })
    if (day.dayOfWeek > 5) continue
    for (const hour of [9, 10, 11, 13, 14, 15]) {
      if (random.chance(0.4)) continue
      const start = day
        .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
        .toInstant()
        .toString({ smallestUnit: 'millisecond' })
      const client = storedClient(context.db, random.pick(clientIds))
      if (client.date_of_death !== null) continue
      addAppointment(context, { clientId: client.id, service: random.pick(services), start, status: 'booked' })
    }
  }
}

function addDrafts(context: Context, random: Random, clientIds: readonly string[]): void {
  const now = Date.parse(context.clock.now())
  for (const hoursAgo of [2, 20]) {
    const client = storedClient(context.db, random.pick(clientIds))
    if (client.date_of_death !== null || birthDateOf(client) === null) continue
    const start = new Date(now - hoursAgo * 3_600_000).toISOString()
    const { id: visitId } = call<{ id: string }>(context, visitsService, 'visits.start', { clientId: client.id, start })
    call(context, treatmentService, 'treatment.saveDraft', {
      visitId,
      sections: { reason: 'Selkäkipu uusiutunut lumitöiden jälkeen.', examination: 'Lannerangan taivutus rajoittunut.' },
      measures: [{ scale: 'nrs', value: 5 }],
      source: 'patient',
    })
  }
}

/** At most a few hundred rows, whatever the number of clients. Run inside a transaction. */
export function addPresent(context: Context, random: Random, clientIds: readonly string[], services: readonly DemoService[]): void {
  for (const code of demoCodes) call(context, codesService, 'codes.add', code)
  call(context, phrasesService, 'phrases.save', { abbreviation: 'kipu', text: 'Kipu asteikolla 0–10: ' })
  if (clientIds.length === 0) return
  addBookings(context, random, clientIds, services)
  addDrafts(context, random, clientIds)
  for (let count = Math.min(200, Math.ceil(clientIds.length / 10)); count > 0; count--) {
    const [kind, text] = random.pick(demoAlerts)
    call(context, alertsService, 'alerts.add', { clientId: random.pick(clientIds), kind, text })
  }
  for (let count = Math.min(20, Math.ceil(clientIds.length / 40)); count > 0; count--)
    call(context, disclosuresService, 'disclosures.record', {
      clientId: random.pick(clientIds),
      recipient: 'Vakuutusyhtiö Esimerkki',
      what: 'Lausunto hoitokäynneistä',
      purpose: 'Korvauksen hakeminen',
      ground: 'Asiakkaan suostumus',
      groundKind: 'consent',
      how: 'paper',
    })
}
