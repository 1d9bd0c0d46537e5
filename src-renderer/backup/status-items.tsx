// The status bar's words about copies: age of the newest verified one, work under way, and whose practice is shown.
import { Eye, HardDrive, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { backupContract } from '../../src-main/backup/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { flushDrafts } from '../app/drafts.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { ageWords, daysSince } from './words.ts'
import { backgroundOver, hearProgress, setQuitting, useWork } from './work.ts'
import { shownStepOf, useStepWords } from './work-panel.tsx'

/** Hears of progress for as long as the window lives. */
function useBackupEvents(): void {
  useEffect(
    () =>
      window.practice.subscribe((event) => {
        if (event.type === 'progress') hearProgress(event)
        else if (event.type === 'changed' && event.topic === 'backup') backgroundOver()
        else if (event.type === 'quitting') setQuitting()
      }),
    [],
  )
}

export function BackupStatus() {
  const { t } = useI18n()
  const work = useWork()
  const words = useStepWords()
  const state = useVaultState().data
  const unlocked = state?.unlocked === true
  const info = useMethod(shellContract.info, {})
  const everyMilliseconds = work?.background ? 3000 : 60_000
  const status = useMethod(backupContract.status, {}, { enabled: unlocked, everyMilliseconds, keep: true }).data
  useBackupEvents()
  useEffect(() => {
    // Background work has no answer that this window would get: the core says when nothing runs any more.
    if (status && !status.running) backgroundOver()
  }, [status])
  const restored = info.data?.practice === 'restored'
  const last = status?.last
  const old = last ? daysSince(last.at) > 1 : true
  return (
    <>
      {unlocked && work ? (
        <AriaButton className="status-button" onPress={() => go('backups')}>
          <HardDrive className="icon-s tone-accent" aria-hidden="true" />
          {words(work, shownStepOf(work))}
        </AriaButton>
      ) : unlocked && status && status.places.length > 0 ? (
        <AriaButton className="status-button" onPress={() => go('backups')}>
          {old ? (
            <TriangleAlert className="icon-s tone-warning" aria-hidden="true" />
          ) : (
            <HardDrive className="icon-s tone-success" aria-hidden="true" />
          )}
          {last ? t('backup.statusLast', { age: ageWords(last.at) }) : t('backup.statusNone')}
        </AriaButton>
      ) : null}
      {restored ? (
        <AriaButton
          className="status-button backup-restored-mark"
          onPress={() => void flushDrafts().then(() => call(shellContract.leaveRestored, {}))}
        >
          <Eye className="icon-s" aria-hidden="true" />
          {t('backup.lookingAtRestored')}
        </AriaButton>
      ) : null}
    </>
  )
}
