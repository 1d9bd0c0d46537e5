import { Check, Eye, EyeOff, TriangleAlert } from 'lucide-react'
import { type HTMLInputTypeAttribute, type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import {
  Button as AriaButton,
  Group,
  Input,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'
import { FieldLabel, FieldNotes, type FieldProps } from './field.tsx'

type Base = FieldProps &
  Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'validationBehavior' | 'ref'>

export interface TextFieldProps extends Base {
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'email' | 'tel' | 'url' | 'search' | 'password'>
  placeholder?: string
  /** Keys, codes, hashes. */
  mono?: boolean
  /** Unit after the text: `€`, `%`, `min`. */
  suffix?: string
  /** Buttons inside the field. */
  end?: ReactNode
  hint?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/** One line of text. Spelling is never checked: dictionaries would have to be downloaded. */
export function TextField({
  label,
  description,
  error,
  confirmation,
  optional,
  size = 'm',
  labelEnd,
  hideLabel,
  placeholder = '',
  mono,
  suffix,
  end,
  hint,
  inputRef,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      className="field"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      data-size={size}
      data-mono={mono || undefined}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} {...(hideLabel ? { hideLabel } : {})} />
      <Group className="input-group">
        <Input ref={inputRef} placeholder={placeholder} spellCheck={false} autoComplete="off" />
        {suffix ? (
          <span className="input-suffix" aria-hidden="true">
            {suffix}
          </span>
        ) : null}
        {confirmation && !error ? (
          <span className="input-mark">
            <Check className="icon" aria-hidden="true" />
          </span>
        ) : null}
        {end}
      </Group>
      <FieldNotes description={description} error={error} confirmation={confirmation} hint={hint} />
    </AriaTextField>
  )
}

export interface TextAreaProps extends Base {
  rows?: number
  placeholder?: string
  mono?: boolean
}
/** Text of several lines. */
export function TextArea({
  label,
  description,
  error,
  confirmation,
  optional,
  size = 'm',
  labelEnd,
  rows = 3,
  placeholder = '',
  mono,
  ...props
}: TextAreaProps) {
  return (
    <AriaTextField
      {...props}
      className="field"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      data-size={size}
      data-mono={mono || undefined}
    >
      <FieldLabel label={label} {...(optional ? { optional } : {})} labelEnd={labelEnd} />
      <div className="input-group">
        <AriaTextArea rows={rows} placeholder={placeholder} spellCheck={false} />
      </div>
      <FieldNotes description={description} error={error} confirmation={confirmation} />
    </AriaTextField>
  )
}

/** A passphrase, PIN or key: hidden until the eye is pressed; says when Caps Lock is on. Never kept as a draft. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'end' | 'hint'>) {
  const { t } = useI18n()
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      onKeyDown={(event) => {
        look(event as unknown as KeyboardEvent)
        props.onKeyDown?.(event)
      }}
      onKeyUp={(event) => look(event as unknown as KeyboardEvent)}
      end={
        <AriaButton
          className="button icon-button"
          aria-label={shown ? t('common.hidePassphrase') : t('common.showPassphrase')}
          onPress={() => setShown(!shown)}
        >
          {shown ? <EyeOff className="icon" aria-hidden="true" /> : <Eye className="icon" aria-hidden="true" />}
        </AriaButton>
      }
      hint={
        capsLock ? (
          <p className="field-hint" role="status">
            <TriangleAlert className="icon-s" aria-hidden="true" />
            <span>{t('common.capsLock')}</span>
          </p>
        ) : null
      }
    />
  )
}
