// An error on its way from one thread to another: ours keeps its code and key, any other its code and stack.
import type { ErrorCode } from './contract.ts'
import { AppError } from './errors.ts'

export type SentError =
  | { app: true; code: ErrorCode; key: string; params: Record<string, string | number>; details: unknown }
  | { app: false; code: string; message: string; stack: string }

export function toSend(error: unknown): SentError {
  const { code, message, stack } = error as { code?: unknown; message?: string; stack?: string }
  return error instanceof AppError
    ? { app: true, code: error.code, key: error.key, params: { ...error.params }, details: error.details }
    : { app: false, code: typeof code === 'string' ? code : '', message: message ?? '', stack: stack ?? '' }
}

/** The error as it was thrown, as far as it can cross threads. */
export function rebuilt(sent: SentError): Error {
  if (sent.app) return new AppError(sent.code, sent.key, { params: sent.params, details: sent.details })
  return Object.assign(new Error(sent.message), sent.code === '' ? {} : { code: sent.code }, { stack: sent.stack })
}
