import * as z from 'zod'
import { method, roles } from '../core/contract.ts'
import { empty, id, instant, line, requiredLine } from '../core/fields.ts'

/** Characters in a numbered group of the recovery key, on paper and on the screen. */
export const recoveryKeyGroupLength = 4

const anyRole = z.enum(roles)

const slot = z.strictObject({
  id,
  kind: z.enum(['passphrase', 'recovery', 'keychain']),
  label: z.string(),
  userId: id.optional(),
  createdAt: instant,
  kdf: z.strictObject({ algorithm: z.string(), passes: z.int(), memoryBytes: z.int() }).optional(),
})

/**
 * Told at unlock, for a notice that stays until it is dealt with:
 * - `copied`, `restored`: not the live vault until the owner adopts it;
 * - `olderKeyFile`: vault.json is older than the database knows, an old one was put back;
 * - `keyChangeUnlogged`: the app was cut off in the middle of a change of keys; the change stands;
 * - `recoveryUnconfirmed`: nobody has confirmed that the recovery key is on paper.
 */
export const vaultWarnings = ['copied', 'restored', 'olderKeyFile', 'keyChangeUnlogged', 'recoveryUnconfirmed'] as const
export type VaultWarning = (typeof vaultWarnings)[number]

const sessionUser = z.strictObject({ id, name: z.string(), title: z.string().nullable(), role: anyRole })

export const recoveryKeyProblem = z.discriminatedUnion('problem', [
  z.strictObject({ problem: z.literal('empty') }),
  z.strictObject({ problem: z.literal('prefix') }),
  z.strictObject({ problem: z.literal('character'), position: z.int(), group: z.int() }),
  z.strictObject({ problem: z.literal('length'), expected: z.int(), found: z.int() }),
  z.strictObject({ problem: z.literal('checksum'), group: z.int().optional() }),
])

