// Closing waits for a copy or a restore that is under way, then makes the copy that is due; the window says so and can stop it.
import type { Call, Envelope } from '../core/contract.ts'
import { quitWaits } from './backup-schedule.ts'

/** A quicker end is not worth a message, in milliseconds. */
export const tellAfter = 400
const lookEvery = 250

export interface QuittingParts {
  call(call: Call): Promise<Envelope>
  /** Makes what is due, in her own practice only. */
  makeDue(): Promise<void>
  /** The window says that closing waits, and offers to stop it. */
  tell(): void
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Never rejects, and never waits for longer than two minutes: what is not ready then is stopped, and nothing half-made stays. */
export async function finishBackups({ call, makeDue, tell }: QuittingParts): Promise<void> {
  const telling = setTimeout(tell, tellAfter)
  try {
    const before = performance.now()
    for (;;) {
      const status = await call({ method: 'backup.status', input: {} })
      if (!status.ok || !(status.output as { running: boolean }).running) break
      if (performance.now() - before > quitWaits) await call({ method: 'backup.cancel', input: {} })
      await sleep(lookEvery)
    }
    await makeDue()
  } finally {
    clearTimeout(telling)
  }
}
