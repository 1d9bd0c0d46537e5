// Signing can't be taken back, so it asks once; what is missing without being in the way is told here for the last time.
import { Info, Signature } from 'lucide-react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import type { treatmentContract } from '../../src-main/treatment/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Row, Rows } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'

export type Missing = OutputOf<typeof treatmentContract.missing>['missing']

export function SignDialog({ missing, busy, onClose, onSign }: { missing: Missing; busy: boolean; onClose(): void; onSign(): void }) {
  const { t } = useI18n()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('treatment.signTitle')}
      icon={Signature}
      onSubmit={onSign}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" busy={busy} busyLabel={t('treatment.signing')} onPress={onSign} autoFocus>
            {t('treatment.sign')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('treatment.signText')}</p>
        {missing.length > 0 ? (
          <Rows label={t('treatment.signMissing')}>
            {missing.map(({ code, message }) => (
              <Row key={code} icon={Info} tone="muted" title={message} />
            ))}
          </Rows>
        ) : null}
      </div>
    </Dialog>
  )
}