export const vaultContract = {
  create: method({
    name: 'vault.create',
    summary: 'Creates an encrypted vault in an empty or missing folder',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['passphrase', 'pin', 'backupPassphrase'],
    input: z.strictObject({
      owner: z.strictObject({ name: requiredLine(100), title: line(100).optional() }),
      keychain: z.boolean().optional(),
    }),
    output: z.strictObject({ vaultId: id, userId: id, recoveryKey: z.string() }),
  }),
  info: method({
    name: 'vault.info',
    summary: 'Format and key slots; needs no passphrase',
    kind: 'query',
    needs: 'vault',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ vaultId: id, formatVersion: z.int(), appVersion: z.string(), slots: z.array(slot) }),
  }),
  state: method({
    name: 'vault.state',
    summary: 'Whether there is a vault, whether it is unlocked, and by whom',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({
      exists: z.boolean(),
      unlocked: z.boolean(),
      demo: z.boolean(),
      user: sessionUser.optional(),
      viaRecoveryKey: z.boolean().optional(),
      /** Who can be chosen at the lock screen, when there is more than one. */
      users: z.array(z.strictObject({ id, name: z.string() })).optional(),
      /** Users with a keychain slot: the lock screen can ask for a PIN. */
      keychainUsers: z.array(id),
      warnings: z.array(z.enum(vaultWarnings)),
      /** Seconds until the next attempt, after wrong ones. */
      retryAfterSeconds: z.int(),
    }),
  }),
  unlock: method({
    name: 'vault.unlock',
    summary: 'Unlocks with a passphrase, the recovery key, or keychain and PIN',
    kind: 'command',
    needs: 'vault',
    roles: 'everyone',
    runs: 'alone',
    logs: { kind: 'session', groups: [] },
    secrets: ['passphrase', 'recoveryKey', 'pin'],
    input: z.strictObject({ userId: z.string().max(200).optional() }),
    output: z.strictObject({ vaultId: id, user: sessionUser, viaRecoveryKey: z.boolean(), warnings: z.array(z.enum(vaultWarnings)) }),
  }),
  lock: method({
    name: 'vault.lock',
    summary: 'Closes the database and wipes the keys',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: { kind: 'session', groups: [] },
    input: z.strictObject({ reason: z.enum(['asked', 'idle', 'suspend', 'screenLock', 'quit']).optional() }),
    output: empty,
  }),
  checkIdle: method({
    name: 'vault.checkIdle',
    summary: 'Locks when the idle time has passed; asked at resume and now and then',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ unlocked: z.boolean(), secondsLeft: z.int().nullable() }),
  }),
  check: method({
    name: 'vault.check',
    summary: 'Every page, foreign keys, log, attachments, schema and key file',
    kind: 'query',
    roles: ['owner', 'practitioner'],
    runs: 'alone',
    logs: { kind: 'verify', groups: [] },
    input: empty,
    output: z.strictObject({ ok: z.boolean(), checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })) }),
  }),
  changePassphrase: method({
    name: 'vault.changePassphrase',
    summary: 'Changes one’s own passphrase; the old one, or the recovery key, must be given',
    kind: 'command',
    roles: 'everyone',
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['passphrase', 'newPassphrase', 'recoveryKey', 'pin'],
    input: empty,
    output: empty,
  }),
  renewRecoveryKey: method({
    name: 'vault.renewRecoveryKey',
    summary: 'Makes a new recovery key; copies that already exist still open with the old one',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['passphrase', 'recoveryKey', 'pin'],
    input: empty,
    output: z.strictObject({ recoveryKey: z.string() }),
  }),
  confirmRecoveryKey: method({
    name: 'vault.confirmRecoveryKey',
    summary: 'The owner confirms that the recovery key is on paper',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'keys', groups: [] },
    input: empty,
    output: empty,
  }),
  resetPassphrase: method({
    name: 'vault.resetPassphrase',
    summary: 'Sets a new passphrase for the owner with the recovery key',
    kind: 'command',
    needs: 'vault',
    roles: 'everyone',
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['recoveryKey', 'newPassphrase'],
    input: z.strictObject({ userId: z.string().max(200).optional() }),
    output: empty,
  }),
  addKeychain: method({
    name: 'vault.addKeychain',
    summary: 'Lets this computer’s keychain and a PIN of at least 8 characters open the vault',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['pin'],
    input: empty,
    output: empty,
  }),
  removeKeychain: method({
    name: 'vault.removeKeychain',
    summary: 'Removes one’s keychain slot',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    input: z.strictObject({ slotId: id.optional() }),
    output: empty,
  }),
  rotateDataKey: method({
    name: 'vault.rotateDataKey',
    summary: 'New data key, everything re-encrypted; other users need a new passphrase',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['passphrase'],
    input: empty,
    output: z.strictObject({ lockedOut: z.array(z.strictObject({ id, name: z.string() })) }),
  }),
  adopt: method({
    name: 'vault.adopt',
    summary: 'Makes a restored or copied vault the live one',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'keys', groups: [] },
    input: empty,
    output: empty,
  }),
  revealDatabaseKey: method({
    name: 'vault.revealDatabaseKey',
    summary: 'Shows the raw database key, for SQLCipher or DB Browser',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: [] },
    secrets: ['passphrase', 'recoveryKey', 'pin'],
    input: empty,
    output: z.strictObject({ hex: z.string(), format: z.literal('sqlcipher 4') }),
  }),
  passphraseStrength: method({
    name: 'vault.passphraseStrength',
    summary: 'How many guesses a new passphrase would stand',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    runs: 'alone',
    secrets: ['newPassphrase'],
    input: empty,
    output: z.strictObject({ score: z.int().min(0).max(4), guessesLog10: z.number(), longEnough: z.boolean() }),
  }),
  checkRecoveryKey: method({
    name: 'vault.checkRecoveryKey',
    summary: 'Names a typing error in a recovery key before anything is tried',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    runs: 'alone',
    secrets: ['recoveryKey'],
    input: empty,
    output: z.strictObject({ ok: z.boolean(), problem: recoveryKeyProblem.optional() }),
  }),
}
