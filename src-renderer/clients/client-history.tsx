// What has happened with a client, and who has used her data.
import { FileOutput } from 'lucide-react'
import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDate, formatTime, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { AttachmentCount } from '../attachments/attachment-count.tsx'
import { AttachmentsSection } from '../attachments/attachments-section.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { DisclosuresPanel } from '../disclosures/disclosures-panel.tsx'
import { noteOf } from '../treatment/note-link.ts'
import { timelineText } from './timeline-text.ts'
import { UseLog } from './use-log.tsx'

type Item = OutputOf<typeof clientsContract.timeline>['items'][number]
const filters = {
  all: null,
  visits: ['appointment', 'visit', 'entry'],
  changes: ['create', 'change', 'archive', 'merge', 'import'],
  letters: ['consent'],
  attachments: [],
  disclosures: [],
  log: [],
} as const
type Filter = keyof typeof filters

export function ClientHistory({ client, mayReadLog, show }: { client: Client; mayReadLog: boolean; show?: Filter | undefined }) {
  const { t } = useI18n()
  const [filter, setFilter] = useState<Filter>(mayReadLog && show ? show : 'all')
  const offered = (Object.keys(filters) as Filter[]).filter(
    (each) => (each !== 'log' && each !== 'disclosures' && each !== 'attachments') || mayReadLog,
  )
  return (
    <section className="client-history" aria-label={t('clients.history')}>
      <ToggleButtonGroup
        aria-label={t('clients.historyShow')}
        className="pills"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => setFilter([...keys][0] as Filter)}
      >
        {offered.map((each) => (
          <ToggleButton key={each} id={each} className="pill">
            {t(`clients.show.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {filter === 'log' ? (
        <UseLog clientId={client.id} />
      ) : filter === 'disclosures' ? (
        <DisclosuresPanel clientId={client.id} />
      ) : filter === 'attachments' ? (
        <AttachmentsSection key={client.id} clientId={client.id} />
      ) : (
        <Timeline clientId={client.id} kinds={filters[filter]} />
      )}
    </section>
  )
}

/** Newest first; older parts are fetched when asked for. */
function Timeline({ clientId, kinds }: { clientId: string; kinds: readonly string[] | null }) {
  const { t } = useI18n()
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null])
  return (
    <ol className="timeline" aria-label={t('clients.history')}>
      {cursors.map((cursor, index) => (
        <TimelinePart
          key={cursor ?? ''}
          clientId={clientId}
          cursor={cursor}
          kinds={kinds}
          isLast={index === cursors.length - 1}
          onMore={(next) => setCursors([...cursors, next])}
        />
      ))}
    </ol>
  )
}

function TimelinePart({
  clientId,
  cursor,
  kinds,
  isLast,
  onMore,
}: {
  clientId: string
  cursor: string | null
  kinds: readonly string[] | null
  isLast: boolean
  onMore(cursor: string): void
}) {
  const { t } = useI18n()
  const part = useMethod(clientsContract.timeline, { id: clientId, limit: 50, ...(cursor ? { cursor } : {}) })
  if (part.error)
    return (
      <li>
        <Callout tone="danger" alert>
          {part.error.message}
        </Callout>
      </li>
    )
  if (!part.data)
    return (
      <li>
        <Loading rows={4} />
      </li>
    )
  const items = part.data.items.filter((item) => kinds === null || kinds.includes(item.kind))
  const next = part.data.cursor
  return (
    <>
      {items.length === 0 && !next && isLast && cursor === null ? (
        <li className="muted timeline-none">{t('clients.nothingHappened')}</li>
      ) : null}
      {items.map((item, index) => (
        <TimelineItem
          key={`${item.kind} ${item.id}`}
          item={item}
          sameDay={index > 0 && formatDate(items[index - 1]!.at) === formatDate(item.at)}
        />
      ))}
      {isLast && next ? (
        <li className="timeline-more">
          <Button onPress={() => onMore(next)}>{t('clients.earlier')}</Button>
        </li>
      ) : null}
    </>
  )
}

function TimelineItem({ item, sameDay }: { item: Item; sameDay: boolean }) {
  const { icon: Icon, title, detail, by, kanta } = timelineText(item)
  const role = useVaultState().data?.user?.role
  const note = noteOf(item, role)
  const date = formatDate(item.at)
  const thisYear = todayDate().slice(0, 4)
  return (
    <li className="timeline-item">
      <time dateTime={item.at} className="timeline-date">
        {sameDay ? (
          <span className="visually-hidden">{date}</span>
        ) : date.endsWith(thisYear) ? (
          date.slice(0, -thisYear.length).trim()
        ) : (
          date
        )}
      </time>
      <span className="timeline-icon">
        <Icon className="icon" aria-hidden="true" />
      </span>
      <div className="timeline-text">
        <div className="timeline-line">
          <span className="timeline-title">{note ? <LinkButton onPress={note}>{title}</LinkButton> : title}</span>
          <span className="timeline-by">{[by, formatTime(item.at)].filter(Boolean).join(', ')}</span>
        </div>
        {detail ? <p>{detail}</p> : null}
        <div className="timeline-marks">
          <AttachmentCount details={item.details} />
          {kanta ? (
            <p className="timeline-mark">
              <FileOutput className="icon-s" aria-hidden="true" />
              <LinkButton onPress={() => go('kantaDocument', { id: item.id })}>{kanta.words}</LinkButton>
            </p>
          ) : null}
        </div>
      </div>
    </li>
  )
}
