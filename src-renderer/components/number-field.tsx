import { Group, Input, NumberField as AriaNumberField, type NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldProps } from './field.tsx'

export interface NumberFieldProps
  extends
    FieldProps,
    Omit<
      AriaNumberFieldProps,
      'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'validationBehavior' | 'ref' | 'isWheelDisabled'
    > {
  suffix?: string
}

/** A number, with comma in Finnish and Swedish. The wheel never changes it. An empty field is `NaN`. */
export function NumberField({
  label,
  description,
  error,
  confirmation,
  optional,
  size = 'm',
  labelEnd,
  suffix,
  ...props
}: NumberFieldProps) {
  return (
    <AriaNumberField
      {...props}
      isWheelDisabled
      className="field field-number"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      data-size={size}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} />
      <Group className="input-group">
        <Input />
        {suffix ? (
          <span className="input-suffix" aria-hidden="true">
            {suffix}
          </span>
        ) : null}
      </Group>
      <FieldNotes description={description} error={error} confirmation={confirmation} />
    </AriaNumberField>
  )
}
