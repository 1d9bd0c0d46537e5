// The steps of first run, and which of them is next.
import type { VaultState } from '../app/session.ts'

export const steps = ['vault', 'recoveryKey', 'practice', 'patientRecord', 'clients'] as const
export type Step = (typeof steps)[number]

interface Known {
  practice?: { name?: string | undefined } | undefined
  patientRecord?: { location?: string | undefined } | undefined
}
/** The first step that is not done yet, from what the practice really holds; null when all that must be known is known. */
export function nextStep(state: Pick<VaultState, 'exists' | 'warnings'>, settings: Known | undefined): Step | null {
  if (!state.exists) return 'vault'
  if (state.warnings.includes('recoveryUnconfirmed')) return 'recoveryKey'
  if (!settings?.practice?.name) return 'practice'
  if (!settings.patientRecord?.location) return 'patientRecord'
  return null
}
