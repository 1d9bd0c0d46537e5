// Files of answers: each is read, and what became of every row in it is told. Nothing that came is applied in silence.
import { CircleCheck, FileInput, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'

type Report = OutputOf<typeof kantaContract.importAcknowledgements>
type Read = { path: string; report: Report } | { path: string; failure: string }
const outcomes = ['applied', 'repeated', 'unknown', 'contradicting', 'notAwaited'] as const
const shownRows = 500

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

export function AnswersDialog({ paths, onClose }: { paths: readonly string[]; onClose(): void }) {
  const { t } = useI18n()
  const [read, setRead] = useState<readonly Read[]>([])
  useEffect(() => {
    let current = true
    // One after the other: an answer that comes twice is told as the second one.
    const readAll = async () => {
      for (const path of paths) {
        const one: Read = await call(kantaContract.importAcknowledgements, { path }).then(
          (report) => ({ path, report }),
          (error: unknown) => ({ path, failure: errorText(error) }),
        )
        if (!current) return
        setRead((former) => [...former, one])
      }
      invalidate('kanta')
    }
    void readAll()
    return () => {
      current = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- read once, when the dialog is opened
  }, [])
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('kanta.answersTitle')}
      icon={FileInput}
      width="wide"
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by itself, so keys must reach it */}
      <div className="stack kanta-report" role="status" tabIndex={0}>
        {read.map((one) => (
          <section key={one.path} aria-label={nameOf(one.path)}>
            <h3 className="kanta-path">{nameOf(one.path)}</h3>
            {'failure' in one ? (
              <Callout tone="danger" alert>
                {one.failure}
              </Callout>
            ) : (
              <ReportTable report={one.report} />
            )}
          </section>
        ))}
        {read.length < paths.length ? <Loading rows={3} /> : null}
      </div>
    </Dialog>
  )
}

function ReportTable({ report }: { report: Report }) {
  const { t } = useI18n()
  // What changed nothing comes first: that is what she has to look into.
  const rows = report.answers.toSorted((a, b) => Number(a.outcome === 'applied') - Number(b.outcome === 'applied'))
  return (
    <>
      <p>
        {outcomes
          .filter((outcome) => report[outcome] > 0)
          .map((outcome) => t(`kanta.answers.${outcome}`, { count: report[outcome] }))
          .join(' ') || t('kanta.answersNone')}
      </p>
      {rows.length > 0 ? (
        <table className="plain-table" aria-label={t('kanta.answersTitle')}>
          <thead>
            <tr>
              <th scope="col">{t('kanta.documentId')}</th>
              <th scope="col">{t('kanta.answer')}</th>
              <th scope="col">{t('kanta.whatBecame')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map((answer, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- one document may be answered twice in a file
              <tr key={`${answer.documentId} ${String(index)}`}>
                <td className="mono kanta-id">{answer.documentId}</td>
                <td className="nowrap">{t(`kanta.state.${answer.result}`)}</td>
                <td>
                  <span className="kanta-state">
                    {answer.outcome === 'applied' ? (
                      <CircleCheck className="icon-s tone-success" aria-hidden="true" />
                    ) : (
                      <TriangleAlert className="icon-s tone-warning" aria-hidden="true" />
                    )}
                    {answer.message}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {rows.length > shownRows ? <p className="muted">{t('kanta.andMore', { count: rows.length - shownRows })}</p> : null}
    </>
  )
}
