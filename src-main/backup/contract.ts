// The methods of backup, restore and drill. Everything a window or a script may ask of copies of the practice.
import * as z from 'zod'
import { languages, method } from '../core/contract.ts'
import { empty, id, instant, localDate, path, requiredLine, sha256 } from '../core/fields.ts'

const logHead = z.strictObject({ number: z.int().min(0), hash: sha256 })
const counts = z.record(z.string(), z.int().min(0))

/** What opened a backup: the certificate names the one that was proved. */
export const openers = ['backupPassphrase', 'recoveryKey'] as const
const opener = z.enum(openers)

/** Services that carry a folder to other computers; `other` where the user says so herself. */
export const syncServices = ['OneDrive', 'iCloud', 'Dropbox', 'Google Drive', 'Nextcloud', 'other'] as const
const syncService = z.enum(syncServices)

/** What she should know; the window has a sentence for each. */
export const backupWarnings = [
  /** No backup passphrase is set: only the recovery key opens the copy. */
  'recoveryKeyOnly',
  /** The folder is synchronised: the service is a processor and belongs into the register description. */
  'synchronisedFolder',
  /** The copy lies on the same disk as the practice. */
  'sameDisk',
  /** Attachments are missing or damaged in the vault; they are named in the file and the rest is whole. */
  'attachmentsMissing',
  /** The computer's clock stands before the newest copy, or more than 60 days after it: nothing is removed until she confirms. */
  'clockWentBack',
  'clockJumped',
  /** The list of erasures could not be written beside the copy. */
  'erasureListNotWritten',
] as const
const backupWarning = z.enum(backupWarnings)

export const restoreWarnings = [
  /** No list of erasures newer than the backup was found: what was erased since may be here again. */
  'noNewerErasureList',
  /** A list of erasures was found that this vault did not make. */
  'erasureListForeign',
  /** Other users wait until the owner gives them a passphrase. */
  'usersWait',
  /** The schema was older and has been brought up to date. */
  'schemaMigrated',
  /** Attachments that the backup itself lacked. */
  'attachmentsMissing',
  /** The live vault on this computer does not know the log head of this backup. */
  'logUnknownToLiveVault',
  /** Must be adopted before it issues invoices or exports to Kanta; numbers go on above the highest known. */
  'adoptBeforeIssuing',
] as const
const restoreWarning = z.enum(restoreWarnings)

/** What the file says of itself without a key. Nothing of it is proved until it is opened. */
const outside = {
  formatVersion: z.int(),
  vaultId: id,
  createdAt: instant,
  appVersion: z.string(),
  schemaVersion: z.int(),
  logHead,
  bytes: z.int(),
  /** What opens it. */
  opensWith: z.array(opener),
}

/** One row of a verification or drill. `detail` has counts and technical codes, never client data. */
const checkRow = z.strictObject({
  name: z.enum([
    'format',
    'hashes',
    'decryption',
    'contents',
    'integrity',
    'foreignKeys',
    'counts',
    'logChain',
    'anchor',
    'attachments',
    'schema',
    'erasures',
    'unlock',
    'answer',
  ]),
  ok: z.boolean(),
  count: z.int().nullable(),
  detail: z.string(),
})
export type BackupCheck = z.output<typeof checkRow>

const made = {
  /** Id of its row in `backup.list`. */
  id,
  path: z.string(),
  bytes: z.int(),
  sha256,
  createdAt: instant,
  /** Read back whole before it was given its name. */
  verified: z.literal(true),
  opensWith: z.array(opener),
  warnings: z.array(backupWarning),
  /** The service, with `synchronisedFolder`. */
  synchronisedBy: syncService.nullable(),
}
const madeBackup = z.strictObject(made)
export type MadeBackup = z.output<typeof madeBackup>

const keepRules = z.strictObject({
  daily: z.int().min(1).max(366),
  weekly: z.int().min(0).max(520),
  monthly: z.int().min(0).max(240),
  /** None is kept longer, the newest verified one apart; null: she chose to keep them. */
  months: z.int().min(1).max(600).nullable(),
})
export type KeepRules = z.output<typeof keepRules>

