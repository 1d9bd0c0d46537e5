// What a column of a client file may be. Several columns may go to one field; some fields take a part of a client's field.
export const importFields = [
  'lastName',
  'firstName',
  'middleName',
  'callName',
  /** Both names in one column: order judged, last name first, first name first. */
  'fullName',
  'lastNameFirst',
  'firstNameFirst',
  'hetu',
  'birthDate',
  'birthDay',
  'birthMonth',
  'birthYear',
  'sex',
  /** The first that holds one is the client's; what is left goes to the note. */
  'email',
  'otherEmail',
  'phone',
  'otherPhone',
  'street',
  'streetMore',
  'postalCode',
  'city',
  'country',
  /** `00100 Helsinki`; `Esimerkkikatu 1, 00100 Helsinki`. */
  'postalPlace',
  'address',
  'language',
  'occupation',
  'safetyProhibition',
  'dateOfDeath',
  'guardianName',
  'guardianPhone',
  /** Into the note: as it is, or as a line `heading: value`. */
  'note',
  'noteLine',
] as const
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
