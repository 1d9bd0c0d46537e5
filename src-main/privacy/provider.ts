// What a domain tells of itself for the register description: which of its columns hold data, and what it is used for.
// Every domain has a `facts.ts` with one FactProvider; privacy/providers.ts lists them.
//
// Whoever adds a domain that holds personal data does this:
// 1. `<domain>/facts.ts`: `export const <domain>Facts: FactProvider = { domain, collect, observe? }`. visits/facts.ts is the example.
//    It imports types from here and nothing else of privacy/.
// 2. `collect` runs at every check, preview and write, over all data: one `EXISTS`, or the newest row, for each question, on an index;
//    never a count. It returns
//    - `found`: catalogue columns (`table.column`) that hold something now; a name that the catalogue lacks has no effect;
//    - `uses`: what is done, from the list below; a new one is added there, and where it decides something in use.ts, purposes.ts or
//      retention-table.ts;
//    - `claims`: only what was proved lately; `recipients`, `imports`, `clientLanguages` where the domain knows them.
// 3. `observe` is asked for the internal record alone: counts by catalogue group, people, proofs. Nothing of it enters the fact sheet.
// 4. One line in providers.ts.
// 5. Services that write a column which may be emptied again call `noteFound` (periods.ts) in the same transaction, so that a use
//    between two checks is not lost.
// Facts are yes or no: the public notice must not change with every client. Never a value of a client.
import type { Settings } from '../settings/contract.ts'

/** Reads for providers. Queries must be cheap: the notice is made over the whole data set. */
export interface FactReader {
  readonly settings: Settings
  /** The present instant. */
  readonly now: string
  /** The local date. */
  readonly today: string
  /** The local date of an instant, in the practice's time zone. */
  localDate(instant: string): string
  /** Users with a passphrase slot of their own in vault.json. */
  readonly slotUserIds: readonly string[]
  /** The first row, or undefined. */
  get: <Row = Record<string, unknown>>(sql: string, ...parameters: (string | number | null)[]) => Row | undefined
  all: <Row = Record<string, unknown>>(sql: string, ...parameters: (string | number | null)[]) => Row[]
  /** First 16 bytes of the database file. */
  readonly fileHead: Uint8Array
}

/**
 * Things in use that follow from data, not from settings:
 * - `visits`, `entries`, `otherCareSources`, `careRequests`: treatment; `appointments`, `reminders`, `letters`: booking and messages;
 * - `invoices`, `otherPayers`, `insurers`, `reminderFees`: billing; `marketingConsents`, `letterConsents`, `disclosureConsents`: the consent ledger;
 * - `guardians`, `contactPersons`, `minors`: people; `photos`, `forms`, `referrals`, `otherRecords`, `expressionsOfWill`, `careDocuments`,
 *   `statements`, `messages`: retention classes.
 */
export type Use =
  | 'visits'
  | 'entries'
  | 'otherCareSources'
  | 'appointments'
  | 'reminders'
  | 'letters'
  | 'invoices'
  | 'otherPayers'
  | 'insurers'
  | 'reminderFees'
  | 'marketingConsents'
  | 'letterConsents'
  | 'disclosureConsents'
  | 'guardians'
  | 'contactPersons'
  | 'minors'
  | 'photos'
  | 'forms'
  | 'referrals'
  | 'otherRecords'
  | 'expressionsOfWill'
  | 'careDocuments'
  | 'statements'
  | 'messages'

/** Claims about protection, printed only while proved (register-description: *Proved claims*). */
export type Claim = 'encrypted' | 'backups' | 'drill' | 'accounts' | 'roles' | 'autoLock' | 'log' | 'offline'

/** One row of *people* in the internal record. */
export interface Person {
  name: string
  title: string | null
  registrationNumber: string | null
  role: string
  active: boolean
  since: string | null
  until: string | null
  /** Local dates: secrecy signed, instructions read, training had (703/2023 §§ 5, 7, 9). */
  secrecyOn: string | null
  instructionsOn: string | null
  trainingOn: string | null
}

/** Newest outcome of a check, for the internal record. */
export interface ProofRow {
  kind: string
  at: string
  ok: boolean
}

export interface DomainFacts {
  /** Catalogue columns that hold data now, `clients.hetu`. */
  found?: readonly string[]
  uses?: readonly Use[]
  /** Earlier systems that data came from; `name` null when nobody said. */
  imports?: readonly { id: string; name: string | null; date: string }[]
  /** Recipients in the disclosure log. */
  recipients?: readonly string[]
  claims?: readonly Claim[]
  /** A request ever got through to a network, or a backup folder is synchronised by `service`. */
  networkLetThrough?: boolean
  synchronisedBackup?: { service: string | null } | null
  /** Languages clients are served in, ISO 639-1. */
  clientLanguages?: readonly string[]
  /** Rows by group of the catalogue, for the internal record only; never part of the fact sheet. */
  counts?: Readonly<Record<string, number>>
  people?: readonly Person[]
  proofs?: readonly ProofRow[]
  refusals?: number
  /** Months after which copies go, the newest verified one apart; null when she keeps them for good. */
  copiesKeptMonths?: number | null
}

export interface FactProvider {
  readonly domain: string
  collect(reader: FactReader): DomainFacts
  /** Counts and people for the internal record; slower reads are fine here. */
  observe?(reader: FactReader): DomainFacts
}
