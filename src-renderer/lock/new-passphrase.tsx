// A new passphrase, twice, with an estimate in words. Shared by first run, lock screen and settings.
import { useEffect, useState } from 'react'
import { vaultContract } from '../../src-main/vault/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { afterPress } from '../app/press.ts'
import { StrengthMeter } from '../components/progress.tsx'
import { PasswordField } from '../components/text-field.tsx'

type Strength = OutputOf<typeof vaultContract.passphraseStrength>
/** Guesses a second of somebody with many strong machines: the key derivation costs half a second on hers. */
const guessesPerSecondLog10 = 4

/** How long guessing would take, as a key and a rounded number. */
export function guessingTime(guessesLog10: number): { unit: 'moment' | 'hours' | 'days' | 'months' | 'years' | 'centuries' | 'ages' } {
  const seconds = 10 ** Math.min(30, guessesLog10 - guessesPerSecondLog10)
  const limits = [
    ['moment', 3600],
    ['hours', 86_400],
    ['days', 30 * 86_400],
    ['months', 365 * 86_400],
    ['years', 100 * 365 * 86_400],
    ['centuries', 1e4 * 365 * 86_400],
  ] as const
  return { unit: limits.find(([, limit]) => seconds < limit)?.[0] ?? 'ages' }
}

export interface NewPassphraseValue {
  passphrase: string
  repeated: string
  strength: Strength | null
}
export const emptyPassphrase: NewPassphraseValue = { passphrase: '', repeated: '', strength: null }

/** What is wrong with it: a key of the lock texts for each field. */
export function passphraseFaults(value: NewPassphraseValue): {
  passphrase?: 'lock.passphraseMissing' | 'lock.passphraseShort'
  repeated?: 'lock.repeatMissing' | 'lock.repeatLastWord' | 'lock.repeatDiffers'
} {
  if (value.passphrase === '') return { passphrase: 'lock.passphraseMissing' }
  if (value.strength && !value.strength.longEnough) return { passphrase: 'lock.passphraseShort' }
  if (value.repeated === '') return { repeated: 'lock.repeatMissing' }
  if (value.repeated.normalize('NFC') === value.passphrase.normalize('NFC')) return {}
  const [first, second] = [value.passphrase.split(' '), value.repeated.split(' ')]
  const onlyLast = first.length > 1 && first.length === second.length && first.slice(0, -1).join(' ') === second.slice(0, -1).join(' ')
  return { repeated: onlyLast ? 'lock.repeatLastWord' : 'lock.repeatDiffers' }
}

export function NewPassphrase({
  value,
  onChange,
  showFaults,
  size = 'l',
  labels,
}: {
  value: NewPassphraseValue
  onChange(value: NewPassphraseValue): void
  showFaults: boolean
  size?: 'm' | 'l'
  labels?: { passphrase: string; repeated: string }
}) {
  const { t } = useI18n()
  const [left, setLeft] = useState<'none' | 'first' | 'both'>('none')
  const { passphrase } = value
  useEffect(() => {
    if (passphrase === '') return
    let current = true
    const timer = setTimeout(() => {
      call(vaultContract.passphraseStrength, {}, { newPassphrase: passphrase }).then(
        (strength) => {
          if (current) onChange({ ...latest.value, strength })
        },
        () => undefined,
      )
    }, 120)
    const latest = { value }
    return () => {
      current = false
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once for each text, with the value of that drawing
  }, [passphrase, value.repeated])
  const faults = passphraseFaults(value)
  const strength = passphrase === '' ? null : value.strength
  const level = strength ? (Math.max(1, strength.score) as 1 | 2 | 3 | 4) : 0
  const words = strength
    ? t(`lock.strength.${strength.score as 0 | 1 | 2 | 3 | 4}`, { time: t(`lock.time.${guessingTime(strength.guessesLog10).unit}`) })
    : ''
  const firstError =
    faults.passphrase && (showFaults || left !== 'none') && passphrase !== ''
      ? t(faults.passphrase)
      : faults.passphrase && showFaults
        ? t(faults.passphrase)
        : undefined
  const secondError = faults.repeated && (showFaults || (left === 'both' && value.repeated !== '')) ? t(faults.repeated) : undefined
  return (
    <>
      <div>
        <PasswordField
          name="newPassphrase"
          label={labels?.passphrase ?? t('lock.passphrase')}
          size={size}
          value={passphrase}
          error={firstError}
          onBlur={() => afterPress(() => setLeft((former) => (former === 'none' ? 'first' : former)))}
          onChange={(text) => onChange({ ...value, passphrase: text, strength: text === '' ? null : value.strength })}
        />
        <StrengthMeter label={t('lock.strengthLabel')} level={level} valueText={words} />
        <p
          className={`field-confirm tone-${level >= 3 ? 'success' : level === 2 ? 'warning' : level === 1 ? 'danger' : 'muted'}`}
          role="status"
        >
          {words || '\u00a0'}
        </p>
        <p className="field-help">{t('lock.passphraseHelp')}</p>
      </div>
      <PasswordField
        name="repeatedPassphrase"
        label={labels?.repeated ?? t('lock.repeat')}
        size={size}
        value={value.repeated}
        error={secondError}
        onBlur={() => afterPress(() => setLeft('both'))}
        onChange={(text) => onChange({ ...value, repeated: text })}
      />
    </>
  )
}
