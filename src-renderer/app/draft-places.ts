// Which form a stored draft belongs to. A draft of a form that is not known here is left alone.
import type { TextKey } from './i18n.ts'
import { pages } from './pages.tsx'
import { go, type SettingsSection } from './routes.ts'
import { setSettingUp } from './session.ts'

export interface DraftPlace {
  label: TextKey
  open(): void
}
const settingsLists: Readonly<Record<string, SettingsSection>> = {
  'settings.processors': 'processors',
  'settings.disclosures': 'disclosures',
  'settings.transfersOutsideEea': 'disclosures',
  'settings.user': 'users',
  'settings.template': 'templates',
  'settings.phrase': 'phrases',
  'settings.code': 'codes',
}
/** `clients.new`, `clients.edit:<id>`, `firstRun.practice`. */
export function draftPlace(form: string): DraftPlace | null {
  const [name, id] = form.split(':') as [string, string | undefined]
  if (name === 'clients.new' && pages.newClient) return { label: 'today.draft.newClient', open: () => go('newClient', {}) }
  if (name === 'clients.edit' && id && pages.editClient) return { label: 'today.draft.editClient', open: () => go('editClient', { id }) }
  if (name === 'amend' && id && pages.note)
    return { label: 'today.draft.amendNote', open: () => go('note', { entryId: id, amending: true }) }
  if (name === 'disclosure' && id && pages.client)
    return { label: 'disclosures.record', open: () => go('client', { id, show: 'disclosures' }) }
  if (name === 'firstRun.practice') return { label: 'today.draft.practice', open: () => setSettingUp(true) }
  if (name.startsWith('settings.fields.')) {
    const section = name.slice('settings.fields.'.length) as SettingsSection | 'privacy'
    if (section === 'privacy') return { label: 'app.privacy', open: () => go('privacy') }
    return { label: `settings.section.${section}`, open: () => go('settings', { section }) }
  }
  const section = settingsLists[name]
  if (section) return { label: `settings.section.${section}`, open: () => go('settings', { section }) }
  return null
}
