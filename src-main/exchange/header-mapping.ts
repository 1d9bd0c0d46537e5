// Which column is what: proposed from the headings, corrected by her.
import { readEmail } from '../checks/email.ts'
import { readHetu } from '../checks/hetu.ts'
import { phoneKey, readPhone } from '../checks/phone.ts'
import { invalidInput, type Problem } from '../core/errors.ts'
import { headingKind, type HeadingKind } from './header-names.ts'
import { importFieldOf, type ImportField } from './import-fields.ts'

export type Mapping = (ImportField | null)[]
/** By column position, or by heading (or position) to field, or by field to heading; `null`, `''` and `ignore` leave a column out. */
export type MappingInput = (string | null)[] | Record<string, string | number | null>

const several: ReadonlySet<ImportField> = new Set(['otherEmail', 'otherPhone', 'note', 'noteLine', 'streetMore'])

/** Proposes a field for each column. The better phone and e-mail come first, the others are kept beside. */
export function proposeMapping(headings: readonly string[]): Mapping {
  const kinds = headings.map((heading) => headingKind(heading))
  const has = (kind: HeadingKind): boolean => kinds.includes(kind)
  const first = (...wanted: HeadingKind[]): number => {
    for (const kind of wanted) if (has(kind)) return kinds.indexOf(kind)
    return -1
  }
  const phone = first('mobilePhone', 'phone', 'workPhone')
  const email = first('email', 'workEmail')
  const taken = new Set<ImportField>()
  return kinds.map((kind, column) => {
    let field: ImportField | null
    if (kind === undefined) field = null
    else if (kind === 'mobilePhone' || kind === 'workPhone' || kind === 'phone') field = column === phone ? 'phone' : 'otherPhone'
    else if (kind === 'workEmail' || kind === 'email') field = column === email ? 'email' : 'otherEmail'
    // `Nimi` beside `Etunimi` is the last name.
    else if (kind === 'fullName' && has('firstName') && !has('lastName')) field = 'lastName'
    // Thunderbird's three columns; elsewhere `Birth Day` is the whole date.
    else if (kind === 'birthDay' && !(has('birthMonth') && has('birthYear'))) field = 'birthDate'
    else field = kind
    if (field === null || (taken.has(field) && !several.has(field))) return null
    taken.add(field)
    return field
  })
}

/**
 * The proposal with her corrections. A field she gives to a column is taken from the columns it was proposed for.
 * @throws AppError `invalid_input` naming each column or field that is not there
 */
export function correctMapping(headings: readonly string[], proposed: Mapping, correction: MappingInput | undefined): Mapping {
  if (correction === undefined) return proposed
  const problems: Problem[] = []
  const fieldOf = (name: string | null, path: Problem['path']): ImportField | null => {
    if (name === null || name === '' || name === 'ignore') return null
    const field = importFieldOf(name)
    if (!field) problems.push({ path, code: 'mappingField' })
    return field ?? null
  }
  const columnOf = (name: string | number): number => {
    const heading = String(name).trim().toLowerCase()
    const found = headings.findIndex((one) => one.trim().toLowerCase() === heading)
    return found >= 0 || !/^[0-9]{1,4}$/.test(heading) || Number(heading) >= headings.length ? found : Number(heading)
  }
  let mapping = proposed
  if (Array.isArray(correction)) {
    mapping = headings.map((_heading, column) => fieldOf(correction[column] ?? null, ['mapping', column]))
    if (correction.length > headings.length) problems.push({ path: ['mapping', headings.length], code: 'mappingColumn' })
  } else {
    const given = new Map<number, ImportField | null>()
    for (const [key, value] of Object.entries(correction)) {
      const column = columnOf(key)
      const field = importFieldOf(key)
      if (column >= 0 && (value === null || typeof value === 'string')) given.set(column, fieldOf(value, ['mapping', key]))
      else if (column < 0 && field && value === null) mapping = mapping.map((one) => (one === field ? null : one))
      else if (column < 0 && field && value !== null && columnOf(value) >= 0) given.set(columnOf(value), field)
      else problems.push({ path: ['mapping', key], code: 'mappingColumn' })
    }
    const claimed = new Set([...given.values()].filter((field) => field !== null && !several.has(field)))
    mapping = mapping.map((field, column) => (given.has(column) ? given.get(column)! : field !== null && claimed.has(field) ? null : field))
  }
  if (problems.length > 0) throw invalidInput(problems)
  return mapping
}

/** Whether the first row holds headings: it does unless none is known and a cell of it is plainly somebody's data. */
export function looksLikeHeadings(row: readonly string[]): boolean {
  if (row.some((cell) => headingKind(cell) !== undefined)) return true
  return !row.some(
    (cell) =>
      readHetu(cell) !== null ||
      readEmail(cell) !== null ||
      (readPhone(cell) !== null && (phoneKey(cell)?.length ?? 0) >= 9) ||
      /^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$/.test(cell.trim()),
  )
}
