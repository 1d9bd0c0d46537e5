// The parts of the client's form. A field that the practice has switched off is not shown.
import { Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { Settings } from '../../src-main/settings/contract.ts'
import { type Form } from '../app/form.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Button, IconButton, LinkButton } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { DateField } from '../components/date-field.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { type Option, Select } from '../components/select.tsx'
import { TextArea, TextField } from '../components/text-field.tsx'
import { ageAt, languageName, maskedHetu } from './client-text.ts'
import { type FormField, guardianParts, isOn, maxGuardians } from './form-values.ts'
import type { FormState } from './use-client-form.ts'

export interface SectionProps {
  form: Form<FormState>
  settings: Settings
}
const none = '-'

export function FormSection({ title, optional, children }: { title: string; optional?: boolean; children: ReactNode }) {
  const { t } = useI18n()
  const id = useId()
  return (
    <section className="form-section" aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {optional ? <span className="optional"> {t('common.optional')}</span> : null}
      </h2>
      <div className="stack">{children}</div>
    </section>
  )
}

function ValueSelect({ form, name, options }: { form: Form<FormState>; name: 'sex' | 'language'; options: readonly Option[] }) {
  const { t } = useI18n()
  const label = t(`clients.field.${name}`)
  return (
    <Select
      label={label}
      name={name}
      value={form.values[name] === '' ? none : form.values[name]}
      onChange={(value) => form.set(name, value === none ? '' : value)}
      options={[{ value: none, label: t('clients.form.notKnown') }, ...options]}
    />
  )
}

export function NameSection({ form, settings, autoFocus }: SectionProps & { autoFocus?: boolean }) {
  const { t } = useI18n()
  return (
    <FormSection title={t('clients.form.name')}>
      <div className="field-row">
        <TextField {...form.text('lastName')} description={t('clients.form.lastNameHelp')} autoFocus={autoFocus ?? false} />
        <TextField {...form.text('firstName')} optional />
      </div>
      {isOn(settings, 'callName') ? (
        <div className="field-row">
          <TextField {...form.text('callName')} optional description={t('clients.form.callNameHelp')} />
        </div>
      ) : null}
    </FormSection>
  )
}

/** A kept code stays hidden here too, until she wants to change it. */
function HetuField({ form }: { form: Form<FormState> }) {
  const { t } = useI18n()
  const kept = form.values.started.hetu
  const [shown, setShown] = useState(false)
  if (kept !== '' && form.values.hetu === kept && !shown) {
    return (
      <TextField
        label={t('clients.field.hetu')}
        name="hetu"
        isReadOnly
        value={maskedHetu(kept)}
        labelEnd={
          <LinkButton
            onPress={() => {
              setShown(true)
              requestAnimationFrame(() => focusField('hetu'))
            }}
          >
            {t('clients.form.changeHetu')}
          </LinkButton>
        }
        description={t('clients.form.hetuHelp')}
      />
    )
  }
  return <TextField {...form.text('hetu')} placeholder={t('clients.form.hetuPattern')} description={t('clients.form.hetuHelp')} />
}

export function IdentitySection({ form, settings, birthDateFromHetu }: SectionProps & { birthDateFromHetu: boolean }) {
  const { t } = useI18n()
  const on = (field: FormField) => isOn(settings, field)
  if (!on('hetu') && !on('birthDate') && !on('birthYear') && !on('sex')) return null
  return (
    <FormSection title={t('clients.form.identity')} optional>
      <div className="field-row">
        {on('hetu') ? <HetuField form={form} /> : null}
        {on('birthDate') ? (
          <DateField
            label={t('clients.field.birthDate')}
            name="birthDate"
            value={form.values.birthDate ?? ''}
            max={todayDate()}
            error={form.error('birthDate')}
            onChange={(value) => form.set('birthDate', value)}
            onBlur={() => form.leave('birthDate')}
            description={birthDateFromHetu ? t('clients.form.fromHetu') : undefined}
          />
        ) : null}
        {on('birthYear') ? (
          <TextField {...form.text('birthYear')} inputMode="numeric" description={t('clients.form.birthYearHelp')} />
        ) : null}
        {on('sex') ? (
          <ValueSelect
            form={form}
            name="sex"
            options={(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`clients.sex.${value}`) }))}
          />
        ) : null}
      </div>
    </FormSection>
  )
}

function AddressFields({ form, prefix }: { form: Form<FormState>; prefix: 'address' | 'billing.address' }) {
  const { t } = useI18n()
  const [abroad, setAbroad] = useState(false)
  const country = form.values[`${prefix}.country`] !== '' || abroad
  return (
    <>
      <TextField {...form.text(`${prefix}.street`)} />
      <div className="field-row" data-split="address">
        <TextField {...form.text(`${prefix}.postalCode`)} />
        <TextField {...form.text(`${prefix}.city`)} />
      </div>
      {country ? (
        <TextField {...form.text(`${prefix}.country`)} autoFocus={abroad} />
      ) : (
        <div>
          <LinkButton onPress={() => setAbroad(true)}>{t('clients.form.abroad')}</LinkButton>
        </div>
      )}
    </>
  )
}

export function ContactSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  const on = (field: FormField) => isOn(settings, field)
  if (!on('phone') && !on('email') && !on('address')) return null
  return (
    <FormSection title={t('clients.form.contact')} optional>
      <div className="field-row">
        {on('phone') ? <TextField {...form.text('phone')} type="tel" /> : null}
        {on('email') ? <TextField {...form.text('email')} type="text" inputMode="email" /> : null}
      </div>
      {on('address') ? <AddressFields form={form} prefix="address" /> : null}
    </FormSection>
  )
}

