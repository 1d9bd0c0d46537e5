// The findings of a chart as a numbered list; where it may be changed, each with a note and a way to take it off.
import { NotebookPen, X } from 'lucide-react'
import { useState } from 'react'
import type { BodyChart } from '../../src-main/body-chart/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { IconButton } from '../components/button.tsx'
import { TextField } from '../components/text-field.tsx'
import { type ChartItem, itemsOf } from './chart-items.ts'
import { SymbolIcon } from './mark-shapes.tsx'
import { itemText, useChartNames } from './use-names.ts'

export function ChartLegend({
  chart,
  onNote,
  onRemove,
}: {
  chart: BodyChart
  onNote?(item: ChartItem, text: string): void
  onRemove?(item: ChartItem): void
}) {
  const { t } = useI18n()
  const names = useChartNames()
  const [noting, setNoting] = useState<string | null>(null)
  const items = itemsOf(chart)
  if (items.length === 0) return null
  return (
    <ol className="chart-legend" aria-label={t('body-chart.marks')}>
      {items.map((item) => {
        const key = `${item.kind}.${String(item.index)}`
        const isOpen = noting === key
        return (
          <li key={key}>
            <span className="chart-legend-number">{item.number}</span>
            <SymbolIcon symbol={item.symbol} />
            <span className="chart-legend-text">
              <span className="chart-legend-name">{names.symbol(item.symbol)}</span> {names.place(item)}
              {item.note && !isOpen ? <span className="muted"> {item.note}</span> : null}
            </span>
            {onNote && onRemove ? (
              <span className="chart-legend-tools">
                <IconButton
                  icon={NotebookPen}
                  size="s"
                  label={t('body-chart.noteOf', { item: itemText(names, item) })}
                  aria-expanded={isOpen}
                  onPress={() => setNoting(isOpen ? null : key)}
                />
                <IconButton
                  icon={X}
                  size="s"
                  label={t('body-chart.remove', { item: itemText(names, item) })}
                  onPress={() => {
                    setNoting(null)
                    onRemove(item)
                  }}
                />
              </span>
            ) : null}
            {onNote && isOpen ? (
              <div className="chart-legend-note">
                <TextField
                  label={t('body-chart.note')}
                  hideLabel
                  autoFocus
                  maxLength={300}
                  name={`bodyChart.${key}.note`}
                  placeholder={t('body-chart.note')}
                  value={item.note ?? ''}
                  onChange={(text) => onNote(item, text)}
                  onKeyDown={(event) => {
                    if ((event.key === 'Enter' || event.key === 'Escape') && !event.nativeEvent.isComposing) setNoting(null)
                    else event.continuePropagation()
                  }}
                />
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