const planFolder = z.strictObject({
  id,
  /** What she calls it: "Muistitikku". */
  label: requiredLine(100),
  path,
  /** `daily` on this computer, `weekly` in a second place. */
  schedule: z.enum(['daily', 'weekly']),
  /** A stick or a drive that is not always there: its absence is asked about, not an error. */
  removable: z.boolean(),
  /** Her own answer; null: the app looks at the folder's name and markers. */
  synchronisedBy: syncService.nullable(),
})
export type PlanFolder = z.output<typeof planFolder>

const plan = z.strictObject({
  folders: z.array(planFolder),
  keep: keepRules,
  drillMonths: z.int().min(1).max(24),
  revision: z.int().min(0),
})
export type BackupPlan = z.output<typeof plan>

const copy = z.strictObject({
  id,
  path: z.string(),
  folderId: id.nullable(),
  label: z.string().nullable(),
  createdAt: instant,
  bytes: z.int(),
  sha256: sha256.nullable(),
  /** Read back whole by the run that made it, or by `backup.verify` later. */
  verifiedAt: instant.nullable(),
  /** Opened by a drill with what she has on paper. */
  provedAt: instant.nullable(),
  provedWith: opener.nullable(),
  /** Seen at the last look; null while its folder is not connected. */
  present: z.boolean().nullable(),
  /** Local date until which the keep rules keep it; null: as long as it is the newest. */
  keptUntil: localDate.nullable(),
  opensWith: z.array(opener),
  /** The keys that open it were renewed since: the old passphrase or recovery key is needed. */
  olderKeys: z.boolean(),
})
export type BackupCopy = z.output<typeof copy>

const drill = z.strictObject({
  id,
  at: instant,
  ok: z.boolean(),
  openedWith: opener,
  backupCreatedAt: instant,
  fileName: z.string(),
  sha256,
  userName: z.string(),
  checks: z.array(checkRow),
  confirmedAt: instant.nullable(),
  confirmedBy: z.string().nullable(),
  certificate: z.strictObject({ path: z.string(), language: z.enum(languages) }),
})
export type Drill = z.output<typeof drill>

/** The oldest or newest client, for the question "Is this right?". */
const seen = z.strictObject({ id, name: z.string(), createdAt: instant, birthYear: z.string().nullable() })

