// What every field has: label above, help below, error or confirmation between. Used by the fields of this folder.
import { Check, CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'

export interface FieldProps {
  label: string
  /** Help below the field. */
  description?: ReactNode
  /** What is wrong and what to do; shows the field as invalid. */
  error?: string | undefined
  /** Said in green when a check has passed: "Tunnus on oikein muodostettu". */
  confirmation?: string | undefined
  /** Adds "(ei pakollinen)" to the label. */
  optional?: boolean
  size?: 'm' | 'l'
  /** At the end of the label's line, for instance a link. */
  labelEnd?: ReactNode
  /** For a field in a table: the label is read aloud but not shown. */
  hideLabel?: boolean
}

export function FieldLabel({ label, optional, labelEnd, hideLabel }: Pick<FieldProps, 'label' | 'optional' | 'labelEnd' | 'hideLabel'>) {
  const { t } = useI18n()
  if (hideLabel) return <Label className="visually-hidden">{label}</Label>
  return (
    <div className="field-label">
      <Label>
        {label}
        {optional ? <span className="optional"> {t('common.optional')}</span> : null}
      </Label>
      {labelEnd}
    </div>
  )
}

export function FieldNotes({
  description,
  error,
  confirmation,
  hint,
}: Pick<FieldProps, 'description' | 'error' | 'confirmation'> & { hint?: ReactNode }) {
  return (
    <>
      {error ? (
        <FieldError className="field-error">
          <CircleAlert className="icon-s" aria-hidden="true" />
          <span>{error}</span>
        </FieldError>
      ) : null}
      {hint}
      {!error && confirmation ? (
        <p className="field-confirm" role="status">
          <Check className="icon-s" aria-hidden="true" />
          <span>{confirmation}</span>
        </p>
      ) : null}
      {description ? (
        <Text slot="description" className="field-help" elementType="p">
          {description}
        </Text>
      ) : null}
    </>
  )
}
