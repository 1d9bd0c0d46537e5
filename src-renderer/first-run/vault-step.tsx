import { useState } from 'react'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { FormErrorSummary, focusField } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from '../lock/new-passphrase.tsx'
import { StepPage } from './step-page.tsx'

/** Name, title and passphrase: then there is an encrypted database. Nothing of this is a draft, for there is no place yet to keep one. */
export function VaultStep({ onCreated }: { onCreated(recoveryKey: string): Promise<void> }) {
  const { t } = useI18n()
  const [secret, setSecret] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const form = useForm({
    draft: null,
    initial: { 'owner.name': '', 'owner.title': '' },
    labels: { 'owner.name': t('first-run.ownerName'), 'owner.title': t('first-run.ownerTitle') },
    check: (values) => (values['owner.name'].trim() === '' ? { 'owner.name': t('first-run.ownerNameMissing') } : {}),
  })
  const create = () => {
    setPressed(true)
    const faults = passphraseFaults(secret)
    if (form.values['owner.name'].trim() !== '' && Object.keys(faults).length > 0) {
      focusField(faults.passphrase ? 'newPassphrase' : 'repeatedPassphrase')
      return
    }
    void form.submit(async (values) => {
      const title = values['owner.title'].trim()
      const { recoveryKey } = await call(
        vaultContract.create,
        { owner: { name: values['owner.name'], ...(title ? { title } : {}) } },
        { passphrase: secret.passphrase },
      )
      setSecret(emptyPassphrase)
      await onCreated(recoveryKey)
    })
  }
  useActions([{ id: 'primary', label: 'first-run.create', keys: 'mod+enter', section: 'actions', run: create }])
  return (
    <StepPage title={t('first-run.vaultTitle')} intro={t('first-run.vaultIntro')}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          create()
        }}
      >
        <FormErrorSummary faults={form.faults} />
        <div className="field-row">
          <TextField {...form.text('owner.name')} size="l" autoFocus />
          <TextField {...form.text('owner.title')} size="l" optional placeholder={t('first-run.ownerTitleExample')} />
        </div>
        <NewPassphrase value={secret} onChange={setSecret} showFaults={pressed} />
        {form.failure ? (
          <Callout tone="danger" alert>
            {form.failure.message}
          </Callout>
        ) : null}
        <div className="setup-actions">
          <Button type="submit" variant="primary" size="l" keys="mod+enter" busy={form.busy} busyLabel={t('first-run.creating')}>
            {t('first-run.create')}
          </Button>
          <p>{t('first-run.vaultNext')}</p>
        </div>
      </form>
    </StepPage>
  )
}
