// [Note: session] The one open vault of a process: its keys, its database, who acts, and until when. Locking ends things: the database is
// closed, the keys are wiped, the folder is free for another process.
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { removeLeftovers } from '../core/files.ts'
import type { Role } from '../core/contract.ts'
import { type Database, inTransaction } from '../database/database.ts'
import type { VaultWarning } from './contract.ts'
import { databaseFile, vaultExists } from './folder.ts'
import { checkVaultId, readVaultKeysRow, settlePlace } from './identity.ts'
import { type Keychain, openKeychain } from './keychain.ts'
import { deriveSubkey, deriveSubkeys, type SubKeys, wipeSubkeys } from './keys.ts'
import { type FolderLock, lockFolder } from './lock-file.ts'
import { parseRecoveryKey } from './recovery-key.ts'
import type { SessionHost } from './session-host.ts'
import { settleSlots } from './settle.ts'
import { loadSodium, type Sodium, wipe } from './sodium.ts'
import { recoverStaging } from './staged.ts'
import { openThrottle, type Throttle } from './throttle.ts'
import { openWithSecret, type UnlockSecret } from './unlock.ts'
import { readUser } from './users.ts'
import { authenticate, type VaultFile, type VaultKind } from './vault-file.ts'
import { loadVaultFile, replaceVaultFile, settleVaultFile } from './vault-file-store.ts'

export interface SessionUser {
  id: string
  name: string
  title: string | null
  role: Role
}

/** An unlocked vault. */
export interface OpenVault {
  readonly folder: string
  readonly vaultId: string
  /** An empty vault may become a demo, never back. */
  kind: VaultKind
  readonly db: Database
  readonly keys: SubKeys
  readonly user: SessionUser
  /** A new passphrase set in this session counts as the one it was opened with: nothing is left to be asked of her. */
  unlockedWith: UnlockSecret['kind']
  readonly warnings: readonly VaultWarning[]
}

