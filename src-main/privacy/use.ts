// [Note: in use] In use means: switched on in `settings.register`, or found in the database (register-description: *Principles*).
// Pure functions over settings and what the providers found.
import type { clientFields, registerParts, Settings } from '../settings/contract.ts'
import { isHealthProfession } from './health-professions.ts'
import type { Use } from './provider.ts'

export type ClientField = (typeof clientFields)[number]
export type RegisterPart = (typeof registerParts)[number]

/** Off until she switches them on: nobody needs them for care or billing. */
const offByDefault = new Set<ClientField>(['birthYear', 'occupation'])

/** Patient rules: a place for the record is set, the title is a health profession's, or care has been recorded. */
export const hasPatients = (settings: Settings, uses: ReadonlySet<Use>): boolean =>
  settings.patientRecord?.location !== undefined ||
  isHealthProfession(settings.practitioner?.title) ||
  uses.has('visits') ||
  uses.has('entries')

/**
 * Whether a client field is shown in the forms. The identity code is asked only where the law wants it in the record (1050/2018 § 29,
 * 703/2023 § 27); elsewhere only when switched on.
 */
export function fieldIsOn(settings: Settings, field: ClientField, patient: boolean): boolean {
  const set = settings.register?.fields?.[field]
  if (set !== undefined) return set
  if (field === 'hetu') return patient
  return !offByDefault.has(field)
}

const evidence: Readonly<Record<RegisterPart, readonly Use[]>> = {
  treatment: ['visits', 'entries'],
  appointments: ['appointments'],
  billing: ['invoices'],
  letters: ['letters', 'letterConsents', 'reminders'],
  marketing: ['marketingConsents'],
}

/** Parts of the register in use. Treatment goes with the patient rules; marketing is on when a channel is. */
export function partIsInUse(settings: Settings, part: RegisterPart, uses: ReadonlySet<Use>, patient: boolean): boolean {
  if (evidence[part].some((use) => uses.has(use))) return true
  const set = settings.register?.parts?.[part]
  if (part === 'treatment') return patient
  if (part === 'marketing') {
    const { email, sms, post, ownCustomer } = settings.marketing ?? {}
    return set === true || email === true || sms === true || post === true || ownCustomer === true
  }
  return set ?? true
}

/** Online booking: a part of it counts as in use unless booking as a whole is switched off. */
export function bookingInUse(settings: Settings): { inUse: boolean; clientLogin: boolean; cookies: boolean; ipLog: boolean } {
  const booking = settings.onlineBooking ?? {}
  const off = booking.inUse === false
  const cookies = !off && booking.cookies === true
  const ipLog = !off && booking.ipLog?.inUse === true
  const clientLogin = !off && booking.clientLogin === true
  return { inUse: booking.inUse === true || cookies || ipLog || clientLogin, clientLogin, cookies, ipLog }
}

export const websiteCookies = (settings: Settings): boolean => settings.website?.inUse !== false && settings.website?.cookies === true
