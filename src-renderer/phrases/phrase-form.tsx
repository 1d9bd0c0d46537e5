// The two fields of a phrase, for the dialog in a note and for the settings.
import { phrasesContract, type phrase } from '../../src-main/templates/contract.ts'
import type * as z from 'zod'
import { call } from '../app/api.ts'
import { type Form, useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Callout } from '../components/content.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { TextArea, TextField } from '../components/text-field.tsx'

export type Phrase = z.output<typeof phrase>
interface Values {
  abbreviation: string
  text: string
}
export interface PhraseForm {
  form: Form<Values>
  /** Another phrase that already has this abbreviation. */
  taken: Phrase | undefined
  /** True when it was stored. */
  store(): Promise<boolean>
}

const clean = (abbreviation: string): string => abbreviation.trim().replace(/^;/, '').toLowerCase()

/** `draft`: null keeps none. `before`: the phrase that is changed. */
export function usePhraseForm({
  draft,
  before,
  text = '',
}: {
  draft: string | null
  before?: Phrase | undefined
  text?: string
}): PhraseForm {
  const { t } = useI18n()
  const phrases = useMethod(phrasesContract.list, {})
  const form = useForm<Values>({
    draft,
    initial: { abbreviation: before?.abbreviation ?? '', text: before?.text ?? text },
    labels: { abbreviation: t('phrases.abbreviation'), text: t('phrases.text') },
    check: (values) => ({
      ...(/^[\p{L}\p{N}-]{1,20}$/u.test(clean(values.abbreviation)) ? {} : { abbreviation: t('phrases.abbreviationError') }),
      ...(values.text.trim() ? {} : { text: t('common.required') }),
    }),
  })
  const abbreviation = clean(form.values.abbreviation)
  const taken = phrases.data?.phrases.find((each) => each.abbreviation === abbreviation && each.abbreviation !== before?.abbreviation)
  const store = () =>
    form.submit(async (values) => {
      const to = clean(values.abbreviation)
      const same = to === before?.abbreviation
      await call(phrasesContract.save, {
        abbreviation: to,
        text: values.text,
        ...(same && before.revision !== undefined ? { revision: before.revision } : {}),
      })
      // Under another abbreviation: the former one goes.
      if (before && !same) await call(phrasesContract.remove, { abbreviation: before.abbreviation })
      await form.draft.discard()
    })
  return { form, taken, store }
}

export function PhraseFields({ form: { form, taken } }: { form: PhraseForm }) {
  const { t } = useI18n()
  return (
    <>
      <FormErrorSummary faults={form.faults} />
      <TextField {...form.text('abbreviation')} autoFocus description={t('phrases.abbreviationHelp')} />
      <TextArea {...form.text('text')} rows={3} />
      {taken ? <Callout tone="warning">{t('phrases.taken', { abbreviation: taken.abbreviation, text: taken.text })}</Callout> : null}
    </>
  )
}
