// What the register description says of care: appointments, visits, entries, risk information, disclosures, and whether minors are among
// those who come.
import type { DomainFacts, FactProvider, FactReader, Use } from '../privacy/provider.ts'

const exists = (reader: FactReader, sql: string, ...parameters: (string | number | null)[]): boolean =>
  reader.get<{ found: number }>(`SELECT EXISTS (${sql}) AS found`, ...parameters)?.found === 1

/** Columns of a table that hold something; one early answer for each that is used, one pass for each that is not. */
const filled = (reader: FactReader, table: string, columns: readonly string[]): string[] =>
  exists(reader, `SELECT 1 FROM ${table}`)
    ? columns.filter((column) => exists(reader, `SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL`)).map((column) => `${table}.${column}`)
    : []

const appointmentColumns = [
  'starts_at',
  'ends_at',
  'duration_minutes',
  'service_id',
  'status',
  'cancelled_at',
  'cancel_reason',
  'note',
  'created_by',
  'cancelled_by',
]
const visitColumns = ['started_at', 'ended_at', 'service_name', 'other_provider', 'created_by']
const versionColumns = ['content', 'number', 'state', 'reason', 'signer_name', 'signer_title', 'signed_at', 'signer_id']
const alertColumns = ['kind', 'text', 'since', 'review_on', 'ended_at', 'end_reason', 'created_by', 'ended_by']
const disclosureColumns = ['at', 'recipient', 'what', 'purpose', 'ground_kind', 'ground', 'how', 'minor_forbids', 'provider', 'recorded_at']

/** The birthday that makes somebody 18 today. */
const grownUpSince = (today: string): string => `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`

function collect(reader: FactReader): DomainFacts {
  const appointments = filled(reader, 'appointments', appointmentColumns)
  const visits = filled(reader, 'visits', visitColumns)
  const signed = filled(reader, 'entry_versions', versionColumns)
  const drafts = filled(reader, 'entry_drafts', ['content', 'saved_by', 'logged_by'])
  const entries = filled(reader, 'entries', ['kind', 'state', 'version', 'author_id'])
  const disclosures = filled(reader, 'disclosures', [...disclosureColumns, 'user_id', 'user_name', 'user_title'])
  const minors = ['appointments', 'visits'].some((table) =>
    exists(reader, `SELECT 1 FROM clients c JOIN ${table} t ON t.client_id = c.id WHERE c.birth_date > ?`, grownUpSince(reader.today)),
  )
  const uses: Use[] = [
    ...(appointments.length > 0 ? (['appointments'] as const) : []),
    ...(visits.length > 0 ? (['visits'] as const) : []),
    ...(entries.length > 0 ? (['entries'] as const) : []),
    ...(minors ? (['minors'] as const) : []),
  ]
  return {
    found: [...appointments, ...visits, ...entries, ...drafts, ...signed, ...filled(reader, 'alerts', alertColumns), ...disclosures],
    uses,
    recipients:
      disclosures.length > 0
        ? reader.all<{ recipient: string }>('SELECT DISTINCT recipient FROM disclosures').map(({ recipient }) => recipient)
        : [],
  }
}

const count = (reader: FactReader, table: string): number => reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0

export const careFacts: FactProvider = {
  domain: 'visits',
  collect,
  observe: (reader) => ({ counts: { appointments: count(reader, 'appointments'), care: count(reader, 'entries') } }),
}
