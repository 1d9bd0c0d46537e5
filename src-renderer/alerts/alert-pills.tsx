// What must be known before treating, beside the name on every clinical page: by icon, word and colour, the most serious first.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type Alert, alertsContract } from '../../src-main/alerts/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import './alerts.css'

/** Allergies and red flags stop a treatment; the rest changes it. */
export const toneOf = ({ kind }: Pick<Alert, 'kind'>): 'danger' | 'warning' =>
  kind === 'allergy' || kind === 'redFlag' ? 'danger' : 'warning'

export const alertsInput = (clientId: string, purpose?: Purpose) => ({ clientId, ...(purpose === undefined ? {} : { purpose }) })

export function AlertPill({ alert }: { alert: Alert }) {
  const { t } = useI18n()
  const tone = toneOf(alert)
  const Icon = tone === 'danger' ? CircleAlert : TriangleAlert
  return (
    <li className="alert-pill" data-tone={tone}>
      <Icon className="icon-s" aria-hidden="true" />
      <span>
        <strong>{t(`treatment.alert.${alert.kind}`)}:</strong> {alert.text}
        {alert.due ? ` (${t('alerts.due')})` : ''}
      </span>
    </li>
  )
}

/** `tellNone`: says that nothing is known, where she is about to treat. */
export function AlertPills({
  clientId,
  purpose,
  tellNone = false,
}: {
  clientId: string
  purpose?: Purpose | undefined
  tellNone?: boolean
}) {
  const { t } = useI18n()
  const list = useMethod(alertsContract.list, alertsInput(clientId, purpose))
  if (list.error)
    return (
      <p role="alert" className="alert-pill" data-tone="danger">
        {list.error.message}
      </p>
    )
  if (!list.data || (list.data.alerts.length === 0 && !tellNone)) return null
  return (
    <section className="alert-pills" aria-label={t('treatment.alerts')}>
      {list.data.alerts.length === 0 ? <p className="muted">{t('alerts.none')}</p> : null}
      {list.data.alerts.length > 0 ? (
        <ul>
          {list.data.alerts.map((alert) => (
            <AlertPill key={alert.id} alert={alert} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}
