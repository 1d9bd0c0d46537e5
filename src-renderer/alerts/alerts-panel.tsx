// The client's risk information: in force, and ended when asked for. Written here, seen beside the name everywhere.
import { CircleAlert, CircleX, Ellipsis, Pencil, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type Alert, alertsContract, replacedReason } from '../../src-main/alerts/contract.ts'
import { useActions } from '../app/actions.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { IconButton, LinkButton } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Menu } from '../components/menu.tsx'
import { AlertDialog } from './alert-dialog.tsx'
import { alertsInput, toneOf } from './alert-pills.tsx'
import { EndAlertDialog } from './end-alert-dialog.tsx'

type Open = { what: 'add' } | { what: 'edit' | 'end'; alert: Alert }

export function AlertsPanel({ clientId }: { clientId: string }) {
  const { t } = useI18n()
  const [open, setOpen] = useState<Open | null>(null)
  const [ended, setEnded] = useState(false)
  const list = useMethod(alertsContract.list, alertsInput(clientId))
  const all = useMethod(alertsContract.list, { ...alertsInput(clientId), ended: true }, { enabled: ended })
  const add = () => setOpen({ what: 'add' })
  useActions([{ id: 'addAlert', label: 'alerts.add', icon: TriangleAlert, section: 'actions', run: add }])
  const past = (all.data?.alerts ?? []).filter(({ endedAt }) => endedAt !== undefined)
  return (
    <section>
      <div className="alerts-head">
        <h2 className="details-heading">{t('treatment.alerts')}</h2>
        <LinkButton icon={Plus} aria-label={t('alerts.add')} onPress={add}>
          {t('alerts.addShort')}
        </LinkButton>
      </div>
      {list.error ? (
        <Callout tone="danger" alert>
          {list.error.message}
        </Callout>
      ) : null}
      {list.data?.alerts.length === 0 ? <p className="muted">{t('alerts.none')}</p> : null}
      <ul className="alerts-list">
        {(list.data?.alerts ?? []).map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            onEdit={() => setOpen({ what: 'edit', alert })}
            onEnd={() => setOpen({ what: 'end', alert })}
          />
        ))}
        {ended ? past.map((alert) => <AlertRow key={alert.id} alert={alert} />) : null}
      </ul>
      {ended && all.data && past.length === 0 ? <p className="muted">{t('alerts.noneEnded')}</p> : null}
      <LinkButton onPress={() => setEnded(!ended)}>{t(ended ? 'alerts.hideEnded' : 'alerts.showEnded')}</LinkButton>
      {open?.what === 'add' ? <AlertDialog clientId={clientId} alert={null} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'edit' ? <AlertDialog clientId={clientId} alert={open.alert} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'end' ? <EndAlertDialog alert={open.alert} onClose={() => setOpen(null)} /> : null}
    </section>
  )
}

function AlertRow({ alert, onEdit, onEnd }: { alert: Alert; onEdit?(): void; onEnd?(): void }) {
  const { t } = useI18n()
  const { kind, text, since, reviewOn, due, endedAt, endReason } = alert
  const tone = endedAt === undefined ? toneOf(alert) : 'muted'
  const Icon = tone === 'danger' ? CircleAlert : TriangleAlert
  const dates = [
    ...(since ? [t('alerts.sinceDate', { date: formatDate(since) })] : []),
    ...(reviewOn && endedAt === undefined ? [t('alerts.reviewDate', { date: formatDate(reviewOn) })] : []),
  ].join(', ')
  return (
    <li>
      <Icon className={`icon-s tone-${tone}`} aria-hidden="true" />
      <div>
        <p>
          <strong>{t(`treatment.alert.${kind}`)}:</strong> {text}
        </p>
        {dates ? <p className={due ? 'tone-warning' : 'muted'}>{dates}</p> : null}
        {endedAt === undefined ? null : (
          <p className="muted">
            {endReason === replacedReason
              ? t('alerts.replaced', { date: formatDate(endedAt) })
              : [t('alerts.ended', { date: formatDate(endedAt) }), ...(endReason ? [endReason] : [])].join('. ')}
          </p>
        )}
      </div>
      {onEdit && onEnd ? (
        <Menu
          label={t('alerts.more', { text })}
          trigger={<IconButton size="s" icon={Ellipsis} label={t('alerts.more', { text })} />}
          entries={[
            { id: 'edit', label: t('alerts.edit'), icon: Pencil, onAction: onEdit },
            { id: 'end', label: t('alerts.end'), icon: CircleX, onAction: onEnd },
          ]}
        />
      ) : null}
    </li>
  )
}
