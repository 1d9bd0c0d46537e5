// Where the window can be. A place of state, not of address: nothing of a client ever stands in a URL, a title or a history file.
import { useSyncExternalStore } from 'react'

export type SettingsSection =
  | 'practice'
  | 'contactPerson'
  | 'practitioner'
  | 'patientRecord'
  | 'register'
  | 'processors'
  | 'disclosures'
  | 'onlineBooking'
  | 'marketing'
  | 'authorities'
  | 'billing'
  | 'kanta'
  | 'calendar'
  | 'templates'
  | 'phrases'
  | 'codes'
  | 'internal'
  | 'users'
  | 'keys'
  | 'log'
  | 'appearance'
  | 'about'

/** Every page and what it is opened with. A new page gets one line here and one in app/pages.tsx. */
export interface Routes {
  today: object
  clients: { text?: string; archived?: boolean }
  /** `show`: the part of her history that is opened. */
  client: { id: string; show?: 'disclosures' }
  /**
   * By the visit while nothing is written, else by the entry. `amending` opens the correction that is being written; `besides` begins one
   * more note of the visit, newer than the one named.
   */
  note: { visitId?: string; entryId?: string; besides?: string; amending?: boolean }
  newClient: { lastName?: string }
  editClient: { id: string }
  duplicates: object
  importClients: object
  privacy: object
  /** `index`: row of the list to come back to. */
  kanta: { state?: 'withheld' | 'pending' | 'exported' | 'accepted' | 'rejected' | 'superseded' | 'withdrawn'; index?: number }
  /** By the entry. */
  kantaDocument: { id: string }
  restore: { path?: string }
  backups: object
  settings: { section?: SettingsSection; field?: string }
}
export type PageName = keyof Routes
export type Route = { [P in PageName]: { page: P; params: Routes[P] } }[PageName]

let stack: Route[] = [{ page: 'today', params: {} }]
const listeners = new Set<() => void>()
const current = (): Route => stack[stack.length - 1]!
const announce = () => {
  for (const listener of listeners) listener()
}

/** Opens a page. `replace` leaves no way back to the present one. */
export function go<P extends PageName>(
  page: P,
  ...[params, options]: object extends Routes[P] ? [Routes[P]?, { replace?: boolean }?] : [Routes[P], { replace?: boolean }?]
): void {
  const route = { page, params: params ?? {} } as Route
  stack = [...(options?.replace ? stack.slice(0, -1) : stack), route].slice(-50)
  announce()
}
/** Back to where she came from, else to Today. */
export function goBack(): void {
  stack = stack.length > 1 ? stack.slice(0, -1) : [{ page: 'today', params: {} }]
  announce()
}
/** Forgets every place; at lock nothing of a client may stay in memory. */
export function resetRoutes(): void {
  stack = [{ page: 'today', params: {} }]
  announce()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useRoute = (): Route => useSyncExternalStore(subscribe, current)
export const currentRoute = current
