// What an import would do, row by row. Pure: the same plan is counted by a dry run and carried out by the real one.
import type { ClientFields } from '../clients/contract.ts'
import type { ClientColumns } from '../clients/normalise.ts'
import { compare, saysNothingNew, type KeptColumns } from './import-compare.ts'
import type { Matcher, Person } from './import-match.ts'
import type { ImportRow, RowNotice } from './import-rows.ts'

type Change = { [K in keyof ClientFields]?: ClientFields[K] | undefined }

export interface ImportPlan {
  /** `columns`: the fields as they are kept; absent where a later row has added to them. */
  creates: { line: number; fields: ClientFields; columns?: ClientColumns | undefined }[]
  updates: { line: number; id: string; change: Change }[]
  /** Rows that fill fields of a client, or of one added by an earlier row. */
  updated: number
  /** Rows that say nothing that is not known already. */
  unchanged: number
  /** New clients that somebody else's name, phone or e-mail agrees with. */
  possibleDuplicates: number
  errors: RowNotice[]
  warnings: RowNotice[]
}

/**
 * @param keptOf what is kept of a client now
 * @param checkUpdate says why a client can't be changed so (a key of the field texts), or undefined
 */
export function planImport(
  rows: Iterable<ImportRow>,
  matcher: Matcher,
  keptOf: (id: string) => KeptColumns,
  checkUpdate: (id: string, change: Change) => RowNotice['code'] | undefined,
): ImportPlan {
  const plan: ImportPlan = { creates: [], updates: [], updated: 0, unchanged: 0, possibleDuplicates: 0, errors: [], warnings: [] }
  const added = new Map<Person, { create: ImportPlan['creates'][number]; kept: KeptColumns }>()
  const kept = new Map<Person, KeptColumns>()
  const changes = new Map<Person, ImportPlan['updates'][number]>()
  const read = (person: Person): KeptColumns => {
    const known = added.get(person)?.kept ?? kept.get(person)
    if (known) return known
    const columns = keptOf(person.id!)
    kept.set(person, columns)
    return columns
  }
  const say = (row: ImportRow, field: string, code: string): void => {
    plan.warnings.push({ line: row.line, field, code })
  }

  for (const row of rows) {
    let person = matcher.find(row)
    if (person === 'several') {
      plan.errors.push({ line: row.line, field: 'lastName', code: 'severalMatches' })
      continue
    }
    if (!person) {
      const same = matcher.namesakes(row).find((one) => saysNothingNew(row, read(one)))
      if (same && added.has(same)) say(row, 'lastName', 'repeatedRow')
      person = same
      if (same) {
        plan.unchanged++
        continue
      }
    }
    if (!person) {
      if (matcher.resembles(row)) {
        plan.possibleDuplicates++
        say(row, 'lastName', 'possibleDuplicate')
      }
      const create: ImportPlan['creates'][number] = { line: row.line, fields: row.fields, columns: row.columns }
      const made: Person = { hetu: row.columns.hetu ?? null, birthDate: row.columns.birth_date ?? null }
      added.set(made, { create, kept: { ...row.columns, guardians: row.fields.guardians?.length ?? 0 } })
      plan.creates.push(create)
      matcher.add(made, row)
      continue
    }

    const { fill, filled, differing } = compare(row, read(person))
    for (const field of differing) say(row, field, 'differsKept')
    if (!filled) {
      plan.unchanged++
      continue
    }
    const refused = person.id === undefined ? undefined : checkUpdate(person.id, { ...changes.get(person)?.change, ...fill })
    if (refused) {
      plan.errors.push({ line: row.line, field: Object.keys(fill)[0]!, code: refused })
      continue
    }
    plan.updated++
    const earlier = added.get(person)
    if (earlier) {
      Object.assign(earlier.create.fields, fill)
      earlier.create.columns = undefined
    } else {
      const update = changes.get(person) ?? { line: row.line, id: person.id!, change: {} }
      if (!changes.has(person)) plan.updates.push(update)
      changes.set(person, update)
      Object.assign(update.change, fill)
    }
    fillKept(read(person), row, fill)
    person.hetu ??= row.columns.hetu ?? null
    person.birthDate ??= row.columns.birth_date ?? null
    matcher.add(person, row)
  }
  return plan
}

/** What is kept once the row's part is filled in; later rows of the file are compared with it. */
function fillKept(kept: KeptColumns, row: ImportRow, fill: Change): void {
  for (const [column, value] of Object.entries(row.columns)) {
    const now = (kept as unknown as Record<string, unknown>)[column]
    if (value !== null && value !== undefined && (now === null || now === undefined || now === ''))
      (kept as unknown as Record<string, unknown>)[column] = value
  }
  if (fill.sex) kept.sex = fill.sex
  if (fill.safetyProhibition) kept.safety_prohibition = 1
  if (fill.guardians) kept.guardians = fill.guardians.length
}
