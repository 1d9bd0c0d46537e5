// The one way to the core: a contract constant goes in, so that go-to-definition leads from a click to the SQL.
import type { Call, ErrorCode, FieldProblem, InputOf, MethodDefinition, OutputOf } from '../../src-main/core/contract.ts'

/** What a refused call throws. `message` is in the user's language and safe to show. */
export class AppCallError extends Error {
  override readonly name = 'AppCallError'
  readonly code: ErrorCode
  readonly details: unknown
  readonly method: string
  constructor(code: ErrorCode, message: string, details: unknown, method: string) {
    super(message)
    this.code = code
    this.details = details
    this.method = method
  }
  /** The fields an `invalid_input` names, each with a message in the user's language. */
  get problems(): FieldProblem[] {
    const problems = (this.details as { problems?: FieldProblem[] } | undefined)?.problems
    return Array.isArray(problems) ? problems : []
  }
}

/**
 * Calls a method of the core.
 * @throws AppCallError with the code, message and details of the envelope.
 */
export async function call<M extends MethodDefinition>(definition: M, input: InputOf<M>, secrets?: Call['secrets']): Promise<OutputOf<M>> {
  const envelope = await window.practice.call(definition.name, input, secrets)
  if (!envelope.ok) throw new AppCallError(envelope.error.code, envelope.error.message, envelope.error.details, definition.name)
  return envelope.output as OutputOf<M>
}

/** True for a refused call with one of the codes. */
export const isCallError = (error: unknown, ...codes: ErrorCode[]): error is AppCallError =>
  error instanceof AppCallError && (codes.length === 0 || codes.includes(error.code))
