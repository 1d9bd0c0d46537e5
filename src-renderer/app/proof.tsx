// What stands behind the shield in the status bar: nothing leaves this machine, and the log is whole.
import { CircleAlert, ShieldCheck } from 'lucide-react'
import { auditContract } from '../../src-main/audit/contract.ts'
import { backupContract } from '../../src-main/backup/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { formatDateTime, formatTime } from './format.ts'
import { useI18n } from './i18n.ts'
import { useMethod } from './queries.ts'

const kinds = ['network', 'navigation', 'windows', 'permissions', 'downloads', 'senders', 'calls'] as const

/** The facts of the proof; also on the settings page. */
export function ProofFacts({ unlocked }: { unlocked: boolean }) {
  const { t } = useI18n()
  const proof = useMethod(shellContract.proof, {}, { fresh: true })
  const audit = useMethod(auditContract.status, {}, { enabled: unlocked })
  const backup = useMethod(backupContract.status, {}, { enabled: unlocked })
  const facts = proof.data
  return (
    <div className="stack">
      <p>{t('app.proofText')}</p>
      <dl className="facts">
        <dt>{t('app.letThrough')}</dt>
        <dd className="strong">{facts ? t('app.connections', { count: facts.letThrough }) : '–'}</dd>
        {kinds.map((kind) => (
          <div key={kind} style={{ display: 'contents' }}>
            <dt>{t(`app.refused.${kind}`)}</dt>
            <dd>{facts ? t('app.refusedTimes', { count: facts[kind] }) : '–'}</dd>
          </div>
        ))}
        {audit.data ? (
          <>
            <dt>{t('app.log')}</dt>
            <dd>
              {audit.data.openFindings.length > 0
                ? t('app.logFindings', { count: audit.data.openFindings.length })
                : audit.data.lastVerifiedAt && audit.data.lastVerifiedOk
                  ? t('app.logWhole', { time: formatDateTime(audit.data.lastVerifiedAt) })
                  : t('app.logUnverified')}{' '}
              <span className="muted">{t('app.logHead', { number: audit.data.head.number })}</span>
            </dd>
          </>
        ) : null}
        {backup.data ? (
          <>
            <dt>{t('app.backupFact')}</dt>
            <dd>{backup.data.last ? t('app.backupFactAt', { time: formatDateTime(backup.data.last.at) }) : t('app.backupFactNone')}</dd>
          </>
        ) : null}
      </dl>
      {facts && facts.newest.length > 0 ? (
        <div>
          <h3>{t('app.newestRefusals')}</h3>
          <ul>
            {facts.newest.slice(0, 5).map((each, index) => (
              <li key={index} className="muted">
                {formatTime(each.at)} {t(`app.refused.${each.kind}`)}: <span className="mono">{each.target}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

export function ProofDialog({ unlocked, onClose }: { unlocked: boolean; onClose(): void }) {
  const { t } = useI18n()
  const proof = useMethod(shellContract.proof, {})
  const leaked = (proof.data?.letThrough ?? 0) > 0
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('app.proofTitle')}
      icon={leaked ? CircleAlert : ShieldCheck}
      tone={leaked ? 'danger' : 'success'}
      isDismissable
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <ProofFacts unlocked={unlocked} />
    </Dialog>
  )
}
