// Fields bound to one setting each.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PrintedText } from '../../src-main/settings/contract.ts'
import { languages } from '../../src-main/core/contract.ts'
import { type CheckKind, useFieldCheck } from '../app/checks.ts'
import { onFlush } from '../app/drafts.ts'
import { hasText, useI18n } from '../app/i18n.ts'
import { afterPress } from '../app/press.ts'
import { LinkButton } from '../components/button.tsx'
import { RadioGroup, Switch } from '../components/choice.tsx'
import { DateField } from '../components/date-field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { Select } from '../components/select.tsx'
import { TextArea, TextField, type TextFieldProps } from '../components/text-field.tsx'
import { type SettingPath, useSettings, valueAt } from './settings-context.tsx'

const labelKey = (path: SettingPath) => `settings.field.${path}` as const
/** Help below the field, where there is some. */
function useTexts(path: SettingPath) {
  const { t } = useI18n()
  const helpKey = `settings.help.${path}`
  return { label: t(labelKey(path)), description: hasText(helpKey) ? t(helpKey) : undefined }
}

interface SettingTextProps extends Pick<TextFieldProps, 'type' | 'mono' | 'placeholder' | 'optional'> {
  path: SettingPath
  check?: CheckKind
}
function CheckedText({ path, check, ...props }: SettingTextProps & { check: CheckKind }) {
  const { unsaved, values } = useSettings()
  const checked = useFieldCheck(check, String(unsaved(path) ?? valueAt(values, path) ?? ''))
  return <PlainText path={path} {...props} fault={checked.error} passed={checked.confirmation} />
}
function PlainText({ path, fault, passed, ...props }: SettingTextProps & { fault?: string | undefined; passed?: string | undefined }) {
  const { values, unsaved, setUnsaved, save, errors, savedText, readOnly } = useSettings()
  const { label, description } = useTexts(path)
  const [left, setLeft] = useState(false)
  const stored = String(valueAt(values, path) ?? '')
  const text = String(unsaved(path) ?? stored)
  const changed = text !== stored
  const commit = async () => {
    if (changed && !fault && (await save(path, text.trim(), label))) setUnsaved(path, undefined)
  }
  const latest = useRef(commit)
  latest.current = commit
  // A field that still has the focus when the window is locked is saved too, if it is right; if not, its draft is kept.
  useEffect(() => onFlush(() => latest.current()), [])
  return (
    <TextField
      {...props}
      name={path}
      label={label}
      description={description}
      value={text}
      isReadOnly={readOnly}
      error={errors[path] ?? (left && changed ? fault : undefined)}
      confirmation={changed ? passed : savedText(path)}
      onChange={(next) => setUnsaved(path, next === stored ? undefined : next)}
      onBlur={() =>
        afterPress(() => {
          setLeft(true)
          void latest.current()
        })
      }
    />
  )
}
/** One line; saved when left. */
export const SettingText = ({ check, ...props }: SettingTextProps) =>
  check ? <CheckedText check={check} {...props} /> : <PlainText {...props} />

/** On, off; saved at once. `fallback`: what holds while nothing has been chosen. */
export function SettingSwitch({ path, fallback = false }: { path: SettingPath; fallback?: boolean }) {
  const { values, save, readOnly, errors } = useSettings()
  const { label, description } = useTexts(path)
  return (
    <div>
      <Switch
        isSelected={(valueAt(values, path) as boolean | undefined) ?? fallback}
        isDisabled={readOnly}
        onChange={(next) => void save(path, next, label)}
        detail={description}
      >
        {label}
      </Switch>
      {errors[path] ? (
        <p className="field-error" role="alert">
          {errors[path]}
        </p>
      ) : null}
    </div>
  )
}
/** One of a few; the label of each is `settings.option.<path>.<value>`. */
export function SettingChoice<V extends string>({
  path,
  options,
  look = 'select',
  labels,
}: {
  path: SettingPath
  options: readonly V[]
  look?: 'select' | 'radio'
  labels: (value: V) => { label: string; detail?: ReactNode }
}) {
  const { values, save, readOnly, errors } = useSettings()
  const { label, description } = useTexts(path)
  const value = (valueAt(values, path) as V | undefined) ?? null
  const shared = { label, description, error: errors[path], isDisabled: readOnly, name: path }
  const list = options.map((option) => ({ value: option, ...labels(option) }))
  return look === 'radio' ? (
    <RadioGroup {...shared} value={value as NoInfer<V> | null} options={list} onChange={(next) => void save(path, next, label)} />
  ) : (
    <Select
      {...shared}
      value={value}
      options={list.map(({ value: option, label: text }) => ({ value: option, label: text }))}
      onChange={(next) => void save(path, next, label)}
    />
  )
}
/** A number; saved when left. `scale` 100 shows cents as euros. */
export function SettingNumber({
  path,
  suffix,
  minimum = 0,
  maximum,
  step = 1,
  scale = 1,
  optional,
}: {
  path: SettingPath
  suffix?: string
  minimum?: number
  maximum?: number
  step?: number
  scale?: number
  optional?: boolean
}) {
  const { values, save, readOnly, errors, savedText } = useSettings()
  const { label, description } = useTexts(path)
  const stored = valueAt(values, path) as number | undefined
  return (
    <NumberField
      name={path}
      label={label}
      description={description}
      value={stored === undefined ? Number.NaN : stored / scale}
      minValue={minimum}
      {...(maximum === undefined ? {} : { maxValue: maximum })}
      step={step}
      isReadOnly={readOnly}
      {...(suffix ? { suffix } : {})}
      {...(optional ? { optional } : {})}
      error={errors[path]}
      confirmation={savedText(path)}
      formatOptions={scale === 100 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 2 }}
      onChange={(next) => void save(path, Number.isNaN(next) ? null : Math.round(next * scale * 100) / 100, label)}
    />
  )
}
/** A day; saved when it is one. */
export function SettingDate({ path, optional, max }: { path: SettingPath; optional?: boolean; max?: string }) {
  const { values, save, readOnly, errors, savedText } = useSettings()
  const { label, description } = useTexts(path)
  const stored = (valueAt(values, path) as string | undefined) ?? ''
  const [typed, setTyped] = useState<string | null>(stored)
  return (
    <DateField
      name={path}
      label={label}
      description={description}
      value={stored}
      isReadOnly={readOnly}
      {...(optional ? { optional } : {})}
      {...(max ? { max } : {})}
      error={errors[path]}
      confirmation={savedText(path)}
      onChange={(next) => {
        setTyped(next)
        if (next !== null && next !== '' && next !== stored) void save(path, next, label)
      }}
      onBlur={() => {
        if (typed === '' && stored !== '') void save(path, null, label)
      }}
    />
  )
}

