// What can be taken back and done again in one chart, while its note is open.
export interface History<V> {
  past: readonly V[]
  future: readonly V[]
}
/** More steps than anyone goes back. */
export const longestPast = 200

export const emptyHistory = <V>(): History<V> => ({ past: [], future: [] })

/** After a change away from `former`; what was undone before can't be done again any more. */
export const changed = <V>({ past }: History<V>, former: V): History<V> => ({ past: [...past, former].slice(-longestPast), future: [] })

/** The value before, and the history with which it can be done again; null when there is nothing to take back. */
export function undone<V>({ past, future }: History<V>, present: V): { value: V; history: History<V> } | null {
  if (past.length === 0) return null
  return { value: past.at(-1)!, history: { past: past.slice(0, -1), future: [present, ...future] } }
}

export function redone<V>({ past, future }: History<V>, present: V): { value: V; history: History<V> } | null {
  if (future.length === 0) return null
  return { value: future[0]!, history: { past: [...past, present], future: future.slice(1) } }
}
