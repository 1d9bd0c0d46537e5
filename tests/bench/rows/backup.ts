import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { passphrase } from '../../fixtures/test-vault.ts'
import { backupBench } from '../backup-by-programs.ts'
import { figures, premise, row } from '../row.ts'

const mebibyte = 1_048_576

/** Highest resident memory of a process of its own that makes the backup, in bytes, as Linux counts it. */
async function peakMemory(vaultFolder: string, folder: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [path.resolve('src-main/cli.ts'), '--vault', vaultFolder, 'backup.create', JSON.stringify({ path: folder })],
    {
      env: { ...process.env, VASTAANOTTO_PASSPHRASE: passphrase, VASTAANOTTO_CLOCK: '2026-11-24T08:00:00Z' },
      stdio: 'ignore',
    },
  )
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('exit', resolve)
  let peak = 0
  const timer = setInterval(() => {
    try {
      const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid!}/status`, 'utf8'))
      if (line) peak = Math.max(peak, Number(line[1]) * 1024)
    } catch {
      // it has ended
    }
  }, 10)
  const status = await promise
  clearInterval(timer)
  premise(status === 0 && peak > 0, 'the process made the backup and its memory was seen')
  return peak
}

export default row({
  name: 'backup',
  what: 'backup.create, which reads its file back whole, against the same by programs: VACUUM INTO, decrypted, tar, zstd -3, age -r, and back again to a checked database',
  goal: 2,
  lenientWhenQuick: true,
  async measure(bench) {
    const { vault, programs, databaseBytes, attachmentBytes } = await backupBench(bench)
    const folder = bench.folder()
    const bytes = { ours: 0, programs: 0 }
    const times = await bench.inTurn({
      async ours() {
        const made = await vault.must<{ path: string; bytes: number }>('backup.create', { path: folder })
        bytes.ours = made.bytes
        rmSync(made.path)
      },
      baseline: () => (bytes.programs = programs.backUpAndBack()),
      rounds: 3,
      warmUp: 1,
      judged: 'median',
    })
    await vault.lock()
    const peak = await peakMemory(vault.folder, folder)
    await vault.unlock()
    const allowed = 256 * mebibyte + 1.5 * databaseBytes
    const what = `${Math.round(databaseBytes / 1e6)} MB of database, ${Math.round(attachmentBytes / 1e6)} MB of attachments`
    return [
      { ...times, unit: 'ms', note: what },
      {
        part: 'size',
        ours: figures([bytes.ours], 'median'),
        baseline: figures([bytes.programs], 'median'),
        unit: 'bytes',
        goal: 1.1,
        note: 'file of the programs',
      },
      {
        part: 'memory',
        ours: figures([peak], 'median'),
        baseline: figures([allowed], 'median'),
        unit: 'bytes',
        goal: 1,
        note: 'highest resident memory of a process that opens the vault and makes the backup; allowed 256 MiB + 1.5 × database file',
      },
    ]
  },
})
