import { implement, type Context, type Implemented } from '../core/context.ts'
import { append, type LogEntry } from '../audit/log.ts'
import { AppError } from '../core/errors.ts'
import { mergeSettings } from '../settings/merge.ts'
import { queueMissing } from '../kanta/backfill.ts'
import { insertClient } from '../clients/write.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { markAsDemo } from '../vault/key-changes.ts'
import type { Session } from '../vault/session.ts'
import { addServices, DemoCare, workSlots, type DemoService } from './care.ts'
import { demoContract } from './contract.ts'
import { makePerson } from './people.ts'
import { demoSettings } from './practice.ts'
import { addPresent } from './present.ts'
import { randomFrom, type Random } from './random.ts'

const chunk = 2000
const yieldNow = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A vault that holds clients is somebody's practice: it is left alone. @throws AppError `conflict` (`demoNotEmpty`) */
function fillSettings(context: Context): void {
  const clients = context.db.statement('SELECT count(*) FROM clients').pluck().get() as number
  if (clients > 0) throw new AppError('conflict', 'demoNotEmpty')
  const now = context.clock.now()
  context.db.statement('UPDATE vault SET demo = 1 WHERE number = 1').run()
  const stored = JSON.parse(context.db.statement('SELECT value FROM settings WHERE number = 1').pluck().get() as string) as Record<
    string,
    unknown
  >
  // What she has filled in already stays; the demo fills the rest.
  const value = JSON.stringify(mergeSettings(demoSettings, stored))
  context.db.statement('UPDATE settings SET value = ?, revision = revision + 1, updated_at = ? WHERE number = 1').run(value, now)
}

const instantIn = (random: Random, from: number, to: number): string =>
  new Date(from + Math.floor(random.next() * (to - from))).toISOString()

/** Inserts clients in chunks, so that other calls get their turn; the vault is marked first, so a cut-off seed is still a demo. */
async function addClients(context: Context, random: Random, count: number): Promise<string[]> {
  const ids: string[] = []
  const writing = { db: context.db, clock: context.clock, userId: context.actor.userId }
  const today = context.clock.today()
  for (let done = 0; done < count; done += chunk) {
    context.signal.throwIfAborted()
    context.transaction(() => {
      for (let at = done; at < Math.min(count, done + chunk); at++)
        ids.push(insertClient(writing, makePerson(random, today), { how: 'demo' }).id)
    })
    context.progress('clients', Math.min(count, done + chunk), count)
    await yieldNow()
  }
  return ids
}

/** Uses of the data and visits in the order they happened, so that the log reads as one. */
async function addPast(
  context: Context,
  random: Random,
  clientIds: readonly string[],
  { rows, visits, years, services }: { rows: number; visits: number; years: number; services: readonly DemoService[] },
): Promise<void> {
  const vaultId = context.db.statement('SELECT vault_id FROM vault WHERE number = 1').pluck().get() as string
  const now = Date.parse(context.clock.now())
  const slots = workSlots(context.clock.today(), years, timeZoneOf(context))
  const uses = Array.from({ length: rows }, () => ({ at: instantIn(random, now - years * 365 * 86_400_000, now), visit: false }))
  const starts = Array.from({ length: clientIds.length > 0 ? visits : 0 }, (_, index) => ({
    at: slots[Math.floor((index * slots.length) / visits)]!,
    visit: true,
  }))
  const past = [...uses, ...starts].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const care = new DemoCare(context, random, services)
  const use = (at: string): LogEntry => ({
    at,
    actor: context.actor,
    method: random.pick(['clients.get', 'clients.search', 'clients.update']),
    kind: random.pick(['view', 'view', 'searchHit', 'change']),
    groups: ['identity', 'contact'],
    clientIds: clientIds.length > 0 ? [random.pick(clientIds)] : [],
    purpose: random.pick(['booking', 'care', 'maintenance']),
    details: { demo: true },
  })
  for (let done = 0; done < past.length; done += chunk) {
    context.signal.throwIfAborted()
    context.transaction(() => {
      for (const { at, visit } of past.slice(done, done + chunk)) {
        if (visit) care.visit(clientIds, at)
        else append(context.db, vaultId, use(at))
      }
    })
    context.progress('past', Math.min(past.length, done + chunk), past.length)
    await yieldNow()
  }
}

/** Six visits a client, in a practice of the size one person can have; for growth tests one a client. */
const usualVisits = (clients: number): number => Math.min(clients * 6, Math.max(6000, clients))

/** @param session the one session of this process: the key file says too that the vault is a demo */
export const createDemoService = (session: Session): Implemented[] =>
  implement(demoContract, {
    async seed(context, { clients = 120, years = 3, seed = 1, visits = usualVisits(clients), logRows = clients * 2 }) {
      const random = randomFrom(seed)
      await markAsDemo(session, context, () => fillSettings(context))
      const ids = await addClients(context, random, clients)
      const services = context.transaction(() => addServices(context))
      await addPast(context, random, ids, { rows: logRows, visits, years, services })
      context.transaction(() => addPresent(context, random, ids, services))
      for (let after: string | undefined = ''; after !== undefined;) {
        const from: string = after
        after = context.transaction(() => queueMissing(context, from))
        await yieldNow()
      }
      context.transaction(() => context.log({ clientIds: ids.length <= 500 ? ids : [], details: { clients, visits, logRows, seed } }))
      context.db.raw.exec('ANALYZE')
      for (const topic of ['clients', 'services', 'appointments', 'visits', 'treatment']) context.changed(topic)
      context.changed('settings')
      return { clients, visits, logRows, seed }
    },
  })
