// Services, bookings, visits and signed notes of the demo practice. Written row by row with the same frozen form, hashes and log entries
// that treatment/sign.ts makes, at the times they would have been made.
import { Temporal } from 'temporal-polyfill'
import { later } from '../appointments/book.ts'
import { append } from '../audit/log.ts'
import { storedClient, type StoredClient } from '../clients/read.ts'
import { localDateOf } from '../core/clock.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { signedEntryListeners } from '../core/signed-entry-listeners.ts'
import { readSettings } from '../settings/read.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { contentHash, emptyContent, newSalt } from '../treatment/content.ts'
import type { SignedContent } from '../treatment/content-contract.ts'
import { ageAt, birthDateOf } from '../visits/age.ts'
import { demoText } from './care-texts.ts'
import type { Random } from './random.ts'

const hours = [9, 10, 11, 13, 14, 15, 16]
/** Signatures of the last weeks are told to those who listen, as if she had just made them: the Kanta queue has something to show. */
const listenedDays = 30

/** Start instants of workdays' slots from `years` ago until yesterday, oldest first. */
export function workSlots(today: string, years: number, zone: string): string[] {
  const slots: string[] = []
  const last = Temporal.PlainDate.from(today)
  for (let day = last.subtract({ years }); Temporal.PlainDate.compare(day, last) < 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue
    const morning = day.toZonedDateTime(zone).epochMilliseconds
    for (const hour of hours) slots.push(new Date(morning + hour * 3_600_000).toISOString())
  }
  return slots
}

export interface DemoService {
  id: string
  name: string
  durationMinutes: number
}

export function addServices(context: Context): DemoService[] {
  const at = context.clock.now()
  return (
    [
      ['Osteopatia 60 min', 60, 6900],
      ['Osteopatia 45 min', 45, 5900],
      ['Vauvan hoito 45 min', 45, 5500],
    ] as const
  ).map(([name, durationMinutes, priceCents]) => {
    const id = newId(at)
    context.db
      .statement(
        'INSERT INTO services (id, name, duration_minutes, buffer_minutes, price_cents, vat_exempt, created_at, updated_at, revision) VALUES (?, ?, ?, 0, ?, 1, ?, ?, 1)',
      )
      .run(id, name, durationMinutes, priceCents, at, at)
    return { id, name, durationMinutes }
  })
}

export function addAppointment(
  context: Context,
  { clientId, service, start, status }: { clientId: string; service: DemoService; start: string; status: string },
): string {
  const id = newId(start)
  const cancelled = status === 'cancelled'
  context.db
    .statement(
      `INSERT INTO appointments (id, client_id, service_id, starts_at, ends_at, duration_minutes, buffer_minutes, status, cancelled_at, cancelled_by, created_by, created_at, updated_at, revision)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 1)`,
    )
    .run(
      id,
      clientId,
      service.id,
      start,
      later(start, service.durationMinutes),
      service.durationMinutes,
      status,
      cancelled ? start : null,
      cancelled ? 'client' : null,
      context.actor.userId,
      start,
      start,
    )
  return id
}

/** Makes the practice's past: one visit after the other. */
export class DemoCare {
  private readonly context: Context
  private readonly random: Random
  private readonly services: readonly DemoService[]
  private readonly zone: string
  private readonly vaultId: string
  private readonly listenFrom: string
  private readonly provider: SignedContent['provider']
  private readonly author: SignedContent['author']
  /** Visits so far of each client, and her pain then. */
  private readonly course = new Map<string, number>()

  constructor(context: Context, random: Random, services: readonly DemoService[]) {
    this.context = context
    this.random = random
    this.services = services
    this.zone = timeZoneOf(context)
    this.vaultId = context.db.statement('SELECT vault_id FROM vault WHERE number = 1').pluck().get() as string
    this.listenFrom = new Date(Date.parse(context.clock.now()) - listenedDays * 86_400_000).toISOString()
    const { practice } = readSettings(context.db)
    this.provider = {
      ...(practice?.name ? { name: practice.name } : {}),
      ...(practice?.businessId ? { businessId: practice.businessId } : {}),
    }
    const { userId, name, title } = context.actor
    this.author = { userId, name, ...(title ? { title } : {}) }
  }

  /** Somebody who can have been treated then: alive, and with a birth date. */
  private clientFor(clientIds: readonly string[], start: string): StoredClient | undefined {
    for (let tries = 0; tries < 5; tries++) {
      const client = storedClient(this.context.db, this.random.pick(clientIds))
      const born = birthDateOf(client)
      const day = localDateOf(start, this.zone)
      if (born !== null && born < day && (client.date_of_death === null || client.date_of_death >= day)) return client
    }
    return undefined
  }

