// The sections of the settings, in groups as a person thinks of them.
import type { Role } from '../../src-main/core/contract.ts'
import type { SettingsSection } from '../app/routes.ts'

export interface SectionGroup {
  id: 'practice' | 'description' | 'work' | 'program'
  sections: readonly SettingsSection[]
}
export const sectionGroups: readonly SectionGroup[] = [
  { id: 'practice', sections: ['practice', 'contactPerson', 'practitioner'] },
  {
    id: 'description',
    sections: ['patientRecord', 'register', 'processors', 'disclosures', 'onlineBooking', 'marketing', 'authorities', 'internal'],
  },
  { id: 'work', sections: ['templates', 'phrases', 'codes', 'billing', 'kanta', 'calendar'] },
  { id: 'program', sections: ['users', 'keys', 'log', 'appearance', 'about'] },
]
const care: readonly Role[] = ['owner', 'practitioner']
/** Sections that only the owner may open; the log, and what notes are written with, also the practitioner. */
const restricted: Partial<Record<SettingsSection, readonly Role[]>> = {
  users: ['owner'],
  log: care,
  templates: care,
  phrases: care,
  codes: care,
}
export const mayOpen = (section: SettingsSection, role: Role | undefined): boolean =>
  restricted[section] === undefined || (role !== undefined && restricted[section].includes(role))

const sectionOfSetting: readonly [start: string, section: SettingsSection][] = [
  ['contactPerson', 'contactPerson'],
  ['dataProtectionOfficer', 'contactPerson'],
  ['practitioner', 'practitioner'],
  ['patientRecord', 'patientRecord'],
  ['register', 'register'],
  ['processors', 'processors'],
  ['disclosures', 'disclosures'],
  ['transfersOutsideEea', 'disclosures'],
  ['onlineBooking', 'onlineBooking'],
  ['website', 'onlineBooking'],
  ['marketing', 'marketing'],
  ['authorities', 'authorities'],
  ['internal', 'internal'],
  ['billing', 'billing'],
  ['kanta', 'kanta'],
  ['calendar', 'calendar'],
  ['locale', 'appearance'],
  ['autoLockMinutes', 'keys'],
]
/** Where a setting named by the core (`practice.address.city`, `processors.0.country`) is filled in. */
export const sectionOf = (setting: string): SettingsSection =>
  sectionOfSetting.find(([start]) => setting === start || setting.startsWith(`${start}.`) || setting.startsWith(`${start}[`))?.[1] ??
  'practice'
