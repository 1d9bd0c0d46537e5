// The command line: the same dispatch without Electron. `npm run -s cli -- <method> [JSON | @FILE | -]`.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { batch } from './cli/batch.ts'
import { parseArguments, UsageError } from './cli/arguments.ts'
import { openCliCore, type CliCore } from './cli/cli-core.ts'
import { describeMethods } from './cli/describe-methods.ts'
import { takeSecrets } from './cli/secrets.ts'
import type { Envelope, ErrorBody } from './core/contract.ts'
import { AppError, exitStatus } from './core/errors.ts'
import { allDefinitions } from './core/methods.ts'
import { errorBody, pickLanguage } from './core/texts.ts'

export interface CliStreams {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean | undefined }
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
}

const write = (stream: NodeJS.WritableStream, text: string): Promise<void> => new Promise((resolve) => stream.write(text, () => resolve()))

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}

async function readInput(argument: string | undefined, streams: CliStreams): Promise<unknown> {
  if (argument === undefined) return {}
  let text = argument
  if (argument === '-') text = await readAll(streams.stdin)
  else if (argument.startsWith('@')) {
    try {
      text = readFileSync(path.resolve(process.env['INIT_CWD'] ?? process.cwd(), argument.slice(1)), 'utf8')
    } catch (cause) {
      throw new AppError('io', 'io', { cause })
    }
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (cause) {
    throw new AppError('usage', 'badJson', { cause })
  }
}

async function fail(streams: CliStreams, error: ErrorBody): Promise<number> {
  await write(streams.stderr, `${JSON.stringify({ error })}\n`)
  return exitStatus[error.code]
}

/** Runs one command and returns its exit status. Never throws. */
export async function runCli(argv: readonly string[], streams: CliStreams = process): Promise<number> {
  process.umask(0o077) // [Note: umask] new files, -wal and -shm too, are for their owner only
  const language = pickLanguage([
    process.env['VASTAANOTTO_LANGUAGE'],
    process.env['LC_ALL'],
    process.env['LC_MESSAGES'],
    process.env['LANG'],
    'en',
  ])
  const secrets = takeSecrets(process.env)
  let core: CliCore | undefined
  try {
    const call = parseArguments(argv)
    if (call.command === 'help') {
      await write(streams.stdout, `${readFileSync(fileURLToPath(new URL('./cli/help.txt', import.meta.url)), 'utf8')}`)
      return 0
    }
    if (call.command === 'methods') {
      await write(streams.stdout, `${JSON.stringify(describeMethods(allDefinitions), null, 2)}\n`)
      return 0
    }
    core = openCliCore({ call, secrets, language, streams })
    if (call.command === 'batch') return await batch(core, streams, { stopOnError: call.stopOnError })
    const envelope: Envelope = await core.run(call.method, await readInput(call.input, streams))
    if (!envelope.ok) return await fail(streams, envelope.error)
    await write(streams.stdout, `${JSON.stringify(envelope.output)}\n`)
    return 0
  } catch (error) {
    return await fail(
      streams,
      error instanceof UsageError ? errorBody(new AppError('usage', 'usage'), language) : errorBody(error, language),
    )
  } finally {
    core?.close()
  }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) {
  process.exitCode = await runCli(process.argv.slice(2))
}
