// The core of one process: the vault's session, every method, one dispatcher. Electron runs it in a worker thread; the command line and
// the tests run it in their own.
import { createSession, type OpenVault } from '../vault/session.ts'
import type { Keychain } from '../vault/keychain.ts'
import { vaultExists } from '../vault/folder.ts'
import type { VaultKind } from '../vault/vault-file.ts'
import { readSettings } from '../settings/read.ts'
import type { Migration } from '../database/migrate.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Actor } from './context.ts'
import type { Call, CoreEvent, Envelope, Language, SecretName } from './contract.ts'
import { Dispatcher, type Host } from './dispatch.ts'
import { servicesFor } from './methods.ts'
import { createVaultHost } from './vault-host.ts'

export interface CoreOptions {
  /** Absolute. */
  vaultFolder: string
  source: Actor['source']
  appVersion: string
  /** Until the vault is open; then the practice's own. */
  language?: Language
  clock?: Clock
  newVaultKind?: VaultKind
  /** Language of the practice that `vault.create` makes; the owner may change it. Default Finnish. */
  newVaultLanguage?: Language
  /** What wrong attempts get: an answer at once (window) or a wait (command line). */
  patience?: 'refuse' | 'wait'
  /** Secrets of this process, for calls that bring none: the command line's environment. */
  secret?: (name: SecretName) => string | undefined
  onEvent?: (event: CoreEvent) => void
  onDefect?: (method: string, error: unknown) => void
  keychain?: Keychain
  migrations?: readonly Migration[]
}

type LockReason = Extract<CoreEvent, { type: 'locked' }>['reason']

export interface Core {
  /** Never throws. */
  call(call: Call, signal?: AbortSignal): Promise<Envelope>
  /** Locks if the vault is open. */
  close(reason?: string): void
  readonly isUnlocked: boolean
}

export function createCore(options: CoreOptions): Core {
  const { vaultFolder, source, appVersion, clock = systemClock, language = 'fi', onEvent = () => {} } = options
  const apply = (vault: OpenVault): void => {
    const settings = readSettings(vault.db)
    // 0 means never; the register description then does not claim that the app locks itself.
    session.setAutoLockMinutes(settings.autoLockMinutes === 0 ? Infinity : (settings.autoLockMinutes ?? 10))
  }
  let toldUnlocked = false
  const tellLocked = (reason: LockReason): void => {
    if (toldUnlocked) onEvent({ type: 'locked', reason })
    toldUnlocked = false
  }
  const vaultHost = createVaultHost({
    clock,
    source,
    language: options.newVaultLanguage ?? 'fi',
    ...(options.migrations ? { migrations: options.migrations } : {}),
    onOpen(vault) {
      apply(vault)
      toldUnlocked = true
      onEvent({ type: 'unlocked' })
    },
  })
  const session = createSession({
    folder: vaultFolder,
    host: vaultHost,
    clock,
    appVersion,
    ...(options.newVaultKind ? { newVaultKind: options.newVaultKind } : {}),
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.keychain ? { keychain: options.keychain } : {}),
  })
  const host: Host = {
    clock,
    vaultFolder,
    appVersion,
    get language() {
      const open = vaultHost.current()
      return open?.db.raw.open ? (readSettings(open.db).locale ?? language) : language
    },
    session() {
      if (!session.enforceIdle()) {
        tellLocked('idle')
        return undefined
      }
      return vaultHost.current()
    },
    active: () => session.noteActivity(),
    hasVault: () => vaultExists(vaultFolder),
    secret: options.secret ?? (() => undefined),
    emit(event) {
      if (event.type === 'changed' && event.topic === 'settings' && session.isUnlocked) apply(session.open)
      onEvent(event)
    },
  }
  const dispatcher = new Dispatcher(servicesFor(session), host)
  if (options.onDefect) dispatcher.onDefect = options.onDefect
  return {
    async call(call, signal) {
      const envelope = await dispatcher.call(call, signal)
      // Whatever locked it: asked for, or at the end of a method that had opened it for itself, or because it could not go on.
      if (!session.isUnlocked)
        tellLocked((envelope.ok && call.method === 'vault.lock' && (call.input as { reason?: LockReason } | undefined)?.reason) || 'asked')
      return envelope
    },
    close(reason = 'quit') {
      if (session.isUnlocked) session.lock(reason)
    },
    get isUnlocked() {
      return session.isUnlocked
    },
  }
}
