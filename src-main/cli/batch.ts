// `batch`: one unlock, one call a line. Each line is answered as soon as it is done, and a command only after it is durably committed.
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import type { ErrorBody } from '../core/contract.ts'
import { AppError, exitStatus } from '../core/errors.ts'
import { errorBody } from '../core/texts.ts'
import type { CliStreams } from '../cli.ts'
import type { CliCore } from './cli-core.ts'

interface Line {
  method: string
  input?: unknown
  save?: Record<string, string>
}

/** `"$name"` anywhere in an input becomes the value saved under that name. */
export function substitute(value: unknown, saved: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') return value.startsWith('$') && saved.has(value.slice(1)) ? saved.get(value.slice(1)) : value
  if (Array.isArray(value)) return value.map((item) => substitute(item, saved))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, saved)]))
  return value
}

/** `a.0.b` of an output; undefined where there is nothing. */
export const pick = (value: unknown, path: string): unknown =>
  path === ''
    ? value
    : path
        .split('.')
        .reduce<unknown>(
          (part, key) =>
            typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? (part as Record<string, unknown>)[key] : undefined,
          value,
        )

function parseLine(text: string): Line {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch (cause) {
    throw new AppError('usage', 'badJson', { cause })
  }
  if (typeof line !== 'object' || line === null || typeof (line as Line).method !== 'string') throw new AppError('usage', 'usage')
  return line as Line
}

/** Returns the exit status: 0, or that of the first failed line. */
export async function batch(core: CliCore, streams: CliStreams, { stopOnError }: { stopOnError: boolean }): Promise<number> {
  const saved = new Map<string, unknown>()
  let status = 0
  const answer = async (value: unknown): Promise<void> => {
    if (!streams.stdout.write(`${JSON.stringify(value)}\n`)) await once(streams.stdout, 'drain')
  }
  for await (const text of createInterface({ input: streams.stdin, crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    let error: ErrorBody | undefined
    try {
      const line = parseLine(text)
      const envelope = await core.run(line.method, substitute(line.input ?? {}, saved))
      if (envelope.ok) {
        for (const [name, path] of Object.entries(line.save ?? {})) saved.set(name, pick(envelope.output, path))
        await answer(envelope)
      } else error = envelope.error
    } catch (thrown) {
      error = errorBody(thrown, core.language)
    }
    if (error) {
      await answer({ ok: false, error })
      if (status === 0) status = exitStatus[error.code]
      if (stopOnError) break
    }
  }
  // A failed line is answered in its place; the run as a whole failed only when it was stopped, or nothing could be opened.
  return stopOnError || status === exitStatus.wrong_key || status === exitStatus.locked ? status : 0
}
