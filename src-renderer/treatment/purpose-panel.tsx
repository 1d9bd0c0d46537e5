// A record without a visit or a booking in sight is opened for a purpose, which the log keeps (703/2023 § 10).
import { useState } from 'react'
import { type Purpose, purposes } from '../../src-main/core/contract.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { goBack } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { PageHeader } from '../components/content.tsx'
import './note.css'

export function PurposePanel({ onPurpose }: { onPurpose(purpose: Purpose): void }) {
  const { t } = useI18n()
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [asked, setAsked] = useState(false)
  const open = () => {
    if (purpose === null) setAsked(true)
    else onPurpose(purpose)
  }
  useActions([{ id: 'primary', label: 'treatment.purposeOpen', keys: 'mod+enter', section: 'actions', run: open }])
  return (
    <div className="page">
      <PageHeader back title={t('treatment.purposeTitle')} />
      <div className="page-body">
        <div className="stack note-purpose">
          <p>{t('treatment.purposeText')}</p>
          <RadioGroup
            label={t('treatment.purposeLabel')}
            name="purpose"
            value={purpose}
            onChange={(next) => setPurpose(next)}
            error={asked && purpose === null ? t('treatment.purposeChoose') : undefined}
            options={purposes.map((value) => ({ value, label: t(`clients.purpose.${value}`) }))}
          />
          <div className="page-actions">
            <Button onPress={goBack}>{t('common.cancel')}</Button>
            <Button variant="primary" keys="mod+enter" onPress={open}>
              {t('treatment.purposeOpen')}
            </Button>
          </div>
        </div>
      </div>
    </div>
  )
}
