// What an entry says, to read.
import { Copy } from 'lucide-react'
import { measuresContract } from '../../src-main/measures/contract.ts'
import { type Heading, headings } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { formatNumber } from '../app/format.ts'
import { hasText, useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { IconButton } from '../components/button.tsx'

/** One of the suggested sources in words, or her own words. */
export function useSourceText(): (source: string) => string {
  const { t } = useI18n()
  return (source) => {
    const key = `treatment.source.${source}`
    return hasText(key) ? t(key) : source
  }
}

export function EntryText({ entry, onCopy }: { entry: Entry; onCopy?(heading: Heading): void }) {
  const { t } = useI18n()
  return (
    <div className="note-text">
      {headings.map((heading) =>
        entry.sections[heading] ? (
          <section key={heading}>
            <div className="note-text-head">
              <h3>{t(`treatment.heading.${heading}`)}</h3>
              {onCopy ? (
                <IconButton
                  icon={Copy}
                  size="s"
                  label={t('treatment.copy', { heading: t(`treatment.heading.${heading}`) })}
                  onPress={() => onCopy(heading)}
                />
              ) : null}
            </div>
            <p className="note-prose">{entry.sections[heading]}</p>
            {entry.copied[heading] && !onCopy ? <p className="muted">{t('treatment.copied')}</p> : null}
          </section>
        ) : null,
      )}
      {entry.checklists.map((list) => (
        <section key={list.key}>
          <h3>{list.title ?? list.key}</h3>
          <dl className="details-list note-answers">
            {list.items.map((item) => (
              <div key={item.key}>
                <dt>{item.text}</dt>
                <dd>
                  {item.answer === 'yes' ? <strong>{t('treatment.answer.yes')}</strong> : t(`treatment.answer.${item.answer}`)}
                  {item.note ? ` (${item.note})` : ''}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <EntryFacts entry={entry} />
    </div>
  )
}

function EntryFacts({ entry }: { entry: Entry }) {
  const { t } = useI18n()
  const sourceText = useSourceText()
  const scales = useMethod(measuresContract.scales, {}, { enabled: entry.measures.length > 0 })
  const codes = (list: Entry['diagnoses']) => list.map(({ code, name }) => [code, name].filter(Boolean).join(' ')).join(', ')
  const chart = entry.bodyChart
  const marks = chart ? chart.strokes.length + chart.marks.length + chart.regions.length : 0
  const facts = [
    ...(entry.source ? [[t('treatment.sourceLabel'), sourceText(entry.source)]] : []),
    ...(entry.minorDecision ? [[t('treatment.decisionLabel'), t(`treatment.decision.${entry.minorDecision}`)]] : []),
    ...(entry.diagnoses.length > 0 ? [[t('treatment.diagnoses'), codes(entry.diagnoses)]] : []),
    ...(entry.procedures.length > 0 ? [[t('treatment.procedures'), codes(entry.procedures)]] : []),
    ...(entry.measures.length > 0
      ? [
          [
            t('treatment.measures'),
            entry.measures
              .map(({ scale, value }) => {
                const known = scales.data?.scales.find((each) => each.scale === scale)
                return `${known?.name ?? scale} ${formatNumber(value)}${known?.unit ? ` ${known.unit}` : ''}`
              })
              .join(', '),
          ],
        ]
      : []),
    ...(marks > 0 ? [[t('treatment.bodyChart'), t('treatment.bodyChartMarks', { count: marks })]] : []),
  ] as [string, string][]
  if (facts.length === 0) return null
  return (
    <dl className="details-list">
      {facts.map(([name, value]) => (
        <div key={name} className="note-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
