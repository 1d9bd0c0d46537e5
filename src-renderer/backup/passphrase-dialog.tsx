// A new passphrase of the backups. Copies that exist still open with the former one, and are listed.
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { call } from '../app/api.ts'
import { fieldErrorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from '../lock/new-passphrase.tsx'
import { fileNameOf } from './words.ts'

export function PassphraseDialog({ isSet, onClose }: { isSet: boolean; onClose(): void }) {
  const { t } = useI18n()
  const [value, setValue] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [older, setOlder] = useState<readonly { path: string; createdAt: string }[] | null>(null)
  const save = () => {
    if (busy) return
    setPressed(true)
    const faults = passphraseFaults(value)
    if (faults.passphrase || faults.repeated) {
      focusField(faults.passphrase ? 'newPassphrase' : 'repeatedPassphrase')
      return
    }
    setBusy(true)
    setFailure(null)
    call(backupContract.setPassphrase, {}, { backupPassphrase: value.passphrase })
      .then(
        ({ copies }) => {
          setValue(emptyPassphrase)
          invalidate('backup')
          setOlder(copies)
        },
        (error: unknown) => setFailure(fieldErrorText(error)),
      )
      .finally(() => setBusy(false))
  }
  const title = t(isSet ? 'backup.changePassphrase' : 'backup.setPassphrase')
  if (older)
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={title}
        icon={KeyRound}
        tone="success"
        actions={
          <Button variant="primary" onPress={onClose} autoFocus>
            {t('common.close')}
          </Button>
        }
      >
        <div className="stack">
          <p>{t('backup.passphraseChanged')}</p>
          {older.length > 0 ? (
            <>
              <p>{t('backup.olderOpen')}</p>
              <ul className="backup-older mono">
                {older.slice(0, 8).map((copy) => (
                  <li key={copy.path}>{fileNameOf(copy.path)}</li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </Dialog>
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      icon={KeyRound}
      onSubmit={save}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" onPress={save} busy={busy} busyLabel={t('common.saving')}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('backup.passphraseText')}</p>
        {failure ? (
          <Callout tone="danger" alert>
            {failure}
          </Callout>
        ) : null}
        <NewPassphrase
          size="m"
          value={value}
          onChange={setValue}
          showFaults={pressed}
          labels={{ passphrase: t('backup.newPassphrase'), repeated: t('lock.newRepeat') }}
        />
      </div>
    </Dialog>
  )
}