  /** One visit with its booking and its signed note; now and then it was cancelled or nobody came. */
  visit(clientIds: readonly string[], start: string): void {
    const { db, actor } = this.context
    const client = this.clientFor(clientIds, start)
    if (!client) return
    const service = this.random.pick(this.services)
    const fate = this.random.next()
    const status = fate < 0.03 ? 'cancelled' : fate < 0.05 ? 'noShow' : 'completed'
    const appointmentId = addAppointment(this.context, { clientId: client.id, service, start, status })
    if (status !== 'completed') return
    const end = later(start, service.durationMinutes)
    const visitId = newId(start)
    db.statement(
      'INSERT INTO visits (id, client_id, appointment_id, service_name, started_at, ended_at, created_by, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 2)',
    ).run(visitId, client.id, appointmentId, service.name, start, end, actor.userId, start, end)
    const entryId = newId(start)
    db.statement(
      "INSERT INTO entries (id, visit_id, client_id, kind, state, version, author_id, created_at, updated_at, revision) VALUES (?, ?, ?, 'visit', 'draft', 0, ?, ?, ?, 1)",
    ).run(entryId, visitId, client.id, actor.userId, start, end)
    const content = this.content(client, visitId, start, end)
    const entry = { id: entryId, visitId, clientId: client.id }
    this.sign(entry, 1, 'signed', content, end)
    const corrected = this.random.next()
    if (corrected < 0.02)
      this.sign(
        entry,
        2,
        'amended',
        { ...content, sections: { ...content.sections, plan: 'Kontrolli kolmen viikon kuluttua.' } },
        later(end, 30),
        'Kontrolliaika korjattu',
      )
    else if (corrected < 0.025) this.sign(entry, 2, 'voided', content, later(end, 20), 'Kirjattu väärälle asiakkaalle')
  }

  private content(client: StoredClient, visitId: string, start: string, end: string): SignedContent {
    const visits = this.course.get(client.id) ?? 0
    this.course.set(client.id, visits + 1)
    const pain = Math.max(0, 7 - visits + this.random.below(3) - 1)
    const age = ageAt(client, start, this.zone) ?? 18
    return {
      format: 1,
      kind: 'visit',
      ...emptyContent,
      ...demoText(this.random, visits === 0, Math.min(10, pain)),
      source: 'patient',
      ...(age < 12 ? { minorDecision: 1 as const } : age < 18 ? { minorDecision: 2 as const } : {}),
      subject: {
        lastName: client.last_name,
        ...(client.first_name === null ? {} : { firstName: client.first_name }),
        ...(client.hetu === null ? {} : { hetu: client.hetu }),
        birthDate: birthDateOf(client)!,
      },
      author: this.author,
      provider: this.provider,
      visit: { id: visitId, startedAt: start, endedAt: end },
    }
  }

  private sign(
    { id: entryId, visitId, clientId }: { id: string; visitId: string; clientId: string },
    version: number,
    state: 'signed' | 'amended' | 'voided',
    content: SignedContent,
    at: string,
    reason?: string,
  ): void {
    const { db, actor } = this.context
    const text = JSON.stringify(content)
    const salt = newSalt()
    const hash = contentHash(salt, text)
    const versionId = newId(at)
    db.statement(
      'INSERT INTO entry_versions (id, entry_id, number, state, content, salt, content_hash, signer_id, signer_name, signer_title, signed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(versionId, entryId, version, state, text, salt, hash, actor.userId, actor.name, actor.title, at, reason ?? null)
    db.statement('UPDATE entries SET state = ?, version = ?, updated_at = ?, revision = revision + 1 WHERE id = ?').run(
      state,
      version,
      at,
      entryId,
    )
    append(db, this.vaultId, {
      at,
      actor,
      method: state === 'signed' ? 'treatment.sign' : state === 'amended' ? 'treatment.amend' : 'treatment.void',
      kind: 'sign',
      groups: ['care'],
      clientIds: [clientId],
      purpose: 'care',
      details: { entry: entryId, version, state, contentHash: hash },
    })
    if (at < this.listenFrom) return
    const event = { what: state, entryId, version, versionId, visitId, clientId, kind: 'visit' as const, at, ...(reason ? { reason } : {}) }
    for (const listener of signedEntryListeners) listener(this.context, event)
  }
}
