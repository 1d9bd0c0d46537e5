// What the register description says of clients: which fields hold data, whose data there are, which languages they use.
import { type Language, languages } from '../core/contract.ts'
import { countRows, exists, filledColumns, present } from '../privacy/fact-queries.ts'
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

const languageOf = (language: Language): string => `language_${language}`
const conditions: Readonly<Record<string, string>> = {
  some: '1',
  safety_prohibition: 'safety_prohibition = 1',
  ...Object.fromEntries(optional.map((column) => [column, `${column} IS NOT NULL`])),
  ...Object.fromEntries(languages.map((language) => [languageOf(language), `language = '${language}' AND archived_at IS NULL`])),
}

function collect(reader: FactReader): DomainFacts {
  const clients = present(reader, 'clients', conditions)
  const has = (name: string): boolean => clients.has(name)
  const guardians = filledColumns(reader, 'guardians', ['name', 'phone', 'relation'])
  const consents = exists(reader, 'SELECT 1 FROM consents')
  const granted = present(reader, 'consents', {
    clientLetters: "given = 1 AND purpose = 'clientLetters'",
    marketing: "given = 1 AND purpose = 'marketing'",
    disclosure: "given = 1 AND purpose = 'disclosure'",
  })
  const uses: Use[] = [
    ...(guardians.length > 0 ? (['guardians'] as const) : []),
    ...(has('billing_name') ? (['otherPayers'] as const) : []),
    ...(granted.has('clientLetters') ? (['letterConsents'] as const) : []),
    ...(granted.has('marketing') ? (['marketingConsents'] as const) : []),
    ...(granted.has('disclosure') ? (['disclosureConsents'] as const) : []),
  ]
  return {
    found: [
      ...(has('some') ? always.map((column) => `clients.${column}`) : []),
      ...optional.filter(has).map((column) => `clients.${column}`),
      ...(has('safety_prohibition') ? ['clients.safety_prohibition'] : []),
      ...guardians,
      ...(consents ? ['given', 'at', 'how', 'purpose', 'channel', 'recorded_by'].map((column) => `consents.${column}`) : []),
      ...(exists(reader, 'SELECT 1 FROM client_merges') ? ['client_merges.before', 'client_merges.user_id'] : []),
    ],
    uses,
    clientLanguages: languages.filter((language) => has(languageOf(language))),
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
