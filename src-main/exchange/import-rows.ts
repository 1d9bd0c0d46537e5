// From a row of a table to the fields of a client. What a row says is checked by the rules of the client form; what has no place in a
// field goes to the note or is told, never lost in silence.
import { phoneKey, readPhone } from '../checks/phone.ts'
import { readHetu } from '../checks/hetu.ts'
import { isFinland, readPostalCode } from '../checks/postal-code.ts'
import { emailKey } from '../checks/email.ts'
import type { ClientFields } from '../clients/contract.ts'
import { nameKey } from '../clients/names.ts'
import { normaliseClient, type ClientColumns } from '../clients/normalise.ts'
import { AppError, type Problem } from '../core/errors.ts'
import * as text from '../core/fields.ts'
import type { CsvRecord } from './csv.ts'
import type { Mapping } from './header-mapping.ts'
import { dateOf, judgeDayOrder, readDate, type DayOrder } from './import-dates.ts'
import type { ImportField } from './import-fields.ts'
import {
  emailsOf,
  phonesOf,
  readLanguage,
  readSex,
  readYes,
  splitAddress,
  splitName,
  splitPostalPlace,
  splitValues,
} from './import-values.ts'

/** Something to say about a row or, with line 1, about a column. */
export interface RowNotice {
  line: number
  /** Name of a client's field, as in `clients.create`. */
  field: string
  code: string
  params?: Record<string, string | number>
}

/** A row that can be written. */
export interface ImportRow {
  line: number
  fields: ClientFields
  columns: ClientColumns & { last_name: string }
  nameKey: string
  phoneKey: string | undefined
  emailKey: string | undefined
}

export interface RowReader {
  /** Null when the row can't be written; `errors` say why. */
  read(record: CsvRecord): ImportRow | null
  readonly errors: RowNotice[]
  readonly warnings: RowNotice[]
}

const lengths = {
  lastName: 200,
  firstName: 200,
  callName: 200,
  phone: 60,
  email: 200,
  street: 200,
  postalCode: 20,
  city: 100,
  country: 60,
  occupation: 200,
  guardianName: 200,
  guardianPhone: 60,
} as const
// Most cells are clean: the costly tidying is for those that are not.
// oxlint-disable-next-line no-control-regex
const untidy = /[^\x20-\x7E\u00A1-\u00AC\u00AE-\u024F]|  /
const tidy = text.line(100_000)
const tidyLine = (value: string): string => (untidy.test(value) ? tidy.parse(value) : value.trim())
const prose = text.prose(1_000_000)
const noteLimit = 10_000

