// Beside the pages: what is missing, what has changed since the newest version, what to look at, what is left out and why.
import { Check, History, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { privacyContract } from '../../src-main/privacy/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { notify } from '../app/undo.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { MissingPoints, openSetting } from './missing-points.tsx'
import { Point, PointList } from './point-list.tsx'
import { sectionName, sectionNumber } from './sections.ts'

export type CheckAnswer = OutputOf<typeof privacyContract.checkRegisterDescription>

export function CheckLists({ check, isOwner }: { check: CheckAnswer; isOwner: boolean }) {
  const { t } = useI18n()
  const { missing, drift, warnings, leftOut, newest } = check
  return (
    <>
      <MissingPoints missing={missing} leftOut={leftOut} isOwner={isOwner} />
      {newest && drift.length > 0 ? (
        <PointList
          title={t('privacy.drift', { version: newest.version })}
          icon={History}
          tone={drift.some(({ severity }) => severity === 'urgent') ? 'warning' : 'muted'}
          count={drift.length}
        >
          {drift.map(({ section, what, since, severity }) => (
            <Point
              key={`${section ?? ''} ${what}`}
              number={sectionNumber(section, leftOut)}
              title={what}
              detail={[formatDate(since), severity === 'urgent' ? t('privacy.tellSoon') : sectionName(section)].filter(Boolean).join(', ')}
            />
          ))}
        </PointList>
      ) : null}
      {isOwner && missing.length === 0 && drift.length > 0 && drift.every(({ kind }) => kind === 'time') ? <Confirm /> : null}
      {warnings.length > 0 ? (
        <PointList title={t('privacy.warnings')} icon={TriangleAlert} tone="warning" count={warnings.length}>
          {warnings.map(({ section, code, setting, message }) => (
            <Point
              key={`${code} ${setting ?? ''} ${message}`}
              number={sectionNumber(section, leftOut)}
              title={message}
              detail={sectionName(section)}
              end={
                isOwner && setting ? (
                  <LinkButton aria-label={t('privacy.openNamed', { what: message })} onPress={() => openSetting(setting)}>
                    {t('privacy.open')}
                  </LinkButton>
                ) : undefined
              }
            />
          ))}
        </PointList>
      ) : null}
      {leftOut.length > 0 ? <LeftOut leftOut={leftOut} /> : null}
    </>
  )
}

/** Once a year she says that nothing has changed; the core refuses when something has. */
function Confirm() {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const confirm = () => {
    if (busy) return
    setBusy(true)
    call(privacyContract.confirmRegisterDescription, {})
      .then(
        ({ version }) => notify(t('privacy.confirmed', { version })),
        (error: unknown) => setProblem(errorText(error)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <>
      <p>
        <Button icon={Check} busy={busy} onPress={confirm}>
          {t('privacy.confirm')}
        </Button>
      </p>
      {problem ? (
        <Callout tone="danger" alert>
          {problem}
        </Callout>
      ) : null}
    </>
  )
}

function LeftOut({ leftOut }: { leftOut: CheckAnswer['leftOut'] }) {
  const { t } = useI18n()
  const [shown, setShown] = useState(false)
  return (
    <section className="left-out">
      <p className="muted">
        {t('privacy.leftOut', { sections: leftOut.map(({ title }) => title).join(', ') })}{' '}
        <LinkButton inline aria-expanded={shown} onPress={() => setShown(!shown)}>
          {t('privacy.why')}
        </LinkButton>
      </p>
      {shown ? (
        <dl>
          {leftOut.map(({ section, title, why }) => (
            <div key={section}>
              <dt>{title}</dt>
              <dd className="muted">{why}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  )
}
