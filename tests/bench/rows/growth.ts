import { premise, row } from '../row.ts'
import { searchTexts } from '../search-texts.ts'

export default row({
  name: 'growth',
  what: 'clients.search among many clients, against the same among a thousand',
  goal: 2,
  async measure(bench) {
    const rounds = 200
    const small = await bench.practiceOf(1000, 10_000)
    const sizes = bench.quick ? [10_000] : [10_000, 100_000]
    const measured = []
    for (const clients of sizes) {
      const big = clients === bench.sizes.clients ? await bench.practice() : await bench.practiceOf(clients, clients * 10)
      const vaults = [small, big] as const
      const texts = vaults.map((vault) => {
        const copy = bench.plainCopy(vault)
        try {
          return searchTexts(copy, rounds + 20)
        } finally {
          copy.close()
        }
      })
      let found = 0
      const search = async (at: 0 | 1, round: number): Promise<void> => {
        vaults[at].clock.pass(3000)
        found += (await vaults[at].must<{ clients: unknown[] }>('clients.search', { text: texts[at]![round], limit: 20 })).clients.length
      }
      const { ours, baseline } = await bench.inTurn({
        rounds,
        judged: 'median',
        ours: (round) => search(1, round),
        baseline: (round) => search(0, round),
      })
      premise(found > rounds, 'searches find clients')
      measured.push({
        part: `search, ${clients} clients`,
        ours,
        baseline,
        unit: 'ms' as const,
        note: `median of ${rounds}, against 1,000 clients`,
      })
    }
    return measured
  },
})
