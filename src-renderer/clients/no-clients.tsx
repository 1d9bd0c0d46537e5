// A practice without clients: what this place is, and three ways to start.
import { FlaskConical, Upload, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { demoContract } from '../../src-main/demo/contract.ts'
import { call } from '../app/api.ts'
import { keyText } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import { refreshVaultState, useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { EmptyState, Row } from '../components/content.tsx'
import { Dialog, ErrorDialog } from '../components/dialog.tsx'

export function NoClients() {
  const { t } = useI18n()
  const role = useVaultState().data?.user?.role
  const [asking, setAsking] = useState(false)
  return (
    <>
      <EmptyState title={t('clients.emptyTitle')} text={t('clients.emptyText', { keys: keyText('mod+k') })}>
        <Row
          icon={UserPlus}
          title={t('clients.addFirst')}
          detail={t('clients.addFirstDetail')}
          keys="mod+shift+n"
          onPress={() => go('newClient', {})}
        />
        <Row icon={Upload} title={t('clients.importFirst')} detail={t('clients.importFirstDetail')} onPress={() => go('importClients')} />
        {role === 'owner' ? (
          <Row icon={FlaskConical} title={t('clients.demoFirst')} detail={t('clients.demoFirstDetail')} onPress={() => setAsking(true)} />
        ) : null}
      </EmptyState>
      {asking ? <SeedDialog onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Making a demo of a practice can't be undone, so it is asked. */
function SeedDialog({ onClose }: { onClose(): void }) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const seed = () => {
    setBusy(true)
    call(demoContract.seed, {})
      .then(async () => {
        await refreshVaultState()
        onClose()
      }, setFailure)
      .finally(() => setBusy(false))
  }
  if (failure) return <ErrorDialog error={failure} title={t('clients.demoFailed')} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('clients.demoTitle')}
      icon={FlaskConical}
      tone="warning"
      role="alertdialog"
      onSubmit={seed}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" busy={busy} busyLabel={t('clients.demoMaking')} onPress={seed}>
            {t('clients.demoMake')}
          </Button>
        </>
      }
    >
      <p>{t('clients.demoText')}</p>
    </Dialog>
  )
}
