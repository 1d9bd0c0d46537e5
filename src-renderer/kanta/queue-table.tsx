import { formatDate, formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { type Column, Table } from '../components/table.tsx'
import { useMedia } from '../app/use-media.ts'
import type { QueueList } from './queue-list.ts'
import { kindWords, type QueueRow, type QueueState, reasonWords, stateIcon, stateTone } from './state-words.ts'

const TwoLines = ({ first, second, strong }: { first: string; second: string; strong?: boolean }) => (
  <span className="kanta-cell">
    <span className={strong ? 'kanta-name' : undefined} title={first}>
      {first}
    </span>
    <span className="muted" title={second}>
      {second}
    </span>
  </span>
)

function StateCell({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  const Icon = stateIcon[row.state]
  const at = row.answeredAt ?? row.updatedAt
  const detail = row.hold ? t('kanta.heldBy', { name: row.hold.by, date: formatDate(row.hold.at) }) : (row.lastError ?? formatDateTime(at))
  return (
    <span className="kanta-state">
      <Icon className={`icon tone-${stateTone[row.state]}`} aria-hidden="true" />
      <TwoLines first={t(`kanta.state.${row.state}`)} second={detail} />
    </span>
  )
}
function ReasonCell({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  const words = [reasonWords(row.reason), row.hold ? row.hold.reason : null].filter(Boolean).join(': ')
  return (
    <span className="kanta-reason" title={words}>
      {words} <span className="muted">({t('kanta.ruleNumber', { number: row.rule })})</span>
    </span>
  )
}

function ClientCell({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  return <TwoLines strong first={row.displayName} second={t(`kanta.entryKind.${row.entryKind}`)} />
}
function DocumentCell({ row }: { row: QueueRow }) {
  const { t } = useI18n()
  const version = row.version === undefined ? t('kanta.noVersion') : t('kanta.versionNumber', { version: row.version })
  return <TwoLines first={kindWords(row)} second={version} />
}
const clientCell = (row: QueueRow) => <ClientCell row={row} />
const visitCell = (row: QueueRow) => formatDate(row.visitStartedAt)
const documentCell = (row: QueueRow) => <DocumentCell row={row} />
const stateCell = (row: QueueRow) => <StateCell row={row} />
const reasonCell = (row: QueueRow) => <ReasonCell row={row} />

export function QueueTable({
  state,
  list,
  initialIndex,
  onOpen,
}: {
  state: QueueState
  list: QueueList
  initialIndex: number
  onOpen(row: QueueRow, index: number): void
}) {
  const { t } = useI18n()
  const narrow = useMedia('(max-width: 760px)')
  const columns: Column<QueueRow>[] = [
    { id: 'client', header: t('kanta.client'), width: 'minmax(0, 2fr)', cell: clientCell },
    { id: 'visit', header: t('kanta.visit'), width: '6.5rem', cell: visitCell },
    ...(narrow ? [] : [{ id: 'document', header: t('kanta.document'), width: 'minmax(0, 1.5fr)', cell: documentCell }]),
    { id: 'state', header: t('kanta.stateHeading'), width: 'minmax(0, 2fr)', cell: stateCell },
    ...(narrow ? [] : [{ id: 'rule', header: t('kanta.rule'), width: 'minmax(0, 2.6fr)', cell: reasonCell }]),
  ]
  return (
    <div className="kanta-table">
      <Table
        label={t('kanta.tableOf', { state: t(`kanta.states.${state}`) })}
        columns={columns}
        count={list.count}
        rowAt={list.rowAt}
        rowKey={(row) => String(row.number)}
        onRange={list.onRange}
        initialIndex={Math.min(initialIndex, Math.max(0, list.count - 1))}
        rowHeight={54}
        onOpen={(row) => {
          let index = 0
          while (index < list.count && list.rowAt(index)?.number !== row.number) index++
          onOpen(row, index)
        }}
      />
    </div>
  )
}
