// What the law asks of a disclosure: what was given, to whom, why, on which ground, when.
import { Share2 } from 'lucide-react'
import { type Disclosure, disclosuresContract, disclosureWays, groundKinds } from '../../src-main/disclosures/contract.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { formatDateTime, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { notify } from '../app/undo.ts'
import { Checkbox } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { FormDialog } from '../components/form-dialog.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { Select } from '../components/select.tsx'
import { TextArea, TextField } from '../components/text-field.tsx'
import { instantOf } from './disclosed-at.ts'

interface Values {
  recipient: string
  what: string
  purpose: string
  groundKind: Disclosure['groundKind']
  ground: string
  how: Disclosure['how']
  /** Local date; today means now. */
  at: string
  minorForbids: boolean
}

/** `corrects`: a row that was written wrong; the new one begins with its words and says what it corrects. */
export function DisclosureDialog({
  clientId,
  corrects,
  onClose,
}: {
  clientId: string
  corrects?: Disclosure | undefined
  onClose(): void
}) {
  const { t } = useI18n()
  const today = todayDate()
  const form = useForm<Values>({
    draft: corrects ? null : `disclosure:${clientId}`,
    initial: {
      recipient: corrects?.recipient ?? '',
      what: corrects
        ? `${t('disclosures.correctsText', { time: formatDateTime(corrects.at), recipient: corrects.recipient })}\n${corrects.what}`
        : '',
      purpose: corrects?.reason ?? '',
      groundKind: corrects?.groundKind ?? 'permission',
      ground: corrects?.ground ?? '',
      how: corrects?.how ?? 'paper',
      at: today,
      minorForbids: corrects?.minorForbids ?? false,
    },
    labels: {
      recipient: t('disclosures.recipient'),
      what: t('disclosures.what'),
      purpose: t('disclosures.purpose'),
      groundKind: t('disclosures.groundKind'),
      ground: t('disclosures.ground'),
      how: t('disclosures.how'),
      at: t('disclosures.at'),
      minorForbids: t('disclosures.minorForbids'),
    },
    check: (values) => ({
      ...Object.fromEntries(
        (['recipient', 'what', 'purpose', 'ground'] as const).flatMap((name) =>
          values[name].trim() ? [] : [[name, t('common.required')]],
        ),
      ),
      ...(values.at === '' ? { at: t('common.required') } : values.at > today ? { at: t('disclosures.future') } : {}),
    }),
  })
  const save = async () => {
    const done = await form.submit(async ({ at, ...values }) => {
      const instant = instantOf(at, today)
      await call(disclosuresContract.record, { clientId, ...values, ...(instant === undefined ? {} : { at: instant }) })
      await form.draft.discard()
    })
    if (!done) return
    notify(t('disclosures.recorded'))
    onClose()
  }
  const leave = () => {
    void form.draft.discard().then(onClose)
  }
  const { values, set } = form
  return (
    <FormDialog
      onClose={leave}
      title={t(corrects ? 'disclosures.correctTitle' : 'disclosures.record')}
      icon={Share2}
      width="wide"
      onSubmit={() => void save()}
      form={form}
      submit={t('disclosures.save')}
      keys="mod+enter"
      busyLabel={t('common.saving')}
    >
      <Callout>{t(corrects ? 'disclosures.correctText' : 'disclosures.text')}</Callout>
      <FormErrorSummary faults={form.faults} />
      <div className="field-row" data-split="name">
        <TextField {...form.text('recipient')} autoFocus description={t('disclosures.recipientHelp')} />
        <DateField
          label={t('disclosures.at')}
          name="at"
          value={values.at}
          max={today}
          onChange={(date) => {
            if (date !== null) set('at', date)
          }}
          error={form.error('at')}
        />
      </div>
      <TextArea {...form.text('what')} rows={2} description={t('disclosures.whatHelp')} />
      <TextField {...form.text('purpose')} description={t('disclosures.purposeHelp')} />
      <div className="field-row">
        <Select
          label={t('disclosures.groundKind')}
          value={values.groundKind}
          onChange={(kind) => set('groundKind', kind)}
          options={groundKinds.map((value) => ({ value, label: t(`disclosures.groundKind.${value}`) }))}
        />
        <Select
          label={t('disclosures.how')}
          value={values.how}
          onChange={(how) => set('how', how)}
          options={disclosureWays.map((value) => ({ value, label: t(`disclosures.how.${value}`) }))}
        />
      </div>
      <TextField {...form.text('ground')} description={t('disclosures.groundHelp')} />
      <Checkbox isSelected={values.minorForbids} onChange={(on) => set('minorForbids', on)}>
        {t('disclosures.minorForbids')}
      </Checkbox>
    </FormDialog>
  )
}
