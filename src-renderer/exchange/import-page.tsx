// Clients from a file: chosen, looked at, corrected, imported. Nothing is saved before she says so.
import { CopyCheck, FileUp, Upload, Users } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../app/actions.ts'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, PageHeader, Row, Rows } from '../components/content.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { ProgressBar } from '../components/progress.tsx'
import { FileSettings } from './file-settings.tsx'
import { ImportFigures, ImportViews } from './import-report.tsx'
import { PastImports } from './past-imports.tsx'
import { fileNameOf, type ImportWork, type Report, useImport } from './use-import.ts'
import './import.css'

export function ImportPage() {
  const { t } = useI18n()
  const work = useImport()
  const { path, report, result } = work
  const [sourceName, setSourceName] = useState<string | null>(null)
  const choose = () => {
    setSourceName(null)
    void work.choose()
  }
  const isNamed = report?.columns.some(({ field }) => field !== null && /name/i.test(field) && field !== 'guardianName') ?? false
  const changes = report ? report.created + report.updated : 0
  const run = () => {
    if (result) go('clients', {})
    else if (!report) choose()
    else if (!isNamed) focusField('mapping.0')
    else if (changes > 0) void work.run(sourceName ?? report.sourceName ?? '')
    else go('clients', {})
  }
  useActions([
    { id: 'primary', label: 'common.continue', keys: 'mod+enter', section: 'actions', hidden: true, run },
    { id: 'chooseImportFile', label: 'exchange.choose', icon: FileUp, section: 'actions', run: choose },
  ])
  const toClients = result !== null || (report !== null && isNamed && changes === 0)
  return (
    <div className="page">
      <PageHeader
        back
        title={t('exchange.title')}
        fact={path ? fileNameOf(path) : t('exchange.fact')}
        actions={
          path ? (
            <>
              <Button variant="quiet" onPress={choose}>
                {t('exchange.chooseOther')}
              </Button>
              {toClients ? (
                <Button variant="primary" icon={Users} keys="mod+enter" onPress={run}>
                  {t('exchange.showClients')}
                </Button>
              ) : report ? (
                <Button
                  variant="primary"
                  icon={Upload}
                  keys="mod+enter"
                  busy={work.running}
                  busyLabel={t('exchange.running')}
                  onPress={run}
                >
                  {t('exchange.run', { count: changes })}
                </Button>
              ) : null}
            </>
          ) : undefined
        }
      />
      <div className="page-body import-page">
        {work.error ? (
          <Callout tone="danger" alert actions={<Button onPress={choose}>{t('exchange.chooseOther')}</Button>}>
            {work.error.message} {t('exchange.nothingSaved')}
          </Callout>
        ) : null}
        {path === null ? (
          <Start onChoose={choose} />
        ) : result ? (
          <Done result={result} />
        ) : report ? (
          <Preview
            work={work}
            report={report}
            isNamed={isNamed}
            sourceName={sourceName ?? report.sourceName ?? ''}
            onSourceName={setSourceName}
          />
        ) : work.error ? null : (
          <Loading />
        )}
      </div>
    </div>
  )
}

function Start({ onChoose }: { onChoose(): void }) {
  const { t } = useI18n()
  return (
    <>
      <section className="import-start">
        <h2>{t('exchange.startTitle')}</h2>
        <p>{t('exchange.startText')}</p>
        <ol>
          <li>{t('exchange.step1')}</li>
          <li>{t('exchange.step2')}</li>
          <li>{t('exchange.step3')}</li>
        </ol>
        <Button variant="primary" icon={FileUp} keys="mod+enter" onPress={onChoose}>
          {t('exchange.choose')}
        </Button>
        <p className="muted field-help">{t('exchange.formats')}</p>
      </section>
      <PastImports />
    </>
  )
}

/** Percent of the step under way; null when nothing can be said. */
const percentOf = ({ progress }: ImportWork): number | null =>
  progress && progress.total > 1 ? Math.round((progress.done / progress.total) * 100) : null

interface PreviewProps {
  work: ImportWork
  report: Report
  isNamed: boolean
  sourceName: string
  onSourceName(name: string): void
}
function Preview({ work, report, isNamed, sourceName, onSourceName }: PreviewProps) {
  const { t } = useI18n()
  const leftOut = report.columns.filter(({ field }) => field === null).length
  return (
    <div className="with-details">
      <div className="import-main" aria-busy={work.reading}>
        {work.running ? (
          <ProgressBar
            label={t(work.progress?.step === 'write' ? 'exchange.running' : 'exchange.comparing')}
            value={percentOf(work)}
            {...(work.progress
              ? { detail: t('exchange.progress', { done: formatNumber(work.progress.done), total: formatNumber(work.progress.total) }) }
              : {})}
          />
        ) : (
          <ImportFigures report={report} />
        )}
        {!isNamed ? (
          <Callout tone="warning">{t('exchange.noName')}</Callout>
        ) : report.created + report.updated === 0 && report.refused === 0 ? (
          <Callout>{t('exchange.nothingNew')}</Callout>
        ) : leftOut > 0 ? (
          <p className="muted">{t('exchange.leftOutCount', { count: leftOut })}</p>
        ) : null}
        <ImportViews report={report} onMapping={(mapping) => work.correct({ mapping })} />
      </div>
      <FileSettings report={report} sourceName={sourceName} onSourceName={onSourceName} onCorrect={work.correct} />
    </div>
  )
}

function Done({ result }: { result: Report }) {
  const { t } = useI18n()
  return (
    <div className="import-main import-done">
      <Callout tone="success">
        <span role="status">{t('exchange.done', { count: result.created + result.updated })}</span>
      </Callout>
      <ImportFigures report={result} />
      {result.refused > 0 || result.possibleDuplicates > 0 ? (
        <Rows>
          {result.refused > 0 ? <Row icon={FileUp} title={t('exchange.fixLater')} detail={t('exchange.fixLaterDetail')} /> : null}
          {result.possibleDuplicates > 0 ? (
            <Row
              icon={CopyCheck}
              title={t('exchange.possibleDuplicates', { count: result.possibleDuplicates })}
              detail={t('exchange.possibleDuplicatesDetail')}
              onPress={() => go('duplicates')}
            />
          ) : null}
        </Rows>
      ) : null}
      <ImportViews report={result} />
    </div>
  )
}
