// The export in its place on the page: how far it is, what came of it, what she is asked, and what to do next.
import { FolderOpen, RotateCcw } from 'lucide-react'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { ProgressBar } from '../components/progress.tsx'
import { type Differences, type ExportOutput, forgetExport, runExport, stopExport, useExport } from './export-work.ts'

export function ExportPanel({ onOtherFolder }: { onOtherFolder(): void }) {
  const work = useExport()
  switch (work.phase) {
    case 'none':
      return null
    case 'running':
      return <Running {...work} />
    case 'question':
      return <Question {...work} onOtherFolder={onOtherFolder} />
    case 'done':
      return <Done folder={work.folder} output={work.output} />
    case 'stopped':
      return <Stopped {...work} />
    case 'failed':
      return <Failed {...work} onOtherFolder={onOtherFolder} />
  }
}

function Running({ folder, done, total, stopping }: { folder: string; done: number; total: number; stopping: boolean }) {
  const { t } = useI18n()
  return (
    <section className="panel kanta-panel" aria-labelledby="kanta-export-title">
      <div className="kanta-panel-head">
        <h2 id="kanta-export-title">{t('kanta.exporting')}</h2>
        <Button size="s" busy={stopping} busyLabel={t('kanta.stopping')} onPress={stopExport}>
          {t('kanta.stop')}
        </Button>
      </div>
      <ProgressBar
        label={total > 0 ? t('kanta.documentsDone', { done, total }) : t('kanta.gathering')}
        value={total > 0 ? Math.round((done / total) * 100) : 0}
      />
      <p className="kanta-path mono">{folder}</p>
      <p className="muted">{t('kanta.stopHolds')}</p>
    </section>
  )
}

/** Skipped rows of one entry are told once; what lies there already is no news. */
const countOf = ({ skipped }: ExportOutput, reason: ExportOutput['skipped'][number]['reason']): number =>
  skipped.filter((each) => each.reason === reason).length