export interface SessionOptions {
  /** Absolute. */
  folder: string
  host: SessionHost
  clock: Clock
  appVersion: string
  /** `demo` and `test` vaults use the weakest allowed derivation and may run on a set clock. Default `real`. */
  newVaultKind?: VaultKind
  /** After wrong attempts: `refuse` answers at once how long to wait (window), `wait` waits and then tries (command line). Default `refuse`. */
  patience?: 'refuse' | 'wait'
  keychain?: Keychain
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** What is held while the vault is open; only files of this folder see it. */
export interface Held {
  vault: OpenVault
  dataKey: Uint8Array
  file: VaultFile
  lock: FolderLock
}

export interface Session {
  readonly options: SessionOptions
  readonly keychain: Keychain
  readonly isUnlocked: boolean
  /** @throws AppError `not_allowed` (`vaultLocked`) */
  readonly open: OpenVault
  /** For the files of this folder. @throws AppError `not_allowed` (`vaultLocked`) */
  readonly held: Held
  sodium(): Promise<Sodium>
  /** @throws AppError `wrong_key`, `damaged`, `newer`, `locked`, `not_allowed`, `not_found`, `io` */
  unlock(secret: UnlockSecret, userId?: string, signal?: AbortSignal): Promise<OpenVault>
  /** Takes over a vault that was just made or re-encrypted. The file on disk must be the one given. */
  adoptHeld(held: Held): void
  /** Hands the open vault to the caller, who must close it or give it back; to everybody else the session is locked meanwhile. */
  detach(reason: string): Held
  /** Closes everything; does nothing when locked. */
  lock(reason: string): void
  /** Seconds until the next attempt. */
  retryAfterSeconds(): number
  /** Counts an attempt against the throttle while it runs; for confirmations while unlocked too. */
  attempt<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<{ result: T; failedAttempts: number }>
  /** Minutes without activity until the vault locks; `Infinity` never. */
  setAutoLockMinutes(minutes: number): void
  /** Somebody did something. */
  noteActivity(): void
  /** Locks if the idle time has passed. True when the vault is unlocked afterwards. Call it before every method and at resume. */
  enforceIdle(): boolean
  /** Seconds until the idle lock; null when locked or never. */
  secondsLeft(): number | null
}

export const defaultAutoLockMinutes = 10

/** Warnings that last until the owner does something about them. */
export const standingWarnings = (state: string, recoveryConfirmedAt: string | null): VaultWarning[] => [
  ...(state === 'copied' || state === 'restored' ? ([state] as const) : []),
  ...(recoveryConfirmedAt ? [] : (['recoveryUnconfirmed'] as const)),
]

/** Ends an open vault: database closed, keys wiped, folder free. */
export function close({ vault, dataKey, lock }: Held): void {
  try {
    vault.db.close()
  } finally {
    wipeSubkeys(vault.keys)
    wipe(dataKey)
    lock.release()
  }
}

export function createSession(options: SessionOptions): Session {
  const { folder, host, clock, appVersion } = options
  const keychain = options.keychain ?? openKeychain()
  const sleep =
    options.sleep ??
    (async (milliseconds, signal) => {
      await delay(milliseconds, undefined, signal ? { signal } : {})
    })
  let held: Held | undefined
  let throttle: Throttle | undefined
  let autoLockMilliseconds = defaultAutoLockMinutes * 60_000
  let activeMonotonic = 0
  let activeWall = 0

  const theThrottle = (): Throttle => (throttle ??= openThrottle(folder, clock))
  const mustHold = (): Held => {
    if (!held) throw new AppError('not_allowed', 'vaultLocked')
    return held
  }
  const noteActivity = (): void => {
    activeMonotonic = clock.monotonic()
    activeWall = Date.parse(clock.now())
  }
  /** The larger of two clocks: a monotonic one can stand still while a laptop sleeps, a wall clock can be set. */
  const idleMilliseconds = (): number => Math.max(clock.monotonic() - activeMonotonic, Date.parse(clock.now()) - activeWall)

  const session: Session = {
    options,
    keychain,
    sodium: loadSodium,
    get isUnlocked() {
      return held !== undefined
    },
    get open() {
      return mustHold().vault
    },
    get held() {
      return mustHold()
    },
    retryAfterSeconds: () => (vaultExists(folder) ? Math.ceil(theThrottle().waitMilliseconds() / 1000) : 0),

    async attempt(work, signal) {
      const counter = theThrottle()
      if (options.patience === 'wait') {
        for (let wait = counter.waitMilliseconds(); wait > 0; wait = counter.waitMilliseconds()) await sleep(wait, signal)
      }
      counter.check()
      counter.begin()
      const failedAttempts = counter.failures() - 1
      try {
        const result = await work()
        counter.succeed()
        return { result, failedAttempts }
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'wrong_key') counter.takeBack() // nothing was guessed
        throw error
      }
    },

    async unlock(secret, userId, signal) {
      if (held) session.lock('asked')
      if (secret.kind === 'recoveryKey') parseRecoveryKey(secret.recoveryKey) // a typing error is named before anything is tried
      if (!vaultExists(folder))
        throw existsSync(databaseFile(folder)) ? new AppError('damaged', 'vaultFileMissing') : new AppError('not_found', 'noVault')
      const sodium = await loadSodium()
      const lock = lockFolder(folder)
      let dataKey: Uint8Array | undefined
      let keys: SubKeys | undefined
      let db: Database | undefined
      try {
        recoverStaging(folder)
        removeLeftovers(folder)
        const { file: loaded, fromPrevious } = loadVaultFile(folder)
        throttle = openThrottle(folder, clock) // another process may have counted meanwhile
        const { result, failedAttempts } = await session.attempt(() => openWithSecret(sodium, loaded, secret, userId, keychain), signal)
        dataKey = result.dataKey
        const vaultFileKey = deriveSubkey(sodium, dataKey, 'vaultFile')
        try {
          authenticate(sodium, loaded, vaultFileKey)
        } finally {
          wipe(vaultFileKey)
        }
        settleVaultFile(folder, fromPrevious)
        keys = deriveSubkeys(sodium, dataKey)
        db = host.openDatabase({ file: databaseFile(folder), key: keys.database })
        checkVaultId(db, loaded.vaultId)
        host.migrate(db, { folder, databaseKey: keys.database, at: clock.now(), isNew: false })

        const user = readUser(db, result.userId)
        const open = db
        const { content, settled } = settleSlots(db, loaded, appVersion)
        const warnings: VaultWarning[] = []
        const known = readVaultKeysRow(db)
        if (loaded.sequence < known.sequence) warnings.push('olderKeyFile')
        if (loaded.sequence > known.sequence) warnings.push('keyChangeUnlogged')
        warnings.push(...standingWarnings(settlePlace(db, folder), known.recoveryConfirmedAt))
        // Settled files count on from the higher number, so that an older file put back stays older.
        const file = content
          ? replaceVaultFile(sodium, folder, { ...content, sequence: Math.max(content.sequence, known.sequence + 1) }, keys.vaultFile)
          : loaded
        const vault: OpenVault = { folder, vaultId: loaded.vaultId, kind: file.kind, db, keys, user, unlockedWith: secret.kind, warnings }
        inTransaction(open, () => {
          open.statement('UPDATE vault_keys SET sequence = max(sequence, ?) WHERE number = 1').run(file.sequence)
          host.opened(vault, { how: 'unlocked', with: secret.kind, failedAttempts, warnings, settled })
        })
        session.adoptHeld({ vault, dataKey, file, lock })
        return vault
      } catch (error) {
        db?.close()
        if (keys) wipeSubkeys(keys)
        wipe(dataKey)
        lock.release()
        throw error
      }
    },

    adoptHeld(next) {
      held = next
      noteActivity()
    },

    detach(reason) {
      const taken = mustHold()
      host.closing(taken.vault, reason)
      held = undefined
      return taken
    },

    lock(reason) {
      if (!held) return
      const taken = held
      try {
        host.closing(taken.vault, reason)
      } finally {
        held = undefined
        close(taken)
      }
    },

    setAutoLockMinutes(minutes) {
      autoLockMilliseconds = minutes * 60_000
    },
    noteActivity,
    enforceIdle() {
      if (held && idleMilliseconds() >= autoLockMilliseconds) session.lock('idle')
      return held !== undefined
    },
    secondsLeft: () =>
      held && Number.isFinite(autoLockMilliseconds) ? Math.max(0, Math.ceil((autoLockMilliseconds - idleMilliseconds()) / 1000)) : null,
  }
  return session
}