const offeredLanguages = [
  'fi',
  'sv',
  'en',
  'se',
  'ru',
  'et',
  'uk',
  'ar',
  'so',
  'fa',
  'ku',
  'sq',
  'vi',
  'zh',
  'th',
  'tr',
  'de',
  'fr',
  'es',
  'pl',
]
export function BackgroundSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  const on = (field: FormField) => isOn(settings, field)
  if (!on('language') && !on('occupation') && !on('note') && !on('safetyProhibition')) return null
  const codes =
    form.values.language && !offeredLanguages.includes(form.values.language)
      ? [...offeredLanguages, form.values.language]
      : offeredLanguages
  return (
    <FormSection title={t('clients.form.background')} optional>
      {on('language') || on('occupation') ? (
        <div className="field-row">
          {on('language') ? (
            <ValueSelect form={form} name="language" options={codes.map((value) => ({ value, label: languageName(value) }))} />
          ) : null}
          {on('occupation') ? <TextField {...form.text('occupation')} /> : null}
        </div>
      ) : null}
      {on('safetyProhibition') ? (
        <Checkbox
          isSelected={form.values.safetyProhibition}
          onChange={(value) => form.set('safetyProhibition', value)}
          detail={t('clients.form.safetyHelp')}
        >
          {t('clients.field.safetyProhibition')}
        </Checkbox>
      ) : null}
      {on('note') ? <TextArea {...form.text('note')} description={t('clients.form.noteHelp')} /> : null}
    </FormSection>
  )
}

/** Under 18: a guardian is usually wanted. */
const isMinor = (birthDate: string | null): boolean => Boolean(birthDate) && ageAt(birthDate!, todayDate()).years < 18

export function GuardiansSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  const { values } = form
  if (!isOn(settings, 'guardians')) return null
  const count = values.guardianCount
  const add = () => {
    form.set('guardianCount', count + 1)
    requestAnimationFrame(() => focusField(`guardians.${String(count)}.name`))
  }
  const remove = (gone: number) => {
    const next = { ...values, guardianCount: count - 1 } as FormState & Record<string, unknown>
    for (let index = gone; index < maxGuardians; index++)
      for (const part of guardianParts) next[`guardians.${index}.${part}`] = values[`guardians.${index + 1}.${part}`] ?? ''
    form.replace(next)
  }
  return (
    <FormSection title={t('clients.guardians')} optional>
      {count === 0 && isMinor(values.birthDate) ? <p className="muted">{t('clients.form.minor')}</p> : null}
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} className="guardian">
          <legend className="visually-hidden">{t('clients.form.guardianNumber', { number: index + 1 })}</legend>
          <TextField {...form.text(`guardians.${index}.name`)} value={values[`guardians.${index}.name`] ?? ''} />
          <TextField {...form.text(`guardians.${index}.relation`)} value={values[`guardians.${index}.relation`] ?? ''} />
          <TextField {...form.text(`guardians.${index}.phone`)} value={values[`guardians.${index}.phone`] ?? ''} type="tel" />
          <IconButton icon={Trash2} label={t('clients.form.removeGuardian', { number: index + 1 })} onPress={() => remove(index)} />
        </fieldset>
      ))}
      {count < maxGuardians ? (
        <div>
          <Button icon={Plus} onPress={add}>
            {t('clients.form.addGuardian')}
          </Button>
        </div>
      ) : null}
    </FormSection>
  )
}

export function LettersSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  if (settings.register?.parts?.letters === false) return null
  return (
    <FormSection title={t('clients.lettersHeading')}>
      <div className="stack-tight">
        <p className="muted">{t('clients.form.lettersHelp')}</p>
        {(['email', 'sms'] as const).map((channel) => (
          <Checkbox
            key={channel}
            isSelected={form.values[`letters.${channel}`]}
            onChange={(value) => form.set(`letters.${channel}`, value)}
          >
            {t(`clients.letters.${channel}`)}
          </Checkbox>
        ))}
      </div>
    </FormSection>
  )
}

export function BillingSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  const filled = (Object.keys(form.values) as (keyof FormState & string)[]).some(
    (name) => name.startsWith('billing.') && form.values[name] !== '',
  )
  const [open, setOpen] = useState(false)
  if (!isOn(settings, 'billing')) return null
  return (
    <FormSection title={t('clients.form.billing')} optional>
      {!filled && !open ? (
        <div>
          <LinkButton
            onPress={() => {
              setOpen(true)
              requestAnimationFrame(() => focusField('billing.name'))
            }}
          >
            {t('clients.form.otherPayer')}
          </LinkButton>
        </div>
      ) : (
        <>
          <TextField {...form.text('billing.name')} description={t('clients.form.payerHelp')} />
          <div className="field-row">
            <TextField {...form.text('billing.email')} inputMode="email" />
            <TextField {...form.text('billing.eInvoiceAddress')} />
          </div>
          <AddressFields form={form} prefix="billing.address" />
        </>
      )}
    </FormSection>
  )
}

export function DeathSection({ form, settings }: SectionProps) {
  const { t } = useI18n()
  if (!isOn(settings, 'dateOfDeath')) return null
  return (
    <FormSection title={t('clients.form.end')} optional>
      <div className="field-row">
        <DateField
          label={t('clients.field.dateOfDeath')}
          name="dateOfDeath"
          value={form.values.dateOfDeath ?? ''}
          max={todayDate()}
          error={form.error('dateOfDeath')}
          onChange={(value) => form.set('dateOfDeath', value)}
          onBlur={() => form.leave('dateOfDeath')}
        />
      </div>
    </FormSection>
  )
}
