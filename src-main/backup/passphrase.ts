// The backup passphrase: a new identity each time. Copies that exist still open with the old one.
import type { Context } from '../core/context.ts'
import type { VaultKind } from '../vault/vault-file.ts'
import { workFactor } from './age.ts'
import { runJob } from './run-job.ts'

/** @returns copies that the former passphrase still opens, newest first */
export async function setBackupPassphrase(
  context: Pick<Context, 'db' | 'clock' | 'signal' | 'transaction' | 'log' | 'changed'>,
  kind: VaultKind,
  passphrase: string,
): Promise<{ path: string; createdAt: string }[]> {
  const { keyFile, recipient } = await runJob(
    'identity',
    { passphrase, logN: workFactor(kind) },
    { now: context.clock.now(), signal: context.signal, progress: () => undefined },
  )
  return context.transaction(() => {
    const { db } = context
    const former = db.statement('SELECT backup_recipient FROM vault WHERE number = 1').pluck().get() as string | null
    db.statement('UPDATE vault SET backup_recipient = ?, backup_identity = ? WHERE number = 1').run(recipient, keyFile)
    context.log({ kind: 'keys', groups: [], details: { change: former === null ? 'backupPassphraseSet' : 'backupPassphraseChanged' } })
    context.changed('backup')
    return former === null
      ? []
      : (db
          .statement(
            'SELECT path, created_at AS createdAt FROM backups WHERE backup_recipient = ? AND removed_at IS NULL ORDER BY created_at DESC',
          )
          .all(former) as { path: string; createdAt: string }[])
  })
}
