// [Note: states] The table of docs/kanta.md as data. What is not in it is refused. `become` names the next state of the row itself;
// what else happens (a new row, a document id) is done by the one who asked, in queue.ts, export.ts and answers.ts.
import { AppError } from '../core/errors.ts'
import type { QueueState } from './shapes-contract.ts'

export const queueEvents = [
  'requiredNow',
  'notRequiredNow',
  'hold',
  'release',
  'amend',
  'void',
  'export',
  'accept',
  'reject',
  'retry',
] as const
export type QueueEvent = (typeof queueEvents)[number]

/** - `stay`: allowed, nothing changes in this row; `again`: the same bytes once more; `refuse`: `conflict`; `skip`: passed over. */
export type Transition = { become: QueueState } | 'stay' | 'again' | 'refuse' | 'skip'

const to = (become: QueueState): Transition => ({ become })
type Row = Readonly<Record<QueueState, Transition>>
const row = (
  withheld: Transition,
  pending: Transition,
  exported: Transition,
  accepted: Transition,
  rejected: Transition,
  ended: Transition = 'refuse',
): Row => ({ withheld, pending, exported, accepted, rejected, superseded: ended, withdrawn: ended })

export const transitions: Readonly<Record<QueueEvent, Row>> = {
  requiredNow: row(to('pending'), 'stay', 'stay', 'stay', 'stay', 'stay'),
  notRequiredNow: row('stay', to('withheld'), 'stay', 'stay', 'stay', 'stay'),
  hold: row('stay', to('withheld'), 'refuse', 'refuse', to('withheld')),
  release: row(to('pending'), 'refuse', 'refuse', 'refuse', 'refuse'),
  amend: row(to('superseded'), to('superseded'), 'stay', 'stay', to('superseded'), 'stay'),
  // `void` of a rejected row: a void document follows when an earlier version was accepted or waits for its answer.
  void: row(to('withdrawn'), to('withdrawn'), 'stay', 'stay', to('withdrawn'), 'stay'),
  export: row('skip', to('exported'), 'again', 'skip', 'skip', 'skip'),
  // Of an answered row: the same answer again is nothing, another one is reported and refused (answers.ts).
  accept: row('refuse', 'refuse', to('accepted'), 'stay', 'refuse'),
  reject: row('refuse', 'refuse', to('rejected'), 'refuse', 'stay'),
  retry: row('refuse', 'stay', 'again', 'refuse', to('pending')),
}

export const transitionOf = (state: QueueState, event: QueueEvent): Transition => transitions[event][state]

/** The next state; the same one when nothing changes. @throws AppError `conflict` (`kantaTransition`) for what the table does not have */
export function nextState(state: QueueState, event: QueueEvent): QueueState {
  const transition = transitionOf(state, event)
  if (transition === 'refuse') throw new AppError('conflict', `kantaTransition_${event}`, { details: { state, event } })
  return typeof transition === 'object' ? transition.become : state
}
