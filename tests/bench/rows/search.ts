import { matchSql } from '../../../src-main/clients/search.ts'
import { matchExpression } from '../../../src-main/clients/search-text.ts'
import { plainLog } from '../plain-log.ts'
import { premise, row } from '../row.ts'
import { searchTexts } from '../search-texts.ts'

export default row({
  name: 'search',
  what: 'clients.search through dispatch, varied queries, against the same full-text statement on a plain copy and the same log insert',
  goal: 2,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const rounds = bench.quick ? 400 : 1000
    const texts = searchTexts(plain, rounds + 20)
    const statement = plain.prepare(matchSql(false))
    const log = plainLog(plain)
    let found = 0
    const measured = await bench.inTurn({
      rounds,
      judged: 'p99',
      async ours(round) {
        vault.clock.pass(3000) // no search joins the one before
        found += (await vault.must<{ clients: unknown[] }>('clients.search', { text: texts[round] })).clients.length
      },
      baseline(round) {
        const rows = statement.all(matchExpression(texts[round]!), 50) as { id: string }[]
        log(rows.map(({ id }) => id))
      },
    })
    premise(found > rounds, 'searches find clients')
    plain.close()
    return [{ ...measured, unit: 'ms', note: `p99 of ${rounds} searches among ${bench.sizes.clients} clients` }]
  },
})
