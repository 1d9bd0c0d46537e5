// [Note: backup worker] Making, reading, restoring and drilling run in a thread of their own, so that the core goes on answering. Keys are
// handed over as copies and wiped there. The clock is handed over as its present instant and goes on from there.
import { clockFrom } from '../core/clock.ts'
import { loadSodium } from '../vault/sodium.ts'
import { newBackupIdentity, type BackupIdentity } from './age.ts'
import { drillBackup, type Drilled, type DrillOrder } from './drill-run.ts'
import type { JobTools } from './job-tools.ts'
import { makeBackup, type MadeFile, type MakeOrder } from './make.ts'
import { restoreBackup, type Restored, type RestoreOrder } from './restore.ts'
import { previewBackup, verifyBackup, type Preview, type Verified, type VerifyOrder } from './verify.ts'

export interface Jobs {
  make: { order: MakeOrder; result: MadeFile }
  preview: { order: VerifyOrder; result: Preview }
  verify: { order: VerifyOrder; result: Verified }
  restore: { order: RestoreOrder; result: Omit<Restored, 'identity'> }
  drill: { order: DrillOrder; result: Drilled }
  identity: { order: { passphrase: string; logN: number }; result: BackupIdentity }
}
export type JobKind = keyof Jobs

/** @param now the present instant */
export async function doJob<K extends JobKind>(kind: K, order: Jobs[K]['order'], now: string, tools: JobTools): Promise<Jobs[K]['result']> {
  const sodium = await loadSodium()
  const clock = clockFrom(now)
  const run: { [J in JobKind]: (order: Jobs[J]['order']) => Promise<Jobs[J]['result']> } = {
    make: (one) => makeBackup(sodium, one, tools),
    preview: (one) => previewBackup(sodium, one, tools),
    verify: (one) => verifyBackup(sodium, one, tools),
    async restore(one) {
      const { identity: _identity, ...rest } = await restoreBackup(sodium, one, clock, tools)
      return rest
    },
    drill: (one) => drillBackup(sodium, one, clock, tools),
    identity: ({ passphrase, logN }) => newBackupIdentity(passphrase, logN),
  }
  return run[kind](order)
}
