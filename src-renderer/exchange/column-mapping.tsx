// What each column of the file becomes: proposed from its heading, corrected by her.
import { importFields } from '../../src-main/exchange/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Select } from '../components/select.tsx'
import type { Report } from './use-import.ts'
import { withField } from './use-import.ts'

const leaveOut = 'ignore'

export function ColumnMapping({ report, onMapping }: { report: Report; onMapping(mapping: (string | null)[]): void }) {
  const { t } = useI18n()
  const options = [
    { value: leaveOut, label: t('exchange.leaveOut') },
    ...importFields.map((field) => ({ value: field as string, label: t(`exchange.field.${field}`) })),
  ]
  return (
    <table className="plain-table mapping-table">
      <thead>
        <tr>
          <th scope="col">{t('exchange.column')}</th>
          <th scope="col">{t('exchange.examples')}</th>
          <th scope="col">{t('exchange.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {report.columns.map(({ column, heading, field, examples }) => {
          const name = heading.trim() || t('exchange.columnNumber', { number: column + 1 })
          return (
            <tr key={column} data-left-out={field === null || undefined}>
              <th scope="row">{name}</th>
              <td className="muted">{examples.join(' · ')}</td>
              <td>
                <Select
                  hideLabel
                  label={t('exchange.becomesNamed', { name })}
                  name={`mapping.${String(column)}`}
                  value={field ?? leaveOut}
                  options={options}
                  onChange={(next) => onMapping(withField(report.mapping, column, next === leaveOut ? null : next))}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
