// One core for one command: unlocked when a method first asks for it, locked at the end.
import { homedir } from 'node:os'
import path from 'node:path'
import { clockFrom, systemClock } from '../core/clock.ts'
import type { Envelope, ErrorBody, Language, SecretName } from '../core/contract.ts'
import { createCore } from '../core/core.ts'
import { AppError } from '../core/errors.ts'
import { allDefinitions } from '../core/methods.ts'
import { errorBody } from '../core/texts.ts'
import { appVersion } from '../core/version.ts'
import { vaultKindIfThere } from '../vault/vault-kind.ts'
import type { CliStreams } from '../cli.ts'
import type { CliCall } from './arguments.ts'
import { pathFields } from './describe-methods.ts'
import { askSecret } from './prompt.ts'
import { variableOf } from './secrets.ts'

export interface CliCore {
  run(method: string, input: unknown): Promise<Envelope>
  readonly language: Language
  close(): void
}

/** Where the window keeps its vault: Electron's `userData`, so that both open the same practice. */
export function defaultVaultFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['VASTAANOTTO_VAULT']) return path.resolve(environment['INIT_CWD'] ?? process.cwd(), environment['VASTAANOTTO_VAULT'])
  const base =
    process.platform === 'win32'
      ? (environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? path.join(homedir(), 'Library', 'Application Support')
        : (environment['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'))
  return path.join(base, 'Vastaanotto', 'vault')
}

const instantOf = (environment: NodeJS.ProcessEnv): string | undefined => environment['VASTAANOTTO_CLOCK'] || undefined

export function openCliCore({
  call,
  secrets,
  language,
  streams,
}: {
  call: CliCall
  secrets: (name: SecretName) => string | undefined
  language: Language
  streams: CliStreams
}): CliCore {
  const here = process.env['INIT_CWD'] ?? process.cwd()
  const vaultFolder = call.vault === undefined ? defaultVaultFolder() : path.resolve(here, call.vault)
  const setTo = instantOf(process.env)
  if (setTo !== undefined) {
    if (Number.isNaN(Date.parse(setTo))) throw new AppError('usage', 'usage')
    if (vaultKindIfThere(vaultFolder) === 'real') throw new AppError('not_allowed', 'clockNotAllowed')
  }
  const definitions = new Map(allDefinitions.map((definition) => [definition.name as string, definition]))
  const core = createCore({
    vaultFolder,
    source: 'cli',
    appVersion,
    language,
    patience: 'wait',
    secret: secrets,
    clock: setTo === undefined ? systemClock : clockFrom(new Date(setTo).toISOString()),
    ...(setTo === undefined ? {} : { newVaultKind: 'test' as const }),
    onEvent(event) {
      if (event.type === 'progress') streams.stderr.write(`${event.step} ${event.done}/${event.total}\n`)
    },
    onDefect(method, error) {
      // The stack names places in the program, never data; messages of database errors can hold values and are left out.
      streams.stderr.write(
        `defect in ${method}: ${(error as Error).name}\n${String((error as Error).stack)
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 12)
          .join('\n')}\n`,
      )
      if (process.env['VASTAANOTTO_DEBUG'] === '1') streams.stderr.write(`${String((error as Error).message)}\n`)
    },
  })
  const ask = async (name: SecretName): Promise<string | undefined> =>
    secrets(name) ?? (streams.stdin.isTTY && process.stderr.isTTY ? await askSecret(variableOf(name), streams) : undefined)

  let refusedKey: ErrorBody | undefined

  /** Once for all lines of a batch: a wrong key does not get better by being tried again. */
  async function unlock(): Promise<ErrorBody | undefined> {
    if (refusedKey) return refusedKey
    const refused = await tryToUnlock()
    if (refused?.code === 'wrong_key') refusedKey = refused
    return refused
  }

  async function tryToUnlock(): Promise<ErrorBody | undefined> {
    // A passphrase given opens; else the recovery key or the PIN, whichever is there.
    const passphrase = secrets('passphrase')
    const recoveryKey = secrets('recoveryKey')
    const pin = secrets('pin')
    const given =
      passphrase !== undefined ? { passphrase } : recoveryKey !== undefined ? { recoveryKey } : pin !== undefined ? { pin } : undefined
    const asked = given ?? { passphrase: await ask('passphrase') }
    if (Object.values(asked)[0] === undefined)
      return errorBody(new AppError('wrong_key', 'passphraseNotGiven', { params: { name: variableOf('passphrase') } }), language)
    const envelope = await core.call({
      method: 'vault.unlock',
      input: call.as === undefined ? {} : { userId: call.as },
      secrets: asked as Partial<Record<SecretName, string>>,
    })
    if (!envelope.ok) return envelope.error
    const { warnings } = envelope.output as { warnings: string[] }
    for (const warning of warnings) streams.stderr.write(`warning: ${warning}\n`)
    return undefined
  }

  return {
    language,
    async run(method, input) {
      const definition = definitions.get(method)
      if (definition?.needs === 'session' && !core.isUnlocked) {
        const refused = await unlock()
        if (refused) return { ok: false, error: refused }
      }
      const resolved = { ...(input as Record<string, unknown>) }
      if (definition && input !== null && typeof input === 'object' && !Array.isArray(input)) {
        for (const field of pathFields(definition))
          if (typeof resolved[field] === 'string') resolved[field] = path.resolve(here, resolved[field])
      }
      return core.call({
        method,
        input: definition && input !== null && typeof input === 'object' && !Array.isArray(input) ? resolved : input,
      })
    },
    close: () => core.close(),
  }
}
