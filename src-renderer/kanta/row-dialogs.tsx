// Short forms about one document: the archive's answer by hand, withholding and its end.
import { CirclePause, CirclePlay, MailCheck } from 'lucide-react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { offerUndo } from '../app/undo.ts'
import { RadioGroup } from '../components/choice.tsx'
import { FormDialog } from '../components/form-dialog.tsx'
import { TextArea } from '../components/text-field.tsx'

export function AnswerDialog({ documentId, onClose }: { documentId: string; onClose(): void }) {
  const { t } = useI18n()
  const form = useForm<{ result: 'accepted' | 'rejected' | ''; detail: string }>({
    draft: null,
    initial: { result: '', detail: '' },
    labels: { result: t('kanta.answer'), detail: t('kanta.answerReason') },
    check: ({ result, detail }) => ({
      ...(result === '' ? { result: t('kanta.answerChoose') } : {}),
      ...(result === 'rejected' && detail.trim() === '' ? { detail: t('kanta.answerReasonMissing') } : {}),
    }),
  })
  const submit = async () => {
    const done = await form.submit(({ result, detail }) =>
      call(kantaContract.acknowledge, {
        documentId,
        result: result === 'rejected' ? 'rejected' : 'accepted',
        ...(detail.trim() === '' ? {} : { detail: detail.trim() }),
      }),
    )
    invalidate('kanta')
    if (done) onClose()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('kanta.recordAnswer')}
      icon={MailCheck}
      onSubmit={() => void submit()}
      form={form}
      submit={t('kanta.recordAnswer')}
      keys="mod+enter"
    >
      <p>{t('kanta.recordAnswerText')}</p>
      <p className="mono kanta-id">{documentId}</p>
      <RadioGroup
        label={t('kanta.answer')}
        name="result"
        value={form.values.result === '' ? null : form.values.result}
        onChange={(value) => form.set('result', value)}
        error={form.error('result')}
        options={(['accepted', 'rejected'] as const).map((value) => ({ value, label: t(`kanta.answerChoice.${value}`) }))}
      />
      <TextArea {...form.text('detail')} optional={form.values.result !== 'rejected'} description={t('kanta.answerReasonHelp')} />
    </FormDialog>
  )
}

/** Withholding, or its end: the same form with other words, and each takes the other back. */
export function HoldDialog({
  entryId,
  release,
  heldBecause,
  onClose,
}: {
  entryId: string
  release: boolean
  /** The reason that comes back when a release is taken back. */
  heldBecause: string | undefined
  onClose(): void
}) {
  const { t } = useI18n()
  const form = useForm({
    draft: null,
    initial: { reason: '' },
    labels: { reason: t(release ? 'kanta.releaseReason' : 'kanta.holdReason') },
    check: ({ reason }) => (reason.trim() ? {} : { reason: t('common.required') }),
  })
  const submit = async () => {
    const forward = release ? kantaContract.release : kantaContract.withhold
    const back = release ? kantaContract.withhold : kantaContract.release
    const done = await form.submit(async ({ reason }) => {
      await call(forward, { entryId, reason })
      offerUndo(
        t(release ? 'kanta.released' : 'kanta.held'),
        () => call(back, { entryId, reason: heldBecause ?? t('kanta.undoReason') }),
        () => call(forward, { entryId, reason }),
      )
    })
    invalidate('kanta')
    if (done) onClose()
  }
  const verb = t(release ? 'kanta.release' : 'kanta.hold')
  return (
    <FormDialog
      onClose={onClose}
      title={verb}
      icon={release ? CirclePlay : CirclePause}
      onSubmit={() => void submit()}
      form={form}
      submit={verb}
      keys="mod+enter"
    >
      <p>{t(release ? 'kanta.releaseText' : 'kanta.holdText')}</p>
      <TextArea {...form.text('reason')} autoFocus />
    </FormDialog>
  )
}
