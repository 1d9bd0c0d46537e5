// What the methods of backup, restore and drill exchange.
import * as z from 'zod'
import { languages } from '../core/contract.ts'
import { id, instant, localDate, path, requiredLine, sha256 } from '../core/fields.ts'

export const logHead = z.strictObject({ number: z.int().min(0), hash: sha256 })
export const counts = z.record(z.string(), z.int().min(0))

/** What opened a backup: the certificate names the one that was proved. */
export const openers = ['backupPassphrase', 'recoveryKey'] as const
export const opener = z.enum(openers)

/** Services that carry a folder to other computers; `other` where the user says so herself. */
export const syncServices = ['OneDrive', 'iCloud', 'Dropbox', 'Google Drive', 'Nextcloud', 'other'] as const
export const syncService = z.enum(syncServices)

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
export const backupWarning = z.enum(backupWarnings)

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
export const restoreWarning = z.enum(restoreWarnings)

/** What the file says of itself without a key. Nothing of it is proved until it is opened. */
export const outside = {
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
export const checkRow = z.strictObject({
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

export const madeBackup = z.strictObject({
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
})
export type MadeBackup = z.output<typeof madeBackup>

export const keepRules = z.strictObject({
  daily: z.int().min(1).max(366),
  weekly: z.int().min(0).max(520),
  monthly: z.int().min(0).max(240),
  /** None is kept longer, the newest verified one apart; null: she chose to keep them. */
  months: z.int().min(1).max(600).nullable(),
})
export type KeepRules = z.output<typeof keepRules>

export const planFolder = z.strictObject({
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

export const plan = z.strictObject({
  folders: z.array(planFolder),
  keep: keepRules,
  drillMonths: z.int().min(1).max(24),
  revision: z.int().min(0),
})
export type BackupPlan = z.output<typeof plan>

export const copy = z.strictObject({
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

export const drill = z.strictObject({
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
export const seen = z.strictObject({ id, name: z.string(), createdAt: instant, birthYear: z.string().nullable() })

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
