// The one job under way in this process, and what the methods share.
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { defaultTimeZone } from '../core/clock.ts'
import { readSettings } from '../settings/read.ts'
import type { Moment } from './due.ts'
import type { JobKind, Jobs } from './jobs.ts'
import { runJob } from './run-job.ts'

export class UnderWay {
  private stop: AbortController | undefined

  get isRunning(): boolean {
    return this.stop !== undefined
  }

  /** @returns false when nothing was running */
  cancel(): boolean {
    if (!this.stop) return false
    this.stop.abort()
    return true
  }

  /** @throws AppError `conflict` (`backupUnderWay`) when one is running already */
  async only<T>(context: Pick<Context, 'signal'>, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.stop) throw new AppError('conflict', 'backupUnderWay')
    const own = (this.stop = new AbortController())
    try {
      return await work(AbortSignal.any([own.signal, context.signal]))
    } finally {
      this.stop = undefined
    }
  }
}

export const job = <K extends JobKind>(
  context: Pick<Context, 'clock' | 'progress'>,
  signal: AbortSignal,
  kind: K,
  order: Jobs[K]['order'],
): Promise<Jobs[K]['result']> =>
  runJob(kind, order, { now: context.clock.now(), signal, progress: (step, done, total) => context.progress(step, done, total) })

export function momentOf(context: Pick<Context, 'clock' | 'db'>): Moment {
  const timeZone = readSettings(context.db).calendar?.timeZone ?? defaultTimeZone
  return { now: context.clock.now(), today: context.clock.today(timeZone), timeZone }
}

/** Only one vault may be asked for by these secrets; empty ones count as not given. */
export const backupSecrets = (context: Pick<Context, 'optionalSecret'>) => ({
  backupPassphrase: context.optionalSecret('backupPassphrase') || undefined,
  recoveryKey: context.optionalSecret('recoveryKey') || undefined,
})
