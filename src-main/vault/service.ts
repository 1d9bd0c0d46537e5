// The methods of contract.ts. Everything that opens, closes or changes keys goes through the one session of the process.
import { setBackupPassphrase } from '../backup/passphrase.ts'
import { type Context, implement, type Implemented } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { integrityProblems } from '../database/open.ts'
import { vaultContract } from './contract.ts'
import { createVault } from './create-vault.ts'
import { vaultExists } from './folder.ts'
import { adoptVault, readVaultKeysRow, readVaultRow } from './identity.ts'
import { addKeychain, changeSlots, chooseSecret, confirmActor, forgetSecrets, renewRecoveryKey, setPassphrase } from './key-changes.ts'
import { checkNewPassphrase, checkNewPin, shortestPassphrase } from './passphrase.ts'
import { parseRecoveryKey, readRecoveryKey } from './recovery-key.ts'
import { rotateDataKey } from './rotate.ts'
import { type Session, standingWarnings } from './session.ts'
import { passphraseStrength } from './strength.ts'
import { wipe } from './sodium.ts'
import { openWithSecret } from './unlock.ts'
import { firstOwner, readUserRow } from './users.ts'
import { authenticate, type Slot, type VaultFile } from './vault-file.ts'
import { loadVaultFile } from './vault-file-store.ts'
import type { Check } from './session-host.ts'

/** What anybody may know of a slot. */
const publicSlot = (slot: Slot) => ({
  id: slot.id,
  kind: slot.kind,
  label: slot.label,
  createdAt: slot.createdAt,
  ...(slot.kind === 'recovery'
    ? {}
    : { userId: slot.userId, kdf: { algorithm: slot.kdf.algorithm, passes: slot.kdf.passes, memoryBytes: slot.kdf.memoryBytes } }),
})

/** The key file, or undefined where a lock screen must still be able to say something. */
const fileIfReadable = (session: Session): VaultFile | undefined => {
  if (session.isUnlocked) return session.held.file
  try {
    return loadVaultFile(session.options.folder).file
  } catch {
    return undefined
  }
}

async function ownChecks(session: Session): Promise<Check[]> {
  const { vault, file } = session.held
  const checks: Check[] = []
  const add = (name: string, problems: string[]): void => {
    checks.push({ name, ok: problems.length === 0, detail: problems.slice(0, 5).join('; ') })
  }
  add('pageIntegrity', integrityProblems(vault.db))
  const guarded = (work: () => string[]): string[] => {
    try {
      return work()
    } catch (error) {
      return [error instanceof AppError ? error.key : ((error as { code?: string }).code ?? 'unreadable')]
    }
  }
  add(
    'foreignKeys',
    guarded(() =>
      (vault.db.raw.pragma('foreign_key_check') as { table: string; parent: string }[]).map(({ table, parent }) => `${table} → ${parent}`),
    ),
  )
  const sodium = await session.sodium()
  add(
    'keyFile',
    guarded(() => {
      const onDisk = loadVaultFile(vault.folder).file
      authenticate(sodium, onDisk, vault.keys.vaultFile)
      return onDisk.sequence === file.sequence && file.sequence === readVaultKeysRow(vault.db).sequence ? [] : ['sequence']
    }),
  )
  return checks
}

