// A chart to read: the figures that have something on them, and the list of it.
import type { BodyChart } from '../../src-main/body-chart/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { figuresWith, isEmpty, itemsOf } from './chart-items.ts'
import { ChartFigure } from './chart-figure.tsx'
import { ChartLegend } from './chart-legend.tsx'
import { itemText, useChartNames } from './use-names.ts'
import './body-chart.css'

export function ChartView({ chart }: { chart: BodyChart | undefined }) {
  const { t } = useI18n()
  const names = useChartNames()
  if (!chart || isEmpty(chart)) return <p className="muted">{t('body-chart.empty')}</p>
  const shown = figuresWith(chart)
  return (
    <div className="chart">
      <div className="chart-figures">
        {shown.map((figure) => (
          <ChartFigure
            key={figure}
            figure={figure}
            together={shown}
            chart={chart}
            name={[
              names.figure(figure),
              ...itemsOf(chart)
                .filter((item) => item.figure === figure)
                .map((item) => itemText(names, item)),
            ].join('. ')}
          />
        ))}
      </div>
      <ChartLegend chart={chart} />
    </div>
  )
}
