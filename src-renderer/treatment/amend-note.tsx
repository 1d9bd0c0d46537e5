// A correction of a signed note. Half written it is kept under `amend:<entryId>`; the signed text stays as it is.
import { Signature, Trash2 } from 'lucide-react'
import type { BodyChart } from '../../src-main/body-chart/contract.ts'
import { type Heading, headings } from '../../src-main/treatment/content-contract.ts'
import { type Entry, treatmentContract } from '../../src-main/treatment/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, SectionHeading } from '../components/content.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { TextArea } from '../components/text-field.tsx'
import { ChartEditor } from '../body-chart/chart-editor.tsx'
import { isEmpty } from '../body-chart/chart-items.ts'
import { MeasureFields } from '../measures/measure-fields.tsx'
import { OtherFields, type OtherValues } from './draft-fields.tsx'
import { PhraseHost } from '../phrases/phrase-host.tsx'
import { EntryText } from './entry-text.tsx'
import { isSmallChild, layersOf } from './note-chart.ts'
import { NoteFrame } from './note-frame.tsx'
import type { NoteRecord } from './record.ts'

type Field = `sections.${Heading}`
interface Others extends OtherValues {
  bodyChart: BodyChart | null
  measures: Entry['measures']
}
type Values = Record<Field, string> & Others & { reason: string; version: number }
const otherNames = ['checklists', 'diagnoses', 'procedures', 'source', 'minorDecision', 'bodyChart', 'measures'] as const

const othersOf = (entry: Entry): Others => ({
  checklists: entry.checklists,
  diagnoses: entry.diagnoses,
  procedures: entry.procedures,
  source: entry.source ?? null,
  minorDecision: entry.minorDecision ?? null,
  bodyChart: entry.bodyChart ?? null,
  measures: entry.measures,
})
const field = (heading: Heading): Field => `sections.${heading}`

const valuesOf = (entry: Entry): Values => ({
  ...(Object.fromEntries(headings.map((heading) => [field(heading), entry.sections[heading] ?? ''])) as Record<Field, string>),
  ...othersOf(entry),
  reason: '',
  version: entry.version,
})

export function AmendNote({ record, onDone }: { record: NoteRecord; onDone(): void }) {
  const { t } = useI18n()
  const newest = record.versions.at(-1)!
  const labels: Record<keyof Values, string> = {
    ...(Object.fromEntries(headings.map((heading) => [field(heading), t(`treatment.heading.${heading}`)])) as Record<Field, string>),
    diagnoses: t('treatment.diagnoses'),
    procedures: t('treatment.procedures'),
    reason: t('treatment.amendReason'),
    checklists: t('treatment.checklists'),
    source: t('treatment.sourceLabel'),
    minorDecision: t('treatment.decisionLabel'),
    bodyChart: t('treatment.bodyChart'),
    measures: t('treatment.measures'),
    version: '',
  }
  const form = useForm<Values>({
    draft: `amend:${newest.entryId}`,
    initial: valuesOf(newest),
    labels,
    check: ({ reason }) => (reason.trim() ? {} : { reason: t('common.required') }),
  })
  const sign = async () => {
    const done = await form.submit(async (values) => {
      const changed = headings.filter((heading) => values[field(heading)] !== (newest.sections[heading] ?? ''))
      await call(treatmentContract.amend, {
        entryId: newest.entryId,
        version: newest.version,
        reason: values.reason,
        sections: Object.fromEntries(changed.map((heading) => [heading, values[field(heading)]])),
        // Only what she changed: what is absent stays as it was signed.
        ...Object.fromEntries(
          otherNames
            .filter((name) => JSON.stringify(values[name]) !== JSON.stringify(othersOf(newest)[name]))
            .map((name) => [name, name === 'bodyChart' && isEmpty(values.bodyChart) ? null : values[name]]),
        ),
      })
      await form.draft.discard()
    })
    if (done) onDone()
  }
  const leave = async () => {
    await form.draft.discard()
    onDone()
  }
  useActions([
    { id: 'primary', label: 'treatment.amendSign', keys: 'mod+enter', icon: Signature, section: 'actions', run: () => void sign() },
    { id: 'leaveAmendment', label: 'treatment.amendLeave', icon: Trash2, section: 'actions', run: () => void leave() },
  ])
  return (
    <NoteFrame
      record={record}
      state={t(`treatment.state.${newest.state}`)}
      actions={
        <>
          <Button onPress={() => void leave()}>{t('treatment.amendLeave')}</Button>
          <Button variant="primary" icon={Signature} keys="mod+enter" busy={form.busy} onPress={() => void sign()}>
            {t('treatment.amendSign')}
          </Button>
        </>
      }
      chart={
        form.draft.ready ? (
          <ChartEditor
            value={form.values.bodyChart}
            layers={layersOf(record.earlier)}
            forInfant={isSmallChild(record.client)}
            onChange={(bodyChart) => form.set('bodyChart', bodyChart)}
          />
        ) : (
          <Loading />
        )
      }
      aside={
        <section aria-label={t('treatment.title')}>
          <SectionHeading>{t(`treatment.state.${newest.state}`)}</SectionHeading>
          <EntryText entry={newest} />
        </section>
      }
    >
      <p>{t('treatment.amendText')}</p>
      {form.values.version === newest.version ? null : <Callout tone="warning">{t('treatment.amendChanged')}</Callout>}
      <FormErrorSummary faults={form.faults} />
      {form.failure ? (
        <Callout tone="danger" alert>
          {form.failure.message}
        </Callout>
      ) : null}
      {form.draft.ready ? (
        <PhraseHost>
          <TextArea {...form.text('reason')} rows={2} />
          <div className="note-rows">
            {headings.map((heading) => (
              <div key={heading} className="note-row">
                <TextArea {...form.text(field(heading))} rows={1} />
              </div>
            ))}
            <MeasureFields
              value={form.values.measures}
              earlier={record.earlier}
              visitStart={record.visit.start}
              onChange={(measures) => form.set('measures', measures)}
            />
          </div>
          <OtherFields
            values={form.values}
            clientId={record.visit.clientId}
            minor={record.visit.minor}
            onChange={(change) => form.replace({ ...form.values, ...change })}
          />
        </PhraseHost>
      ) : (
        <Loading />
      )}
    </NoteFrame>
  )
}
