import { useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { hasText, t, useI18n } from '../app/i18n.ts'
import { ProofFacts } from '../app/proof.tsx'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, Row, Rows } from '../components/content.tsx'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { Part, Section } from './section.tsx'

/** The core names its checks in code; one that this window does not know is shown as it is. */
function checkName(name: string): string {
  const key = `settings.vaultCheck.${name.replace(/\..*$/, '')}`
  return hasText(key) ? t(key) : name
}

function VaultCheck() {
  const { t } = useI18n()
  const [result, setResult] = useState<OutputOf<typeof vaultContract.check> | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const check = () => {
    setBusy(true)
    setFailure(null)
    call(vaultContract.check, {})
      .then(setResult, (error: unknown) => setFailure(errorText(error)))
      .finally(() => setBusy(false))
  }
  return (
    <Part title={t('settings.vaultCheck')}>
      <p className="muted">{t('settings.vaultCheckText')}</p>
      <div>
        <Button busy={busy} busyLabel={t('settings.checking')} onPress={check}>
          {t('settings.check')}
        </Button>
      </div>
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {result ? (
        <Rows label={t('settings.vaultCheck')}>
          {result.checks.map((each) => (
            <Row
              key={each.name}
              icon={each.ok ? CircleCheck : CircleAlert}
              tone={each.ok ? 'success' : 'danger'}
              title={checkName(each.name)}
              detail={each.detail}
            />
          ))}
        </Rows>
      ) : null}
    </Part>
  )
}

export function AboutSection() {
  const { t } = useI18n()
  const info = useMethod(shellContract.info, {}, { fresh: true })
  const vault = useMethod(vaultContract.info, {})
  const role = useVaultState().data?.user?.role
  return (
    <Section id="about">
      <Part title={t('app.proofTitle')}>
        <ProofFacts unlocked />
      </Part>
      {role === 'owner' || role === 'practitioner' ? <VaultCheck /> : null}
      <Part title={t('settings.facts')}>
        <dl className="facts">
          {info.data ? (
            <>
              <dt>{t('settings.versionLabel')}</dt>
              <dd>{info.data.version}</dd>
              <dt>{t('settings.screenLock')}</dt>
              <dd>{t(`settings.screenLock.${info.data.screenLockDetection}`)}</dd>
            </>
          ) : null}
          {info.data && info.data.coreRestarts > 0 ? (
            <>
              <dt>{t('settings.restarts')}</dt>
              <dd>{t('settings.restartsTimes', { count: info.data.coreRestarts })}</dd>
            </>
          ) : null}
          {info.data?.standIn ? (
            <>
              <dt>{t('settings.window')}</dt>
              <dd>{t('settings.standIn')}</dd>
            </>
          ) : null}
          {vault.data ? (
            <>
              <dt>{t('settings.vaultId')}</dt>
              <dd className="mono">{vault.data.vaultId}</dd>
            </>
          ) : null}
          <dt>{t('settings.licence')}</dt>
          <dd>AGPL-3.0-or-later</dd>
        </dl>
      </Part>
    </Section>
  )
}
