import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'
import { FieldLabel, FieldNotes, type FieldProps } from './field.tsx'

export interface Option<V extends string = string> {
  value: V
  label: string
  /** Second line, or at the end of the row. */
  detail?: string
}

function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.value} textValue={option.label} className="list-item">
      {({ isSelected }) => (
        <>
          <span className="menu-item-text">{option.label}</span>
          {option.detail ? <span className="muted">{option.detail}</span> : null}
          {isSelected ? <Check className="icon-s" aria-hidden="true" /> : null}
        </>
      )}
    </ListBoxItem>
  )
}

export interface SelectProps<V extends string> extends FieldProps {
  options: readonly Option<V>[]
  value: V | null
  onChange(value: V): void
  placeholder?: string
  name?: string
  isDisabled?: boolean
  onBlur?(): void
}

/** One of a few. */
export function Select<V extends string>({
  label,
  description,
  error,
  confirmation,
  optional,
  size = 'm',
  labelEnd,
  hideLabel,
  options,
  value,
  onChange,
  placeholder,
  ...props
}: SelectProps<V>) {
  const { t } = useI18n()
  return (
    <AriaSelect
      {...props}
      className="field"
      value={value}
      onChange={(key) => onChange(key as V)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      data-size={size}
      placeholder={placeholder ?? t('common.choose')}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} {...(hideLabel ? { hideLabel } : {})} />
      <AriaButton className="select-button">
        <SelectValue className="select-value">{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
        <ChevronDown className="icon-s" aria-hidden="true" />
      </AriaButton>
      <FieldNotes description={description} error={error} confirmation={confirmation} />
      <Popover className="popover">
        <ListBox className="list-box" items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export interface ComboBoxProps
  extends FieldProps, Pick<AriaComboBoxProps<object>, 'onBlur' | 'autoFocus' | 'name' | 'isDisabled' | 'menuTrigger'> {
  /** What fits the present text: filtering is the caller's (the core's) job. */
  options: readonly Option[]
  inputValue: string
  onInputChange(text: string): void
  value: string | null
  onChange(value: string | null): void
  /** Text that is no option may stay in the field. */
  allowsCustomValue?: boolean
  /** Shown when nothing fits. */
  emptyText?: ReactNode
  placeholder?: string
}

/** One of many, found by typing. */
export function ComboBox({
  label,
  description,
  error,
  confirmation,
  optional,
  size = 'm',
  labelEnd,
  options,
  value,
  onChange,
  emptyText,
  placeholder = '',
  menuTrigger = 'input',
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      {...props}
      className="field"
      items={options.map((option) => ({ ...option, id: option.value }))}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      defaultFilter={() => true}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      menuTrigger={menuTrigger}
      allowsEmptyCollection={emptyText !== undefined}
      data-size={size}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} />
      <Group className="input-group">
        <Input placeholder={placeholder} spellCheck={false} autoComplete="off" />
        <AriaButton className="button icon-button">
          <ChevronDown className="icon-s" aria-hidden="true" />
        </AriaButton>
      </Group>
      <FieldNotes description={description} error={error} confirmation={confirmation} />
      <Popover className="popover">
        <ListBox<Option & { id: string }> className="list-box" renderEmptyState={() => <p className="list-item muted">{emptyText}</p>}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
