// The client's form: labels, checks, and what its fields tell each other.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CheckKind } from '../app/checks.ts'
import { type Faults, type Form, useForm } from '../app/form.ts'
import { todayDate } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { type ClientValues, guardianParts, guardianValue, maxGuardians } from './form-values.ts'

export interface FormState extends ClientValues {
  /** What the form was opened with, kept in the draft: a change made elsewhere meanwhile can then be told from her own. */
  startedRevision: number
  started: ClientValues
  /** Contact data are hidden under a safety prohibition and can't be edited. */
  masked: boolean
}

const isForeign = (country: string): boolean => !['', 'fi', 'suomi', 'finland'].includes(country.trim().toLowerCase())
type Checks = Partial<Record<keyof FormState & string, CheckKind>>
const known = new Map<string, Checks>()
/** The same object for the same shape of the form, as useForm wants it. */
function checksFor(values: FormState): Checks {
  const foreign = [isForeign(values['address.country']), isForeign(values['billing.address.country'])] as const
  const key = `${String(values.guardianCount)} ${String(foreign)}`
  let found = known.get(key)
  if (!found) {
    found = {
      hetu: 'hetu',
      email: 'email',
      phone: 'phone',
      'billing.email': 'email',
      ...(foreign[0] ? {} : { 'address.postalCode': 'postalCode' }),
      ...(foreign[1] ? {} : { 'billing.address.postalCode': 'postalCode' }),
    } as Checks
    for (let index = 0; index < values.guardianCount; index++) found[`guardians.${index}.phone`] = 'phone'
    known.set(key, found)
  }
  return found
}

function labelsOf(): Record<keyof FormState & string, string> {
  const plain = [
    'lastName',
    'firstName',
    'callName',
    'hetu',
    'birthDate',
    'birthYear',
    'sex',
    'email',
    'phone',
    'language',
    'occupation',
    'note',
    'safetyProhibition',
    'dateOfDeath',
    'billing.name',
    'billing.email',
    'billing.eInvoiceAddress',
  ] as const
  const address = ['street', 'postalCode', 'city', 'country'] as const
  return {
    ...Object.fromEntries(plain.map((name) => [name, t(`clients.field.${name}`)])),
    ...Object.fromEntries(
      address.flatMap((part) => [
        [`address.${part}`, t(`clients.field.address.${part}`)],
        [`billing.address.${part}`, t(`clients.field.address.${part}`)],
      ]),
    ),
    'letters.email': t('clients.letters.email'),
    'letters.sms': t('clients.letters.sms'),
    guardianCount: t('clients.guardians'),
    startedRevision: '',
    started: '',
    masked: '',
    ...Object.fromEntries(
      Array.from({ length: maxGuardians }, (_, index) =>
        guardianParts.map((part) => [`guardians.${String(index)}.${part}`, t(`clients.field.guardian.${part}`)]),
      ).flat(),
    ),
  } as Record<keyof FormState & string, string>
}

function faultsOf(values: FormState, told: string | undefined): Faults<FormState> {
  const faults: Faults<FormState> = {}
  if (values.lastName.trim() === '') faults.lastName = t(values.firstName.trim() ? 'clients.form.oneName' : 'clients.form.nameMissing')
  if (values.birthDate === null) faults.birthDate = t('common.dateError')
  else if (values.birthDate && values.birthDate > todayDate()) faults.birthDate = t('clients.form.future')
  else if (values.birthDate && told && told !== values.birthDate) faults.birthDate = t('clients.form.birthDateDiffers')
  if (values.dateOfDeath === null) faults.dateOfDeath = t('common.dateError')
  else if (values.dateOfDeath && values.dateOfDeath > todayDate()) faults.dateOfDeath = t('clients.form.future')
  const year = values.birthYear.trim()
  if (year && (!/^\d{4}$/.test(year) || Number(year) < 1890 || Number(year) > Number(todayDate().slice(0, 4))))
    faults.birthYear = t('clients.form.birthYear')
  for (let index = 0; index < values.guardianCount; index++) {
    if (
      guardianValue(values, index, 'name').trim() === '' &&
      (guardianValue(values, index, 'phone').trim() || guardianValue(values, index, 'relation').trim())
    )
      faults[`guardians.${index}.name`] = t('clients.form.guardianName')
  }
  return faults
}

export function useClientForm(draft: string, initial: FormState): { form: Form<FormState>; birthDateFromHetu: boolean } {
  const [told, setTold] = useState<string | undefined>(undefined)
  const [checks, setChecks] = useState(() => checksFor(initial))
  const labels = useMemo(labelsOf, [])
  const form = useForm<FormState>({ draft, initial, labels, checks, check: (values) => faultsOf(values, told) })
  const { values, set } = form
  const wanted = checksFor(values)
  useEffect(() => setChecks(wanted), [wanted])

  // The code tells the birth date. What she typed herself is never overwritten, only what came from a code before.
  const fromHetu = form.checked.hetu?.facts.birthDate
  const filled = useRef<string | null>(null)
  useEffect(() => {
    setTold(fromHetu)
    if (!fromHetu || (values.birthDate !== '' && values.birthDate !== filled.current)) return
    filled.current = fromHetu
    if (values.birthDate !== fromHetu) set('birthDate', fromHetu)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new code fills the date, not an edit of the date
  }, [fromHetu])
  return { form, birthDateFromHetu: fromHetu !== undefined && values.birthDate === fromHetu }
}
