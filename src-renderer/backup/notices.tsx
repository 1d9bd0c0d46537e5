// What must be said wherever the window stands: a change of practice that failed, and a copy that closing waits for.
import { CircleAlert, HardDrive } from 'lucide-react'
import { useState } from 'react'
import { shellContract } from '../../src-main/shell/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import './backup.css'
import { cancelWork, useQuitting, useWork } from './work.ts'
import { shownStepOf, useStepWords } from './work-panel.tsx'

function Quitting() {
  const { t } = useI18n()
  const work = useWork()
  const words = useStepWords()
  const [stopping, setStopping] = useState(false)
  const stop = () => {
    setStopping(true)
    cancelWork()
  }
  const percent = work?.percent ?? 0
  const title = t(work && work.kind !== 'copy' ? 'backup.quitTitleOther' : 'backup.quitTitle')
  return (
    <Dialog
      isOpen
      onClose={stop}
      title={title}
      icon={HardDrive}
      actions={
        <Button onPress={stop} busy={stopping} busyLabel={t('backup.stopping')} autoFocus>
          {t('backup.quitNow')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('backup.quitText')}</p>
        <div className="progress-track" role="progressbar" aria-label={title} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
          <div className="progress-fill" style={{ inlineSize: `${String(percent)}%` }} />
        </div>
        <p className="muted" role="status">
          {work ? words(work, shownStepOf(work)) : t('backup.quitWaits')}
        </p>
      </div>
    </Dialog>
  )
}

export function BackupNotices() {
  const { t } = useI18n()
  const quitting = useQuitting()
  const refusal = useMethod(shellContract.info, {}).data?.refusal
  const [closed, setClosed] = useState(false)
  if (quitting) return <Quitting />
  if (!refusal || closed) return null
  const close = () => setClosed(true)
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('backup.exchangeFailed')}
      icon={CircleAlert}
      tone="danger"
      role="alertdialog"
      actions={
        <Button variant="primary" onPress={close} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <p>{refusal}</p>
      <p>{t('backup.exchangeFailedSafe')}</p>
    </Dialog>
  )
}
