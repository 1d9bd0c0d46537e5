// How the file was read, and from where the data come.
import { importEncodings } from '../../src-main/exchange/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Switch } from '../components/choice.tsx'
import { SectionHeading } from '../components/content.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import type { Corrections, Report } from './use-import.ts'

const delimiters = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const

export interface FileSettingsProps {
  report: Report
  sourceName: string
  onSourceName(name: string): void
  onCorrect(change: Corrections): void
}

export function FileSettings({ report, sourceName, onSourceName, onCorrect }: FileSettingsProps) {
  const { t } = useI18n()
  const known = Object.keys(delimiters) as (keyof typeof delimiters)[]
  return (
    <aside className="import-side" aria-label={t('exchange.howRead')}>
      <section>
        <SectionHeading>{t('exchange.howRead')}</SectionHeading>
        <div className="stack">
          <Select
            label={t('exchange.encoding')}
            name="encoding"
            value={report.encoding}
            description={t('exchange.encodingHelp')}
            onChange={(encoding) => onCorrect({ encoding })}
            options={importEncodings.map((value) => ({ value, label: t(`exchange.encodingName.${value}`) }))}
          />
          <Select
            label={t('exchange.delimiter')}
            name="delimiter"
            value={report.delimiter}
            onChange={(delimiter) => onCorrect({ delimiter })}
            options={[
              ...known.map((value) => ({ value: value as string, label: t(`exchange.delimiterName.${delimiters[value]}`) })),
              ...(known.some((value) => value === report.delimiter) ? [] : [{ value: report.delimiter, label: report.delimiter }]),
            ]}
          />
          <Switch isSelected={report.hasHeadings} onChange={(hasHeadings) => onCorrect({ hasHeadings })}>
            {t('exchange.hasHeadings')}
          </Switch>
        </div>
      </section>
      <section>
        <SectionHeading>{t('exchange.source')}</SectionHeading>
        <TextField
          label={t('exchange.sourceName')}
          name="sourceName"
          value={sourceName}
          onChange={onSourceName}
          maxLength={100}
          description={t('exchange.sourceHelp')}
        />
      </section>
    </aside>
  )
}
