// The places of the sidebar, in the order of Ctrl 1–9. A place is shown when its page exists.
import { FileOutput, HardDrive, House, type LucideIcon, Scale, Settings, Users } from 'lucide-react'
import type { Role } from '../../src-main/core/contract.ts'
import type { TextKey } from './i18n.ts'
import { pages } from './pages.tsx'
import type { PageName } from './routes.ts'

export interface Place {
  page: 'today' | 'clients' | 'privacy' | 'kanta' | 'backups' | 'settings'
  label: TextKey
  icon: LucideIcon
  keys: string
  group: 'work' | 'duties' | 'bottom'
  /** Pages that belong under this place. */
  within: readonly PageName[]
  /** Who has it; without, everybody. */
  roles?: readonly Role[]
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
  {
    page: 'kanta',
    label: 'app.kanta',
    icon: FileOutput,
    keys: 'mod+4',
    group: 'duties',
    within: ['kanta', 'kantaDocument'],
    roles: ['owner', 'practitioner'],
  },
  { page: 'backups', label: 'app.backups', icon: HardDrive, keys: 'mod+5', group: 'duties', within: ['backups', 'restore'] },
  { page: 'settings', label: 'app.settings', icon: Settings, keys: 'mod+9', group: 'bottom', within: ['settings'] },
]
const places = all.filter((place) => pages[place.page] !== undefined)
/** The places that a user has. */
export const placesOf = (role: Role | undefined): readonly Place[] =>
  places.filter(({ roles }) => roles === undefined || (role !== undefined && roles.includes(role)))
