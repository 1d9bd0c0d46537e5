// What an entry says, to read.
import { Copy } from 'lucide-react'
import { measuresContract } from '../../src-main/measures/contract.ts'
import { type Heading, headings } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { formatNumber } from '../app/format.ts'
import { hasText, useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { isEmpty, itemsOf } from '../body-chart/chart-items.ts'
import { itemText, useChartNames } from '../body-chart/use-names.ts'
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

type Fact = readonly [name: string, value: string]

/** What an entry says beside its text, name by name; the chart is left to its picture or its list. */
function useFacts(): (entry: Entry) => Fact[] {
  const { t, language } = useI18n()
  const sourceText = useSourceText()
  const scales = useMethod(measuresContract.scales, { language }).data?.scales
  const codes = (list: Entry['diagnoses']) => list.map(({ code, name }) => [code, name].filter(Boolean).join(' ')).join(', ')
  const measured = ({ scale, value, answers, labels, note }: Entry['measures'][number]) => {
    const known = scales?.find((each) => each.scale === scale)
    const single = answers?.map((answer, index) => {
      const asked = labels?.[index] ?? known?.items[index]
      return `${asked ? `${asked} ` : ''}${formatNumber(answer)}`
    })
    return [
      `${known?.name ?? scale} ${formatNumber(value)}${known?.unit ? ` ${known.unit}` : ''}`,
      ...(single ? [`(${single.join(', ')})`] : []),
      ...(note ? [`(${note})`] : []),
    ].join(' ')
  }
  return (entry) => [
    ...(entry.source ? [[t('treatment.sourceLabel'), sourceText(entry.source)] as const] : []),
    ...(entry.minorDecision ? [[t('treatment.decisionLabel'), t(`treatment.decision.${entry.minorDecision}`)] as const] : []),
    ...(entry.diagnoses.length > 0 ? [[t('treatment.diagnoses'), codes(entry.diagnoses)] as const] : []),
    ...(entry.procedures.length > 0 ? [[t('treatment.procedures'), codes(entry.procedures)] as const] : []),
    ...(entry.measures.length > 0 ? [[t('treatment.measures'), entry.measures.map(measured).join('; ')] as const] : []),
  ]
}

/** The same as lines, to compare. */
export function useEntryFacts(): (entry: Entry) => string[] {
  const factsOf = useFacts()
  return (entry) => factsOf(entry).map(([name, value]) => `${name}: ${value}`)
}

function EntryFacts({ entry }: { entry: Entry }) {
  const { t } = useI18n()
  const names = useChartNames()
  const chart = entry.bodyChart
  const facts: Fact[] = [
    ...useFacts()(entry),
    ...(chart && !isEmpty(chart)
      ? [
          [
            t('treatment.bodyChart'),
            itemsOf(chart)
              .map((item) => itemText(names, item))
              .join('; '),
          ] as const,
        ]
      : []),
  ]
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
