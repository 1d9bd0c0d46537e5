import * as z from 'zod'
import { method } from '../core/contract.ts'
import { localDate } from '../core/fields.ts'

const value = z.string().max(1000, 'tooLong')
const oneValue = z.strictObject({ value })
const referenceKinds = ['national', 'rf'] as const
const pure = { kind: 'query', needs: 'nothing', roles: 'everyone', logs: 'nothing' } as const

/** Pure checks, also used by the forms as she types. They need no vault and remember nothing. */
export const checksContract = {
  hetu: method({
    ...pure,
    name: 'checks.hetu',
    summary: 'A personal identity code: is it one, and what it tells',
    input: oneValue,
    output: z.strictObject({
      valid: z.boolean(),
      birthDate: localDate.optional(),
      sex: z.enum(['female', 'male']).optional(),
      artificial: z.boolean().optional(),
    }),
  }),
  businessId: method({
    ...pure,
    name: 'checks.businessId',
    summary: 'A Finnish business id',
    input: oneValue,
    output: z.strictObject({ valid: z.boolean() }),
  }),
  iban: method({
    ...pure,
    name: 'checks.iban',
    summary: 'An account number of any country; the bank of a Finnish one',
    input: oneValue,
    output: z.strictObject({ valid: z.boolean(), formatted: z.string().optional(), bic: z.string().optional() }),
  }),
  email: method({
    ...pure,
    name: 'checks.email',
    summary: 'An e-mail address',
    input: oneValue,
    output: z.strictObject({ valid: z.boolean() }),
  }),
  phone: method({
    ...pure,
    name: 'checks.phone',
    summary: 'A telephone number, Finnish or foreign',
    input: oneValue,
    output: z.strictObject({ valid: z.boolean() }),
  }),
  postalCode: method({
    ...pure,
    name: 'checks.postalCode',
    summary: 'A postal code: five digits in Finland, free elsewhere',
    input: z.strictObject({ value, country: value.optional() }),
    output: z.strictObject({ valid: z.boolean() }),
  }),
  reference: method({
    ...pure,
    name: 'checks.reference',
    summary: 'A payment reference, national or RF',
    input: oneValue,
    output: z.strictObject({ valid: z.boolean(), kind: z.enum(referenceKinds).optional(), formatted: z.string().optional() }),
  }),
  makeReference: method({
    ...pure,
    name: 'checks.makeReference',
    summary: 'Makes a payment reference; RF wraps the national one',
    input: z.strictObject({ base: value, kind: z.enum(referenceKinds) }),
    output: z.strictObject({ reference: z.string(), formatted: z.string() }),
  }),
  barcode: method({
    ...pure,
    name: 'checks.barcode',
    summary: 'The 54 digits of the bank barcode, version 4 or 5',
    input: z.strictObject({ iban: value, amountCents: z.int().min(0), reference: value, dueDate: localDate.nullable() }),
    output: z.strictObject({ code: z.string() }),
  }),
  epc: method({
    ...pure,
    name: 'checks.epc',
    summary: 'What the QR code of a credit transfer says (EPC069-12, version 002)',
    input: z.strictObject({
      name: value,
      iban: value,
      bic: value.optional(),
      amountCents: z.int(),
      reference: value.optional(),
      text: value.optional(),
    }),
    output: z.strictObject({ payload: z.string() }),
  }),
}