/** @param session the one session of this process */
export function createVaultServices(session: Session): Implemented[] {
  const { folder } = session.options
  const logChange =
    (context: Context, change: string, more: Record<string, unknown> = {}) =>
    () =>
      context.log({ details: { change, ...more } })

  return implement(vaultContract, {
    async create(context, { owner, keychain }) {
      const passphrase = context.secret('passphrase')
      const pin = keychain ? context.secret('pin') : undefined
      const backupPassphrase = context.optionalSecret('backupPassphrase') || undefined
      if (backupPassphrase !== undefined) checkNewPassphrase(backupPassphrase, 'backupPassphrase')
      if (pin !== undefined) {
        checkNewPin(pin)
        await session.keychain.prove() // before anything is made
      }
      const made = await createVault(session, owner, passphrase)
      if (pin !== undefined) await addKeychain(session, context, pin, logChange(context, 'keychainAdded'))
      if (backupPassphrase !== undefined) await setBackupPassphrase(context, session.open.kind, backupPassphrase)
      return made
    },

    info() {
      const { vaultId, formatVersion, appVersion, slots } = loadVaultFile(folder).file
      return { vaultId, formatVersion, appVersion, slots: slots.map(publicSlot) }
    },

    state() {
      const file = fileIfReadable(session)
      const people = (file?.slots ?? []).flatMap((slot) => (slot.kind === 'passphrase' ? [{ id: slot.userId, name: slot.label }] : []))
      const base = {
        exists: vaultExists(folder),
        unlocked: session.isUnlocked,
        demo: file?.kind === 'demo',
        ...(people.length > 1 ? { users: people } : {}),
        keychainUsers: (file?.slots ?? []).flatMap((slot) => (slot.kind === 'keychain' ? [slot.userId] : [])),
        retryAfterSeconds: session.retryAfterSeconds(),
      }
      if (!session.isUnlocked) return { ...base, warnings: [] }
      const { db, user, unlockedWith, warnings } = session.open
      const passing = warnings.filter((warning) => warning === 'olderKeyFile' || warning === 'keyChangeUnlogged')
      const { state, demo } = readVaultRow(db)
      return {
        ...base,
        demo: demo === 1,
        user,
        viaRecoveryKey: unlockedWith === 'recoveryKey',
        warnings: [...passing, ...standingWarnings(state, readVaultKeysRow(db).recoveryConfirmedAt)],
      }
    },

    async unlock(context, { userId }) {
      const { vaultId, user, unlockedWith, warnings } = await session.unlock(chooseSecret(context), userId, context.signal)
      return { vaultId, user, viaRecoveryKey: unlockedWith === 'recoveryKey', warnings: [...warnings] }
    },

    lock(_context, { reason = 'asked' }) {
      session.lock(reason)
      return {}
    },

    checkIdle: () => ({ unlocked: session.enforceIdle(), secondsLeft: session.secondsLeft() }),

    async check(context) {
      const checks = [...(await ownChecks(session)), ...(await session.options.host.checks(session.open))]
      const ok = checks.every((check) => check.ok)
      context.transaction(() => context.log({ details: { ok, failed: checks.filter((check) => !check.ok).map((check) => check.name) } }))
      return { ok, checks }
    },

    async changePassphrase(context) {
      const next = context.secret('newPassphrase')
      checkNewPassphrase(next, 'newPassphrase')
      await confirmActor(session, context)
      await setPassphrase(
        session,
        context,
        session.open.user,
        next,
        logChange(context, 'passphraseChanged', { userId: session.open.user.id }),
      )
      session.open.unlockedWith = 'passphrase'
      return {}
    },

    async renewRecoveryKey(context) {
      await confirmActor(session, context)
      return { recoveryKey: await renewRecoveryKey(session, context, logChange(context, 'recoveryKeyRenewed')) }
    },

    confirmRecoveryKey(context) {
      context.db.statement('UPDATE vault_keys SET recovery_confirmed_at = ? WHERE number = 1').run(context.clock.now())
      context.log({ details: { change: 'recoveryKeyConfirmed' } })
      return {}
    },

    async resetPassphrase(context, { userId }) {
      const next = context.secret('newPassphrase')
      checkNewPassphrase(next, 'newPassphrase')
      const secret = { kind: 'recoveryKey' as const, recoveryKey: context.secret('recoveryKey') }
      parseRecoveryKey(secret.recoveryKey)
      const wasUnlocked = session.isUnlocked
      if (wasUnlocked) {
        const sodium = await session.sodium()
        const { result } = await session.attempt(
          () => openWithSecret(sodium, session.held.file, secret, undefined, session.keychain),
          context.signal,
        )
        wipe(result.dataKey)
      } else await session.unlock(secret, undefined, context.signal)
      try {
        const { db } = session.open
        const user = userId === undefined ? firstOwner(db) : readUserRow(db, userId)
        if (user.active === 0) throw new AppError('not_allowed', 'userDisabled')
        await setPassphrase(session, context, user, next, logChange(context, 'passphraseReset', { userId: user.id }))
      } finally {
        if (!wasUnlocked) session.lock('asked')
      }
      return {}
    },

    async addKeychain(context) {
      await addKeychain(session, context, context.secret('pin'), logChange(context, 'keychainAdded'))
      return {}
    },

    async removeKeychain(context, { slotId }) {
      const gone = session.held.file.slots.filter(
        (slot) => slot.kind === 'keychain' && (slotId === undefined ? slot.userId === context.actor.userId : slot.id === slotId),
      )
      if (gone.length === 0) throw new AppError('not_found', 'noKeychainSlot')
      const sodium = await session.sodium()
      changeSlots(sodium, session, context, (slots) => slots.filter((slot) => !gone.includes(slot)), logChange(context, 'keychainRemoved'))
      await forgetSecrets(session, gone)
      return {}
    },

    async rotateDataKey(context) {
      return { lockedOut: await rotateDataKey(session, context, context.secret('passphrase')) }
    },

    adopt(context) {
      adoptVault(context.db, folder)
      context.log({ details: { change: 'adopted' } })
      return {}
    },

    async revealDatabaseKey(context) {
      await confirmActor(session, context)
      context.transaction(() => context.log({ details: { change: 'databaseKeyRevealed' } }))
      return { hex: Buffer.from(session.open.keys.database).toString('hex'), format: 'sqlcipher 4' as const }
    },

    passphraseStrength(context) {
      const typed = context.optionalSecret('newPassphrase') ?? ''
      return { ...passphraseStrength(typed), longEnough: [...typed.normalize('NFC')].length >= shortestPassphrase }
    },

    checkRecoveryKey(context) {
      const read = readRecoveryKey(context.optionalSecret('recoveryKey') ?? '')
      return 'key' in read ? { ok: true } : { ok: false, problem: read.problem }
    },
  })
}
