import { useEffect, useState } from 'react'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { afterPress } from '../app/press.ts'
import { TextArea } from '../components/text-field.tsx'

export interface RecoveryKeyValue {
  text: string
  ok: boolean
}
type Fault = { problem: string; group?: number | undefined; expected?: number; found?: number } | null

/** A recovery key typed from paper. A typing error is named, with its group, before anything is tried. */
export function RecoveryKeyField({
  value,
  onChange,
  showFault,
  error,
}: {
  value: RecoveryKeyValue
  onChange(value: RecoveryKeyValue): void
  showFault: boolean
  error: string | undefined
}) {
  const { t } = useI18n()
  const [fault, setFault] = useState<Fault>(null)
  const [left, setLeft] = useState(false)
  const { text } = value
  useEffect(() => {
    if (text.trim() === '') {
      setFault({ problem: 'empty' })
      return
    }
    let current = true
    call(vaultContract.checkRecoveryKey, {}, { recoveryKey: text }).then(
      (answer) => {
        if (!current) return
        setFault(answer.ok ? null : (answer.problem ?? { problem: 'checksum' }))
        onChange({ text, ok: answer.ok })
      },
      () => undefined,
    )
    return () => {
      current = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once for each text
  }, [text])
  const words = (): string | undefined => {
    if (!fault) return undefined
    if (fault.problem === 'checksum' && fault.group !== undefined) return t('lock.key.group', { group: fault.group })
    if (fault.problem === 'character') return t('lock.key.character', { group: fault.group ?? 0 })
    if (fault.problem === 'length')
      return (fault.found ?? 0) < (fault.expected ?? 0)
        ? t('lock.key.short', { count: (fault.expected ?? 0) - (fault.found ?? 0) })
        : t('lock.key.long', { count: (fault.found ?? 0) - (fault.expected ?? 0) })
    return t(fault.problem === 'prefix' ? 'lock.key.prefix' : fault.problem === 'empty' ? 'lock.key.empty' : 'lock.key.checksum')
  }
  const shown = error ?? (showFault || (left && text.trim() !== '') ? words() : undefined)
  return (
    <TextArea
      mono
      name="recoveryKey"
      label={t('lock.recoveryKey')}
      value={text}
      rows={3}
      autoFocus
      error={shown}
      confirmation={value.ok ? t('lock.key.right') : undefined}
      description={t('lock.recoveryKeyHelp')}
      onChange={(next) => onChange({ text: next, ok: false })}
      onBlur={() => afterPress(() => setLeft(true))}
    />
  )
}
