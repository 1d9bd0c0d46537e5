// Adding, changing and ending an alert, each with its way back. A row is never rewritten: what is taken back is ended, what comes back is new.
import { type Alert, alertsContract } from '../../src-main/alerts/contract.ts'
import { call } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { offerUndo, rememberUndo } from '../app/undo.ts'

export type AlertFields = Pick<Alert, 'kind' | 'text'> & { since?: string; reviewOn?: string }

export const fieldsOf = ({ kind, text, since, reviewOn }: Alert): AlertFields => ({
  kind,
  text,
  ...(since === undefined ? {} : { since }),
  ...(reviewOn === undefined ? {} : { reviewOn }),
})

export async function addAlert(clientId: string, fields: AlertFields): Promise<void> {
  const add = async () => (await call(alertsContract.add, { clientId, ...fields })).id
  let id = await add()
  rememberUndo(
    t('alerts.wasAdded'),
    () => call(alertsContract.end, { id }),
    async () => (id = await add()),
  )
}

export async function changeAlert(alert: Alert, fields: AlertFields): Promise<void> {
  let { id } = alert
  const put = async (values: AlertFields) => (id = (await call(alertsContract.replace, { id, ...values })).id)
  await put(fields)
  rememberUndo(
    t('alerts.wasChanged'),
    () => put(fieldsOf(alert)),
    () => put(fields),
  )
}

export async function endAlert(alert: Alert, endedOn: string | undefined, reason: string): Promise<void> {
  let { id } = alert
  const end = () => call(alertsContract.end, { id, ...(endedOn === undefined ? {} : { endedOn }), ...(reason ? { reason } : {}) })
  await end()
  offerUndo(
    t('alerts.wasEnded'),
    async () => (id = (await call(alertsContract.add, { clientId: alert.clientId, ...fieldsOf(alert) })).id),
    end,
  )
}
