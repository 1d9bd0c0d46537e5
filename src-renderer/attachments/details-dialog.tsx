// Name, kind and caption of a file. The content stays as it is.
import { Pencil } from 'lucide-react'
import { type Attachment, attachmentKinds, attachmentsContract } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { rememberUndo } from '../app/undo.ts'
import { FormDialog } from '../components/form-dialog.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { kindText } from './words.ts'

interface Details {
  description: string
  kind: string
  fileName: string
}

export function DetailsDialog({ attachment, purpose, onClose }: { attachment: Attachment; purpose: Purpose | undefined; onClose(): void }) {
  const { t } = useI18n()
  const before: Details = { description: attachment.description ?? '', kind: attachment.kind, fileName: attachment.fileName }
  const form = useForm<Details>({
    draft: null,
    initial: before,
    labels: { description: t('attachments.caption'), kind: t('attachments.kind'), fileName: t('attachments.fileName') },
    check: ({ fileName }) => (fileName.trim() ? {} : { fileName: t('common.required') }),
  })
  const save = async () => {
    let { revision } = attachment
    const put = async (details: Details) => {
      const next = await call(attachmentsContract.describe, {
        id: attachment.id,
        revision,
        ...details,
        ...(purpose === undefined ? {} : { purpose }),
      })
      revision = next.revision
    }
    const done = await form.submit(async (values) => {
      await put(values)
      rememberUndo(
        t('attachments.described'),
        () => put(before),
        () => put(values),
      )
    })
    if (done) onClose()
  }
  const own = (attachmentKinds as readonly string[]).includes(attachment.kind) ? [] : [attachment.kind]
  return (
    <FormDialog
      onClose={onClose}
      title={t('attachments.details')}
      icon={Pencil}
      onSubmit={() => void save()}
      form={form}
      submit={t('common.save')}
      busyLabel={t('common.saving')}
    >
      <TextField {...form.text('description')} optional autoFocus />
      <Select
        label={t('attachments.kind')}
        description={t('attachments.kindHelp')}
        value={form.values.kind}
        options={[...attachmentKinds, ...own].map((kind) => ({ value: kind, label: kindText(kind) }))}
        onChange={(kind) => form.set('kind', kind)}
      />
      <TextField {...form.text('fileName')} />
    </FormDialog>
  )
}
