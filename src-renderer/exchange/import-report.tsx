// What would be, or was, done with a file: the figures, and everything behind them.
import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { ColumnMapping } from './column-mapping.tsx'
import { NoticeTable } from './notice-table.tsx'
import type { Report } from './use-import.ts'

/** Rows by what happens to them; the same four before and after. */
export function ImportFigures({ report }: { report: Report }) {
  const { t } = useI18n()
  const when = report.dryRun ? 'before' : 'after'
  const figures = [
    { id: 'created', count: report.created },
    { id: 'updated', count: report.updated },
    { id: 'unchanged', count: report.skipped - report.refused },
    { id: 'refused', count: report.refused },
  ] as const
  return (
    <dl className="figures" aria-live="polite">
      {figures.map(({ id, count }) => (
        <div key={id}>
          <dt>{t(`exchange.${when}.${id}`)}</dt>
          <dd className={id === 'refused' && count > 0 ? 'tone-danger' : undefined}>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

type View = 'columns' | 'errors' | 'warnings' | 'rows'

export function ImportViews({ report, onMapping }: { report: Report; onMapping?(mapping: (string | null)[]): void }) {
  const { t } = useI18n()
  const views: { id: View; label: string }[] = [
    ...(onMapping ? [{ id: 'columns' as const, label: t('exchange.view.columns') }] : []),
    ...(report.errorCount > 0 ? [{ id: 'errors' as const, label: t('exchange.view.errors', { count: report.errorCount }) }] : []),
    ...(report.warningCount > 0 ? [{ id: 'warnings' as const, label: t('exchange.view.warnings', { count: report.warningCount }) }] : []),
    ...(onMapping ? [{ id: 'rows' as const, label: t('exchange.view.rows') }] : []),
  ]
  const [chosen, setChosen] = useState<View>('columns')
  const view = views.some(({ id }) => id === chosen) ? chosen : views[0]?.id
  if (view === undefined) return null
  return (
    <section aria-label={t('exchange.views')}>
      <ToggleButtonGroup
        aria-label={t('exchange.views')}
        className="pills"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => setChosen([...keys][0] as View)}
      >
        {views.map(({ id, label }) => (
          <ToggleButton key={id} id={id} className="pill">
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {view === 'columns' && onMapping ? <ColumnMapping report={report} onMapping={onMapping} /> : null}
      {view === 'errors' ? <NoticeTable label={t('exchange.errors')} notices={report.errors} count={report.errorCount} /> : null}
      {view === 'warnings' ? <NoticeTable label={t('exchange.warnings')} notices={report.warnings} count={report.warningCount} /> : null}
      {view === 'rows' ? <SampleRows report={report} /> : null}
    </section>
  )
}

/** The first rows as they were read: broken letters and a wrong separator are seen here at once. */
function SampleRows({ report }: { report: Report }) {
  const { t } = useI18n()
  return (
    // A region that scrolls sideways is reached by Tab.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="sample-rows" role="region" aria-label={t('exchange.view.rows')} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {report.columns.map(({ column, heading }) => (
              <th key={column} scope="col">
                {heading.trim() || t('exchange.columnNumber', { number: column + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.sample.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a file have no other name than their place
            <tr key={row}>
              {report.columns.map(({ column }) => (
                <td key={column}>{cells[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
