// Kanta in the settings: from when, which register, whose identifiers, the folders there have been, and the table of codes.
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { LinkButton } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Outboxes } from '../kanta/about-export.tsx'
import { KantaCodes } from './kanta-codes.tsx'
import { Part, Section } from './section.tsx'
import { SettingChoice, SettingDate, SettingText } from './setting-fields.tsx'
import { useSettings } from './settings-context.tsx'

export function KantaSection() {
  const { t } = useI18n()
  const { values, readOnly } = useSettings()
  const role = useVaultState().data?.user?.role
  const mayRead = role === 'owner' || role === 'practitioner'
  const status = useMethod(kantaContract.status, {}, { enabled: mayRead, fresh: true })
  const codes = useMethod(kantaContract.codes, {}, { enabled: mayRead })
  const location = values.patientRecord?.location
  const stored = values.kanta?.registerCode
  const registers = (codes.data?.codes ?? []).filter(({ key }) => key.startsWith('register.'))
  const register = registers.find(({ code }) => code === stored)
  const view = codes.data?.codes.find(({ key }) => key === 'view')
  return (
    <Section id="kanta" wide>
      <Part title={t('settings.kantaRecord')}>
        <p>
          {location === undefined ? t('kanta.recordUndecided') : t('kanta.recordElsewhere', { place: t(`first-run.record.${location}`) })}{' '}
          <LinkButton onPress={() => go('settings', { section: 'patientRecord' }, { replace: true })}>
            {t('settings.kantaChangeRecord')}
          </LinkButton>
        </p>
        {location === 'kanta' ? (
          <>
            <SettingDate path="patientRecord.kantaJoined" max={todayDate()} />
            {values.patientRecord?.kantaJoined === undefined ? <Callout tone="warning">{t('settings.kantaNoDate')}</Callout> : null}
          </>
        ) : null}
        <p className="muted">{t('kanta.writesFiles')}</p>
      </Part>
      <Part title={t('settings.kantaIdentifiers')}>
        <SettingText path="kanta.organisationOid" mono optional />
        {registers.length > 0 && (stored === undefined || register) ? (
          <SettingChoice
            path="kanta.registerCode"
            options={registers.map(({ code }) => code)}
            labels={(code) => ({ label: `${code} ${registers.find((each) => each.code === code)?.displayName ?? ''}` })}
          />
        ) : (
          <SettingText path="kanta.registerCode" mono optional />
        )}
        <SettingText path="kanta.viewCode" mono optional {...(view ? { placeholder: view.code } : {})} />
        <SettingChoice
          path="kanta.artificialIdentityCodes"
          look="radio"
          options={['hold', 'queue'] as const}
          labels={(value) => ({ label: t(`settings.artificial.${value}`) })}
        />
      </Part>
      {status.data ? (
        <Part>
          {status.data.outboxes.length > 0 ? <Outboxes status={status.data} /> : <p className="muted">{t('settings.kantaNoOutbox')}</p>}
        </Part>
      ) : null}
      {codes.data ? <KantaCodes codes={codes.data.codes} mayChange={!readOnly} /> : null}
    </Section>
  )
}
