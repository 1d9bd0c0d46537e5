// [Note: in use in between] Facts are watched: when each came into use and when it went. Adding something and taking it away again before
// the next version leaves no alarm; something of which data were found in between does, with both dates.
import type { Clock } from '../core/clock.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import { sha256Of } from './canonical.ts'
import { catalogue } from './catalogue.ts'
import { itemsOf, type Item, type ItemKind, type Names } from './items.ts'
import { joinFacts, makeSheet, type FactSheet, type ProvidedFacts } from './sheet.ts'
import type { Settings } from '../settings/contract.ts'
import { words } from './texts.ts'

export interface Period {
  fact: string
  since: string
  until: string | null
  found: boolean
  section: string | null
  kind: ItemKind
  urgency: Item['urgency']
  names: Names
}

interface Row {
  id: string
  fact: string
  value_sha256: string
  since: string
  until: string | null
  found: number
  section: string | null
  kind: string
  urgency: string
  names: string
}

const columns = 'id, fact, value_sha256, since, until, found, section, kind, urgency, names'
const toPeriod = (row: Row): Period => ({
  fact: row.fact,
  since: row.since,
  until: row.until,
  found: row.found === 1,
  section: row.section,
  kind: row.kind as ItemKind,
  urgency: row.urgency as Item['urgency'],
  names: JSON.parse(row.names) as Names,
})

/** Items that follow from data in the database, not from settings alone. */
export function foundItems(sheet: FactSheet, settings: Settings, provided: ProvidedFacts): Set<string> {
  const withoutData = itemsOf(makeSheet(settings, joinFacts([])))
  const found = new Set([...itemsOf(sheet).keys()].filter((id) => !withoutData.has(id)))
  for (const entry of catalogue) if (provided.found.has(entry.column)) found.add(`field:${entry.label}`)
  return found
}

// Facts known to be open, so that `noteFound` costs nothing on the hundredth thousandth client. One connection, one set.
const openFound = new WeakMap<Database, Set<string>>()

function insert(
  db: Database,
  at: string,
  item: Pick<Item, 'id' | 'section' | 'kind' | 'urgency' | 'names'>,
  value: string,
  found: boolean,
): void {
  db.statement(
    'INSERT INTO register_fact_periods (id, fact, value_sha256, since, until, found, section, kind, urgency, names) VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)',
  ).run(newId(at), item.id, value, at, found ? 1 : 0, item.section, item.kind, item.urgency, JSON.stringify(item.names))
}

/** Opens and closes periods so that they agree with the facts as they are now. Writes only what has changed. */
export function observe(db: Database, clock: Clock, sheet: FactSheet, settings: Settings, provided: ProvidedFacts): void {
  const at = clock.now()
  const found = foundItems(sheet, settings, provided)
  const items = itemsOf(sheet)
  const open = new Map(
    db
      .statement<Row>(`SELECT ${columns} FROM register_fact_periods WHERE until IS NULL`)
      .all()
      .map((row) => [row.fact, row]),
  )
  const close = (row: Row): unknown => db.statement('UPDATE register_fact_periods SET until = ? WHERE id = ?').run(at, row.id)
  for (const [id, item] of items) {
    const value = sha256Of(item.value)
    const row = open.get(id)
    if (row && row.value_sha256 === value && (row.found === 1) === found.has(id)) continue
    if (row && row.value_sha256 === value && row.found === 0) {
      db.statement('UPDATE register_fact_periods SET found = 1 WHERE id = ?').run(row.id)
      continue
    }
    if (row) close(row)
    insert(db, at, item, value, found.has(id))
  }
  for (const [fact, row] of open) if (!items.has(fact)) close(row)
  openFound.delete(db)
}

/**
 * Tells that data were written into these columns, `clients.hetu`. Called by the services that write them, inside their transaction, so
 * that a use between two checks is not lost.
 */
export function noteFound(db: Database, clock: Clock, written: readonly string[]): void {
  let known = openFound.get(db)
  if (!known) {
    known = new Set(
      db
        .statement<{ fact: string }>('SELECT fact FROM register_fact_periods WHERE until IS NULL AND found = 1')
        .all()
        .map((row) => row.fact),
    )
    openFound.set(db, known)
  }
  for (const column of written) {
    const entry = entryOf(column)
    if (!entry || known.has(`field:${entry.label}`)) continue
    const id = `field:${entry.label}`
    const row = db.statement<Row>(`SELECT ${columns} FROM register_fact_periods WHERE fact = ? AND until IS NULL`).get(id)
    const name = (language: 'fi' | 'sv' | 'en') => words(language, `catalogue.label.${entry.label}`)
    if (row) db.statement('UPDATE register_fact_periods SET found = 1 WHERE id = ?').run(row.id)
    else
      insert(
        db,
        clock.now(),
        { id, section: 'data', kind: 'field', urgency: 'never', names: { fi: name('fi'), sv: name('sv'), en: name('en') } },
        '',
        true,
      )
    known.add(id)
  }
}
const entriesByColumn = new Map(catalogue.map((entry) => [entry.column, entry]))
const entryOf = (column: string) => {
  const entry = entriesByColumn.get(column)
  return entry && entry.group !== 'users' ? entry : undefined
}

/** Since when each fact has its present value. */
export const openPeriods = (db: Database): Map<string, Period> =>
  new Map(
    db
      .statement<Row>(`SELECT ${columns} FROM register_fact_periods WHERE until IS NULL`)
      .all()
      .map((row) => [row.fact, toPeriod(row)]),
  )

/** Uses with data that ended after an instant. */
export const endedPeriods = (db: Database, after: string): Period[] =>
  db
    .statement<Row>(`SELECT ${columns} FROM register_fact_periods WHERE until > ? AND found = 1 ORDER BY since, id`)
    .all(after)
    .map(toPeriod)
