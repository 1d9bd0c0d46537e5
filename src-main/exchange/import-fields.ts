// What a column of a client file may be, and by which names.
import { importFields } from './contract.ts'

export type ImportField = (typeof importFields)[number]

/** Names that a mapping may use too, as they stand in `clients.create`. */
const aliases: Readonly<Record<string, ImportField>> = {
  'address.street': 'street',
  'address.postalCode': 'postalCode',
  'address.city': 'city',
  'address.country': 'country',
  name: 'fullName',
  notes: 'note',
  gender: 'sex',
  mobile: 'phone',
}

/** The field of that name, or undefined. */
export const importFieldOf = (name: string): ImportField | undefined =>
  (importFields as readonly string[]).includes(name) ? (name as ImportField) : Object.hasOwn(aliases, name) ? aliases[name] : undefined
