// Contact data of a person under a safety prohibition are shown only for a purpose, which the log keeps (661/2009 § 36, 703/2023 § 10).
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { type Purpose, purposes } from '../../src-main/core/contract.ts'
import { AppCallError } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'

type Offered = Exclude<Purpose, 'review'>
const offered = purposes.filter((purpose): purpose is Offered => purpose !== 'review')

export function UnmaskDialog({ onClose, onPurpose }: { onClose(): void; onPurpose(purpose: Purpose): Promise<void> }) {
  const { t } = useI18n()
  const [purpose, setPurpose] = useState<Offered | null>(null)
  const [problem, setProblem] = useState<'none' | AppCallError | null>(null)
  const [busy, setBusy] = useState(false)
  const show = () => {
    if (purpose === null) {
      setProblem('none')
      return
    }
    setBusy(true)
    onPurpose(purpose).then(onClose, (error: unknown) => {
      setBusy(false)
      setProblem(error instanceof AppCallError ? error : null)
    })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('clients.unmaskTitle')}
      icon={ShieldAlert}
      tone="warning"
      onSubmit={show}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" busy={busy} onPress={show}>
            {t('clients.showContact')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('clients.unmaskText')}</p>
        <RadioGroup
          label={t('clients.unmaskPurpose')}
          name="purpose"
          value={purpose}
          onChange={(next) => {
            setPurpose(next)
            setProblem(null)
          }}
          error={problem === 'none' ? t('clients.unmaskChoose') : undefined}
          options={offered.map((value) => ({ value, label: t(`clients.purpose.${value}`) }))}
        />
        {problem instanceof AppCallError ? (
          <Callout tone="danger" alert>
            {problem.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
