// What the main process and the core's worker say to each other.
import type { Call, CoreEvent, Envelope, Language } from './contract.ts'

/** Given to the worker at its start. */
export interface WorkerStart {
  /** Absolute. */
  vaultFolder: string
  /** What a vault made by this core is for. */
  newVaultKind?: 'real' | 'demo'
  appVersion: string
  language: Language
  /** Writes the stack of unexpected errors to stderr; never their messages, which could hold data. */
  development: boolean
}
export type ToCore = { kind: 'call'; id: number; call: Call } | { kind: 'close' }
export type FromCore = { kind: 'answer'; id: number; envelope: Envelope } | { kind: 'event'; event: CoreEvent }
