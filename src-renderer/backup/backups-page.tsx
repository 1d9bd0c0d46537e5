// Backups: how old the newest verified copy is, in words; copy now; the yearly drill; copies, places, certificates, keys.
import { DatabaseBackup, FlaskConical, FolderPlus, HardDrive } from 'lucide-react'
import { useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate, useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { refreshVaultState, useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, EmptyState, Loading, PageHeader, Row, SectionHeading } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import './backup.css'
import { CopiesTable } from './copies-table.tsx'
import { DrillPanel } from './drill-panel.tsx'
import { chooseDrillFile, setDrill, useDrill } from './drill-state.ts'
import { Facts } from './facts.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { type RunResult, runNow } from './run.ts'
import { RunOutcome } from './run-outcome.tsx'
import { Certificates, Keys, keepWords, Places, SetAside } from './side.tsx'
import { useWork } from './work.ts'
import { WorkPanel } from './work-panel.tsx'

export function BackupsPage() {
  const { t } = useI18n()
  const state = useVaultState().data
  const isOwner = state?.user?.role === 'owner'
  const status = useMethod(backupContract.status, {}, { fresh: true, keep: true, everyMilliseconds: 20_000 })
  const plan = useMethod(backupContract.plan, {}, { fresh: true, keep: true, everyMilliseconds: 20_000 })
  const list = useMethod(backupContract.list, {}, { fresh: true, keep: true })
  const info = useMethod(shellContract.info, {})
  const drill = useDrill()
  const work = useWork()
  const [result, setResult] = useState<RunResult | null>(null)
  const [addPlace, setAddPlace] = useState(false)
  const [certificate, setCertificate] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const copying = work?.kind === 'copy'
  const folders = plan.data?.folders ?? []
  const run = (options: Parameters<typeof runNow>[0] = {}) => {
    if (work) return
    if (folders.length === 0) {
      setAddPlace(true)
      return
    }
    setResult(null)
    void runNow(options).then(setResult)
  }
  const startDrill = () => {
    // The newest copy from outside, when it is there: that is the one to prove.
    const outside = new Set(folders.filter(({ schedule }) => schedule === 'weekly').map(({ id }) => id))
    const found = (list.data ?? []).find((copy) => copy.present && copy.folderId !== null && outside.has(copy.folderId))
    if (found) void chooseDrillFile(found.path)
    else setDrill({ phase: 'setup', file: null })
  }
  const restore = (path?: string) => go('restore', path === undefined ? {} : { path })
  useActions([
    { id: 'backupNow', label: 'backup.backUpNow', icon: HardDrive, section: 'actions', run: () => run() },
    ...(isOwner ? [{ id: 'drill', label: 'backup.drill' as const, icon: FlaskConical, section: 'actions' as const, run: startDrill }] : []),
    { id: 'restore', label: 'backup.restoreFrom', icon: DatabaseBackup, section: 'actions', run: () => restore() },
  ])
  const adopt = () => {
    call(vaultContract.adopt, {}).then(async () => {
      await refreshVaultState()
      invalidate('vault')
      invalidate('backup')
    }, setFailure)
  }
  const dailyFolder = folders.find((folder) => folder.schedule === 'daily' && folder.connected)?.path ?? null
  const restored = state?.warnings.includes('restored') === true && info.data?.practice === 'own'
  return (
    <div className="page">
      <PageHeader
        title={t('app.backups')}
        actions={
          <>
            <Button variant="quiet" onPress={() => restore()}>
              {t('backup.restoreDots')}
            </Button>
            <Button icon={HardDrive} onPress={() => run()} busy={copying} busyLabel={t('backup.copying')}>
              {t('backup.backUpNow')}
            </Button>
          </>
        }
      />
      <div className="page-body with-details">
        <div className="backup-main">
          {!status.data || !plan.data || !list.data ? (
            <Loading />
          ) : (
            <>
              {restored ? (
                <Callout
                  tone="warning"
                  actions={
                    isOwner ? (
                      <Button size="s" onPress={adopt}>
                        {t('backup.adopt')}
                      </Button>
                    ) : null
                  }
                >
                  {t('backup.adoptText')}
                </Callout>
              ) : null}
              {status.data.lastFailure && status.data.lastFailure.at > (status.data.last?.at ?? '') && !result ? (
                <Callout tone="danger">
                  {status.data.lastFailure.label ? <strong>{status.data.lastFailure.label}: </strong> : null}
                  {status.data.lastFailure.message} {t('backup.olderSafe')}
                </Callout>
              ) : null}
              {status.data.clock !== 'ok' && !result ? (
                <Callout
                  tone="warning"
                  actions={
                    <Button size="s" onPress={() => run({ confirmClock: true })}>
                      {t('backup.clockIsRight')}
                    </Button>
                  }
                >
                  {t(`backup.warning.${status.data.clock}`)}
                </Callout>
              ) : null}
              <Facts status={status.data} />
              {copying ? (
                <WorkPanel kind="copy" title={t('backup.copying')} holds={t('backup.copyHolds')} />
              ) : result && drill.phase === 'none' ? (
                <RunOutcome result={result} onAgain={(folderId) => run({ folderId })} onConfirmClock={() => run({ confirmClock: true })} />
              ) : null}
              {drill.phase === 'none' ? null : <DrillPanel status={status.data} folder={dailyFolder} onShow={setCertificate} />}
              {folders.length === 0 ? (
                <EmptyState title={t('backup.noPlaces')} text={t('backup.noPlacesText')}>
                  {isOwner ? (
                    <Row icon={FolderPlus} title={t('backup.addPlace')} detail={t('backup.addFirst')} onPress={() => setAddPlace(true)} />
                  ) : null}
                  <Row icon={DatabaseBackup} title={t('backup.restoreFrom')} detail={t('backup.restoreDetail')} onPress={() => restore()} />
                </EmptyState>
              ) : (
                <>
                  {drill.phase === 'none' && isOwner && status.data.last ? (
                    <section className="panel backup-invite" aria-labelledby="invite-title">
                      <div>
                        <h2 id="invite-title">{t('backup.drill')}</h2>
                        <p className="muted">
                          {t(status.data.nextDrillWith === 'recoveryKey' ? 'backup.inviteKey' : 'backup.invitePassphrase')}
                        </p>
                      </div>
                      <Button variant={status.data.drillDue ? 'primary' : 'secondary'} icon={FlaskConical} onPress={startDrill}>
                        {t('backup.beginDrill')}
                      </Button>
                    </section>
                  ) : null}
                  <section>
                    <SectionHeading>
                      {t('backup.copies')} <span className="backup-rules">{keepWords(plan.data, t)}</span>
                    </SectionHeading>
                    {list.data.length > 0 ? (
                      <CopiesTable
                        copies={list.data}
                        mayDrill={isOwner}
                        onRestore={restore}
                        onDrill={(path) => void chooseDrillFile(path)}
                      />
                    ) : (
                      <p className="muted backup-nothing">{t('backup.noCopies')}</p>
                    )}
                  </section>
                </>
              )}
            </>
          )}
        </div>
        <div className="backup-side">
          {status.data && plan.data ? (
            <>
              {folders.length > 0 ? <Places plan={plan.data} status={status.data} isOwner={isOwner} /> : null}
              {isOwner ? <Certificates shown={certificate} onShow={setCertificate} /> : null}
              <Keys status={status.data} isOwner={isOwner} />
              <SetAside isOwner={isOwner} onFailed={setFailure} />
            </>
          ) : null}
        </div>
      </div>
      {addPlace && plan.data ? <PlaceDialog plan={plan.data} folder={null} onClose={() => setAddPlace(false)} /> : null}
      <ErrorDialog
        error={failure}
        onClose={() => setFailure(null)}
        title={t('backup.actionFailed')}
        {...(failure instanceof AppCallError ? {} : { advice: t('common.tryAgain') })}
      />
    </div>
  )
}
