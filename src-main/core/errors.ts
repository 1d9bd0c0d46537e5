// Errors as values with stable codes. Texts live in core/locales/<language>.json under `errors`.
import type { ErrorCode } from './contract.ts'

/**
 * An error the caller can act on. `key` names the text (`errors.<key>`), `params` fill it; both must be free of client data and
 * secrets. `details` goes to the caller as data.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
  readonly details: unknown
  constructor(
    code: ErrorCode,
    key: string = code,
    options: { params?: Record<string, string | number>; details?: unknown; cause?: unknown } = {},
  ) {
    super(`${code}: ${key}`, { cause: options.cause })
    this.code = code
    this.key = key
    this.params = options.params ?? {}
    this.details = options.details
  }
}

/** A field that a rule refuses; `code` is a key under `fields` in the error texts. */
export interface Problem {
  path: (string | number)[]
  code: string
  params?: Record<string, string | number>
}

/** Refuses an input for the named fields, all of them at once. */
export const invalidInput = (problems: Problem[]): AppError => new AppError('invalid_input', 'invalid_input', { details: { problems } })

/** Exit status of the command line for each code (methods.md, *The command line*). */
export const exitStatus: Record<ErrorCode, number> = {
  usage: 2,
  invalid_input: 2,
  incomplete: 3,
  not_allowed: 3,
  conflict: 3,
  immutable: 3,
  not_found: 3,
  cancelled: 3,
  purpose_required: 3,
  wrong_key: 4,
  damaged: 5,
  newer: 5,
  locked: 6,
  io: 7,
  defect: 1,
}
