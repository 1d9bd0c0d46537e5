import type { TestVault } from '../../fixtures/test-vault.ts'
import { type Bench, readBeside } from '../bench.ts'
import { premise, row } from '../row.ts'
import { searchTexts } from '../search-texts.ts'

const rounds = 200
const sentence = 'Alaselän kipu helpottanut, liike vapaampi. Palpaatiossa lannerangan lihakset kireät oikealta. '

/** One thing she does all day, in one practice; returns how much was found. */
type Deed = (round: number) => Promise<number>

/** What must not become slower as the practice grows, made ready in one vault. */
async function deedsOf(vault: TestVault): Promise<Record<'search' | 'week' | 'open client' | 'save draft', Deed>> {
  const beside = readBeside(vault)
  const texts = searchTexts(beside.raw, rounds + 20)
  const column = (sql: string): string[] => beside.raw.prepare(sql).pluck().all() as string[]
  const ids = column(`SELECT client_id FROM visits GROUP BY client_id ORDER BY client_id LIMIT ${rounds + 20}`)
  const days = column(`SELECT DISTINCT substr(starts_at, 1, 10) FROM appointments ORDER BY 1 DESC LIMIT 200`)
  beside.close()
  const { id: clientId } = await vault.must<{ id: string }>('clients.create', { lastName: 'Penkkinen', birthDate: '1980-05-05' })
  const { id: visitId } = await vault.must<{ id: string }>('visits.start', { clientId })
  let draft = await vault.must<{ entryId: string; revision: number }>('treatment.saveDraft', { visitId, sections: { reason: sentence } })
  const weekFrom = (day: string): { from: string; to: string } => ({
    from: `${day}T00:00:00.000Z`,
    to: new Date(Date.parse(`${day}T00:00:00.000Z`) + 7 * 86_400_000).toISOString(),
  })
  return {
    search: async (round) => (await vault.must<{ clients: unknown[] }>('clients.search', { text: texts[round], limit: 20 })).clients.length,
    week: async (round) =>
      (await vault.must<{ appointments: unknown[] }>('appointments.list', weekFrom(days[round % days.length]!))).appointments.length,
    async 'open client'(round) {
      const id = ids[round % ids.length]!
      const [, { items }] = await Promise.all([
        vault.must('clients.get', { id }),
        vault.must<{ items: unknown[] }>('clients.timeline', { id }),
      ])
      return items.length
    },
    async 'save draft'(round) {
      const { entryId, revision } = draft
      draft = await vault.must('treatment.saveDraft', {
        visitId,
        entryId,
        revision,
        sections: { reason: `${sentence.repeat(16)}${round}` },
      })
      return 1
    },
  }
}

async function at(bench: Bench, clients: number) {
  const vault = clients === bench.sizes.clients ? await bench.practice() : await bench.practiceOf(clients, clients * 10)
  return { vault, deeds: await deedsOf(vault) }
}

export default row({
  name: 'growth',
  what: 'search, week, open client and save draft among many clients, against the same among a thousand',
  goal: 2,
  async measure(bench) {
    const small = await at(bench, 1000)
    const measured = []
    for (const clients of bench.quick ? [10_000] : [10_000, 100_000]) {
      const big = await at(bench, clients)
      for (const name of ['search', 'week', 'open client', 'save draft'] as const) {
        let found = 0
        const once = async ({ vault, deeds }: typeof big, round: number): Promise<void> => {
          vault.clock.pass(3000)
          found += await deeds[name](round)
        }
        const figures = await bench.inTurn({
          rounds,
          judged: 'median',
          ours: (round) => once(big, round),
          baseline: (round) => once(small, round),
        })
        premise(found > rounds, `${name} finds something`)
        measured.push({
          part: `${name}, ${clients} clients`,
          ...figures,
          unit: 'ms' as const,
          note: `median of ${rounds}, against 1,000 clients`,
        })
      }
    }
    return measured
  },
})