function Done({ folder, output }: { folder: string; output: ExportOutput }) {
  const { t } = useI18n()
  const fresh = output.written.filter(({ again }) => !again).length
  const again = output.written.length - fresh
  const blocked = output.skipped.filter(({ reason }) => reason === 'blocked')
  const why = [...new Set(blocked.flatMap(({ problems = [] }) => problems.filter(({ blocks }) => blocks).map(({ message }) => message)))]
  const [already, failed, waiting] = (['alreadyThere', 'failed', 'waitsForEarlier'] as const).map((reason) => countOf(output, reason))
  const nothing = output.written.length === 0
  return (
    <section className="panel kanta-panel" aria-labelledby="kanta-export-title" role="status">
      <div className="kanta-panel-head">
        <h2 id="kanta-export-title">{nothing ? t('kanta.nothingWritten') : t('kanta.written', { count: output.written.length })}</h2>
        <Button size="s" onPress={forgetExport}>
          {t('common.close')}
        </Button>
      </div>
      <p className="kanta-path mono">{folder}</p>
      <ul className="kanta-outcome">
        {fresh > 0 ? <li>{t('kanta.writtenNew', { count: fresh })}</li> : null}
        {again > 0 ? <li>{t('kanta.writtenAgain', { count: again })}</li> : null}
        {already! > 0 ? <li>{t('kanta.alreadyThere', { count: already! })}</li> : null}
        {waiting! > 0 ? <li>{t('kanta.waitsForEarlier', { count: waiting! })}</li> : null}
        {failed! > 0 ? <li>{t('kanta.failedCount', { count: failed! })}</li> : null}
        {output.differences?.decision ? (
          <li>{t(`kanta.decided.${output.differences.decision}`, { count: output.differences.unknown.length })}</li>
        ) : null}
      </ul>
      {blocked.length > 0 ? (
        <Callout tone="warning">
          {t('kanta.blockedCount', { count: blocked.length })}
          <ul className="kanta-outcome">
            {why.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {output.findings.length > 0 ? (
        <Callout tone="warning">
          {t('kanta.findings')}
          <ul className="kanta-outcome">
            {output.findings.slice(0, 20).map(({ finding, documentId, message }) => (
              <li key={`${finding} ${documentId ?? ''}`}>
                {message} {documentId ? <span className="mono kanta-id">{documentId}</span> : null}
              </li>
            ))}
            {output.findings.length > 20 ? <li>{t('kanta.moreFindings', { count: output.findings.length - 20 })}</li> : null}
          </ul>
        </Callout>
      ) : null}
      {nothing && already === 0 ? null : <p>{t('kanta.whatNext')}</p>}
      {nothing ? null : <p className="muted">{t('kanta.unsigned')}</p>}
    </section>
  )
}

const shownUnknown = 50
function Question({
  folder,
  message,
  differences,
  onOtherFolder,
}: {
  folder: string
  message: string
  differences: Differences
  onOtherFolder(): void
}) {
  const { t } = useI18n()
  const { unknown, restored } = differences
  return (
    <section className="panel kanta-panel" aria-labelledby="kanta-export-title">
      <h2 id="kanta-export-title">{t(restored ? 'kanta.restoredTitle' : 'kanta.differsTitle')}</h2>
      <p role="alert">{message}</p>
      <p className="kanta-path mono">{folder}</p>
      {unknown.length > 0 ? (
        <details>
          <summary>{t('kanta.unknownList', { count: unknown.length })}</summary>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('kanta.documentId')}</th>
                <th scope="col">{t('kanta.version')}</th>
                <th scope="col">{t('kanta.entryHere')}</th>
              </tr>
            </thead>
            <tbody>
              {unknown.slice(0, shownUnknown).map(({ documentId, version, known }) => (
                <tr key={documentId}>
                  <td className="mono kanta-id">{documentId}</td>
                  <td>{version}</td>
                  <td>{t(known ? 'kanta.entryKnown' : 'kanta.entryUnknown')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {unknown.length > shownUnknown ? <p className="muted">{t('kanta.andMore', { count: unknown.length - shownUnknown })}</p> : null}
        </details>
      ) : null}
      <dl className="kanta-choices">
        <dt>
          <Button variant="primary" onPress={() => void runExport(folder, 'takeOver')}>
            {t('kanta.takeOver')}
          </Button>
        </dt>
        <dd>{t('kanta.takeOverText')}</dd>
        <dt>
          <Button onPress={() => void runExport(folder, 'ignore')}>{t('kanta.ignore')}</Button>
        </dt>
        <dd>{t('kanta.ignoreText')}</dd>
        <dt>
          <Button
            variant="quiet"
            icon={FolderOpen}
            onPress={() => {
              forgetExport()
              onOtherFolder()
            }}
          >
            {t('kanta.otherFolder')}
          </Button>
        </dt>
        <dd>{t('kanta.otherFolderText')}</dd>
      </dl>
      <div className="row">
        <Button variant="quiet" onPress={forgetExport}>
          {t('kanta.notNow')}
        </Button>
      </div>
    </section>
  )
}

function Stopped({ folder, message }: { folder: string; message: string }) {
  const { t } = useI18n()
  return (
    <Callout
      actions={
        <>
          <Button size="s" icon={RotateCcw} onPress={() => void runExport(folder)}>
            {t('kanta.goOn')}
          </Button>
          <Button size="s" onPress={forgetExport}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <span role="status">{message}</span>
    </Callout>
  )
}

function Failed({
  folder,
  error,
  written,
  onOtherFolder,
}: {
  folder: string
  error: { message: string }
  written: number
  onOtherFolder(): void
}) {
  const { t } = useI18n()
  return (
    <Callout
      tone="danger"
      alert
      actions={
        <>
          <Button size="s" icon={RotateCcw} onPress={() => void runExport(folder)}>
            {t('common.retry')}
          </Button>
          <Button size="s" icon={FolderOpen} onPress={onOtherFolder}>
            {t('kanta.otherFolder')}
          </Button>
          <Button size="s" onPress={forgetExport}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <strong>{t('kanta.exportFailed')}</strong> {error.message}{' '}
      {t(written > 0 ? 'kanta.failedWritten' : 'kanta.failedSafe', { count: written })}
    </Callout>
  )
}
