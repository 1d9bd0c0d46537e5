import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { CliStreams } from '../cli.ts'

/** Asks for a secret on the terminal without showing what is typed. */
export async function askSecret(label: string, { stdin, stderr }: CliStreams): Promise<string | undefined> {
  stderr.write(`${label}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: silent, terminal: true })
  try {
    const typed = await new Promise<string>((resolve) => lines.question('', resolve))
    stderr.write('\n')
    return typed === '' ? undefined : typed
  } finally {
    lines.close()
  }
}