/** Text that is printed: one for all languages, or one for each. */
export function PrintedTextField({
  name,
  label,
  value,
  onChange,
  onBlur,
  error,
  optional,
  description,
  confirmation,
  isReadOnly = false,
  rows = 2,
}: {
  name: string
  label: string
  value: PrintedText | undefined
  onChange(value: PrintedText): void
  onBlur?(): void
  error?: string | undefined
  optional?: boolean
  description?: string | undefined
  confirmation?: string | undefined
  isReadOnly?: boolean
  rows?: number
}) {
  const { t } = useI18n()
  const shared = { rows, isReadOnly, ...(optional ? { optional } : {}), ...(onBlur ? { onBlur } : {}) }
  if (typeof value === 'object') {
    return (
      <fieldset className="stack-tight" data-name={name}>
        <legend className="field-label">{label}</legend>
        {languages.map((each) => (
          <TextArea
            key={each}
            {...shared}
            optional={false}
            name={`${name}.${each}`}
            label={t(`settings.language.${each}`)}
            value={value[each] ?? ''}
            onChange={(text) => onChange({ ...value, [each]: text })}
          />
        ))}
        {error ? (
          <p className="field-error" role="alert">
            {error}
          </p>
        ) : null}
        {isReadOnly ? null : (
          <LinkButton onPress={() => onChange(value.fi ?? value.sv ?? value.en ?? '')}>{t('settings.oneText')}</LinkButton>
        )}
      </fieldset>
    )
  }
  return (
    <div>
      <TextArea
        {...shared}
        name={name}
        label={label}
        value={value ?? ''}
        onChange={onChange}
        error={error}
        confirmation={confirmation}
        description={description}
      />
      {isReadOnly ? null : <LinkButton onPress={() => onChange({ fi: value ?? '' })}>{t('settings.textByLanguage')}</LinkButton>}
    </div>
  )
}
const emptyPrinted = (value: PrintedText): boolean =>
  typeof value === 'string' ? value.trim() === '' : Object.values(value).every((text) => !text?.trim())
/** A printed text of one setting. */
export function SettingPrinted({ path, optional, rows }: { path: SettingPath; optional?: boolean; rows?: number }) {
  const { values, unsaved, setUnsaved, save, readOnly, errors, savedText } = useSettings()
  const { label, description } = useTexts(path)
  const stored = valueAt(values, path) as PrintedText | undefined
  const value = (unsaved(path) as PrintedText | undefined) ?? stored
  const changed = JSON.stringify(value ?? '') !== JSON.stringify(stored ?? '')
  const commit = async () => {
    if (changed && value !== undefined && (await save(path, emptyPrinted(value) ? null : value, label))) setUnsaved(path, undefined)
  }
  const latest = useRef(commit)
  latest.current = commit
  useEffect(() => onFlush(() => latest.current()), [])
  return (
    <PrintedTextField
      name={path}
      label={label}
      description={description}
      value={value}
      onChange={(next) => setUnsaved(path, next)}
      onBlur={() => afterPress(() => void latest.current())}
      error={errors[path]}
      confirmation={savedText(path)}
      isReadOnly={readOnly}
      {...(rows ? { rows } : {})}
      {...(optional ? { optional } : {})}
    />
  )
}

/** Reveals more settings when a switch is on. */
export const When = ({ on, children }: { on: boolean; children: ReactNode }) =>
  on ? <div className="settings-nested">{children}</div> : null
