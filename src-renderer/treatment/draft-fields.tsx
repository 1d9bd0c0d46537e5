// The fields of a draft: the template's headings, its checklists, where the information came from, and what is asked of a minor.
import { useState } from 'react'
import type { Template } from '../../src-main/templates/contract.ts'
import { entryKinds, type Heading, sourceKeys } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import type { Visit } from '../../src-main/visits/contract.ts'
import { isFlagList, RedFlagOffer } from '../alerts/red-flag-offer.tsx'
import { CodeField } from '../codes/code-field.tsx'
import { useI18n } from '../app/i18n.ts'
import { LinkButton } from '../components/button.tsx'
import { SegmentedControl } from '../components/choice.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-field.tsx'
import { MeasureFields } from '../measures/measure-fields.tsx'
import { useSourceText } from './entry-text.tsx'
import { fieldOf, type NoteValues, shownHeadings } from './note-values.ts'

const answers = ['no', 'yes', 'notAsked'] as const
const decisions = ['1', '2', '3', '4'] as const

export function DraftFields({
  values,
  template,
  visit,
  earlier,
  onChange,
}: {
  values: NoteValues
  template: Template | undefined
  visit: Visit
  earlier: readonly Entry[]
  onChange(values: NoteValues): void
}) {
  const { t } = useI18n()
  const [all, setAll] = useState(false)
  const shown = shownHeadings(template, values.sections, all)
  const write = (heading: Heading, text: string) => onChange({ ...values, sections: { ...values.sections, [heading]: text } })
  return (
    <>
      <div className="note-rows">
        {shown.map((heading) => (
          <div key={heading} className="note-row">
            <TextArea
              name={fieldOf(heading)}
              rows={1}
              label={t(`treatment.heading.${heading}`)}
              placeholder={template?.hints[heading] ?? ''}
              value={values.sections[heading] ?? ''}
              description={values.copied[heading] ? <span className="visually-hidden">{t('treatment.copied')}</span> : undefined}
              onChange={(text) => write(heading, text)}
            />
          </div>
        ))}
        <MeasureFields
          value={values.measures}
          earlier={earlier}
          visitStart={visit.start}
          onChange={(measures) => onChange({ ...values, measures })}
        />
      </div>
      {shown.length < 9 ? <LinkButton onPress={() => setAll(true)}>{t('treatment.moreHeadings')}</LinkButton> : null}
      <OtherFields
        values={values}
        clientId={visit.clientId}
        minor={visit.minor}
        onChange={(change) => onChange({ ...values, ...change })}
      />
      <div className="note-fields">
        <Select
          label={t('treatment.kindLabel')}
          value={values.kind}
          options={entryKinds.map((value) => ({ value, label: t(`clients.entryKind.${value}`) }))}
          {...(values.kind === 'privateNote' ? { description: t('treatment.privateNote') } : {})}
          onChange={(kind) => onChange({ ...values, kind })}
        />
      </div>
    </>
  )
}

/** What a draft and an amendment hold beside their text. */
export type OtherValues = Pick<NoteValues, 'checklists' | 'diagnoses' | 'procedures' | 'source' | 'minorDecision'>

export function OtherFields({
  values,
  clientId,
  minor,
  onChange,
}: {
  values: OtherValues
  clientId: string
  minor: boolean
  onChange(change: Partial<OtherValues>): void
}) {
  const { t } = useI18n()
  const sourceText = useSourceText()
  const ownSource = values.source !== null && !(sourceKeys as readonly string[]).includes(values.source) ? [values.source] : []
  return (
    <>
      {values.checklists.map((list, index) => (
        <section key={list.key} aria-label={list.title ?? list.key}>
          <h3>{list.title ?? list.key}</h3>
          {list.items.map((item, place) => (
            <div key={item.key} className="note-question">
              <span>
                {item.text}
                {item.answer === 'yes' && isFlagList(list.key) ? (
                  <RedFlagOffer clientId={clientId} itemKey={item.key} text={item.text} />
                ) : null}
              </span>
              <SegmentedControl
                label={item.text}
                value={item.answer}
                options={answers.map((value) => ({ value, label: t(`treatment.answer.${value}`) }))}
                onChange={(answer) =>
                  onChange({
                    checklists: values.checklists.with(index, { ...list, items: list.items.with(place, { ...item, answer }) }),
                  })
                }
              />
            </div>
          ))}
        </section>
      ))}
      <CodeField kind="diagnosis" value={values.diagnoses} onChange={(diagnoses) => onChange({ diagnoses })} />
      <CodeField kind="procedure" value={values.procedures} onChange={(procedures) => onChange({ procedures })} />
      <div className="note-fields">
        <Select
          label={t('treatment.sourceLabel')}
          value={values.source}
          options={[...sourceKeys, ...ownSource].map((value) => ({ value, label: sourceText(value) }))}
          onChange={(source) => onChange({ source })}
        />
        {minor ? (
          <Select
            label={t('treatment.decisionLabel')}
            value={values.minorDecision === null ? null : (String(values.minorDecision) as (typeof decisions)[number])}
            options={decisions.map((value) => ({ value, label: t(`treatment.decision.${value}`) }))}
            onChange={(value) => onChange({ minorDecision: Number(value) as 1 | 2 | 3 | 4 })}
          />
        ) : null}
      </div>
    </>
  )
}
