// Metadata leave the stored file for good, so it asks first.
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { type Attachment, attachmentsContract } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { metadataText } from './words.ts'

export function StripDialog({
  attachment: { id, metadata },
  purpose,
  onClose,
}: {
  attachment: Attachment
  purpose: Purpose | undefined
  onClose(): void
}) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const strip = () => {
    if (busy) return
    setBusy(true)
    call(attachmentsContract.strip, { id, ...(purpose === undefined ? {} : { purpose }) }).then(onClose, (error: unknown) => {
      setBusy(false)
      setFailure(error)
    })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('attachments.strip')}
      icon={Eraser}
      tone="warning"
      onSubmit={strip}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="destroy" busy={busy} onPress={strip}>
            {t('attachments.stripDo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('attachments.tells', { what: metadataText(metadata) })}</p>
        <p>{t('attachments.stripText')}</p>
        {failure ? (
          <Callout tone="danger" alert>
            {errorText(failure)}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
