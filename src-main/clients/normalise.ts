// From what was typed to what is kept. Every bad field is named at once.
import { readEmail } from '../checks/email.ts'
import { readHetu } from '../checks/hetu.ts'
import { readPhone } from '../checks/phone.ts'
import { readPostalCode } from '../checks/postal-code.ts'
import { invalidInput, type Problem } from '../core/errors.ts'
import type { ClientFields } from './contract.ts'

/** Columns of `clients` that come from the form; undefined = leave as it is, null = empty. */
export interface ClientColumns {
  last_name?: string
  first_name?: string | null
  call_name?: string | null
  hetu?: string | null
  birth_date?: string | null
  birth_year?: number | null
  sex?: string | null
  email?: string | null
  phone?: string | null
  street?: string | null
  postal_code?: string | null
  city?: string | null
  country?: string | null
  language?: string | null
  occupation?: string | null
  note?: string | null
  safety_prohibition?: 0 | 1
  date_of_death?: string | null
  billing_name?: string | null
  billing_email?: string | null
  billing_street?: string | null
  billing_postal_code?: string | null
  billing_city?: string | null
  billing_country?: string | null
  e_invoice_address?: string | null
}

type Change = { [K in keyof ClientFields]?: ClientFields[K] | undefined }

/** Checks one field; returns what is kept, null when empty, and notes a problem when it is wrong. */
function checked(
  problems: Problem[],
  path: Problem['path'],
  value: string,
  read: (value: string) => string | null,
  code: string,
): string | null {
  if (value.trim() === '') return null
  const kept = read(value)
  if (kept === null) problems.push({ path, code })
  return kept
}

/**
 * @param change fields as typed; absent ones stay
 * @param before what is kept now, for rules between fields
 * @param today local date; a birth or death in the future is refused
 * @throws AppError `invalid_input` naming every bad field
 */
export function normaliseClient(
  change: Change,
  before: { hetu?: string | null; birth_date?: string | null; birth_year?: number | null; date_of_death?: string | null },
  today: string,
): ClientColumns {
  const problems: Problem[] = []
  const columns: ClientColumns = {}
  const plain = { firstName: 'first_name', callName: 'call_name', occupation: 'occupation', note: 'note', language: 'language' } as const
  if (change.lastName !== undefined) columns.last_name = change.lastName
  for (const [field, column] of Object.entries(plain) as [keyof typeof plain, (typeof plain)[keyof typeof plain]][]) {
    if (change[field] !== undefined) columns[column] = change[field] || null
  }
  if (change.sex !== undefined) columns.sex = change.sex
  if (change.safetyProhibition !== undefined) columns.safety_prohibition = change.safetyProhibition ? 1 : 0
  if (change.birthYear !== undefined) columns.birth_year = change.birthYear
  if (change.birthDate !== undefined) columns.birth_date = change.birthDate || null
  if (change.dateOfDeath !== undefined) columns.date_of_death = change.dateOfDeath || null
  if (change.hetu !== undefined) columns.hetu = checked(problems, ['hetu'], change.hetu, (value) => readHetu(value)?.hetu ?? null, 'hetu')
  if (change.email !== undefined) columns.email = checked(problems, ['email'], change.email, readEmail, 'email')
  if (change.phone !== undefined) columns.phone = checked(problems, ['phone'], change.phone, readPhone, 'phone')
  if (change.address !== undefined) {
    const { street, postalCode, city, country } = change.address
    columns.street = street || null
    columns.city = city || null
    columns.country = country || null
    columns.postal_code = checked(
      problems,
      ['address', 'postalCode'],
      postalCode ?? '',
      (value) => readPostalCode(value, country),
      'postalCode',
    )
  }
  if (change.billing !== undefined) {
    const { name, email, address, eInvoiceAddress } = change.billing
    columns.billing_name = name || null
    columns.billing_email = checked(problems, ['billing', 'email'], email ?? '', readEmail, 'email')
    columns.e_invoice_address = eInvoiceAddress || null
    columns.billing_street = address?.street || null
    columns.billing_city = address?.city || null
    columns.billing_country = address?.country || null
    columns.billing_postal_code = checked(
      problems,
      ['billing', 'address', 'postalCode'],
      address?.postalCode ?? '',
      (value) => readPostalCode(value, address?.country),
      'postalCode',
    )
  }
  change.guardians?.forEach((guardian, position) =>
    checked(problems, ['guardians', position, 'phone'], guardian.phone ?? '', readPhone, 'phone'),
  )

  const hetu = columns.hetu === undefined ? before.hetu : columns.hetu
  const told = hetu ? readHetu(hetu)?.birthDate : undefined
  // The code tells the date (703/2023 § 27); a corrected code corrects the date that the old one told.
  const toldBefore = before.hetu ? readHetu(before.hetu)?.birthDate : undefined
  if (told && columns.birth_date === undefined && (!before.birth_date || (change.hetu !== undefined && before.birth_date === toldBefore)))
    columns.birth_date = told
  const birth = columns.birth_date === undefined ? before.birth_date : columns.birth_date
  const death = columns.date_of_death === undefined ? before.date_of_death : columns.date_of_death
  if (told && birth && told !== birth)
    problems.push({ path: [change.birthDate === undefined ? 'hetu' : 'birthDate'], code: 'birthDateDiffers' })
  if (birth && birth > today) problems.push({ path: ['birthDate'], code: 'futureDate' })
  if (death && death > today) problems.push({ path: ['dateOfDeath'], code: 'futureDate' })
  if (birth && death && death < birth) problems.push({ path: ['dateOfDeath'], code: 'birthAfterDeath' })
  if (birth && columns.birth_year && Number(birth.slice(0, 4)) !== columns.birth_year)
    problems.push({ path: ['birthYear'], code: 'birthYearDiffers' })
  // A year typed earlier, when the date was not known, gives way to the date.
  if (birth && columns.birth_year === undefined && before.birth_year && Number(birth.slice(0, 4)) !== before.birth_year)
    columns.birth_year = null
  if (!birth && columns.birth_year && columns.birth_year > Number(today.slice(0, 4)))
    problems.push({ path: ['birthYear'], code: 'futureDate' })
  if (problems.length > 0) throw invalidInput(problems)
  return columns
}
