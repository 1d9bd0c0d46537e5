// What a service function gets. No globals, no Electron, no machine clock: everything a service may touch is here.
import type { Database } from '../database/database.ts'
import type { Clock } from './clock.ts'
import type { DataGroup, Language, LogKind, MethodDefinition, OutputOf, ParsedInputOf, Purpose, Role, SecretName } from './contract.ts'

/** Who acts, and from where. Recorded in every log entry. */
export interface Actor {
  userId: string
  name: string
  title: string | null
  role: Role
  source: 'window' | 'cli'
  /** Unlocked with the recovery key: acts as the owner, and the log says so. */
  viaRecoveryKey?: boolean
}

export interface LogInput {
  /** Clients whose data the call touched; every one finds the entry in her extract. */
  clientIds?: readonly string[]
  /** Defaults to what the method's definition says. */
  kind?: LogKind
  groups?: readonly DataGroup[]
  purpose?: Purpose
  /** Names of fields and counts, never values. */
  details?: Readonly<Record<string, unknown>>
}

export interface Context {
  /** The open database; throws `locked` when there is none. */
  readonly db: Database
  readonly actor: Actor
  readonly clock: Clock
  /** Language of errors and of documents without a language of their own. */
  readonly language: Language
  /** The vault folder, absolute. */
  readonly vaultFolder: string
  readonly appVersion: string
  /** Adds a log entry in the running transaction. */
  log(entry: LogInput): void
  /** For methods that run `alone`: one IMMEDIATE transaction; throws roll it back. */
  transaction<T>(work: () => T): T
  /** A secret given beside the input; throws `invalid_input` when it is missing. */
  secret(name: SecretName): string
  /** The same, or undefined. */
  optionalSecret(name: SecretName): string | undefined
  /** Announces a change to the windows after commit. */
  changed(topic: string, ...ids: string[]): void
  progress(step: string, done: number, total: number): void
  readonly signal: AbortSignal
}

export type Service<M extends MethodDefinition> = (context: Context, input: ParsedInputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>

export interface Implemented {
  definition: MethodDefinition
  run: (context: Context, input: never) => unknown
}

/** Binds each method of a contract to its one service function. A missing or extra one is a type error. */
export function implement<C extends Record<string, MethodDefinition>>(
  contract: C,
  services: { [K in keyof C]: Service<C[K]> },
): Implemented[] {
  return Object.keys(contract).map((key) => ({ definition: contract[key]!, run: services[key]! as Implemented['run'] }))
}
