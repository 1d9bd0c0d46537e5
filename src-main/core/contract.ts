// What a method is, as data. The dispatcher, the command line, the renderer and the tests all read these definitions.
import type * as z from 'zod'

export const roles = ['owner', 'practitioner', 'assistant', 'bookkeeper'] as const
export type Role = (typeof roles)[number]

/** Languages the app speaks: its window, its errors and its documents. */
export const languages = ['fi', 'sv', 'en'] as const
export type Language = (typeof languages)[number]

/** Secrets travel beside the input, never in it: from the environment, a prompt or a password field. */
export const secretNames = ['passphrase', 'newPassphrase', 'recoveryKey', 'backupPassphrase', 'pin'] as const
export type SecretName = (typeof secretNames)[number]

/** Why client data were used (703/2023 § 10(2): the use log names the purpose). */
export const purposes = ['care', 'booking', 'billing', 'request', 'maintenance', 'review'] as const
export type Purpose = (typeof purposes)[number]

/** What was done to the data. `failed` is an attempt that was refused. */
export const logKinds = [
  'view',
  'list',
  'searchHit',
  'create',
  'change',
  'archive',
  'merge',
  'sign',
  'print',
  'export',
  'import',
  'destroy',
  'settings',
  'keys',
  'session',
  'verify',
  'backup',
  'restore',
  'finding',
  'failed',
] as const
export type LogKind = (typeof logKinds)[number]

/** Groups of personal data, as in the catalogue of the register description; the log names groups, never values. */
export const dataGroups = [
  'identity',
  'contact',
  'representatives',
  'appointments',
  'care',
  'billing',
  'consents',
  'requests',
  'useLog',
  'users',
  'settings',
] as const
export type DataGroup = (typeof dataGroups)[number]

/** Stable error codes; exit statuses of the command line follow from them (`exitStatus`). */
export const errorCodes = [
  'usage',
  'invalid_input',
  'incomplete',
  'not_allowed',
  'conflict',
  'immutable',
  'not_found',
  'wrong_key',
  'damaged',
  'newer',
  'locked',
  'io',
  'cancelled',
  /** From the window: a record without an appointment in sight is opened for a purpose only (703/2023 § 10(2)). Ask, and call again with `purpose`. */
  'purpose_required',
  'defect',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/**
 * - `nothing`: pure, or works on a folder or file it is given;
 * - `vault`: needs the vault folder, locked or not;
 * - `session`: needs an unlocked vault and a user.
 */
export type Needs = 'nothing' | 'vault' | 'session'

export interface MethodDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: `${string}.${string}`
  /** One line for the command line's help and the tests. */
  readonly summary: string
  readonly kind: 'query' | 'command'
  readonly needs: Needs
  /** Who may call it. Only meaningful with `needs: 'session'`; privacy-duties: rights follow the task (703/2023 § 9(1)). */
  readonly roles: readonly Role[] | 'everyone'
  /**
   * What the log records. `nothing`: touches no client data and changes nothing that must be traced. `sparing`: a run of like calls
   * (autosaves of one draft) is one entry, and the service decides which call writes it.
   */
  readonly logs: { readonly kind: LogKind; readonly groups: readonly DataGroup[]; readonly sparing?: true } | 'nothing'
  /**
   * `transaction`: one synchronous function inside one SQL transaction, log entry included.
   * `alone`: may wait (key derivation, files); opens its own transactions through the context.
   */
  readonly runs: 'transaction' | 'alone'
  /** Which secrets it reads. */
  readonly secrets?: readonly SecretName[]
  /** Name of the method that takes it back, for the undo toast. */
  readonly undo?: string
  readonly input: Input
  readonly output: Output
}

/** Defines a method; defaults: `session`, `transaction`. */
export function method<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<MethodDefinition<Input, Output>, 'needs' | 'runs'> & Partial<Pick<MethodDefinition, 'needs' | 'runs'>>,
): MethodDefinition<Input, Output> {
  return { needs: 'session', runs: 'transaction', ...definition }
}

export type InputOf<M extends MethodDefinition> = z.input<M['input']>
export type ParsedInputOf<M extends MethodDefinition> = z.output<M['input']>
export type OutputOf<M extends MethodDefinition> = z.output<M['output']>

/** What `details` of an `invalid_input` error carries for each bad field. `code` is a key of the error texts. */
export interface FieldProblem {
  path: (string | number)[]
  code: string
  message: string
}

export interface ErrorBody {
  code: ErrorCode
  /** In the user's language; never client data, never a secret. */
  message: string
  details?: unknown
}

/** The answer that crosses process borders: Electron drops everything of a thrown error but its message. */
export type Envelope<T = unknown> = { ok: true; output: T } | { ok: false; error: ErrorBody }

/** A call as it crosses the border from window to core. */
export interface Call {
  method: string
  input: unknown
  secrets?: Partial<Record<SecretName, string>>
}

/** What the core tells the window without being asked. */
export type CoreEvent =
  | { type: 'changed'; topic: string; ids: string[] }
  | { type: 'locked'; reason: 'asked' | 'idle' | 'suspend' | 'screenLock' | 'quit' }
  | { type: 'unlocked' }
  | { type: 'progress'; method: string; step: string; done: number; total: number }
