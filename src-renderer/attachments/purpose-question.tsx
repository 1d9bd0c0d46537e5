// Without a visit or a booking in sight, files too are opened for a purpose, which the log keeps (703/2023 § 10).
import { useState } from 'react'
import { type Purpose, purposes } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'

export function PurposeQuestion({ onPurpose }: { onPurpose(purpose: Purpose): void }) {
  const { t } = useI18n()
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [asked, setAsked] = useState(false)
  return (
    <section className="stack attachments" aria-label={t('attachments.title')}>
      <p>{t('attachments.purposeText')}</p>
      <RadioGroup
        label={t('treatment.purposeLabel')}
        name="attachmentsPurpose"
        value={purpose}
        onChange={(next) => setPurpose(next)}
        error={asked && purpose === null ? t('treatment.purposeChoose') : undefined}
        options={purposes.map((value) => ({ value, label: t(`clients.purpose.${value}`) }))}
      />
      <div>
        <Button onPress={() => (purpose === null ? setAsked(true) : onPurpose(purpose))}>{t('attachments.purposeOpen')}</Button>
      </div>
    </section>
  )
}
