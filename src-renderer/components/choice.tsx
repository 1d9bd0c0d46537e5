import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
  Radio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldProps } from './field.tsx'

interface ChoiceText {
  children: ReactNode
  /** Second line, grey: what follows from the choice. */
  detail?: ReactNode
}
const ChoiceLabel = ({ children, detail }: ChoiceText) => (
  <span className="choice-text">
    <span>{children}</span>
    {detail ? <span className="muted">{detail}</span> : null}
  </span>
)

export function Checkbox({ children, detail, ...props }: Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> & ChoiceText) {
  return (
    <AriaCheckbox {...props} className="choice">
      {({ isIndeterminate }) => (
        <>
          <span className="choice-mark">
            {isIndeterminate ? <Minus className="icon-s" aria-hidden="true" /> : <Check className="icon-s" aria-hidden="true" />}
          </span>
          <ChoiceLabel detail={detail}>{children}</ChoiceLabel>
        </>
      )}
    </AriaCheckbox>
  )
}

/** On or off, at once. */
export function Switch({ children, detail, ...props }: Omit<AriaSwitchProps, 'children' | 'className' | 'style'> & ChoiceText) {
  return (
    <AriaSwitch {...props} className="choice">
      <span className="switch-mark" aria-hidden="true" />
      <ChoiceLabel detail={detail}>{children}</ChoiceLabel>
    </AriaSwitch>
  )
}

export interface RadioOption<V extends string> {
  value: V
  label: string
  detail?: ReactNode
  isDisabled?: boolean
}
export interface RadioGroupProps<V extends string> extends FieldProps {
  options: readonly RadioOption<V>[]
  value: NoInfer<V> | null
  onChange(value: V): void
  orientation?: 'vertical' | 'horizontal'
  name?: string
  isDisabled?: boolean
}
export function RadioGroup<V extends string>({
  label,
  description,
  error,
  confirmation,
  optional,
  labelEnd,
  options,
  value,
  onChange,
  orientation = 'vertical',
  size: _size,
  ...props
}: RadioGroupProps<V>) {
  return (
    <AriaRadioGroup
      {...props}
      className="field"
      value={value}
      onChange={(next) => onChange(next as V)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      orientation={orientation}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} />
      <div className="choice-group" data-orientation={orientation}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className="choice choice-radio">
            <span className="choice-mark" aria-hidden="true" />
            <ChoiceLabel detail={option.detail}>{option.label}</ChoiceLabel>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} confirmation={confirmation} />
    </AriaRadioGroup>
  )
}

/** One of two to four views. For a value in a form take RadioGroup. */
export function SegmentedControl<V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { value: V; label: string }[]
  value: V
  onChange(value: V): void
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="segmented"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => onChange([...keys][0] as V)}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="segment">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