export function rowReader(headings: readonly string[], mapping: Mapping, records: readonly CsvRecord[], today: string): RowReader {
  const errors: RowNotice[] = []
  const warnings: RowNotice[] = []
  const columns = new Map<ImportField, number[]>()
  mapping.forEach((field, column) => {
    if (field) columns.set(field, [...(columns.get(field) ?? []), column])
  })
  const none: number[] = []
  const at = (field: ImportField): number[] => columns.get(field) ?? none

  const orderOf = (field: 'birthDate' | 'dateOfDeath'): DayOrder => {
    const column = at(field)[0]
    if (column === undefined) return 'dayFirst'
    const judged = judgeDayOrder(valuesOf(records, column), headings[column]!)
    if (judged.assumed) warnings.push({ line: 1, field, code: 'dateOrderAssumed' })
    if (judged.mixed) warnings.push({ line: 1, field, code: 'dateOrderMixed' })
    return judged.order
  }
  const birthOrder = orderOf('birthDate')
  const deathOrder = orderOf('dateOfDeath')

  function read({ line, cells }: CsvRecord): ImportRow | null {
    const problems: Problem[] = []
    const warn = (field: string, code: string): void => {
      warnings.push({ line, field, code })
    }
    const fail = (field: string, code: string): void => {
      problems.push({ path: [field], code })
    }
    const raw = (field: ImportField): string => {
      for (const column of at(field)) if (cells[column]?.trim()) return cells[column]
      return ''
    }
    const one = (field: ImportField): string => tidyLine(raw(field))
    for (let column = headings.length; column < cells.length; column++) {
      if (cells[column]!.trim() !== '')
        return (errors.push({ line, field: '', code: 'tooManyCells', params: { columns: headings.length } }), null)
    }

    const whole = raw('lastNameFirst')
      ? splitName(one('lastNameFirst'), 'lastFirst')
      : raw('firstNameFirst')
        ? splitName(one('firstNameFirst'), 'firstLast')
        : raw('fullName')
          ? splitName(one('fullName'), 'auto')
          : undefined
    let lastName = one('lastName')
    let firstName = one('firstName')
    if (lastName === '' && firstName === '' && whole) ({ lastName, firstName } = whole)
    // `Virtanen, Maija` in the column of last names
    else if (firstName === '' && lastName.includes(',')) ({ lastName, firstName } = splitName(lastName, 'lastFirst'))
    const middle = one('middleName')
    if (middle && firstName) firstName = `${firstName} ${middle}`
    if (lastName === '' && firstName !== '') [lastName, firstName] = [firstName, ''] // one name only: kept as the last name
    const key = nameKey({ lastName, firstName })
    if (key === '') fail('lastName', 'noName')

    const fields: ClientFields = { lastName }
    if (firstName) fields.firstName = firstName
    const callName = one('callName')
    if (callName) fields.callName = callName

    const hetu = one('hetu')
    const known = hetu ? readHetu(hetu) : null
    if (hetu && hetu !== '-') fields.hetu = hetu
    readBirth(fields, known?.birthDate)

    const sex = readSex(one('sex'))
    if (sex === null) warn('sex', 'sexWord')
    else if (sex && !(sex === 'unknown' && known)) fields.sex = sex
    const language = readLanguage(one('language'))
    if (language === null) warn('language', 'languageWord')
    else if (language) fields.language = language
    const occupation = one('occupation')
    if (occupation) fields.occupation = occupation

    const left: string[] = []
    const keep = (column: number, value: string): void => {
      left.push(`${tidyLine(headings[column]!)}: ${tidyLine(value)}`)
    }
    contact('phone', 'otherPhone', phonesOf)
    contact('email', 'otherEmail', emailsOf)
    readAddress(fields)

    const guardian = one('guardianName')
    if (guardian) {
      const phone = one('guardianPhone')
      fields.guardians = [{ name: guardian, ...(phone && readPhone(phone) ? { phone } : {}) }]
      if (phone && !readPhone(phone)) keep(at('guardianPhone')[0]!, phone)
    }
    const prohibited = readYes(one('safetyProhibition'))
    if (prohibited === true) fields.safetyProhibition = true
    else if (prohibited === undefined) fail('safetyProhibition', 'yesOrNo') // to guess it wrong would put a person in danger

    const notes = at('note')
      .map((column) => prose.parse(cells[column] ?? ''))
      .filter((note) => note !== '')
    for (const column of at('noteLine'))
      if (cells[column]?.trim()) left.push(`${tidyLine(headings[column]!)}: ${prose.parse(cells[column])}`)
    const note = [...notes, ...left].join('\n')
    if (note) fields.note = note
    if (note.length > noteLimit) fail('note', 'tooLong')

    for (const [field, limit] of Object.entries(lengths)) {
      const value = field in lengths ? valueOf(fields, field) : undefined
      if (value && value.length > limit) fail(field, 'tooLong')
      if (value?.includes('\uFFFD')) warn(field, 'brokenLetter')
    }

    let normal: ClientColumns = {}
    try {
      normal = normaliseClient(fields, {}, today)
    } catch (error) {
      const found = error instanceof AppError ? (error.details as { problems?: Problem[] }).problems : undefined
      if (!found) throw error
      problems.push(...found)
    }
    if (problems.length > 0) {
      for (const { path, code, params } of problems) errors.push({ line, field: path.join('.'), code, ...(params ? { params } : {}) })
      return null
    }
    return {
      line,
      fields,
      columns: normal as ImportRow['columns'],
      nameKey: key,
      phoneKey: phoneKey(normal.phone),
      emailKey: emailKey(normal.email),
    }

    /** The first value that is one goes to the field, the rest to the note; text without digits or @ is no mistyped contact but a remark. */
    function contact(field: 'phone' | 'email', other: 'otherPhone' | 'otherEmail', split: (value: string) => string[] | null): void {
      for (const column of [...at(field), ...at(other)]) {
        const isMain = at(field).includes(column)
        for (const value of splitValues(cells[column] ?? '')) {
          const found = split(tidyLine(value))
          if (found) {
            for (const item of found) {
              if (fields[field] === undefined) fields[field] = item
              else if (item !== fields[field]) keep(column, item)
            }
          } else if (isMain && fields[field] === undefined && (field === 'phone' ? /[0-9]/ : /@/).test(value)) {
            fields[field] = tidyLine(value) // the check of the client form names it
          } else {
            keep(column, value)
            if (isMain) warn(field, 'movedToNote')
          }
        }
      }
    }

    function readBirth(target: ClientFields, told: string | undefined): void {
      const found = readDate(one('birthDate'), birthOrder, today, told)
      if (found && 'problem' in found) fail('birthDate', found.problem)
      else if (found && 'date' in found) target.birthDate = found.date
      else if (found && 'year' in found) target.birthYear = found.year
      else if (found) warn('birthDate', found.ignored)
      const [year, month, day] = [one('birthYear'), one('birthMonth'), one('birthDay')]
      if (target.birthDate === undefined && /^[1-9][0-9]{3}$/.test(year)) {
        if (month && day) {
          const date = /^[0-9]{1,2}$/.test(month) && /^[0-9]{1,2}$/.test(day) ? dateOf(Number(year), Number(month), Number(day)) : null
          if (date) target.birthDate = date
          else fail('birthDate', 'date')
        } else if (Number(year) >= 1890) target.birthYear = Number(year)
        else fail('birthYear', 'birthYear')
      } else if (year && target.birthDate === undefined && !/^0+$/.test(year)) fail('birthYear', 'birthYear')
      const death = readDate(one('dateOfDeath'), deathOrder, today)
      if (death && 'date' in death) target.dateOfDeath = death.date
      else if (death) fail('dateOfDeath', 'problem' in death ? death.problem : 'date')
    }

    function readAddress(target: ClientFields): void {
      const street = [one('street'), one('streetMore')]
      let [postalCode, city, country] = [one('postalCode'), one('city'), one('country')]
      const place = one('postalPlace')
      if (place) {
        const split = splitPostalPlace(place)
        postalCode ||= split?.postalCode ?? ''
        city ||= split?.city ?? place
      }
      const wholeAddress = raw('address').replace(/\s*\r?\n\s*/g, ', ')
      if (wholeAddress.trim() !== '') {
        const split = postalCode || city ? { street: tidyLine(wholeAddress) } : splitAddress(tidyLine(wholeAddress))
        if (street[0] === '') street[0] = split.street
        postalCode ||= split.postalCode ?? ''
        city ||= split.city ?? ''
        country ||= split.country ?? ''
      }
      if (postalCode && isFinland(country)) {
        if (/^[1-9][0-9]{2,3}$/.test(postalCode)) {
          // a spreadsheet took 00100 for the number 100
          postalCode = postalCode.padStart(5, '0')
          warn('address.postalCode', 'postalCodePadded')
        } else if (readPostalCode(postalCode) === null && country === '') {
          // foreign, and the country is not told: kept with the place
          city = `${postalCode} ${city}`.trim()
          postalCode = ''
          warn('address.postalCode', 'postalCodeForeign')
        }
      }
      const joined = street.filter(Boolean).join(', ')
      if (joined || postalCode || city || country) {
        target.address = {
          ...(joined ? { street: joined } : {}),
          ...(postalCode ? { postalCode } : {}),
          ...(city ? { city } : {}),
          ...(country ? { country } : {}),
        }
      }
    }
  }
  return { read, errors, warnings }
}

function* valuesOf(records: readonly CsvRecord[], column: number): Generator<string> {
  for (const record of records) yield record.cells[column] ?? ''
}

function valueOf(fields: ClientFields, name: string): string | undefined {
  if (name === 'guardianName') return fields.guardians?.[0]?.name
  if (name === 'guardianPhone') return fields.guardians?.[0]?.phone
  const address = fields.address as Record<string, string | undefined> | undefined
  return (fields as unknown as Record<string, string | undefined>)[name] ?? address?.[name]
}
