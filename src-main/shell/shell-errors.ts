// The shell's own refusals, as the same envelope that the core answers with (trap 14).
import type { Envelope, ErrorCode } from '../core/contract.ts'

/** A refusal inside a shell method; `message` is in the user's language. */
export class ShellError extends Error {
  override readonly name = 'ShellError'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export const refusalOf = (code: ErrorCode, message: string, details?: unknown): Envelope<never> => ({
  ok: false,
  error: { code, message, ...(details === undefined ? {} : { details }) },
})
