import { clientFields } from '../../src-main/settings/contract.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { isOn } from '../clients/form-values.ts'
import { Checkbox, Switch } from '../components/choice.tsx'
import { Part, Section } from './section.tsx'
import { SettingDate, SettingPrinted, SettingSwitch, SettingText, When } from './setting-fields.tsx'
import { useSettings, valueAt } from './settings-context.tsx'

/** The parts that she decides on: treatment follows from where the patient record is, marketing from its channels. */
const ownParts = ['appointments', 'billing', 'letters'] as const

/** Which parts and client fields are in use: what is off is not shown in forms, and the register description does not speak of it. */
export function RegisterSection() {
  const { t } = useI18n()
  const { values, save, readOnly } = useSettings()
  const parts = values.register?.parts ?? {}
  return (
    <Section id="register">
      <Part>
        <SettingText path="register.name" optional />
      </Part>
      <Part title={t('settings.registerParts')}>
        {ownParts.map((part) => (
          <Switch
            key={part}
            isDisabled={readOnly}
            isSelected={parts[part] ?? true}
            onChange={(on) => void save(`register.parts.${part}`, on, t(`settings.part.${part}`))}
            detail={t(`settings.partDetail.${part}`)}
          >
            {t(`settings.part.${part}`)}
          </Switch>
        ))}
        <p className="muted">{t('settings.partsElsewhere')}</p>
      </Part>
      <Part title={t('settings.registerFields')}>
        <p className="muted">{t('settings.registerFieldsHelp')}</p>
        <div className="settings-grid">
          {clientFields.map((field) => (
            <Checkbox
              key={field}
              isDisabled={readOnly}
              isSelected={isOn(values, field)}
              onChange={(on) => void save(`register.fields.${field}`, on, t(`settings.clientField.${field}`))}
            >
              {t(`settings.clientField.${field}`)}
            </Checkbox>
          ))}
        </div>
      </Part>
    </Section>
  )
}

const purposes = ['necessary', 'statistics', 'marketing'] as const
function CookiePurposes({ path }: { path: 'onlineBooking.cookiePurpose' | 'website.cookiePurpose' }) {
  const { t } = useI18n()
  const { values, save, readOnly } = useSettings()
  const chosen = (valueAt(values, path) as (typeof purposes)[number][] | undefined) ?? []
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">{t(`settings.field.${path}`)}</legend>
      {purposes.map((purpose) => (
        <Checkbox
          key={purpose}
          isDisabled={readOnly}
          isSelected={chosen.includes(purpose)}
          onChange={(on) =>
            void save(
              path,
              purposes.filter((each) => (each === purpose ? on : chosen.includes(each))),
              t(`settings.field.${path}`),
            )
          }
        >
          {t(`settings.cookie.${purpose}`)}
        </Checkbox>
      ))}
    </fieldset>
  )
}

export function OnlineBookingSection() {
  const { t } = useI18n()
  const { values } = useSettings()
  const booking = values.onlineBooking
  return (
    <Section id="onlineBooking">
      <Part title={t('settings.bookingPart')}>
        <SettingSwitch path="onlineBooking.inUse" />
        <When on={booking?.inUse === true}>
          <SettingText path="onlineBooking.provider" />
          <SettingSwitch path="onlineBooking.clientLogin" />
          <SettingSwitch path="onlineBooking.cookies" />
          <When on={booking?.cookies === true}>
            <CookiePurposes path="onlineBooking.cookiePurpose" />
          </When>
          <SettingSwitch path="onlineBooking.ipLog.inUse" />
          <When on={booking?.ipLog?.inUse === true}>
            <SettingPrinted path="onlineBooking.ipLog.purpose" />
            <SettingPrinted path="onlineBooking.ipLog.accessBy" />
          </When>
        </When>
      </Part>
      <Part title={t('settings.websitePart')}>
        <SettingSwitch path="website.inUse" />
        <When on={values.website?.inUse === true}>
          <SettingSwitch path="website.cookies" />
          <When on={values.website?.cookies === true}>
            <CookiePurposes path="website.cookiePurpose" />
          </When>
        </When>
      </Part>
    </Section>
  )
}

export function MarketingSection() {
  const { values } = useSettings()
  const marketing = values.marketing
  const any = marketing?.email === true || marketing?.sms === true || marketing?.post === true
  return (
    <Section id="marketing">
      <SettingSwitch path="marketing.email" />
      <SettingSwitch path="marketing.sms" />
      <SettingSwitch path="marketing.post" />
      <When on={any}>
        <SettingSwitch path="marketing.ownCustomer" />
        <SettingText path="marketing.optOutEmail" check="email" type="email" optional />
      </When>
    </Section>
  )
}

const authorities = ['dataProtection', 'supervision', 'patientOmbudsman'] as const
export function AuthoritiesSection() {
  const { t } = useI18n()
  return (
    <Section id="authorities">
      <Part>
        <SettingDate path="authorities.confirmedOn" optional max={todayDate()} />
      </Part>
      {authorities.map((authority) => (
        <Part key={authority} title={t(`settings.authority.${authority}`)}>
          <SettingPrinted path={`authorities.${authority}.name`} optional rows={1} />
          <SettingText path={`authorities.${authority}.street`} optional />
          <SettingPrinted path={`authorities.${authority}.postalAddress`} optional rows={1} />
          <div className="field-row">
            <SettingText path={`authorities.${authority}.phone`} optional />
            <SettingText path={`authorities.${authority}.email`} check="email" type="email" optional />
          </div>
          <SettingText path={`authorities.${authority}.website`} optional />
        </Part>
      ))}
    </Section>
  )
}
