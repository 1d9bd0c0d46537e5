import { hash } from 'node:crypto'
import { readBeside } from '../bench.ts'
import { columns } from '../../../src-main/audit/chain.ts'
import { premise, row } from '../row.ts'

export default row({
  name: 'log verify',
  what: 'audit.verify over every entry, against hashing the same bytes with the same hash',
  goal: 2,
  async measure(bench) {
    const vault = await bench.practice()
    const beside = readBeside(vault)
    const bodies = beside.raw
      .prepare(`SELECT previous_hash || char(10) || json_array(${columns.join(', ')}) FROM audit_log`)
      .pluck()
      .all() as string[]
    beside.close()
    const measured = await bench.inTurn({
      rounds: bench.quick ? 7 : 3,
      warmUp: 1,
      judged: 'median',
      async ours() {
        const { ok, entries } = await vault.must<{ ok: boolean; entries: number }>('audit.verify')
        premise(ok && entries >= bodies.length, 'the log is whole')
      },
      baseline() {
        for (const body of bodies) hash('sha256', body, 'hex')
      },
    })
    return [{ ...measured, unit: 'ms', note: `${bodies.length} entries` }]
  },
})
