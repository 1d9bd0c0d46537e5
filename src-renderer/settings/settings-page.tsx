import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go, type Routes, type SettingsSection } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { Loading, PageHeader } from '../components/content.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { Select } from '../components/select.tsx'
import { ContactPersonSection, InternalSection, PatientRecordSection, PracticeSection, PractitionerSection } from './practice-sections.tsx'
import { AuthoritiesSection, MarketingSection, OnlineBookingSection, RegisterSection } from './description-sections.tsx'
import { DisclosuresSection, ProcessorsSection } from './list-sections.tsx'
import { mayOpen, sectionGroups } from './sections.ts'
import { SettingsProvider } from './settings-context.tsx'
import './settings.css'
import { BillingSection, CalendarSection } from './work-sections.tsx'

const sections: Record<SettingsSection, ComponentType> = {
  practice: PracticeSection,
  contactPerson: ContactPersonSection,
  practitioner: PractitionerSection,
  patientRecord: PatientRecordSection,
  register: RegisterSection,
  processors: ProcessorsSection,
  disclosures: DisclosuresSection,
  onlineBooking: OnlineBookingSection,
  marketing: MarketingSection,
  authorities: AuthoritiesSection,
  internal: InternalSection,
  billing: BillingSection,
  kanta: lazy(async () => ({ default: (await import('./kanta-section.tsx')).KantaSection })),
  calendar: CalendarSection,
  templates: lazy(async () => ({ default: (await import('../templates/templates-section.tsx')).TemplatesSection })),
  phrases: lazy(async () => ({ default: (await import('../phrases/phrases-section.tsx')).PhrasesSection })),
  codes: lazy(async () => ({ default: (await import('../codes/codes-section.tsx')).CodesSection })),
  users: lazy(async () => ({ default: (await import('./users-section.tsx')).UsersSection })),
  keys: lazy(async () => ({ default: (await import('./keys-section.tsx')).KeysSection })),
  log: lazy(async () => ({ default: (await import('./log-section.tsx')).LogSection })),
  appearance: lazy(async () => ({ default: (await import('./appearance-section.tsx')).AppearanceSection })),
  about: lazy(async () => ({ default: (await import('./about-section.tsx')).AboutSection })),
}

export function SettingsPage({ params }: { params: Routes['settings'] }) {
  const { t } = useI18n()
  const settings = useMethod(settingsContract.get, {})
  const role = useVaultState().data?.user?.role
  const section = params.section && mayOpen(params.section, role) ? params.section : 'practice'
  const loaded = settings.data !== undefined
  useEffect(() => {
    if (params.field && loaded) requestAnimationFrame(() => focusField(params.field!))
  }, [params.field, loaded, section])
  const Section = sections[section]
  const open = (to: SettingsSection) => {
    go('settings', { section: to }, { replace: true })
    document.querySelector('.content')?.scrollTo(0, 0)
  }
  const groups = sectionGroups.map((group) => ({ ...group, sections: group.sections.filter((each) => mayOpen(each, role)) }))
  return (
    <div className="page">
      <PageHeader title={t('app.settings')} fact={t('settings.savesItself')} />
      <div className="page-body settings">
        <nav className="settings-nav" aria-label={t('settings.sections')}>
          {groups.map((group) => (
            <div key={group.id}>
              <h2>{t(`settings.group.${group.id}`)}</h2>
              <ul>
                {group.sections.map((each) => (
                  <li key={each}>
                    <AriaButton
                      className="settings-link"
                      {...(each === section ? { 'aria-current': 'page' as const } : {})}
                      onPress={() => open(each)}
                    >
                      {t(`settings.section.${each}`)}
                    </AriaButton>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="settings-select">
          <Select
            label={t('settings.sections')}
            value={section}
            onChange={open}
            options={groups.flatMap((group) => group.sections).map((each) => ({ value: each, label: t(`settings.section.${each}`) }))}
          />
        </div>
        {settings.data ? (
          <div>
            <SettingsProvider key={section} section={section} values={settings.data} readOnly={role !== 'owner'}>
              <Suspense fallback={<Loading />}>
                <Section />
              </Suspense>
            </SettingsProvider>
          </div>
        ) : (
          <Loading />
        )}
      </div>
    </div>
  )
}
