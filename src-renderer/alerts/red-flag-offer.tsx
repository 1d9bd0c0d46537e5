// A red flag that was answered with yes can be made an alert with one press, so that it is seen before the next treatment too.
import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type Alert, alertsContract } from '../../src-main/alerts/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { LinkButton } from '../components/button.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { addAlert } from './alert-changes.ts'
import { alertsInput } from './alert-pills.tsx'

/** Lists of red flags, and those of infants and pregnancy, by their keys in the templates. */
export const isFlagList = (key: string): boolean => /flags$/i.test(key)

const kindOf = (itemKey: string): Alert['kind'] => (itemKey === 'anticoagulants' ? 'anticoagulation' : 'redFlag')

export function RedFlagOffer({ clientId, itemKey, text }: { clientId: string; itemKey: string; text: string }) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const list = useMethod(alertsContract.list, alertsInput(clientId))
  if (!list.data) return null
  if (list.data.alerts.some((alert) => alert.text === text))
    return (
      <span className="alert-offered" role="status">
        <Check className="icon-s" aria-hidden="true" />
        {t('alerts.offered')}
      </span>
    )
  const add = () => {
    if (busy) return
    setBusy(true)
    addAlert(clientId, { kind: kindOf(itemKey), text })
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <LinkButton icon={TriangleAlert} aria-label={t('alerts.offerNamed', { text })} onPress={add}>
        {t('alerts.offer')}
      </LinkButton>
      <ErrorDialog error={failure} title={t('alerts.notDone')} onClose={() => setFailure(null)} />
    </>
  )
}
