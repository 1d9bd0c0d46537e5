import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { recordLocations } from '../first-run/patient-record-step.tsx'
import { Callout } from '../components/content.tsx'
import { Part, Section } from './section.tsx'
import { SettingChoice, SettingDate, SettingPrinted, SettingSwitch, SettingText } from './setting-fields.tsx'
import { useSettings } from './settings-context.tsx'

export function PracticeSection() {
  return (
    <Section id="practice">
      <div className="field-row" data-split="name">
        <SettingText path="practice.name" />
        <SettingText path="practice.businessId" check="businessId" placeholder="1234567-1" />
      </div>
      <SettingText path="practice.address.street" />
      <div className="field-row" data-split="address">
        <SettingText path="practice.address.postalCode" check="postalCode" />
        <SettingText path="practice.address.city" />
      </div>
      <div className="field-row">
        <SettingText path="practice.phone" check="phone" type="tel" optional />
        <SettingText path="practice.email" check="email" type="email" />
      </div>
      <SettingText path="practice.website" type="url" optional />
    </Section>
  )
}

export function ContactPersonSection() {
  const { t } = useI18n()
  return (
    <Section id="contactPerson">
      <Part>
        <SettingText path="contactPerson.name" />
        <div className="field-row">
          <SettingText path="contactPerson.email" check="email" type="email" />
          <SettingText path="contactPerson.phone" check="phone" type="tel" optional />
        </div>
        <SettingText path="contactPerson.address.street" optional />
        <div className="field-row" data-split="address">
          <SettingText path="contactPerson.address.postalCode" check="postalCode" />
          <SettingText path="contactPerson.address.city" />
        </div>
      </Part>
      <Part title={t('settings.officer')}>
        <p className="muted">{t('settings.officerHelp')}</p>
        <SettingText path="dataProtectionOfficer.name" optional />
        <div className="field-row">
          <SettingText path="dataProtectionOfficer.email" check="email" type="email" optional />
          <SettingText path="dataProtectionOfficer.phone" check="phone" type="tel" optional />
        </div>
      </Part>
    </Section>
  )
}

export function PractitionerSection() {
  return (
    <Section id="practitioner">
      <SettingText path="practitioner.name" />
      <div className="field-row">
        <SettingText path="practitioner.title" />
        <SettingText path="practitioner.registrationNumber" optional />
      </div>
    </Section>
  )
}

export function PatientRecordSection() {
  const { t } = useI18n()
  const { values } = useSettings()
  const location = values.patientRecord?.location
  return (
    <Section id="patientRecord">
      <SettingChoice
        path="patientRecord.location"
        look="radio"
        options={recordLocations}
        labels={(value) => ({ label: t(`first-run.record.${value}`), detail: t(`first-run.recordDetail.${value}`) })}
      />
      {location === 'other-system' ? <SettingText path="patientRecord.systemName" /> : null}
      {location === 'kanta' ? <SettingDate path="patientRecord.kantaJoined" max={todayDate()} /> : null}
      <SettingDate path="patientRecord.since" optional max={todayDate()} />
      {location === 'this-app' ? <Callout>{t('settings.recordHere')}</Callout> : null}
    </Section>
  )
}

export function InternalSection() {
  const { values } = useSettings()
  return (
    <Section id="internal">
      <SettingSwitch path="internal.diskEncryption" />
      <SettingSwitch path="internal.recoverySheetStored" />
      <SettingSwitch path="internal.paperArchive" />
      {values.patientRecord?.location === undefined ? null : <SettingPrinted path="internal.otherSystems" optional />}
    </Section>
  )
}
