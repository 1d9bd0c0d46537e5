import path from 'node:path'
import { premise, row } from '../row.ts'

export default row({
  name: 'register description',
  what: 'privacy.writeRegisterDescription as HTML and PDF over the whole data set, against one count(*) a table on a plain copy',
  goal: 5,
  lenientWhenQuick: true,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const tables = plain
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[]
    premise(tables.length > 10, 'there are tables to count')
    const folder = bench.folder()
    const measured = await bench.inTurn({
      rounds: bench.quick ? 7 : 5,
      warmUp: 2,
      judged: 'median',
      async ours(round) {
        for (const format of ['html', 'pdf'])
          await vault.must('privacy.writeRegisterDescription', {
            format,
            language: 'fi',
            path: path.join(folder, `${round}.${format}`),
          })
      },
      baseline() {
        for (const table of tables) plain.prepare(`SELECT count(*) FROM "${table}"`).get()
      },
    })
    plain.close()
    return [{ ...measured, unit: 'ms', note: `${tables.length} tables` }]
  },
})
