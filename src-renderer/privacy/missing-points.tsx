// What is missing, filled in where it is named; what needs more than one field leads to its settings.
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { Missing } from '../../src-main/privacy/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import type { CheckKind } from '../app/checks.ts'
import { todayDate } from '../app/format.ts'
import { hasText, useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { LinkButton } from '../components/button.tsx'
import { SettingsProvider, type SettingPath } from '../settings/settings-context.tsx'
import { SettingDate, SettingText } from '../settings/setting-fields.tsx'
import { sectionOf } from '../settings/sections.ts'
import { Point, PointList } from './point-list.tsx'
import { sectionName, sectionNumber } from './sections.ts'

/** Single lines; everything else is a choice, a list or a text by language. */
const lines =
  /^(practice|contactPerson|dataProtectionOfficer)\.|^(patientRecord\.systemName|marketing\.optOutEmail|onlineBooking\.provider)$/
const checks: readonly [ending: string, check: CheckKind][] = [
  ['businessId', 'businessId'],
  ['mail', 'email'],
  ['Email', 'email'],
  ['phone', 'phone'],
  ['postalCode', 'postalCode'],
]
const isField = (setting: string): setting is SettingPath => hasText(`settings.field.${setting}`)

/** Opens the place where a setting is filled in. */
export function openSetting(setting: string): void {
  if (setting.startsWith('imports.')) go('importClients')
  else go('settings', { section: sectionOf(setting), field: setting })
}

function FillIn({ setting }: { setting: string }) {
  if (!isField(setting)) return null
  if (setting === 'patientRecord.kantaJoined') return <SettingDate path={setting} max={todayDate()} />
  if (!lines.test(setting)) return null
  const check = checks.find(([ending]) => setting.endsWith(ending))?.[1]
  return <SettingText path={setting} {...(check ? { check } : {})} />
}
const hasFillIn = (setting: string): boolean => isField(setting) && (setting === 'patientRecord.kantaJoined' || lines.test(setting))

export interface MissingPointsProps {
  missing: readonly Missing[]
  leftOut: readonly { section: string }[]
  isOwner: boolean
}
export function MissingPoints({ missing, leftOut, isOwner }: MissingPointsProps) {
  const { t } = useI18n()
  const settings = useMethod(settingsContract.get, {})
  if (missing.length === 0)
    return (
      <p className="points-complete" role="status">
        <CircleCheck className="icon tone-success" aria-hidden="true" />
        {t('privacy.complete')}
      </p>
    )
  const list = (
    <PointList title={t('privacy.missing')} icon={CircleAlert} tone="danger" count={missing.length}>
      {missing.map(({ section, setting, message }) => {
        const fills = isOwner && settings.data !== undefined && hasFillIn(setting)
        return (
          <Point
            key={`${section} ${setting}`}
            number={sectionNumber(section, leftOut)}
            title={message}
            detail={fills ? undefined : sectionName(section)}
            end={
              fills || !isOwner || setting === '' ? undefined : (
                <LinkButton aria-label={t('privacy.fillNamed', { what: message })} onPress={() => openSetting(setting)}>
                  {t('privacy.fill')}
                </LinkButton>
              )
            }
          >
            {fills ? <FillIn setting={setting} /> : null}
          </Point>
        )
      })}
    </PointList>
  )
  return settings.data && isOwner ? (
    <SettingsProvider values={settings.data} readOnly={false}>
      {list}
    </SettingsProvider>
  ) : (
    list
  )
}
