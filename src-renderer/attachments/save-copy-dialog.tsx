// A copy outside the store is plain: that is said before the place is chosen. The log has the export.
import { FolderOpen, Save } from 'lucide-react'
import { useState } from 'react'
import { type Attachment, attachmentsContract } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { copyName, metadataText } from './words.ts'

export function SaveCopyDialog({
  attachment,
  purpose,
  onClose,
}: {
  attachment: Attachment
  purpose: Purpose | undefined
  onClose(): void
}) {
  const { t } = useI18n()
  const mayStrip = attachment.strippable && attachment.metadata.length > 0
  const [strip, setStrip] = useState(mayStrip)
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const save = async () => {
    if (busy || saved !== null) return
    setBusy(true)
    setFailure(null)
    try {
      const { path } = await call(shellContract.saveFile, { name: copyName(attachment), kind: 'attachment' })
      if (path === null) return
      await call(attachmentsContract.export, {
        id: attachment.id,
        path,
        overwrite: true, // the dialog has asked
        stripMetadata: strip,
        ...(purpose === undefined ? {} : { purpose }),
      })
      setSaved(path)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('attachments.saveCopy')}
      icon={Save}
      onSubmit={() => void save()}
      actions={
        saved === null ? (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button variant="primary" busy={busy} onPress={() => void save()}>
              {t('attachments.chooseCopyPlace')}
            </Button>
          </>
        ) : (
          <>
            <Button icon={FolderOpen} onPress={() => void call(shellContract.openFolder, { path: saved }).catch(setFailure)}>
              {t('attachments.showInFolder')}
            </Button>
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('common.close')}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {saved === null ? (
          <>
            <Callout tone="warning">{t('attachments.copyPlain')}</Callout>
            {mayStrip ? (
              <Checkbox isSelected={strip} onChange={setStrip} detail={t('attachments.tells', { what: metadataText(attachment.metadata) })}>
                {t('attachments.copyStripped')}
              </Checkbox>
            ) : null}
          </>
        ) : (
          <p role="status">{t('attachments.copySaved')}</p>
        )}
        {failure ? (
          <Callout tone="danger" alert>
            {errorText(failure)}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
