// What a row adds to a client that is there already: empty fields are filled, a differing value stays as it is and is told.
import { emailKey } from '../checks/email.ts'
import { phoneKey } from '../checks/phone.ts'
import type { ClientFields } from '../clients/contract.ts'
import { fold } from '../clients/names.ts'
import type { ClientColumns } from '../clients/normalise.ts'
import type { ImportRow } from './import-rows.ts'

/** What is kept of a client, by column; of a person the file adds, what its rows have said so far. */
export type KeptColumns = ClientColumns & { guardians: number }
type Change = { [K in keyof ClientFields]?: ClientFields[K] | undefined }

export interface Difference {
  /** Fields to fill; empty when the row adds nothing. */
  fill: Change
  filled: boolean
  /** Names of fields whose value differs from what is kept. */
  differing: string[]
}

const loose = (value: string): string =>
  fold(value)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const plain = [
  ['firstName', 'first_name', loose],
  ['callName', 'call_name', loose],
  ['hetu', 'hetu', String],
  ['birthDate', 'birth_date', String],
  ['sex', 'sex', String],
  ['email', 'email', (value: string) => emailKey(value) ?? ''],
  ['phone', 'phone', (value: string) => phoneKey(value) ?? ''],
  ['language', 'language', String],
  ['occupation', 'occupation', loose],
  ['dateOfDeath', 'date_of_death', String],
] as const
const addressParts = [
  ['street', 'street'],
  ['postalCode', 'postal_code'],
  ['city', 'city'],
  ['country', 'country'],
] as const

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

export function compare(row: ImportRow, kept: KeptColumns): Difference {
  const fill: Record<string, unknown> = {}
  const differing: string[] = []
  const { columns, fields } = row
  for (const [field, column, comparable] of plain) {
    const given = columns[column]
    if (isEmpty(given) || (field === 'sex' && given === 'unknown')) continue
    const now = kept[column]
    if (isEmpty(now) || (field === 'sex' && now === 'unknown')) fill[field] = given
    else if (comparable(given!) !== comparable(now!)) differing.push(field)
  }
  // The same words in another order are the same name; which of them is the last name stays as she has it.
  if (loose(columns.last_name) !== loose(kept.last_name ?? '') || differing.includes('firstName')) {
    const words = (last: string | undefined, first: string | null | undefined): string =>
      loose(`${last ?? ''} ${first ?? ''}`)
        .split(' ')
        .sort()
        .join(' ')
    const same = words(columns.last_name, columns.first_name) === words(kept.last_name, kept.first_name)
    const at = differing.indexOf('firstName')
    if (at >= 0) differing.splice(at, 1)
    if (same) delete fill['firstName']
    else differing.push('lastName')
  }
  if (columns.birth_year && isEmpty(kept.birth_date) && !fill['birthDate']) {
    if (isEmpty(kept.birth_year)) fill['birthYear'] = columns.birth_year
    else if (kept.birth_year !== columns.birth_year) differing.push('birthYear')
  }
  compareAddress(columns, kept, fill, differing)
  if (!isEmpty(columns.note)) {
    if (isEmpty(kept.note)) fill['note'] = columns.note
    else if (!loose(kept.note!).includes(loose(columns.note!))) differing.push('note')
  }
  if (columns.safety_prohibition === 1 && kept.safety_prohibition !== 1) fill['safetyProhibition'] = true
  if (fields.guardians && kept.guardians === 0) fill['guardians'] = fields.guardians
  return { fill: fill as Change, filled: Object.keys(fill).length > 0, differing }
}

/** An address is one thing: the street of one and the town of another would be an address that nobody has. */
function compareAddress(columns: ClientColumns, kept: KeptColumns, fill: Record<string, unknown>, differing: string[]): void {
  const given = addressParts.filter(([, column]) => !isEmpty(columns[column]))
  if (given.length === 0) return
  if (given.some(([, column]) => !isEmpty(kept[column]) && loose(columns[column]!) !== loose(kept[column]!))) differing.push('address')
  else if (given.some(([, column]) => isEmpty(kept[column]))) {
    fill['address'] = Object.fromEntries(
      addressParts.flatMap(([field, column]) => {
        const value = isEmpty(kept[column]) ? columns[column] : kept[column]
        return isEmpty(value) ? [] : [[field, value]]
      }),
    )
  }
}

/** Whether everything the row says (but its note) is said already: then a row without any sign but the name is the same one again. */
export function saysNothingNew(row: ImportRow, kept: KeptColumns): boolean {
  const { fill, differing } = compare(row, kept)
  return differing.every((field) => field === 'note') && Object.keys(fill).every((field) => field === 'note')
}
