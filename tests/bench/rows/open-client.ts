import { plainLog } from '../plain-log.ts'
import { figures, premise, row } from '../row.ts'

const clientSql = 'SELECT * FROM clients WHERE id = ?'
const reads = [
  'SELECT * FROM guardians WHERE client_id = ? ORDER BY position',
  "SELECT channel, given FROM consents WHERE client_id = ? AND purpose = 'clientLetters' ORDER BY id",
  'SELECT * FROM consents WHERE client_id = ? ORDER BY at DESC LIMIT 51',
  'SELECT * FROM client_merges WHERE kept_id = ? ORDER BY at DESC LIMIT 51',
  `SELECT l.number, l.at, l.kind, l.user_name, l.details FROM audit_log_clients c JOIN audit_log l ON l.number = c.number
    WHERE c.client_id = ? AND l.kind IN ('create', 'change', 'archive', 'import', 'export') ORDER BY l.at DESC LIMIT 51`,
  `SELECT a.*, s.name, v.id AS visit_id FROM appointments a JOIN services s ON s.id = a.service_id LEFT JOIN visits v ON v.appointment_id = a.id
    WHERE a.client_id = ? ORDER BY a.starts_at DESC LIMIT 51`,
  'SELECT * FROM visits WHERE client_id = ? ORDER BY started_at DESC LIMIT 51',
  'SELECT e.*, v.started_at FROM entries e JOIN visits v ON v.id = e.visit_id WHERE e.client_id = ? ORDER BY v.started_at DESC LIMIT 51',
]

export default row({
  name: 'open client',
  what: 'clients.get and clients.timeline through dispatch, each logged, against the same reads on a plain copy and one durable log insert',
  goal: 2,
  lenientWhenQuick: true,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const rounds = bench.quick ? 300 : 1000
    const ids = plain
      .prepare<[number], string>('SELECT client_id FROM visits GROUP BY client_id ORDER BY client_id LIMIT ?')
      .pluck()
      .all(rounds + 20) as string[]
    premise(ids.length === rounds + 20, 'there are clients with visits')
    const client = plain.prepare(clientSql)
    const statements = reads.map((sql) => plain.prepare(sql))
    const log = plainLog(plain)
    let shown = 0
    const measured = await bench.inTurn({
      rounds,
      judged: 'p99',
      async ours(round) {
        const id = ids[round]!
        vault.clock.pass(3000)
        const [, { items }] = await Promise.all([
          vault.must('clients.get', { id }),
          vault.must<{ items: unknown[] }>('clients.timeline', { id }),
        ])
        shown += items.length
      },
      baseline(round) {
        const id = ids[round]!
        client.get(id)
        for (const statement of statements) statement.all(id)
        log([id])
      },
    })
    premise(shown > rounds * 3, 'bookings, visits and notes are shown')
    // The record with 200 entries is opened and scrolled through page by page.
    const long = await withEntries(vault, 200)
    const scrolled: number[] = []
    const first: number[] = []
    for (let round = 0; round < (bench.quick ? 20 : 50); round++) {
      const began = performance.now()
      let page = await vault.must<{ entries: unknown[]; cursor?: string }>('treatment.list', { clientId: long })
      first.push(performance.now() - began)
      let entries = page.entries.length
      while (page.cursor) {
        page = await vault.must('treatment.list', { clientId: long, cursor: page.cursor })
        entries += page.entries.length
      }
      scrolled.push(performance.now() - began)
      premise(entries === 200, '200 entries are there')
    }
    plain.close()
    // What feels instant is a time on the clock, so these two are judged against one.
    const frames = { value: 50, median: 50, p99: 50 }
    return [
      { ...measured, unit: 'ms', note: `p99 of ${rounds} clients with visits` },
      {
        part: '200 entries, first page',
        ours: figures(first, 'median'),
        baseline: frames,
        unit: 'ms',
        goal: 1,
        note: '50 of 200 entries, against 50 ms',
      },
      {
        part: '200 entries, to the end',
        ours: figures(scrolled, 'median'),
        baseline: { value: 200, median: 200, p99: 200 },
        unit: 'ms',
        goal: 1,
        note: 'four pages, against 200 ms',
      },
    ]
  },
})

async function withEntries(vault: { must<T>(method: string, input?: unknown): Promise<T> }, count: number): Promise<string> {
  const { id: clientId } = await vault.must<{ id: string }>('clients.create', { lastName: 'Pitkäaikainen', birthDate: '1960-01-01' })
  const text = 'Alaselän kipu helpottanut, liike vapaampi. Palpaatiossa lannerangan lihakset kireät oikealta. '
  for (let number = 0; number < count; number++) {
    const start = new Date(Date.parse('2021-01-04T08:00:00.000Z') + number * 7 * 86_400_000).toISOString()
    const { id: visitId } = await vault.must<{ id: string }>('visits.start', { clientId, start })
    const { entryId } = await vault.must<{ entryId: string }>('treatment.saveDraft', {
      visitId,
      sections: { reason: text, status: text.repeat(4), treatment: text.repeat(3), plan: text },
      measures: [{ scale: 'nrs', value: number % 11 }],
    })
    await vault.must('treatment.sign', { entryId })
  }
  return clientId
}