export const backupContract = {
  create: method({
    name: 'backup.create',
    summary: 'Makes a backup file and reads it back whole',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    runs: 'alone',
    logs: { kind: 'backup', groups: [] },
    /** An existing folder, else the file to make. */
    input: z.strictObject({ path, overwrite: z.boolean().optional() }),
    output: madeBackup,
  }),
  run: method({
    name: 'backup.run',
    summary: 'Makes the copies that are due and removes those that the keep rules let go',
    kind: 'command',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    /** `asked`: also what is not due yet. `folderId`: only that place. `confirmClock`: she has said that the date is right. */
    input: z.strictObject({
      trigger: z.enum(['timer', 'quit', 'asked']).optional(),
      folderId: id.optional(),
      confirmClock: z.boolean().optional(),
    }),
    output: z.strictObject({
      made: z.array(madeBackup.extend({ folderId: id })),
      /** Places that are due and not connected: asked for, never an error. */
      waiting: z.array(z.strictObject({ folderId: id, label: z.string(), since: instant.nullable() })),
      failed: z.array(z.strictObject({ folderId: id, label: z.string(), code: z.string(), message: z.string() })),
      removed: z.array(z.strictObject({ id, path: z.string() })),
      /** Why nothing was removed. */
      removalHeld: z.enum(['clockWentBack', 'clockJumped', 'runFailed', 'nothingVerified']).nullable(),
    }),
  }),
  setPassphrase: method({
    name: 'backup.setPassphrase',
    summary: 'A new backup passphrase and identity; copies that exist still open with the old one',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: [] },
    secrets: ['backupPassphrase'],
    /** `copies`: those that the former passphrase still opens. */
    input: empty,
    output: z.strictObject({ copies: z.array(z.strictObject({ path: z.string(), createdAt: instant })) }),
  }),
  inspect: method({
    name: 'backup.inspect',
    summary: 'What a backup file says of itself, without a key',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: z.strictObject({ path }),
    output: z.strictObject({ ...outside, fileName: z.string() }),
  }),
  preview: method({
    name: 'backup.preview',
    summary: 'What is in a backup, with its key, before anything is done',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    secrets: ['backupPassphrase', 'recoveryKey'],
    input: z.strictObject({ path }),
    output: z.strictObject({
      ...outside,
      openedWith: opener,
      practice: z.string(),
      ownerName: z.string(),
      demo: z.boolean(),
      counts,
      attachments: z.int(),
      attachmentBytes: z.int(),
      /** Whether this version can restore it; an older schema is brought up to date. */
      schema: z.enum(['same', 'older', 'newer']),
      warnings: z.array(restoreWarning),
    }),
  }),
  verify: method({
    name: 'backup.verify',
    summary: 'Opens a backup and checks every byte, counts, log chain and attachments',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    secrets: ['backupPassphrase', 'recoveryKey'],
    input: z.strictObject({ path }),
    /** Damage is an error (`damaged`, with the part); so `ok` is true. */
    output: z.strictObject({ ...outside, ok: z.literal(true), openedWith: opener, sha256, counts, checks: z.array(checkRow) }),
  }),
  restore: method({
    name: 'backup.restore',
    summary: 'Restores a backup into a new folder; the live vault is never touched',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    secrets: ['backupPassphrase', 'recoveryKey', 'newPassphrase', 'passphrase'],
    /** `erasures`: a list kept beside other backups, or the folder it lies in. */
    input: z.strictObject({ path, to: path, erasures: path.optional() }),
    output: z.strictObject({
      vaultId: id,
      userId: id,
      folder: z.string(),
      createdAt: instant,
      openedWith: opener,
      counts,
      warnings: z.array(restoreWarning),
      erased: z.int(),
      waitingUsers: z.array(z.string()),
      logHead,
    }),
  }),
  drill: method({
    name: 'backup.drill',
    summary: 'Restores a backup into a scratch vault, proves it, writes the certificate and removes the scratch',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'restore', groups: ['identity'] },
    secrets: ['backupPassphrase', 'recoveryKey'],
    /** `certificate`: `.pdf`, `.html` or `.txt`. Language: the practice's unless given. */
    input: z.strictObject({ path, certificate: path, overwrite: z.boolean().optional(), language: z.enum(languages).optional() }),
    output: z.strictObject({
      ok: z.boolean(),
      checks: z.array(checkRow),
      certificate: z.string(),
      drillId: id,
      sha256,
      openedWith: opener,
      backupCreatedAt: instant,
      oldest: seen.nullable(),
      newest: seen.nullable(),
      clients: z.int(),
    }),
  }),
  confirmDrill: method({
    name: 'backup.confirmDrill',
    summary: 'Adds the owner’s yes, or no, to "Is this right?" and writes the certificate anew',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'restore', groups: [] },
    /** The certificate's path, or the drill's id. */
    input: z.strictObject({ certificate: path, right: z.boolean().optional() }),
    output: drill,
  }),
  drills: method({
    name: 'backup.drills',
    summary: 'Drills that were made, newest first',
    kind: 'query',
    roles: ['owner'],
    logs: 'nothing',
    input: empty,
    output: z.array(drill),
  }),
  writeCertificate: method({
    name: 'backup.writeCertificate',
    summary: 'Writes a kept certificate once more',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'print', groups: [] },
    input: z.strictObject({ id, path, overwrite: z.boolean().optional(), language: z.enum(languages).optional() }),
    output: z.strictObject({ path: z.string(), sha256 }),
  }),
  plan: method({
    name: 'backup.plan',
    summary: 'Folders, schedule and keep rules',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: plan.extend({
      folders: z.array(planFolder.extend({ connected: z.boolean(), recognisedService: syncService.nullable(), sameDisk: z.boolean() })),
    }),
  }),
  setPlan: method({
    name: 'backup.setPlan',
    summary: 'Sets folders, schedule and keep rules; a folder without id is new',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: [] },
    input: z.strictObject({
      folders: z
        .array(
          planFolder
            .omit({ id: true, synchronisedBy: true, removable: true })
            .extend({ id: id.optional(), removable: z.boolean().optional(), synchronisedBy: syncService.nullable().optional() }),
        )
        .max(10)
        .optional(),
      keep: keepRules.partial().optional(),
      drillMonths: z.int().min(1).max(24).optional(),
      revision: z.int().min(0).optional(),
    }),
    output: plan,
  }),
  checkFolder: method({
    name: 'backup.checkFolder',
    summary: 'Whether a folder can hold backups: writable, synchronised, on another disk',
    kind: 'query',
    needs: 'vault',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: z.strictObject({ path }),
    output: z.strictObject({
      exists: z.boolean(),
      writable: z.boolean(),
      synchronisedBy: syncService.nullable(),
      sameDisk: z.boolean(),
      freeBytes: z.int().nullable(),
    }),
  }),
  list: method({
    name: 'backup.list',
    summary: 'Copies that are known, newest first',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: z.array(copy),
  }),
  status: method({
    name: 'backup.status',
    summary: 'Newest copies, last drill, and what is due',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({
      /** Newest verified copy anywhere, and in a weekly place. Age in whole hours; null: none. */
      last: z.strictObject({ at: instant, label: z.string().nullable(), ageHours: z.int(), fileName: z.string() }).nullable(),
      lastElsewhere: z.strictObject({ at: instant, label: z.string().nullable(), ageHours: z.int(), fileName: z.string() }).nullable(),
      lastDrill: z.strictObject({ at: instant, ok: z.boolean(), openedWith: opener, confirmed: z.boolean() }).nullable(),
      /** Local date; null: no backup to drill with yet. */
      nextDrillDue: localDate.nullable(),
      drillDue: z.boolean(),
      /** What the next drill should prove: the one proved longer ago. */
      nextDrillWith: opener,
      places: z.array(
        z.strictObject({
          folderId: id,
          label: z.string(),
          schedule: z.enum(['daily', 'weekly']),
          connected: z.boolean(),
          lastAt: instant.nullable(),
          due: z.boolean(),
          /** Days past due. */
          overdueDays: z.int(),
          synchronisedBy: syncService.nullable(),
        }),
      ),
      /** Anything that `backup.run` would make now. */
      due: z.boolean(),
      passphraseSet: z.boolean(),
      passphraseProvedAt: instant.nullable(),
      recoveryKeyProvedAt: instant.nullable(),
      /** A run is under way in this process. */
      running: z.boolean(),
      clock: z.enum(['ok', 'clockWentBack', 'clockJumped']),
      lastFailure: z.strictObject({ at: instant, label: z.string().nullable(), code: z.string(), message: z.string() }).nullable(),
    }),
  }),
  cancel: method({
    name: 'backup.cancel',
    summary: 'Stops the backup, verification, restore or drill under way; nothing half-made stays',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ wasRunning: z.boolean() }),
  }),
  makeLive: method({
    name: 'backup.makeLive',
    summary: 'Puts a restored vault in the live one’s place; the old one is kept aside',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    /** Locks first. Unlock and `vault.adopt` follow. */
    input: z.strictObject({ from: path }),
    output: z.strictObject({ setAside: z.string() }),
  }),
  undoMakeLive: method({
    name: 'backup.undoMakeLive',
    summary: 'Puts a vault that was set aside back in place; the present one is set aside',
    kind: 'command',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: z.strictObject({ setAside: path }),
    output: z.strictObject({ setAside: z.string() }),
  }),
  setAside: method({
    name: 'backup.setAside',
    summary: 'Vaults set aside by a restore and safety copies, with their age; they go after 30 days',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.array(
      z.strictObject({ path: z.string(), kind: z.enum(['vault', 'safetyCopy']), at: instant, days: z.int(), goesOn: localDate }),
    ),
  }),
}

/** Steps of `progress` events, in order; `done` and `total` are bytes unless said otherwise. */
export const backupSteps = [
  'image',
  'writing',
  'readingBack',
  'opening',
  'reading',
  'rows',
  'attachments',
  'checking',
  'certificate',
] as const
