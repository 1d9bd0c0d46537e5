import { rmSync } from 'node:fs'
import path from 'node:path'
import { backupBench } from '../backup-by-programs.ts'
import { row } from '../row.ts'

export default row({
  name: 'restore',
  what: 'backup.restore to a checked, encrypted vault, against age -d, zstd -d, tar x, integrity check, and the database encrypted again and checked',
  goal: 1.5,
  lenientWhenQuick: true,
  async measure(bench) {
    const { vault, programs, databaseBytes, attachmentBytes } = await backupBench(bench)
    const made = await vault.must<{ path: string }>('backup.create', { path: bench.folder() })
    programs.backUpAndBack()
    const secrets = { recoveryKey: vault.recoveryKey, newPassphrase: 'uusi salalause riittää' }
    const times = await bench.inTurn({
      async ours() {
        const to = path.join(bench.folder(), 'r')
        await vault.must('backup.restore', { path: made.path, to }, secrets)
        rmSync(to, { recursive: true })
      },
      baseline: () => programs.restore(),
      rounds: 3,
      warmUp: 1,
      judged: 'median',
    })
    return [
      {
        ...times,
        unit: 'ms',
        note: `${Math.round(databaseBytes / 1e6)} MB of database, ${Math.round(attachmentBytes / 1e6)} MB of attachments`,
      },
    ]
  },
})
