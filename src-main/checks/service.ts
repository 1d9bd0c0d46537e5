import { bankBarcode, type BarcodeRefusal } from '../billing/bank-barcode.ts'
import { epcPayload, type EpcRefusal } from '../billing/epc-code.ts'
import { makeReference, readReference } from '../billing/reference-number.ts'
import { implement } from '../core/context.ts'
import { invalidInput } from '../core/errors.ts'
import { readBusinessId } from './business-id.ts'
import { checksContract } from './contract.ts'
import { readEmail } from './email.ts'
import { readHetu } from './hetu.ts'
import { bicOf, formatIban, readIban } from './iban.ts'
import { readPhone } from './phone.ts'
import { readPostalCode } from './postal-code.ts'

/** The field that each refusal is about, for the form that asked. */
const barcodeFields: Readonly<Record<BarcodeRefusal, string>> = {
  barcodeForeignIban: 'iban',
  barcodeReference: 'reference',
  barcodeLetters: 'reference',
  barcodeDueDate: 'dueDate',
}
const epcFields: Readonly<Record<EpcRefusal, string>> = {
  epcAmount: 'amountCents',
  epcIban: 'iban',
  epcBic: 'bic',
  epcName: 'name',
  epcReference: 'reference',
  epcText: 'text',
  epcBothTexts: 'text',
  epcTooLong: 'name',
}

export const checksService = implement(checksContract, {
  hetu(_context, { value }) {
    const facts = readHetu(value)
    return facts ? { valid: true, birthDate: facts.birthDate, sex: facts.sex, artificial: facts.artificial } : { valid: false }
  },
  businessId: (_context, { value }) => ({ valid: readBusinessId(value) !== null }),
  iban(_context, { value }) {
    const iban = readIban(value)
    if (!iban) return { valid: false }
    const bic = bicOf(iban)
    return { valid: true, formatted: formatIban(iban), ...(bic ? { bic } : {}) }
  },
  email: (_context, { value }) => ({ valid: readEmail(value) !== null }),
  phone: (_context, { value }) => ({ valid: readPhone(value) !== null }),
  postalCode: (_context, { value, country }) => ({ valid: readPostalCode(value, country) !== null }),
  reference(_context, { value }) {
    const reference = readReference(value)
    return reference ? { valid: true, kind: reference.kind, formatted: reference.formatted } : { valid: false }
  },
  makeReference(_context, { base, kind }) {
    const made = makeReference(base, kind)
    if (!made) throw invalidInput([{ path: ['base'], code: kind === 'national' ? 'referenceBase' : 'rfBase' }])
    return { reference: made.reference, formatted: made.formatted }
  },
  barcode(_context, input) {
    const made = bankBarcode(input)
    if ('refused' in made) throw invalidInput([{ path: [barcodeFields[made.refused]], code: made.refused }])
    return made
  },
  epc(_context, input) {
    const made = epcPayload(input)
    if ('refused' in made) throw invalidInput([{ path: [epcFields[made.refused]], code: made.refused }])
    return made
  },
})
