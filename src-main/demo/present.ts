// What is under way in the demo practice: bookings to come, drafts that wait, risk information, a code list of her own.
import { insertAlert } from '../alerts/alerts-of.ts'
import { putCode } from '../codes/put-code.ts'
import type { Context } from '../core/context.ts'
import { insertDisclosure } from '../disclosures/write.ts'
import { saveDraft } from '../treatment/draft.ts'
import { insertVisit } from '../visits/insert.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { Temporal } from 'temporal-polyfill'
import { storedClient } from '../clients/read.ts'
import { birthDateOf } from '../visits/age.ts'
import { addAppointment, type DemoService } from './care.ts'
import { demoAlerts, demoCodes } from './care-texts.ts'
import type { Random } from './random.ts'

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
  for (const hoursAgo of [2, 26]) {
    const client = storedClient(context.db, random.pick(clientIds))
    if (client.date_of_death !== null || birthDateOf(client) === null) continue
    const start = new Date(now - hoursAgo * 3_600_000).toISOString()
    const visitId = insertVisit(context, { clientId: client.id, startedAt: start })
    const { entryId } = saveDraft(context, {
      visitId,
      sections: { reason: 'Selkäkipu uusiutunut lumitöiden jälkeen.', examination: 'Lannerangan taivutus rajoittunut.' },
      measures: [{ scale: 'nrs', value: 5 }],
      source: 'patient',
    })
    // Begun when the visit was: one of them has waited for more than a day.
    context.db.statement('UPDATE entries SET created_at = ? WHERE id = ?').run(start, entryId)
  }
}

/** At most a few hundred rows, whatever the number of clients. Run inside a transaction. */
export function addPresent(context: Context, random: Random, clientIds: readonly string[], services: readonly DemoService[]): void {
  for (const code of demoCodes) putCode(context, { ...code }, '', false)
  if (clientIds.length === 0) return
  addBookings(context, random, clientIds, services)
  addDrafts(context, random, clientIds)
  for (let count = Math.min(200, Math.ceil(clientIds.length / 10)); count > 0; count--) {
    const [kind, text] = random.pick(demoAlerts)
    insertAlert(context, { clientId: random.pick(clientIds), kind, text })
  }
  for (let count = Math.min(20, Math.ceil(clientIds.length / 40)); count > 0; count--)
    insertDisclosure(context, {
      clientId: random.pick(clientIds),
      recipient: 'Vakuutusyhtiö Esimerkki',
      what: 'Lausunto hoitokäynneistä',
      purpose: 'Korvauksen hakeminen',
      ground: 'Asiakkaan suostumus',
      groundKind: 'consent',
      how: 'paper',
    })
}
