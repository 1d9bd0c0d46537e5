// Which form a stored draft belongs to. A draft of a form that is not known here is left alone.
import type { TextKey } from './i18n.ts'
import { pages } from './pages.tsx'
import { go } from './routes.ts'
import { setSettingUp } from './session.ts'

export interface DraftPlace {
  label: TextKey
  open(): void
}
/** `clients.new`, `clients.edit:<id>`, `firstRun.practice`. */
export function draftPlace(form: string): DraftPlace | null {
  const [name, id] = form.split(':') as [string, string | undefined]
  if (name === 'clients.new' && pages.newClient) return { label: 'today.draft.newClient', open: () => go('newClient', {}) }
  if (name === 'clients.edit' && id && pages.editClient) return { label: 'today.draft.editClient', open: () => go('editClient', { id }) }
  if (name === 'firstRun.practice') return { label: 'today.draft.practice', open: () => setSettingUp(true) }
  return null
}
