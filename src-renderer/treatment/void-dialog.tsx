// Voiding can't be taken back, so it asks for the reason first.
import { Ban } from 'lucide-react'
import { type Entry, treatmentContract } from '../../src-main/treatment/contract.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { FormDialog } from '../components/form-dialog.tsx'
import { TextArea } from '../components/text-field.tsx'

export function VoidDialog({ entry, onClose, onVoided }: { entry: Entry; onClose(): void; onVoided(): void }) {
  const { t } = useI18n()
  const form = useForm({
    draft: null,
    initial: { reason: '' },
    labels: { reason: t('treatment.voidReason') },
    check: ({ reason }) => (reason.trim() ? {} : { reason: t('common.required') }),
  })
  const submit = async () => {
    const done = await form.submit(({ reason }) => call(treatmentContract.void, { entryId: entry.entryId, version: entry.version, reason }))
    if (done) onVoided()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('treatment.void')}
      icon={Ban}
      tone="danger"
      onSubmit={() => void submit()}
      form={form}
      submit={t('treatment.voidDo')}
      variant="destroy"
    >
      <p>{t('treatment.voidText')}</p>
      <TextArea {...form.text('reason')} autoFocus />
    </FormDialog>
  )
}
