// The places of the sidebar, in the order of Ctrl 1–9. A place is shown when its page exists.
import { HardDrive, House, type LucideIcon, Scale, Settings, Users } from 'lucide-react'
import type { TextKey } from './i18n.ts'
import { pages } from './pages.tsx'
import type { PageName } from './routes.ts'

export interface Place {
  page: 'today' | 'clients' | 'privacy' | 'backups' | 'settings'
  label: TextKey
  icon: LucideIcon
  keys: string
  group: 'work' | 'duties' | 'bottom'
  /** Pages that belong under this place. */
  within: readonly PageName[]
}
const all: readonly Place[] = [
  { page: 'today', label: 'app.today', icon: House, keys: 'mod+1', group: 'work', within: ['today'] },
  {
    page: 'clients',
    label: 'app.clients',
    icon: Users,
    keys: 'mod+2',
    group: 'work',
    within: ['clients', 'client', 'note', 'newClient', 'editClient', 'duplicates', 'importClients'],
  },
  { page: 'privacy', label: 'app.privacy', icon: Scale, keys: 'mod+3', group: 'duties', within: ['privacy'] },
  { page: 'backups', label: 'app.backups', icon: HardDrive, keys: 'mod+4', group: 'duties', within: ['backups', 'restore'] },
  { page: 'settings', label: 'app.settings', icon: Settings, keys: 'mod+9', group: 'bottom', within: ['settings'] },
]
export const places = all.filter((place) => pages[place.page] !== undefined)
