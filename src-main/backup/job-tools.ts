import { AppError } from '../core/errors.ts'
import type { backupSteps } from './shapes-contract.ts'

export type Step = (typeof backupSteps)[number]

/** What a job tells and asks while it runs. */
export interface JobTools {
  /** Bytes, unless the step says otherwise. */
  progress(step: Step, done: number, total: number): void
  /** @throws AppError `cancelled` */
  throwIfCancelled(): void
}

export const cancelled = (): AppError => new AppError('cancelled', 'cancelled')
