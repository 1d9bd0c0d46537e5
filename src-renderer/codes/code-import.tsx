// Codes from a CSV file: first what would come of it and which rows are refused, then the import itself.
import { FileInput } from 'lucide-react'
import { useState } from 'react'
import { type Code, codeKinds, codesContract } from '../../src-main/codes/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { fieldErrorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { notify } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'

type Report = OutputOf<typeof codesContract.import>
const shownErrors = 50

export function CodeImport({ onDone }: { onDone(): void }) {
  const { t } = useI18n()
  const [kind, setKind] = useState<Code['kind']>('diagnosis')
  const [system, setSystem] = useState('')
  const [path, setPath] = useState<string | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const input = (file: string) => ({ path: file, kind, ...(system.trim() ? { system } : {}) })
  const work = async (step: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      await step()
    } catch (error) {
      setFailure(fieldErrorText(error))
    } finally {
      setBusy(false)
    }
  }
  const look = (file: string) => work(async () => setReport(await call(codesContract.import, { ...input(file), dryRun: true })))
  const choose = async () => {
    const { paths } = await call(shellContract.chooseFile, { kinds: ['csv', 'any'] })
    const file = paths[0]
    if (file === undefined) return
    setPath(file)
    await look(file)
  }
  const take = () =>
    work(async () => {
      if (path === null) return
      const { created, updated } = await call(codesContract.import, input(path))
      notify(t('codes.imported', { count: created + updated }))
      onDone()
    })
  const again = () => {
    setReport(null)
    if (path !== null) void look(path)
  }
  const useful = report !== null && report.created + report.updated > 0
  return (
    <section className="panel stack" aria-label={t('codes.import')}>
      <p>{t('codes.importText')}</p>
      <div className="field-row">
        <Select
          label={t('codes.kindOfFile')}
          value={kind}
          onChange={(value: Code['kind']) => setKind(value)}
          options={codeKinds.map((value) => ({ value, label: t(`codes.kind.${value}`) }))}
        />
        <TextField label={t('codes.system')} optional description={t('codes.systemHelp')} value={system} onChange={setSystem} />
      </div>
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {report ? (
        <>
          <p role="status">
            {t('codes.preview', {
              created: report.created,
              updated: report.updated,
              unchanged: report.unchanged,
              refused: report.errors.length,
            })}
          </p>
          {report.errors.length > 0 ? (
            <table className="plain-table">
              <caption className="visually-hidden">{t('codes.refusedRows')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('codes.line')}</th>
                  <th scope="col">{t('codes.why')}</th>
                </tr>
              </thead>
              <tbody>
                {report.errors.slice(0, shownErrors).map((error) => (
                  <tr key={error.line}>
                    <td>{error.line}</td>
                    <td>{error.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          {report.errors.length > shownErrors ? (
            <p className="muted">{t('codes.moreRefused', { count: report.errors.length - shownErrors })}</p>
          ) : null}
        </>
      ) : null}
      <div className="row">
        {useful ? (
          <Button variant="primary" icon={FileInput} busy={busy} onPress={() => void take()}>
            {t('codes.take', { count: report.created + report.updated })}
          </Button>
        ) : null}
        <Button variant={useful ? 'secondary' : 'primary'} busy={busy && !useful} onPress={() => void choose()}>
          {t('codes.chooseFile')}
        </Button>
        {path !== null ? (
          <Button busy={busy} onPress={again}>
            {t('codes.lookAgain')}
          </Button>
        ) : null}
        <Button variant="quiet" onPress={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </section>
  )
}
