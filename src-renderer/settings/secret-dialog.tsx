import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { fieldErrorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { PasswordField } from '../components/text-field.tsx'

/** A dialog that asks for the passphrase before it does what its title says. */
export function SecretDialog({
  title,
  text,
  icon,
  tone = 'warning',
  verb,
  busyVerb,
  label,
  onClose,
  onConfirm,
}: {
  title: string
  text: ReactNode
  icon: LucideIcon
  tone?: 'warning' | 'danger' | 'accent'
  verb: string
  busyVerb: string
  label?: string
  onClose(): void
  onConfirm(secret: string): Promise<void>
}) {
  const { t } = useI18n()
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const confirm = () => {
    if (busy) return
    if (secret === '') {
      setError(t('lock.passphraseMissing'))
      return
    }
    setBusy(true)
    setError(undefined)
    onConfirm(secret)
      .catch((problem: unknown) => setError(fieldErrorText(problem)))
      .finally(() => {
        setBusy(false)
        setSecret('')
      })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      icon={icon}
      tone={tone}
      onSubmit={confirm}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={confirm} busy={busy} busyLabel={busyVerb}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        {typeof text === 'string' ? <p>{text}</p> : text}
        <PasswordField
          name="dialogSecret"
          label={label ?? t('lock.passphrase')}
          value={secret}
          onChange={setSecret}
          error={error}
          autoFocus
        />
        {busy ? <Callout>{t('settings.keepOpen')}</Callout> : null}
      </form>
    </Dialog>
  )
}
