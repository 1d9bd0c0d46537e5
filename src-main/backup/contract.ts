// The methods of backup, restore and drill. Everything a window or a script may ask of copies of the practice.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, localDate, path } from '../core/fields.ts'
import { drillContract } from './drill-contract.ts'
import { restoreContract } from './restore-contract.ts'
import { copy, keepRules, madeBackup, opener, plan, planFolder, syncService } from './shapes-contract.ts'

/** What a run made, asked for, failed at and removed. */
const runOutcome = z.strictObject({
  made: z.array(madeBackup.extend({ folderId: id })),
  /** Places that are due and not connected: asked for, never an error. */
  waiting: z.array(z.strictObject({ folderId: id, label: z.string(), since: instant.nullable() })),
  failed: z.array(z.strictObject({ folderId: id, label: z.string(), code: z.string(), message: z.string() })),
  removed: z.array(z.strictObject({ id, path: z.string() })),
  /** Why nothing was removed. */
  removalHeld: z.enum(['clockWentBack', 'clockJumped', 'runFailed', 'nothingVerified']).nullable(),
})

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
    output: runOutcome,
  }),
  /** For the shell's timer and for quitting: unlike other calls it does not count as somebody being there, so idle time goes on. */
  runIfDue: method({
    name: 'backup.runIfDue',
    summary: 'The same without being asked: only what is due, and only while the vault is unlocked',
    kind: 'command',
    needs: 'vault',
    roles: 'everyone',
    runs: 'alone',
    logs: 'nothing',
    input: z.strictObject({ trigger: z.enum(['timer', 'quit']) }),
    output: runOutcome,
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
  ...restoreContract,
  ...drillContract,
}
