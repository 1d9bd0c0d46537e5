// One scale over the visits, as a line or as a table.
import { useState } from 'react'
import type { ScaleText } from '../../src-main/measures/contract.ts'
import { formatDate, formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { LinkButton } from '../components/button.tsx'
import type { PlotPoint } from './measure-values.ts'
import { plotOf } from './plot-geometry.ts'
import './measures.css'

const frame = { width: 320, height: 124, left: 30, right: 26, top: 16, bottom: 24 }

/** Day and month, where the year is in the table and in the name: `13.10.` */
const shortDate = (at: string): string => {
  const date = formatDate(at)
  return /^\d+\.\d+\.\d+$/.test(date) ? date.slice(0, date.lastIndexOf('.') + 1) : date.replace(/ \d{4}$/, '')
}

export function MeasurePlot({ scale, points }: { scale: ScaleText; points: readonly PlotPoint[] }) {
  const { t } = useI18n()
  const [asTable, setAsTable] = useState(false)
  const valueText = (value: number) => `${formatNumber(value)}${scale.unit ? ` ${scale.unit}` : ''}`
  const { dots, path, ticks } = plotOf(points, scale, frame)
  const name = `${scale.name}: ${points.map(({ at, value }) => `${formatDate(at)} ${valueText(value)}`).join(', ')}`
  return (
    <section className="measure-plot" aria-label={scale.name}>
      <div className="measure-plot-head">
        <h3>{scale.name}</h3>
        <LinkButton aria-pressed={asTable} onPress={() => setAsTable(!asTable)}>
          {t(asTable ? 'measures.asPlot' : 'measures.asTable')}
        </LinkButton>
      </div>
      {asTable ? (
        <table className="plain-table">
          <caption className="visually-hidden">{scale.name}</caption>
          <thead>
            <tr>
              <th scope="col">{t('measures.visit')}</th>
              <th scope="col">{t('measures.value')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, value }) => (
              <tr key={at}>
                <th scope="row">{formatDate(at)}</th>
                <td>{valueText(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <svg className="plot" viewBox={`0 0 ${String(frame.width)} ${String(frame.height)}`} role="img" aria-label={name}>
          {ticks.map(({ y, value }) => (
            <g key={value}>
              <path className="plot-grid" d={`M${String(frame.left)} ${String(y)}H${String(frame.width - 8)}`} />
              <text className="plot-text" x={frame.left - 8} y={y + 4} textAnchor="end">
                {formatNumber(value)}
              </text>
            </g>
          ))}
          <path className="plot-line" d={path} />
          {dots.map(({ x, y, point, labelled, dated }) => (
            <g key={`${point.at} ${String(point.value)}`}>
              <circle className="plot-dot" cx={x} cy={y} r="4" />
              {labelled ? (
                <text className="plot-value" x={x + 7} y={y - 6}>
                  {formatNumber(point.value)}
                </text>
              ) : null}
              {dated ? (
                <text className="plot-text" x={x} y={frame.height - 4} textAnchor="middle">
                  {shortDate(point.at)}
                </text>
              ) : null}
            </g>
          ))}
        </svg>
      )}
      <p className="muted measure-direction">{t(scale.better === 'lower' ? 'measures.lowerIsBetter' : 'measures.higherIsBetter')}</p>
    </section>
  )
}
