// The measures of a note: pain now is always at hand, other scales come from the menu; each says where it comes from.
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { measuresContract } from '../../src-main/measures/contract.ts'
import { type Measurement, type ScaleId, scaleIds } from '../../src-main/measures/scales-contract.ts'
import { formatDate, formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Menu } from '../components/menu.tsx'
import { MeasureAnswer } from './measure-answer.tsx'
import { MeasurePlots } from './measure-plots.tsx'
import { formerOf, type MeasuredEntry, pointsOf, withMeasure } from './measure-values.ts'
import './measures.css'

export function MeasureFields({
  value,
  earlier,
  visitStart,
  onChange,
}: {
  value: readonly Measurement[]
  /** Signed notes of other visits. */
  earlier: readonly MeasuredEntry[]
  /** Instant, of the visit being written. */
  visitStart: string
  onChange(value: Measurement[]): void
}) {
  const { t, language } = useI18n()
  const scales = useMethod(measuresContract.scales, { language }).data?.scales ?? []
  const [opened, setOpened] = useState<ReadonlySet<ScaleId>>(new Set<ScaleId>(['nrs']))
  const [plotted, setPlotted] = useState(false)
  const shown = scales.filter(({ scale }) => opened.has(scale) || value.some((each) => each.scale === scale))
  const others = scales.filter(({ scale }) => !shown.some((each) => each.scale === scale))
  const now: MeasuredEntry = { entryId: '', visitStartedAt: visitStart, measures: value }
  const series = scaleIds.map((scale) => ({ scale, points: pointsOf([...earlier, now], scale) })).filter(({ points }) => points.length > 0)
  const shortened = (points: { at: string; value: number }) => ({ value: formatNumber(points.value), date: formatDate(points.at) })
  return (
    <>
      {shown.map((scale) => {
        const own = value.find((each) => each.scale === scale.scale) ?? null
        const former = formerOf(pointsOf(earlier, scale.scale), visitStart)
        const set = (next: Measurement | null) => onChange(withMeasure(value, scale.scale, next))
        return (
          <div key={scale.scale} className="note-row measure-row" role="group" aria-label={scale.name}>
            <div className="measure-name">
              {scale.name}
              {own || scale.scale !== 'nrs' ? (
                <IconButton
                  icon={X}
                  size="s"
                  label={t('measures.remove', { name: scale.name })}
                  onPress={() => {
                    setOpened(new Set([...opened].filter((each) => each === 'nrs' || each !== scale.scale)))
                    set(null)
                  }}
                />
              ) : null}
            </div>
            <div className="measure-body">
              {scale.scale === 'nrs' ? null : <p className="muted">{scale.instruction}</p>}
              <MeasureAnswer
                key={own === null && !opened.has(scale.scale) ? 'cleared' : 'open'}
                scale={scale}
                value={own}
                previous={former?.previous.value}
                onChange={set}
              />
              {former ? (
                <p className="muted">
                  {t('measures.previous', shortened(former.previous))} {t('measures.first', shortened(former.first))}
                </p>
              ) : null}
              <details className="measure-source">
                <summary>{t('measures.source')}</summary>
                <p>
                  {scale.low} – {scale.high}. {scale.source} {scale.licence}
                </p>
              </details>
            </div>
          </div>
        )
      })}
      <div className="measure-more">
        {others.length > 0 ? (
          <Menu
            label={t('measures.add')}
            trigger={
              <Button size="s" variant="quiet" icon={Plus}>
                {t('measures.add')}
              </Button>
            }
            entries={others.map(({ scale, name }) => ({ id: scale, label: name, onAction: () => setOpened(new Set([...opened, scale])) }))}
          />
        ) : null}
        {series.some(({ points }) => points.length > 1) ? (
          <Button size="s" variant="quiet" aria-expanded={plotted} onPress={() => setPlotted(!plotted)}>
            {t('measures.overVisits')}
          </Button>
        ) : null}
      </div>
      {plotted ? <MeasurePlots series={series} /> : null}
    </>
  )
}
