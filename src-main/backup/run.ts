// The plan at work: copies that are due, then those that the keep rules let go.
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Context } from '../core/context.ts'
import type { OutputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { ioError, removeIfThere, syncFolder } from '../core/files.ts'
import { errorBody } from '../core/texts.ts'
import type { Session } from '../vault/session.ts'
import type { backupContract } from './contract.ts'
import { createCopy, type Unrecorded } from './create.ts'
import { changedSince, isConnected, placeState, type Moment, type Trigger } from './due.ts'
import { currentList, findLists, listName, writeListBeside } from './erasures.ts'
import { copiesToRemove, judgeClock } from './keep.ts'
import { confirmClock, readPlan, writeFailure, type StoredPlan } from './plan.ts'
import { backupRows, isPresent, markRemoved } from './records.ts'
import { momentOf } from './session-work.ts'
import { removeOldAsides } from './set-aside.ts'
import type { PlanFolder } from './shapes-contract.ts'

type Outcome = OutputOf<typeof backupContract.run>

export interface RunInput {
  trigger: Trigger
  folderId?: string | undefined
  confirmClock?: boolean | undefined
}

function failureOf(context: Context, folder: PlanFolder, error: unknown): Outcome['failed'][number] {
  const known = ioError(error, folder.path)
  if (!(known instanceof AppError)) throw error
  const { code, message } = errorBody(known, context.language)
  context.transaction(() =>
    writeFailure(context.db, { at: context.clock.now(), folderId: folder.id, code, key: known.key, params: { ...known.params } }),
  )
  return { folderId: folder.id, label: folder.label, code, message }
}

/** Removes what the rules let go in one place. A file that can't be removed now is tried again at the next run. */
function removeOld(context: Context, plan: StoredPlan, folder: PlanFolder, { now, today, timeZone }: Moment): Outcome['removed'] {
  const here = backupRows(context.db).filter((row) => row.folderId === folder.id)
  for (const row of here)
    if (isPresent(row) === false && !existsSync(row.path)) context.transaction(() => markRemoved(context.db, row.id, 'gone', now))
  const counting = here.filter((row) => row.verifiedAt !== null && isPresent(row) === true)
  const going = new Set(copiesToRemove(counting, plan.keep, today, timeZone))
  const removed: Outcome['removed'] = []
  for (const row of counting) {
    if (!going.has(row.id)) continue
    try {
      removeIfThere(row.path)
      syncFolder(path.dirname(row.path))
    } catch {
      continue
    }
    context.transaction(() => {
      markRemoved(context.db, row.id, 'keepRules', context.clock.now())
      context.log({ kind: 'backup', details: { removed: row.createdAt, sha256: row.sha256, why: 'keepRules' } })
    })
    removed.push({ id: row.id, path: row.path })
  }
  return removed
}

/** What was erased since the last copy gets beside the copies without waiting for the next one. */
function refreshLists(context: Context, plan: StoredPlan, vaultId: string): void {
  const rows = backupRows(context.db)
  const list = currentList(context.db, vaultId, context.clock.now())
  for (const folder of plan.folders) {
    if (!isConnected(folder, rows, vaultId)) continue
    const file = path.join(folder.path, listName(vaultId))
    const there = existsSync(file) ? findLists(file).lists[0] : undefined
    if (!there || there.entries.length >= list.entries.length) continue
    try {
      writeListBeside(folder.path, list)
    } catch {
      // the next copy or the next run brings it
    }
  }
}

/** @throws AppError `not_found` (`backupFolderUnknown`), `cancelled`, `conflict` */
export async function runPlan(
  context: Context,
  session: Session,
  signal: AbortSignal,
  input: RunInput,
  unrecorded: Unrecorded,
): Promise<Outcome> {
  const { vaultId, folder: vaultFolder } = session.open
  if (input.confirmClock) context.transaction(() => confirmClock(context.db, context.clock.now()))
  const plan = readPlan(context.db)
  const chosen = plan.folders.filter(({ id }) => input.folderId === undefined || id === input.folderId)
  if (input.folderId !== undefined && chosen.length === 0) throw new AppError('not_found', 'backupFolderUnknown')
  const outcome: Outcome = { made: [], waiting: [], failed: [], removed: [], removalHeld: null }
  const moment = momentOf(context)
  const before = backupRows(context.db)
  const clock = judgeClock(
    before.map((row) => row.createdAt),
    moment.now,
    plan.clockConfirmedAt,
  )
  const asked = input.trigger === 'asked'
  for (const folder of chosen) {
    const state = placeState(folder, before, vaultId, moment, input.trigger, (number) => changedSince(context.db, number))
    if (!state.due) continue
    if (!state.connected && folder.removable) {
      outcome.waiting.push({ folderId: folder.id, label: folder.label, since: state.lastAt })
      continue
    }
    try {
      if (!state.connected)
        throw new AppError('io', 'backupFolderMissing', { params: { folder: path.basename(folder.path) }, details: { errno: 'ENOENT' } })
      const order = { path: folder.path, overwrite: false, folderId: folder.id, synchronisedBy: folder.synchronisedBy }
      outcome.made.push({ ...(await createCopy(context, session, signal, order, unrecorded)), folderId: folder.id })
    } catch (error) {
      if (error instanceof AppError && (error.code === 'cancelled' || error.key === 'vaultLocked')) throw error
      outcome.failed.push(failureOf(context, folder, error))
    }
  }
  if (outcome.failed.length === 0 && outcome.made.length > 0 && plan.lastFailure) context.transaction(() => writeFailure(context.db, null))
  if (clock !== 'ok') outcome.removalHeld = clock
  else if (outcome.failed.length > 0) outcome.removalHeld = 'runFailed'
  else
    for (const { folderId } of outcome.made) {
      const folder = plan.folders.find(({ id }) => id === folderId)
      if (folder) outcome.removed.push(...removeOld(context, plan, folder, moment))
    }
  if (outcome.removalHeld === null && asked && outcome.made.length === 0 && before.every((row) => row.verifiedAt === null))
    outcome.removalHeld = 'nothingVerified'
  refreshLists(context, plan, vaultId)
  if (outcome.removalHeld === null) removeOldAsides(context.db, vaultFolder, moment.now)
  context.changed('backup')
  return outcome
}
