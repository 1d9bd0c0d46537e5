// The frame of every view of a note: whose it is, what must be known before treating, what can be done; the earlier notes on the left,
// the note in the middle, the body chart on the right. Where the window is too narrow for three columns, the panels take turns.
import { type ReactNode, useState } from 'react'
import { AlertPills } from '../alerts/alert-pills.tsx'
import { formatDate, formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { SegmentedControl } from '../components/choice.tsx'
import { PageHeader } from '../components/content.tsx'
import { AttachmentsSection } from '../attachments/attachments-section.tsx'
import { ageText } from '../clients/client-text.ts'
import { useMedia } from '../app/use-media.ts'
import type { NoteRecord } from './record.ts'
import './note.css'

type Panel = 'note' | 'earlier' | 'chart'
/** Three columns, two of them, one. */
const threeFrom = '(min-width: 1180px)'
const twoFrom = '(min-width: 800px)'

export function NoteFrame({
  record: { client, visit, purpose },
  actions,
  state,
  aside,
  chart,
  tools,
  foot,
  children,
}: {
  record: NoteRecord
  actions: ReactNode
  /** Beside the actions: saved when, signed by whom. */
  state: ReactNode
  /** On the left: what was written before. */
  aside: ReactNode
  /** On the right: the body chart. */
  chart?: ReactNode
  /** At the end of the line with the time of the visit. */
  tools?: ReactNode
  /** At the foot of the note, always in sight: what is missing. */
  foot?: ReactNode
  children: ReactNode
}) {
  const { t } = useI18n()
  const three = useMedia(threeFrom)
  const two = useMedia(twoFrom)
  const [panel, setPanel] = useState<Panel>('note')
  const sides = chart === undefined ? (['earlier'] as const) : (['earlier', 'chart'] as const)
  const besides = panel === 'note' ? 'earlier' : panel
  const shows = (which: Panel) => three || (two ? which === 'note' || which === besides : which === panel)
  const choices: readonly Panel[] = two ? sides : ['note', ...sides]
  const birth = client.birthDate ? t('treatment.born', { date: formatDate(client.birthDate) }) : null
  return (
    <div className="page page-fill note-page">
      <PageHeader
        back
        line
        title={client.displayName}
        fact={[ageText(client), birth].filter(Boolean).join(', ')}
        beside={<AlertPills clientId={client.id} purpose={purpose} tellNone />}
        actions={
          <>
            <span className="note-state">{state}</span>
            {actions}
          </>
        }
      />
      {three || choices.length < 2 ? null : (
        <div className="note-choice" data-beside={two || undefined}>
          <SegmentedControl
            label={t('treatment.panels')}
            value={two ? besides : panel}
            options={choices.map((value) => ({ value, label: t(`treatment.panel.${value}`) }))}
            onChange={(value) => setPanel(value as Panel)}
          />
        </div>
      )}
      <div className="note-columns" data-columns={three ? (chart === undefined ? 'three-less' : 'three') : two ? 'two' : 'one'}>
        <Scrolled className="note-aside" label={t('treatment.panel.earlier')} hidden={!shows('earlier')}>
          {aside}
        </Scrolled>
        <div className="note-middle" hidden={!shows('note')}>
          <Scrolled className="note-main" label={t('treatment.panel.note')}>
            <div className="note-line">
              <h2>{formatDateTime(visit.start)}</h2>
              {visit.serviceName ? <span className="muted">{visit.serviceName}</span> : null}
              {tools ? <div className="note-tools">{tools}</div> : null}
            </div>
            {children}
            <AttachmentsSection key={visit.id} clientId={client.id} visitId={visit.id} purpose={purpose} />
          </Scrolled>
          {foot ? (
            <Scrolled className="note-foot" label={t('treatment.missing')}>
              {foot}
            </Scrolled>
          ) : null}
        </div>
        {chart === undefined ? null : (
          <Scrolled className="note-chart" label={t('treatment.panel.chart')} hidden={!shows('chart')}>
            {chart}
          </Scrolled>
        )}
      </div>
    </div>
  )
}

/** A part that scrolls by itself; it can be reached by Tab, so that keys scroll it too. */
function Scrolled({ className, label, hidden, children }: { className: string; label: string; hidden?: boolean; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keys (axe)
    <div className={className} tabIndex={0} role="group" aria-label={label} hidden={hidden ?? false}>
      {children}
    </div>
  )
}
