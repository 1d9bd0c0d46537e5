// Everything that happened to one entry on its way, in the order of time.
import type { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { SectionHeading } from '../components/content.tsx'
import { kindWords } from './state-words.ts'

type History = OutputOf<typeof kantaContract.history>
interface Event {
  key: string
  at: string
  what: string
  detail?: string
  documentId?: string
}

function useEvents({ rows, documents, holds, answers }: History): Event[] {
  const { t } = useI18n()
  const events: Event[] = [
    ...rows.map((row) => ({
      key: `row ${String(row.number)}`,
      at: row.createdAt,
      what: t('kanta.event.queued', { version: row.entryVersion }),
      detail: kindWords(row),
    })),
    ...documents.map((document) => ({
      key: `document ${document.documentId}`,
      at: document.exportedAt ?? document.fixedAt,
      what: t(document.exportedAt === undefined ? 'kanta.event.fixed' : 'kanta.event.written', { version: document.version }),
      documentId: document.documentId,
    })),
    ...holds.flatMap((hold) => [
      { key: `hold ${hold.heldAt}`, at: hold.heldAt, what: t('kanta.event.held', { name: hold.heldBy }), detail: hold.reason },
      ...(hold.releasedAt === undefined
        ? []
        : [
            {
              key: `release ${hold.releasedAt}`,
              at: hold.releasedAt,
              what: t('kanta.event.released'),
              ...(hold.releaseReason ? { detail: hold.releaseReason } : {}),
            },
          ]),
    ]),
    ...answers.map((answer, index) => ({
      key: `answer ${String(index)}`,
      at: answer.receivedAt,
      what: t(`kanta.event.answer.${answer.result}`, { source: t(`kanta.source.${answer.source}`) }),
      detail: [answer.detail, answer.outcome === 'applied' ? undefined : t(`kanta.outcome.${answer.outcome}`)].filter(Boolean).join('. '),
      documentId: answer.documentId,
    })),
  ]
  return events.toSorted((a, b) => a.at.localeCompare(b.at))
}

export function DocumentHistory({ history }: { history: History }) {
  const { t } = useI18n()
  const events = useEvents(history)
  return (
    <section>
      <SectionHeading>{t('kanta.history')}</SectionHeading>
      <table className="plain-table" aria-label={t('kanta.history')}>
        <thead>
          <tr>
            <th scope="col">{t('kanta.when')}</th>
            <th scope="col">{t('kanta.what')}</th>
            <th scope="col">{t('kanta.documentId')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ key, at, what, detail, documentId }) => (
            <tr key={key}>
              <td className="nowrap">{formatDateTime(at)}</td>
              <td>
                {what}
                {detail ? <span className="muted kanta-under">{detail}</span> : null}
              </td>
              <td className="mono kanta-id">{documentId}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
