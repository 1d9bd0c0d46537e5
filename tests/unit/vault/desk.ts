// A vault as a test uses it: the real dispatcher, database, log and file layer in a temporary folder, with a clock that stands still.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Clock } from '../../../src-main/core/clock.ts'
import type { Envelope, SecretName } from '../../../src-main/core/contract.ts'
import { Dispatcher, type Host } from '../../../src-main/core/dispatch.ts'
import { setFileHook } from '../../../src-main/core/files.ts'
import { createVaultHost } from '../../../src-main/core/vault-host.ts'
import { type Keytar, openKeychain } from '../../../src-main/vault/keychain.ts'
import { recoverySheetService } from '../../../src-main/vault/recovery-sheet-service.ts'
import { createVaultServices } from '../../../src-main/vault/service.ts'
import { createSession, type Session, type SessionOptions } from '../../../src-main/vault/session.ts'
import { createUserServices } from '../../../src-main/vault/users-service.ts'

export const passphrase = 'correct horse battery'
export const newPassphrase = 'hevonen oikea akku'

/** Moves only when told. */
export class TestClock implements Clock {
  instant = Date.parse('2026-11-24T08:00:00.000Z')
  elapsed = 0
  now = (): string => new Date(this.instant).toISOString()
  today = (): string => this.now().slice(0, 10)
  monotonic = (): number => this.elapsed
  pass(milliseconds: number): void {
    this.instant += milliseconds
    this.elapsed += milliseconds
  }
}

/** A keychain in memory; `broken` makes every request fail as a machine without one does. */
export class TestKeytar implements Keytar {
  readonly kept = new Map<string, string>()
  broken = false
  atWork = 0
  mostAtOnce = 0
  private async one<T>(work: () => T): Promise<T> {
    this.atWork += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atWork)
    await Promise.resolve()
    this.atWork -= 1
    if (this.broken) throw new Error('No such interface org.freedesktop.secrets')
    return work()
  }
  getPassword = (service: string, account: string): Promise<string | null> => this.one(() => this.kept.get(`${service}/${account}`) ?? null)
  setPassword = (service: string, account: string, password: string): Promise<void> =>
    this.one(() => void this.kept.set(`${service}/${account}`, password))
  deletePassword = (service: string, account: string): Promise<boolean> => this.one(() => this.kept.delete(`${service}/${account}`))
}

export interface Desk {
  folder: string
  clock: TestClock
  keytar: TestKeytar
  session: Session
  call(method: string, input?: unknown, secrets?: Partial<Record<SecretName, string>>): Promise<Envelope>
  /** The output, or throws with the error's code and message. */
  must<T = Record<string, never>>(method: string, input?: unknown, secrets?: Partial<Record<SecretName, string>>): Promise<T>
}

const folders: string[] = []
/** A folder that `cleanUp` removes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vastaanotto-vault-'))
  folders.push(folder)
  return folder
}

const desks: Desk[] = []
/** For `afterEach`: locks, forgets hooks, removes folders. */
export function cleanUp(): void {
  setFileHook(undefined)
  for (const desk of desks.splice(0)) if (desk.session.isUnlocked) desk.session.lock('quit')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export interface DeskOptions extends Partial<Pick<SessionOptions, 'patience' | 'newVaultKind' | 'sleep'>> {
  clock?: TestClock
  keytar?: TestKeytar
}

/** One process: what the window or the command line starts with. */
export function deskAt(
  folder: string,
  { clock = new TestClock(), keytar = new TestKeytar(), newVaultKind = 'test', ...options }: DeskOptions = {},
): Desk {
  const host = createVaultHost({ clock, source: 'cli', language: 'fi', onOpen: () => undefined })
  const session = createSession({
    folder,
    host,
    clock,
    appVersion: '0.1.0',
    keychain: openKeychain(async () => keytar),
    newVaultKind,
    ...options,
  })
  const dispatcherHost: Host = {
    clock,
    vaultFolder: folder,
    appVersion: '0.1.0',
    language: 'fi',
    session: () => (session.enforceIdle() ? host.current() : undefined),
    hasVault: () => true,
    secret: () => undefined,
    emit: () => undefined,
  }
  const dispatcher = new Dispatcher(
    [...createVaultServices(session), ...createUserServices(session), ...recoverySheetService],
    dispatcherHost,
  )
  let defect: unknown
  dispatcher.onDefect = (_method, error) => {
    defect = error
  }
  const call: Desk['call'] = (method, input = {}, secrets) => dispatcher.call({ method, input, ...(secrets ? { secrets } : {}) })
  const desk: Desk = {
    folder,
    clock,
    keytar,
    session,
    call,
    async must<T>(method: string, input?: unknown, secrets?: Partial<Record<SecretName, string>>) {
      defect = undefined
      const envelope = await call(method, input, secrets)
      if (!envelope.ok) throw new Error(`${method}: ${envelope.error.code}: ${envelope.error.message}`, { cause: defect })
      return envelope.output as T
    },
  }
  desks.push(desk)
  return desk
}

export interface Created {
  vaultId: string
  userId: string
  recoveryKey: string
}

/** A new vault of Maija Mallikas, unlocked. */
export async function newDesk(options: DeskOptions = {}): Promise<Desk & { created: Created }> {
  const desk = deskAt(path.join(temporaryFolder(), 'vault'), options)
  const created = await desk.must<Created>('vault.create', { owner: { name: 'Maija Mallikas', title: 'osteopaatti' } }, { passphrase })
  return Object.assign(desk, { created })
}

/** A copy of a vault folder, as `kill -9` at this moment would leave it. */
export function copyOf(folder: string): string {
  const copy = path.join(temporaryFolder(), 'vault')
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** Code of a failed call, or `ok`. */
export const codeOf = (envelope: Envelope): string => (envelope.ok ? 'ok' : envelope.error.code)
