// It is restored: look at it, or take it into use. The old one is kept aside, and this can be taken back.
import { CircleCheck, Eye, Repeat2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { flushDrafts } from '../app/drafts.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Row, Rows } from '../components/content.tsx'
import type { Contents, RestoreResult } from './restore-flow.tsx'
import { whenWords } from './words.ts'

export function Restored({
  result,
  contents,
  ownVault,
  size,
}: {
  result: RestoreResult
  contents: Contents
  ownVault: boolean
  size: 'm' | 'l'
}) {
  const { t } = useI18n()
  const info = useMethod(shellContract.info, {})
  const [busy, setBusy] = useState<'open' | 'live' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  // The page is loaded again when it is done, so only a refusal comes back here.
  const attempt = (what: 'open' | 'live') => {
    if (busy) return
    setBusy(what)
    setFailure(null)
    void (async () => {
      try {
        if (ownVault) await flushDrafts()
        await call(what === 'open' ? shellContract.openRestored : shellContract.makeLive, { path: result.folder })
      } catch (error) {
        setFailure(errorText(error))
      } finally {
        setBusy(null)
      }
    })()
  }
  const mayMakeLive = info.data?.practice !== 'demo' && info.data?.demoOnly === false
  const told = result.warnings.filter((warning) => warning !== 'usersWait')
  return (
    <div className="stack backup-restore">
      <section className="panel" aria-labelledby="restored-title">
        <div className="backup-work-head">
          <h2 id="restored-title" ref={heading} tabIndex={-1}>
            <CircleCheck className="icon tone-success" aria-hidden="true" />
            {t('backup.restoredTitle', { practice: contents.practice || contents.ownerName })}
          </h2>
        </div>
        <p>
          {t('backup.restoredText', { when: whenWords(result.createdAt), clients: result.counts['clients'] ?? 0 })}{' '}
          {result.erased > 0 ? t('backup.erasedAgain', { count: result.erased }) : null}
        </p>
        <p className="muted backup-wrap">{result.folder}</p>
      </section>
      {told.map((warning) => (
        <Callout key={warning} tone={warning === 'adoptBeforeIssuing' || warning === 'schemaMigrated' ? 'info' : 'warning'}>
          {t(`backup.restoreWarning.${warning}`)}
        </Callout>
      ))}
      {result.waitingUsers.length > 0 ? <Callout>{t('backup.usersWaiting', { names: result.waitingUsers.join(', ') })}</Callout> : null}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      <Rows label={t('backup.whatNext')}>
        {mayMakeLive ? (
          <Row
            icon={Repeat2}
            tone="accent"
            title={t('backup.makeLive')}
            detail={t(ownVault ? 'backup.makeLiveDetail' : 'backup.makeLiveNew')}
            end={
              <Button
                variant="primary"
                size={size}
                busy={busy === 'live'}
                busyLabel={t('backup.exchanging')}
                onPress={() => attempt('live')}
              >
                {t('backup.makeLiveVerb')}
              </Button>
            }
          />
        ) : null}
        <Row
          icon={Eye}
          title={t('backup.openRestored')}
          detail={t('backup.openRestoredDetail')}
          end={
            <Button size={size} busy={busy === 'open'} busyLabel={t('backup.opening')} onPress={() => attempt('open')}>
              {t('backup.openVerb')}
            </Button>
          }
        />
      </Rows>
    </div>
  )
}
