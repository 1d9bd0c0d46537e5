// The command line as another process, as a person or a script runs it.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import path from 'node:path'
import type { Envelope } from '../../src-main/core/contract.ts'

const cli = path.resolve('src-main/cli.ts')

/** The environment of a child: no secret but the given ones, a clock that a test vault accepts. */
export const environment = (secrets: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LANG: 'en_US.UTF-8',
  ...secrets,
})

export interface Batch {
  child: ChildProcess
  /** Answers so far, in order. */
  answers: Envelope[]
  /** Called with each answer. */
  onAnswer: (envelope: Envelope) => void
  send(method: string, input?: unknown): void
  /** Exit status, or the signal's name. */
  ended: Promise<number | string>
  stderr: () => string
}

export function startBatch(folder: string, secrets: Record<string, string>): Batch {
  const child = spawn(process.execPath, [cli, '--vault', folder, 'batch'], { env: environment(secrets), stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdin.on('error', () => {}) // it was killed while we wrote
  const batch: Batch = {
    child,
    answers: [],
    onAnswer: () => {},
    send(method, input = {}) {
      child.stdin.write(`${JSON.stringify({ method, input })}\n`)
    },
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal ?? 'lost'))),
    stderr: () => errors,
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    let envelope: Envelope
    try {
      envelope = JSON.parse(line) as Envelope
    } catch {
      return // cut off in the middle of an answer: it was not acknowledged
    }
    batch.answers.push(envelope)
    batch.onAnswer(envelope)
  })
  return batch
}

/** One command; its exit status, output and errors. */
export async function runCli(
  args: readonly string[],
  secrets: Record<string, string> = {},
  more: { stdin?: string; cwd?: string } = {},
): Promise<{ status: number | string; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: environment(secrets),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(more.cwd ? { cwd: more.cwd } : {}),
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.on('error', () => {})
  child.stdin.end(more.stdin ?? '')
  const status = await new Promise<number | string>((resolve) => child.on('close', (code, signal) => resolve(code ?? signal ?? 'lost')))
  return { status, stdout, stderr }
}
