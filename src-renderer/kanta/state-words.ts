// A state as it is shown: word, icon and tone, never colour alone. What waits for her stands out, the rest is grey.
import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CirclePause, CircleSlash, type LucideIcon, Layers } from 'lucide-react'
import type { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDate } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import type { Tone } from '../components/content.tsx'

export type QueueRow = OutputOf<typeof kantaContract.queue>[number]
export type QueueState = QueueRow['state']
export type Status = OutputOf<typeof kantaContract.status>

/** In the order of what she does next. */
export const shownStates = [
  'rejected',
  'pending',
  'exported',
  'withheld',
  'accepted',
  'superseded',
  'withdrawn',
] as const satisfies readonly QueueState[]
/** Ends and answers are looked at from the newest on, what waits in the order in which it goes. */
export const newestFirst = (state: QueueState): boolean => state === 'accepted' || state === 'superseded' || state === 'withdrawn'

export const stateIcon: Record<QueueState, LucideIcon> = {
  rejected: CircleAlert,
  pending: CircleDashed,
  exported: CircleDot,
  withheld: CirclePause,
  accepted: CircleCheck,
  superseded: Layers,
  withdrawn: CircleSlash,
}
export const stateTone: Record<QueueState, Tone> = {
  rejected: 'danger',
  pending: 'accent',
  exported: 'muted',
  withheld: 'muted',
  accepted: 'success',
  superseded: 'muted',
  withdrawn: 'muted',
}

/** "Uusi", "Korvaa version 1", "Mitätöi". */
export function kindWords({ kind, version, setId }: Pick<QueueRow, 'kind' | 'version' | 'setId'>): string {
  if (kind === 'void') return t('kanta.kind.void')
  if (version !== undefined && version > 1) return t('kanta.kind.replaces', { version: version - 1 })
  return version === undefined && setId !== undefined ? t('kanta.kind.replacesEarlier') : t('kanta.kind.new')
}

/** The rule without its number, and the number beside it where there is room. */
export const reasonWords = (reason: string): string => {
  const words = reason.replace(/^\d+: /, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Kanta: hyväksytty 11.11.2026": for the timeline. */
export const markWords = (state: QueueState, at: string): string => t(`kanta.mark.${state}`, { date: formatDate(at) })
