// What the register description says of care: appointments, visits, entries, risk information, disclosures, and whether minors are among
// those who come.
import { countRows, exists, filledColumns } from '../privacy/fact-queries.ts'
import type { DomainFacts, FactProvider, FactReader, Use } from '../privacy/provider.ts'

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
const visitColumns = ['started_at', 'ended_at', 'service_name', 'appointment_status', 'discarded_at', 'other_provider', 'created_by']
const versionColumns = ['content', 'number', 'state', 'reason', 'signer_name', 'signer_title', 'signed_at', 'signer_id']
const alertColumns = ['kind', 'text', 'since', 'review_on', 'ended_at', 'end_reason', 'created_by', 'ended_by']
const disclosureColumns = ['at', 'recipient', 'what', 'purpose', 'ground_kind', 'ground', 'how', 'minor_forbids', 'provider', 'recorded_at']

/** The birthday that makes somebody 18 today. */
const grownUpSince = (today: string): string => `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`

function collect(reader: FactReader): DomainFacts {
  const appointments = filledColumns(reader, 'appointments', appointmentColumns)
  const visits = filledColumns(reader, 'visits', visitColumns)
  const signed = filledColumns(reader, 'entry_versions', versionColumns)
  const drafts = filledColumns(reader, 'entry_drafts', ['content', 'saved_by', 'logged_by'])
  const entries = filledColumns(reader, 'entries', ['kind', 'state', 'version', 'author_id'])
  const disclosures = filledColumns(reader, 'disclosures', [...disclosureColumns, 'user_id', 'user_name', 'user_title'])
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
    found: [...appointments, ...visits, ...entries, ...drafts, ...signed, ...filledColumns(reader, 'alerts', alertColumns), ...disclosures],
    uses,
    recipients:
      disclosures.length > 0
        ? reader.all<{ recipient: string }>('SELECT DISTINCT recipient FROM disclosures').map(({ recipient }) => recipient)
        : [],
  }
}

export const careFacts: FactProvider = {
  domain: 'visits',
  collect,
  observe: (reader) => ({ counts: { appointments: countRows(reader, 'appointments'), care: countRows(reader, 'entries') } }),
}
