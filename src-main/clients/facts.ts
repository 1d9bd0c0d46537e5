// What the register description says of clients: which fields hold data, whose data there are, which languages they use.
import { countRows, exists, filledColumns } from '../privacy/fact-queries.ts'
import type { DomainFacts, FactProvider, FactReader, Use } from '../privacy/provider.ts'

/** Columns that may be empty; the others are there with the first client. */
const optional = [
  'first_name',
  'call_name',
  'hetu',
  'birth_date',
  'birth_year',
  'sex',
  'language',
  'occupation',
  'note',
  'date_of_death',
  'email',
  'email_key',
  'phone',
  'phone_key',
  'street',
  'postal_code',
  'city',
  'country',
  'billing_name',
  'billing_street',
  'billing_postal_code',
  'billing_city',
  'billing_country',
  'billing_email',
  'e_invoice_address',
] as const
const always = ['last_name', 'sort_key', 'name_key', 'number'] as const

// One pass over the table, whatever is in it; a hundred thousand clients cost some tens of milliseconds.
const scan = `SELECT count(*) AS clients, max(safety_prohibition) AS safety_prohibition, ${optional
  .map((column) => `max(${column} IS NOT NULL) AS ${column}`)
  .join(', ')} FROM clients`

function collect(reader: FactReader): DomainFacts {
  const row = reader.get<Record<string, number | null>>(scan) ?? {}
  const has = (column: string): boolean => row[column] === 1
  const clients = row['clients'] ?? 0
  const guardians = filledColumns(reader, 'guardians', ['name', 'phone', 'relation'])
  const consents = exists(reader, 'SELECT 1 FROM consents')
  const granted = (purpose: string): boolean => exists(reader, `SELECT 1 FROM consents WHERE given = 1 AND purpose = '${purpose}'`)
  const uses: Use[] = [
    ...(guardians.length > 0 ? (['guardians'] as const) : []),
    ...(has('billing_name') ? (['otherPayers'] as const) : []),
    ...(granted('clientLetters') ? (['letterConsents'] as const) : []),
    ...(granted('marketing') ? (['marketingConsents'] as const) : []),
    ...(granted('disclosure') ? (['disclosureConsents'] as const) : []),
  ]
  return {
    found: [
      ...(clients > 0 ? always.map((column) => `clients.${column}`) : []),
      ...optional.filter(has).map((column) => `clients.${column}`),
      ...(has('safety_prohibition') ? ['clients.safety_prohibition'] : []),
      ...guardians,
      ...(consents ? ['given', 'at', 'how', 'purpose', 'channel', 'recorded_by'].map((column) => `consents.${column}`) : []),
      ...(exists(reader, 'SELECT 1 FROM client_merges') ? ['client_merges.before', 'client_merges.user_id'] : []),
    ],
    uses,
    clientLanguages: has('language')
      ? reader
          .all<{ language: string }>('SELECT DISTINCT language FROM clients WHERE language IS NOT NULL AND archived_at IS NULL')
          .map(({ language }) => language)
      : [],
  }
}

export const clientFacts: FactProvider = {
  domain: 'clients',
  collect,
  observe: (reader) => ({
    counts: {
      identity: countRows(reader, 'clients'),
      contact: countRows(reader, 'clients'),
      representatives: countRows(reader, 'guardians'),
      consents: countRows(reader, 'consents'),
    },
  }),
}
