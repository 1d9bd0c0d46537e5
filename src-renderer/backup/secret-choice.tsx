// What opens a backup: the passphrase or the recovery key, whichever she has on paper.
import type { Call } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { RadioGroup } from '../components/choice.tsx'
import { PasswordField } from '../components/text-field.tsx'
import { RecoveryKeyField, type RecoveryKeyValue } from '../lock/recovery-key-field.tsx'

export type Opener = 'backupPassphrase' | 'recoveryKey'
export interface SecretValue {
  opener: Opener
  passphrase: string
  key: RecoveryKeyValue
}
export const emptySecret = (opener: Opener): SecretValue => ({ opener, passphrase: '', key: { text: '', ok: false } })
export const secretsOf = (value: SecretValue): NonNullable<Call['secrets']> =>
  value.opener === 'recoveryKey' ? { recoveryKey: value.key.text } : { backupPassphrase: value.passphrase }
export const isFilled = (value: SecretValue): boolean => (value.opener === 'recoveryKey' ? value.key.ok : value.passphrase !== '')

export function SecretChoice({
  value,
  onChange,
  pressed,
  error,
  opensWith,
  size = 'm',
  question,
}: {
  value: SecretValue
  onChange(value: SecretValue): void
  /** The primary was pressed: say what is missing. */
  pressed: boolean
  error: string | undefined
  /** What the file itself says that it opens with. */
  opensWith: readonly Opener[]
  size?: 'm' | 'l'
  question: string
}) {
  const { t } = useI18n()
  return (
    <>
      {opensWith.length > 1 ? (
        <RadioGroup
          label={question}
          orientation="horizontal"
          value={value.opener}
          onChange={(opener) => onChange(emptySecret(opener))}
          options={(['backupPassphrase', 'recoveryKey'] as const).map((opener) => ({ value: opener, label: t(`backup.opener.${opener}`) }))}
        />
      ) : null}
      {value.opener === 'recoveryKey' ? (
        <RecoveryKeyField value={value.key} onChange={(key) => onChange({ ...value, key })} showFault={pressed} error={error} />
      ) : (
        <PasswordField
          name="backupPassphrase"
          size={size}
          label={t('backup.passphrase')}
          description={t('backup.passphraseHelp')}
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
          error={error ?? (pressed && value.passphrase === '' ? t('backup.passphraseMissing') : undefined)}
          autoFocus
        />
      )}
    </>
  )
}
