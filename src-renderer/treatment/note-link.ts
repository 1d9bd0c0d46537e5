// From the client's timeline to the note. An assistant sees that a visit took place, and no more.
import type { VaultState } from '../app/session.ts'
import { go } from '../app/routes.ts'

/** How to open the note behind a line of the timeline; undefined when there is none for this user. */
export function noteOf({ kind, id }: { kind: string; id: string }, role: NonNullable<VaultState['user']>['role'] | undefined) {
  if (role !== 'owner' && role !== 'practitioner') return undefined
  if (kind === 'entry') return () => go('note', { entryId: id })
  if (kind === 'visit') return () => go('note', { visitId: id })
  return undefined
}
