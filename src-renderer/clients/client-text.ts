// How facts about a client are said.
import type { Client } from '../../src-main/clients/contract.ts'
import { todayDate } from '../app/format.ts'
import { currentLanguage, hasText, intlLocale, t } from '../app/i18n.ts'

/** Whole years and months from a local date to another. */
export function ageAt(birthDate: string, at: string): { years: number; months: number } {
  const [birthYear, birthMonth, birthDay] = birthDate.split('-').map(Number) as [number, number, number]
  const [year, month, day] = at.split('-').map(Number) as [number, number, number]
  const months = (year - birthYear) * 12 + (month - birthMonth) - (day < birthDay ? 1 : 0)
  return { years: Math.floor(months / 12), months: ((months % 12) + 12) % 12 }
}

/** `42 v`; under two years in months; from the year of birth alone nothing certain can be said. */
export function ageText({ birthDate, dateOfDeath }: Pick<Client, 'birthDate' | 'dateOfDeath'>): string | null {
  if (!birthDate) return null
  const { years, months } = ageAt(birthDate, dateOfDeath ?? todayDate())
  if (years < 0) return null
  return years < 2 ? t('clients.ageMonths', { count: years * 12 + months }) : t('clients.ageYears', { count: years })
}

/** Name of a language in the window's language: `sv` → `ruotsi`. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([intlLocale[currentLanguage()]], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

type Address = NonNullable<Client['address']>
export const addressText = (address: Address | undefined): string =>
  address ? [address.street, [address.postalCode, address.city].filter(Boolean).join(' '), address.country].filter(Boolean).join(', ') : ''

/** `030284-••••`: the date is told elsewhere too, the end is the secret part. */
export const maskedHetu = (hetu: string): string => `${hetu.slice(0, 7)}••••`

/** The name of a kept column or field in the words of the form; null for what the form does not know. */
export function fieldName(name: string): string | null {
  const key = `clients.field.${
    (
      {
        last_name: 'lastName',
        first_name: 'firstName',
        call_name: 'callName',
        birth_date: 'birthDate',
        birth_year: 'birthYear',
        street: 'address',
        postal_code: 'address',
        city: 'address',
        country: 'address',
        safety_prohibition: 'safetyProhibition',
        date_of_death: 'dateOfDeath',
        billing_name: 'billing',
        billing_email: 'billing',
        billing_street: 'billing',
        billing_postal_code: 'billing',
        billing_city: 'billing',
        billing_country: 'billing',
        e_invoice_address: 'billing',
      } as Record<string, string>
    )[name] ?? name
  }`
  return hasText(key) ? t(key) : null
}
