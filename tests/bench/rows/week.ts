import { joinedSql } from '../../../src-main/appointments/read.ts'
import { plainLog } from '../plain-log.ts'
import { premise, row } from '../row.ts'

const sql = `${joinedSql} WHERE a.starts_at >= ? AND a.starts_at < ? ORDER BY a.starts_at, a.id`
const dayMilliseconds = 86_400_000

export default row({
  name: 'week',
  what: 'appointments.list of one week through dispatch, against the same SQL on a plain copy and the same log insert',
  goal: 2,
  lenientWhenQuick: true,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const rounds = bench.quick ? 200 : 500
    const [first, last] = plain.prepare('SELECT min(starts_at), max(starts_at) FROM appointments').raw().get() as [string, string]
    const weeks = Math.floor((Date.parse(last) - Date.parse(first)) / (7 * dayMilliseconds))
    premise(weeks > 50, 'there are weeks')
    const weekOf = (round: number): [from: string, to: string] => {
      const from = Date.parse(first) + ((round * 37) % weeks) * 7 * dayMilliseconds
      return [new Date(from).toISOString(), new Date(from + 7 * dayMilliseconds).toISOString()]
    }
    const statement = plain.prepare(sql)
    const log = plainLog(plain)
    let listed = 0
    let plainly = 0
    const measured = await bench.inTurn({
      rounds,
      judged: 'p99',
      async ours(round) {
        const [from, to] = weekOf(round)
        vault.clock.pass(3000)
        listed += (await vault.must<{ appointments: unknown[] }>('appointments.list', { from, to })).appointments.length
      },
      baseline(round) {
        const rows = statement.all(...weekOf(round)) as { client_id: string | null }[]
        plainly += rows.length
        log([...new Set(rows.flatMap(({ client_id }) => (client_id === null ? [] : [client_id])))])
      },
    })
    premise(listed >= plainly && plainly > rounds, 'weeks have bookings')
    plain.close()
    return [{ ...measured, unit: 'ms', note: `p99 of ${rounds} weeks, ${Math.round(plainly / (rounds + 20))} bookings each` }]
  },
})
