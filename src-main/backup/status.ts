// What Today and the status bar say about copies.
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../core/context.ts'
import type { OutputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import type { ErrorCode } from '../core/contract.ts'
import { errorBody } from '../core/texts.ts'
import type { Session } from '../vault/session.ts'
import type { backupContract } from './contract.ts'
import { readDrills } from './drill-records.ts'
import { hoursBetween, placeState } from './due.ts'
import { recognisedService } from './folders.ts'
import { judgeClock, keptUntil, localDateOf } from './keep.ts'
import { readPlan, type StoredPlan } from './plan.ts'
import { backupRows, hasPassphrase, isPresent, type BackupRow } from './records.ts'
import { momentOf } from './session-work.ts'

type Status = OutputOf<typeof backupContract.status>
type Copies = OutputOf<typeof backupContract.list>

const labelOf = (plan: StoredPlan, folderId: string | null): string | null => plan.folders.find(({ id }) => id === folderId)?.label ?? null

export function backupStatus(context: Context, session: Session, running: boolean): Status {
  const { db } = context
  const plan = readPlan(db)
  const moment = momentOf(context)
  const rows = backupRows(db)
  const verified = rows.filter((row) => row.verifiedAt !== null && isPresent(row) !== false)
  const newest = (of: BackupRow[]): Status['last'] =>
    of[0]
      ? {
          at: of[0].createdAt,
          label: labelOf(plan, of[0].folderId),
          ageHours: Math.max(0, hoursBetween(of[0].createdAt, moment.now)),
          fileName: path.basename(of[0].path),
        }
      : null
  const weekly = new Set(plan.folders.filter(({ schedule }) => schedule === 'weekly').map(({ id }) => id))
  const drills = readDrills(db)
  const lastDrill = drills[0]
  const provedAt = (opener: string): string | null => drills.find(({ ok, openedWith }) => ok && openedWith === opener)?.at ?? null
  const [passphraseProvedAt, recoveryKeyProvedAt] = [provedAt('backupPassphrase'), provedAt('recoveryKey')]
  const lastGood = drills.find(({ ok }) => ok)
  const nextDrillDue = lastGood
    ? Temporal.PlainDate.from(localDateOf(lastGood.at, moment.timeZone)).add({ months: plan.drillMonths }).toString()
    : verified.length > 0
      ? moment.today
      : null
  const places = plan.folders.map((folder) => {
    const { connected, lastAt, due, overdueDays } = placeState(folder, rows, session.open.vaultId, moment)
    const synchronisedBy = folder.synchronisedBy ?? recognisedService(folder.path)
    return { folderId: folder.id, label: folder.label, schedule: folder.schedule, connected, lastAt, due, overdueDays, synchronisedBy }
  })
  const passphraseSet = db.statement('SELECT backup_recipient FROM vault WHERE number = 1').pluck().get() !== null
  const failure = plan.lastFailure
  return {
    last: newest(verified),
    lastElsewhere: newest(verified.filter(({ folderId }) => folderId !== null && weekly.has(folderId))),
    lastDrill: lastDrill
      ? { at: lastDrill.at, ok: lastDrill.ok, openedWith: lastDrill.openedWith, confirmed: lastDrill.confirmedAt !== null }
      : null,
    nextDrillDue,
    drillDue: nextDrillDue !== null && nextDrillDue <= moment.today,
    nextDrillWith: passphraseSet && (passphraseProvedAt ?? '') <= (recoveryKeyProvedAt ?? '') ? 'backupPassphrase' : 'recoveryKey',
    places,
    due: places.some(({ due }) => due),
    passphraseSet,
    passphraseProvedAt,
    recoveryKeyProvedAt,
    running,
    clock: judgeClock(
      rows.map(({ createdAt }) => createdAt),
      moment.now,
      plan.clockConfirmedAt,
    ),
    lastFailure: failure
      ? {
          at: failure.at,
          label: labelOf(plan, failure.folderId),
          code: failure.code,
          message: errorBody(new AppError(failure.code as ErrorCode, failure.key, { params: failure.params }), context.language).message,
        }
      : null,
  }
}

export function listCopies(context: Context): Copies {
  const { db } = context
  const plan = readPlan(db)
  const { today, timeZone } = momentOf(context)
  const keys = db
    .statement<{ recovery: string; backup: string | null }>(
      'SELECT recovery_recipient AS recovery, backup_recipient AS backup FROM vault WHERE number = 1',
    )
    .get()!
  const rows = backupRows(db)
  const until = new Map<string, string>()
  for (const folder of plan.folders) {
    const here = rows.filter((row) => row.folderId === folder.id && row.verifiedAt !== null && isPresent(row) !== false)
    for (const [id, date] of keptUntil(here, plan.keep, today, timeZone)) until.set(id, date)
  }
  return rows.map((row) => ({
    id: row.id,
    path: row.path,
    folderId: row.folderId,
    label: labelOf(plan, row.folderId),
    createdAt: row.createdAt,
    bytes: row.bytes,
    sha256: row.sha256,
    verifiedAt: row.verifiedAt,
    provedAt: row.provedAt,
    provedWith: row.provedWith,
    present: isPresent(row),
    keptUntil: until.get(row.id) ?? null,
    opensWith: hasPassphrase(row),
    olderKeys: row.recoveryRecipient !== keys.recovery || (row.backupRecipient !== null && row.backupRecipient !== keys.backup),
  }))
}
