// The head of every view of a note: whose it is, what must be known before treating, and what can be done.
import type { ReactNode } from 'react'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Callout, PageHeader } from '../components/content.tsx'
import { ageText } from '../clients/client-text.ts'
import type { NoteRecord } from './record.ts'
import './note.css'

export function NoteFrame({
  record: { client, visit, alerts },
  actions,
  state,
  aside,
  children,
}: {
  record: NoteRecord
  actions: ReactNode
  /** In the line of the visit: saved when, signed by whom. */
  state: ReactNode
  aside: ReactNode
  children: ReactNode
}) {
  const { t } = useI18n()
  return (
    <div className="page">
      <PageHeader back line title={client.displayName} fact={ageText(client)} actions={actions} />
      <section className="note-alerts" aria-label={t('treatment.alerts')}>
        {alerts.length === 0 ? <p className="muted">{t('treatment.noAlerts')}</p> : null}
        {alerts.map((alert) => (
          <Callout key={alert.id} tone={alert.kind === 'allergy' || alert.kind === 'redFlag' ? 'danger' : 'warning'}>
            <strong>{t(`treatment.alert.${alert.kind}`)}:</strong> {alert.text}
            {alert.due ? ` (${t('treatment.alertDue')})` : ''}
          </Callout>
        ))}
      </section>
      <div className="page-body note-columns">
        <div className="note-main">
          <div className="note-line">
            <h2>{formatDateTime(visit.start)}</h2>
            {visit.serviceName ? <span className="muted">{visit.serviceName}</span> : null}
            <span className="note-state">{state}</span>
          </div>
          {children}
        </div>
        <aside className="note-aside">{aside}</aside>
      </div>
    </div>
  )
}
