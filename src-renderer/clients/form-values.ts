// A client as the form holds it: flat, by the paths of the method's input, so that the core's problems find their field.
import type { Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { InputOf } from '../../src-main/core/contract.ts'
import type { clientFields, Settings } from '../../src-main/settings/contract.ts'

export type FormField = (typeof clientFields)[number]
type GuardianPart = 'name' | 'phone' | 'relation'
export const guardianParts: readonly GuardianPart[] = ['name', 'phone', 'relation']
export const maxGuardians = 10

export type ClientValues = {
  lastName: string
  firstName: string
  callName: string
  hetu: string
  /** `YYYY-MM-DD`, '' for none, null while the text is no date. */
  birthDate: string | null
  birthYear: string
  sex: string
  email: string
  phone: string
  'address.street': string
  'address.postalCode': string
  'address.city': string
  'address.country': string
  language: string
  occupation: string
  note: string
  safetyProhibition: boolean
  dateOfDeath: string | null
  guardianCount: number
  'letters.email': boolean
  'letters.sms': boolean
  'billing.name': string
  'billing.email': string
  'billing.eInvoiceAddress': string
  'billing.address.street': string
  'billing.address.postalCode': string
  'billing.address.city': string
  'billing.address.country': string
} & { [K in `guardians.${number}.${GuardianPart}`]: string }
export type ValueName = keyof ClientValues & string

/** On by default; only what nobody needs without a reason is off (register-description.md, *Principles*). */
const offByDefault: readonly FormField[] = ['birthYear', 'occupation']
export const isOn = (settings: Settings, field: FormField): boolean => settings.register?.fields?.[field] ?? !offByDefault.includes(field)

export function valuesOf(client: Partial<Client>): ClientValues {
  const guardians = client.guardians ?? []
  return {
    lastName: client.lastName ?? '',
    firstName: client.firstName ?? '',
    callName: client.callName ?? '',
    hetu: client.hetu ?? '',
    birthDate: client.birthDate ?? '',
    birthYear: client.birthYear ? String(client.birthYear) : '',
    sex: client.sex ?? '',
    email: client.email ?? '',
    phone: client.phone ?? '',
    'address.street': client.address?.street ?? '',
    'address.postalCode': client.address?.postalCode ?? '',
    'address.city': client.address?.city ?? '',
    'address.country': client.address?.country ?? '',
    language: client.language ?? '',
    occupation: client.occupation ?? '',
    note: client.note ?? '',
    safetyProhibition: client.safetyProhibition ?? false,
    dateOfDeath: client.dateOfDeath ?? '',
    guardianCount: guardians.length,
    ...Object.fromEntries(
      guardians.flatMap((guardian, index) => guardianParts.map((part) => [`guardians.${String(index)}.${part}`, guardian[part] ?? ''])),
    ),
    'letters.email': client.letters?.email ?? false,
    'letters.sms': client.letters?.sms ?? false,
    'billing.name': client.billing?.name ?? '',
    'billing.email': client.billing?.email ?? '',
    'billing.eInvoiceAddress': client.billing?.eInvoiceAddress ?? '',
    'billing.address.street': client.billing?.address?.street ?? '',
    'billing.address.postalCode': client.billing?.address?.postalCode ?? '',
    'billing.address.city': client.billing?.address?.city ?? '',
    'billing.address.country': client.billing?.address?.country ?? '',
  } as ClientValues
}

export const guardianValue = (values: ClientValues, index: number, part: GuardianPart): string => values[`guardians.${index}.${part}`] ?? ''
const guardiansOf = (values: ClientValues) =>
  Array.from({ length: values.guardianCount }, (_, index) => ({
    name: guardianValue(values, index, 'name'),
    phone: guardianValue(values, index, 'phone'),
    relation: guardianValue(values, index, 'relation'),
  })).filter((guardian) => guardian.name.trim() || guardian.phone.trim() || guardian.relation.trim())

/** A part of the input that is sent as a whole, and the form's values it is made of. */
export const parts = {
  lastName: ['lastName'],
  firstName: ['firstName'],
  callName: ['callName'],
  hetu: ['hetu'],
  birthDate: ['birthDate'],
  birthYear: ['birthYear'],
  sex: ['sex'],
  email: ['email'],
  phone: ['phone'],
  address: ['address.street', 'address.postalCode', 'address.city', 'address.country'],
  language: ['language'],
  occupation: ['occupation'],
  note: ['note'],
  safetyProhibition: ['safetyProhibition'],
  dateOfDeath: ['dateOfDeath'],
  guardians: ['guardianCount'],
  letters: ['letters.email', 'letters.sms'],
  billing: [
    'billing.name',
    'billing.email',
    'billing.eInvoiceAddress',
    'billing.address.street',
    'billing.address.postalCode',
    'billing.address.city',
    'billing.address.country',
  ],
} as const satisfies Record<string, readonly ValueName[]>
export type Part = keyof typeof parts

/** What a part says, comparable. */
export const partText = (part: Part, values: ClientValues): string =>
  part === 'guardians'
    ? JSON.stringify(guardiansOf(values).map((guardian) => guardianParts.map((each) => guardian[each].trim())))
    : JSON.stringify(parts[part].map((name) => (typeof values[name] === 'string' ? values[name].trim() : values[name])))
export const changedParts = (before: ClientValues, after: ClientValues): Part[] =>
  (Object.keys(parts) as Part[]).filter((part) => partText(part, before) !== partText(part, after))

/** The values of `from` put over `onto`, for some parts. */
export function withParts(onto: ClientValues, from: ClientValues, names: readonly Part[]): ClientValues {
  const result: Record<string, unknown> = { ...onto }
  const source = from as Record<string, unknown>
  for (const part of names) {
    for (const name of parts[part]) result[name] = source[name]
    if (part === 'guardians')
      for (let index = 0; index < maxGuardians; index++)
        for (const each of guardianParts) result[`guardians.${String(index)}.${each}`] = source[`guardians.${String(index)}.${each}`]
  }
  return result as ClientValues
}

type Input = Omit<InputOf<typeof clientsContract.update>, 'id' | 'revision' | 'purpose'>
/** The input for the named parts only: what she has not touched is not sent, so a field that is hidden or masked is never cleared. */
export function inputOf(values: ClientValues, names: readonly Part[]): Input {
  const whole: Required<{ [K in Part]: unknown }> = {
    lastName: values.lastName,
    firstName: values.firstName,
    callName: values.callName,
    hetu: values.hetu,
    birthDate: values.birthDate ?? '',
    birthYear: values.birthYear.trim() === '' ? null : Number(values.birthYear),
    sex: values.sex === '' ? 'unknown' : values.sex,
    email: values.email,
    phone: values.phone,
    address: {
      street: values['address.street'],
      postalCode: values['address.postalCode'],
      city: values['address.city'],
      country: values['address.country'],
    },
    language: values.language,
    occupation: values.occupation,
    note: values.note,
    safetyProhibition: values.safetyProhibition,
    dateOfDeath: values.dateOfDeath ?? '',
    guardians: guardiansOf(values),
    letters: { email: values['letters.email'], sms: values['letters.sms'] },
    billing: {
      name: values['billing.name'],
      email: values['billing.email'],
      eInvoiceAddress: values['billing.eInvoiceAddress'],
      address: {
        street: values['billing.address.street'],
        postalCode: values['billing.address.postalCode'],
        city: values['billing.address.city'],
        country: values['billing.address.country'],
      },
    },
  }
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Input
}
