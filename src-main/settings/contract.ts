import * as z from 'zod'
import { languages, method } from '../core/contract.ts'
import { empty, line, localDate, prose, requiredLine, revision } from '../core/fields.ts'

/** Text that is printed: one string, or one for each language. */
export const printedText = z.union([
  prose(2000),
  z.strictObject({ fi: prose(2000).optional(), sv: prose(2000).optional(), en: prose(2000).optional() }),
])
export type PrintedText = z.output<typeof printedText>

export const address = z.strictObject({
  street: line(200).optional(),
  postalCode: line(20).optional(),
  city: line(100).optional(),
  country: line(60).optional(),
})

const authority = z.strictObject({
  name: printedText.optional(),
  street: line().optional(),
  postalAddress: printedText.optional(),
  phone: line(60).optional(),
  email: line().optional(),
  website: line().optional(),
})

/** Client fields that can be switched on or off; a field that is off is not shown in the forms. */
export const clientFields = [
  'hetu',
  'birthDate',
  'birthYear',
  'sex',
  'email',
  'phone',
  'address',
  'language',
  'occupation',
  'guardians',
  'safetyProhibition',
  'dateOfDeath',
  'callName',
  'note',
  'billing',
] as const
export const registerParts = ['treatment', 'appointments', 'billing', 'letters', 'marketing'] as const
const cookiePurpose = z.array(z.enum(['necessary', 'statistics', 'marketing']))

/** Every setting, each optional: what is absent is not said anywhere. Paths and names are those of methods.md. */
export const settings = z.strictObject({
  practice: z
    .strictObject({
      name: line().optional(),
      businessId: line(20).optional(),
      address: address.optional(),
      email: line().optional(),
      phone: line(60).optional(),
      website: line().optional(),
    })
    .optional(),
  contactPerson: z
    .strictObject({ name: line().optional(), email: line().optional(), phone: line(60).optional(), address: address.optional() })
    .optional(),
  dataProtectionOfficer: z.strictObject({ name: line().optional(), email: line().optional(), phone: line(60).optional() }).optional(),
  practitioner: z.strictObject({ name: requiredLine(), title: line().optional(), registrationNumber: line(40).optional() }).optional(),
  patientRecord: z
    .strictObject({
      location: z.enum(['kanta', 'this-app', 'other-system', 'paper']).optional(),
      systemName: line().optional(),
      kantaJoined: localDate.optional(),
      since: localDate.optional(),
    })
    .optional(),
  register: z
    .strictObject({
      parts: z.partialRecord(z.enum(registerParts), z.boolean()).optional(),
      fields: z.partialRecord(z.enum(clientFields), z.boolean()).optional(),
      name: line().optional(),
    })
    .optional(),
  processors: z
    .array(
      z.strictObject({
        name: line().optional(),
        role: printedText.optional(),
        country: line(60).optional(),
        description: printedText.optional(),
        task: printedText.optional(),
        place: line().optional(),
        contractDate: localDate.optional(),
        reviewedOn: localDate.optional(),
        subprocessors: printedText.optional(),
        safeguard: printedText.optional(),
        statedSecurity: z.array(z.strictObject({ claim: printedText, statedOn: localDate })).optional(),
      }),
    )
    .optional(),
  disclosures: z
    .array(
      z.strictObject({
        recipient: line().optional(),
        what: printedText.optional(),
        basis: printedText.optional(),
        country: line(60).optional(),
      }),
    )
    .optional(),
  transfersOutsideEea: z.array(z.strictObject({ country: line(60).optional(), safeguard: printedText.optional() })).optional(),
  marketing: z
    .strictObject({
      email: z.boolean().optional(),
      sms: z.boolean().optional(),
      post: z.boolean().optional(),
      optOutEmail: line().optional(),
      ownCustomer: z.boolean().optional(),
    })
    .optional(),
  onlineBooking: z
    .strictObject({
      inUse: z.boolean().optional(),
      provider: line().optional(),
      clientLogin: z.boolean().optional(),
      cookies: z.boolean().optional(),
      cookiePurpose: cookiePurpose.optional(),
      ipLog: z
        .strictObject({ inUse: z.boolean().optional(), purpose: printedText.optional(), accessBy: printedText.optional() })
        .optional(),
    })
    .optional(),
  website: z
    .strictObject({ inUse: z.boolean().optional(), cookies: z.boolean().optional(), cookiePurpose: cookiePurpose.optional() })
    .optional(),
  authorities: z
    .strictObject({
      dataProtection: authority.optional(),
      supervision: authority.optional(),
      patientOmbudsman: authority.optional(),
      confirmedOn: localDate.optional(),
    })
    .optional(),
  billing: z
    .strictObject({
      vatRegistered: z.boolean().optional(),
      iban: line(50).optional(),
      bic: line(11).optional(),
      paymentTermDays: z.int().min(0).max(365).optional(),
      lateInterestPercent: z.number().min(0).max(100).optional(),
      reminderFeeCents: z.int().min(0).max(100_000).optional(),
      collector: line().optional(),
    })
    .optional(),
  kanta: z
    .strictObject({
      organisationOid: line(120).optional(),
      registerCode: line(40).optional(),
      viewCode: line(40).optional(),
      artificialIdentityCodes: z.enum(['hold', 'queue']).optional(),
    })
    .optional(),
  calendar: z
    .strictObject({
      timeZone: line(60).optional(),
      openingHours: z
        .array(
          z.strictObject({
            weekday: z.int().min(1).max(7),
            opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time'),
            closes: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time'),
          }),
        )
        .optional(),
      slotMinutes: z.int().min(5).max(240).optional(),
    })
    .optional(),
  internal: z
    .strictObject({
      diskEncryption: z.boolean().optional(),
      recoverySheetStored: z.boolean().optional(),
      paperArchive: z.boolean().optional(),
      otherSystems: printedText.optional(),
    })
    .optional(),
  locale: z.enum(languages).optional(),
  autoLockMinutes: z.int().min(0).max(240).optional(),
})
export type Settings = z.output<typeof settings>

type Nullable<T> = T extends (infer E)[] ? E[] | null : T extends object ? { [K in keyof T]?: Nullable<T[K]> | null } : T | null
/** A change: objects merge deeply, arrays replace, `null` clears. Validated after merging. */
export type SettingsChange = Nullable<Settings>

export const settingsContract = {
  get: method({
    name: 'settings.get',
    summary: 'All settings, with the revision they are at',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: settings.extend({ revision }),
  }),
  update: method({
    name: 'settings.update',
    summary: 'Changes any part of the settings: objects merge deeply, arrays replace, null clears',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: ['settings'] },
    input: z.looseObject({ revision: revision.optional() }),
    output: settings.extend({ revision }),
  }),
}
