// Making one copy, for `backup.create` and for the plan.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { recordProof } from '../audit/findings.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { databaseFile } from '../vault/folder.ts'
import type { Session } from '../vault/session.ts'
import { wipe } from '../vault/sodium.ts'
import { momentOf, job } from './session-work.ts'
import { writeListBeside } from './erasures.ts'
import { isFolder, onSameDisk, recognisedService, type SyncService } from './folders.ts'
import { judgeClock } from './keep.ts'
import type { MadeFile } from './make.ts'
import { readPlan } from './plan.ts'
import { backupRows, recordMade } from './records.ts'
import type { backupWarnings, MadeBackup } from './shapes-contract.ts'
import { opensWith } from './verify.ts'

type Warning = (typeof backupWarnings)[number]

/** `practice-2026-11-24T1830.vastaanotto-backup`, by local time; seconds and a number when the name is taken. */
export function freeName(folder: string, now: string, timeZone: string): string {
  const local = Temporal.Instant.from(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replaceAll(':', '')
  const named = (middle: string): string => path.join(folder, `practice-${middle}.vastaanotto-backup`)
  const tries = [local.slice(0, -2), local, ...Array.from({ length: 99 }, (_none, at) => `${local}-${at + 2}`)]
  return named(tries.find((middle) => !existsSync(named(middle))) ?? local)
}

/** In temporary names, so that this vault knows its own leftovers in a folder that others write to. */
const markOf = (vaultId: string): string => createHash('sha256').update(`vastaanotto backup ${vaultId}`).digest('hex').slice(0, 12)

export interface CopyOrder {
  /** An existing folder, else the file to make. */
  path: string
  overwrite: boolean
  folderId: string | null
  /** Her own answer about the folder, with a place of the plan. */
  synchronisedBy?: SyncService | null
}

interface Made {
  made: MadeFile
  target: string
  order: CopyOrder
}

/** Copies that were finished after the vault had been locked: recorded at the next call. */
export type Unrecorded = Made[]

/** @throws AppError `io`, `conflict`, `cancelled`, `damaged`, `locked` */
export async function createCopy(
  context: Context,
  session: Session,
  signal: AbortSignal,
  order: CopyOrder,
  unrecorded: Unrecorded,
): Promise<MadeBackup> {
  const { vault, file } = session.held
  const moment = momentOf(context)
  const target = isFolder(order.path) ? freeName(order.path, moment.now, moment.timeZone) : path.resolve(order.path)
  const folder = path.dirname(target)
  if (!isFolder(folder))
    throw new AppError('io', 'backupFolderMissing', { params: { folder: path.basename(folder) }, details: { errno: 'ENOENT' } })
  const clock = judgeClock(
    backupRows(context.db).map((row) => row.createdAt),
    moment.now,
    readPlan(context.db).clockConfirmedAt,
  )
  const databaseKey = Uint8Array.from(vault.keys.database)
  const attachmentKey = Uint8Array.from(vault.keys.attachments)
  let made: MadeFile
  try {
    made = await job(context, signal, 'make', {
      vaultFolder: vault.folder,
      databaseFile: databaseFile(vault.folder),
      databaseKey,
      attachmentKey,
      vaultKind: vault.kind,
      recoverySlot: file.slots.find((slot) => slot.kind === 'recovery') ?? null,
      createdAt: moment.now,
      appVersion: context.appVersion,
      target,
      overwrite: order.overwrite,
      mark: markOf(vault.vaultId),
    })
  } finally {
    wipe(databaseKey, attachmentKey)
  }
  const warnings: Warning[] = []
  if (made.backupRecipient === null) warnings.push('recoveryKeyOnly')
  const synchronisedBy = order.synchronisedBy ?? recognisedService(folder)
  if (synchronisedBy) warnings.push('synchronisedFolder')
  if (onSameDisk(folder, vault.folder)) warnings.push('sameDisk')
  if (made.missing.length > 0) warnings.push('attachmentsMissing')
  if (clock !== 'ok') warnings.push(clock)
  try {
    writeListBeside(folder, made.erasures)
  } catch {
    warnings.push('erasureListNotWritten') // the copy is whole, and holds the list itself
  }
  let id: string
  try {
    id = context.transaction(() => record(context, { made, target, order }))
  } catch (error) {
    if (error instanceof AppError && error.key === 'vaultLocked') unrecorded.push({ made, target, order })
    throw error
  }
  context.changed('backup')
  return {
    id,
    path: target,
    bytes: made.bytes,
    sha256: made.sha256,
    createdAt: made.createdAt,
    verified: true,
    opensWith: opensWith(made.backupRecipient !== null),
    warnings,
    synchronisedBy,
  }
}

function record(context: Context, { made, target, order }: Made): string {
  const at = context.clock.now()
  const id = recordMade(context.db, made, target, order.folderId, at)
  context.log({
    kind: 'backup',
    details: {
      bytes: made.bytes,
      sha256: made.sha256,
      logHead: made.logHead,
      attachmentsMissing: made.missing.length,
      planned: order.folderId !== null,
    },
  })
  recordProof(context.db, context.clock, 'backup', made.missing.length === 0, { sha256: made.sha256, bytes: made.bytes })
  return id
}

/** Call it first in every method that has a session. */
export function recordLate(context: Context, unrecorded: Unrecorded): void {
  if (unrecorded.length === 0) return
  context.transaction(() => {
    for (const one of unrecorded) record(context, one)
  })
  unrecorded.length = 0
}
