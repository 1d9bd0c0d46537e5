// The methods of contract.ts. Heavy work runs in the backup's own thread; here is what needs the session.
import path from 'node:path'
import { invalidInput, AppError } from '../core/errors.ts'
import { implement, type Context, type Implemented } from '../core/context.ts'
import { ensureFolder } from '../core/files.ts'
import { vaultExists } from '../vault/folder.ts'
import { checkNewPassphrase } from '../vault/passphrase.ts'
import type { Session } from '../vault/session.ts'
import { loadVaultFile } from '../vault/vault-file-store.ts'
import { backupContract } from './contract.ts'
import { createCopy, recordLate, type Unrecorded } from './create.ts'
import { certificatePages, confirmDrill, listPlaces, runDrill, writeCertificate } from './drill.ts'
import { publicDrill, readDrills } from './drill-records.ts'
import { currentList } from './erasures.ts'
import { freeBytes, isFolder, isWritable, looksRemovable, onSameDisk, recognisedService } from './folders.ts'
import { setBackupPassphrase } from './passphrase.ts'
import { newFolderId, readPlan, writePlan } from './plan.ts'
import { isConnected } from './due.ts'
import { backupRows, recordVerification } from './records.ts'
import { runPlan } from './run.ts'
import { backupSecrets, job, momentOf, UnderWay } from './session-work.ts'
import { finishMakeLive, listAsides, makeLive } from './set-aside.ts'
import type { PlanFolder, restoreWarnings } from './shapes-contract.ts'
import { backupStatus, listCopies } from './status.ts'
import { inspectBackup } from './verify.ts'
import { readMigrations } from '../database/migrate.ts'

type RestoreWarning = (typeof restoreWarnings)[number]

/** @param session the one session of this process */
export function createBackupServices(session: Session): Implemented[] {
  const underWay = new UnderWay()
  const unrecorded: Unrecorded = []
  finishMakeLive(session.options.folder)
  const live = (context: Context, vaultId: string): boolean => session.isUnlocked && session.open.vaultId === vaultId && context.db.raw.open
  /** Whether the live vault's log knows the head; true where there is none to ask. */
  const headKnown = (context: Context, vaultId: string, head: { number: number; hash: string }): boolean =>
    !live(context, vaultId) ||
    head.number === 0 ||
    context.db.statement('SELECT hash FROM audit_log WHERE number = ?').pluck().get(head.number) === head.hash
  const planFolderOf = (given: Partial<PlanFolder> & Pick<PlanFolder, 'label' | 'path' | 'schedule'>, at: string): PlanFolder => ({
    id: given.id ?? newFolderId(at),
    label: given.label,
    path: path.resolve(given.path),
    schedule: given.schedule,
    removable: given.removable ?? looksRemovable(given.path, session.options.folder),
    synchronisedBy: given.synchronisedBy ?? null,
  })

  return implement(backupContract, {
    create: (context, input) =>
      underWay.only(context, (signal) => {
        recordLate(context, unrecorded)
        return createCopy(context, session, signal, { path: input.path, overwrite: input.overwrite ?? false, folderId: null }, unrecorded)
      }),

    run: (context, { trigger = 'timer', folderId, confirmClock }) =>
      underWay.only(context, (signal) => {
        recordLate(context, unrecorded)
        return runPlan(context, session, signal, { trigger, folderId, confirmClock }, unrecorded)
      }),

    runIfDue: (context, { trigger }) =>
      underWay.only(context, (signal) => {
        recordLate(context, unrecorded)
        return runPlan(context, session, signal, { trigger }, unrecorded)
      }),

    async setPassphrase(context) {
      const passphrase = context.secret('backupPassphrase')
      checkNewPassphrase(passphrase, 'backupPassphrase')
      return { copies: await setBackupPassphrase(context, session.open.kind, passphrase) }
    },

    inspect: (_context, { path: file }) => ({ ...inspectBackup(file), fileName: path.basename(file) }),

    preview: (context, { path: file }) =>
      underWay.only(context, async (signal) => {
        const { outside, openedWith, contents } = await job(context, signal, 'preview', { path: file, secrets: backupSecrets(context) })
        const { settings, counts } = contents
        const known = readMigrations().length
        const warnings: RestoreWarning[] = []
        if (counts.attachments.missing.length > 0) warnings.push('attachmentsMissing')
        if (settings.users.filter((user) => user.active).length > 1) warnings.push('usersWait')
        if (!headKnown(context, outside.vaultId, outside.logHead)) warnings.push('logUnknownToLiveVault')
        return {
          ...outside,
          openedWith,
          practice: settings.practice,
          ownerName: settings.ownerName,
          demo: settings.kind === 'demo',
          counts: counts.tables,
          attachments: counts.attachments.files,
          attachmentBytes: counts.attachments.bytes,
          schema: counts.schemaVersion > known ? ('newer' as const) : counts.schemaVersion < known ? ('older' as const) : ('same' as const),
          warnings,
        }
      }),

    verify: (context, { path: file }) =>
      underWay.only(context, async (signal) => {
        try {
          const { outside, openedWith, sha256, counts, checks } = await job(context, signal, 'verify', {
            path: file,
            secrets: backupSecrets(context),
          })
          if (live(context, outside.vaultId))
            context.transaction(() => recordVerification(context.db, path.resolve(file), { at: context.clock.now(), sha256 }))
          return { ...outside, ok: checks.every(({ ok }) => ok), openedWith, sha256, counts, checks }
        } catch (error) {
          if (error instanceof AppError && error.code === 'damaged' && session.isUnlocked)
            context.transaction(() => recordVerification(context.db, path.resolve(file), 'damaged'))
          throw error
        }
      }),

    restore: (context, { path: file, to, erasures }) =>
      underWay.only(context, async (signal) => {
        const newPassphrase = context.optionalSecret('newPassphrase') || context.secret('passphrase')
        checkNewPassphrase(newPassphrase, 'newPassphrase')
        const { vaultId, logHead: backupHead } = inspectBackup(file)
        const isLive = live(context, vaultId)
        const done = await job(context, signal, 'restore', {
          path: file,
          to: path.resolve(to),
          secrets: backupSecrets(context),
          newPassphrase,
          listPlaces: isLive ? listPlaces(context, file, erasures) : [path.dirname(file), ...(erasures === undefined ? [] : [erasures])],
          lists: isLive ? [currentList(context.db, vaultId, context.clock.now())] : [],
          appVersion: context.appVersion,
          source: isLive ? context.actor.source : 'cli',
        })
        const warnings: RestoreWarning[] = ['adoptBeforeIssuing']
        if (!done.newerList) warnings.push('noNewerErasureList')
        if (done.foreignList) warnings.push('erasureListForeign')
        if (done.waitingUsers.length > 0) warnings.push('usersWait')
        if (done.migrated > 0) warnings.push('schemaMigrated')
        if (done.attachments.missing > 0) warnings.push('attachmentsMissing')
        if (!headKnown(context, vaultId, backupHead)) warnings.push('logUnknownToLiveVault')
        const { userId, createdAt, openedWith, counts, erased, waitingUsers, logHead } = done
        return {
          vaultId: done.vaultId,
          userId,
          folder: path.resolve(to),
          createdAt,
          openedWith,
          counts,
          warnings,
          erased,
          waitingUsers,
          logHead,
        }
      }),

    drill: (context, input) => underWay.only(context, (signal) => runDrill(context, session, signal, input)),
    confirmDrill: (context, { certificate, right = true }) => confirmDrill(context, certificate, right),
    drills: (context) => readDrills(context.db).map(publicDrill),
    certificatePages,
    writeCertificate,

    plan(context) {
      const { folders, keep, drillMonths, revision } = readPlan(context.db)
      const rows = backupRows(context.db)
      return {
        keep,
        drillMonths,
        revision,
        folders: folders.map((folder) => ({
          ...folder,
          connected: isConnected(folder, rows, session.open.vaultId),
          recognisedService: recognisedService(folder.path),
          sameDisk: onSameDisk(folder.path, session.options.folder),
        })),
      }
    },

    setPlan(context, input) {
      const before = readPlan(context.db)
      if (input.revision !== undefined && input.revision !== before.revision) throw new AppError('conflict', 'staleRevision')
      const { now } = momentOf(context)
      const folders = input.folders?.map((folder) => {
        const known = before.folders.find(({ id }) => id === folder.id)
        if (folder.id !== undefined && !known) throw new AppError('not_found', 'backupFolderUnknown')
        return planFolderOf(
          {
            ...known,
            ...(Object.fromEntries(Object.entries(folder).filter(([, value]) => value !== undefined)) as typeof folder),
          } as PlanFolder,
          now,
        )
      })
      for (const [at, folder] of (folders ?? []).entries()) {
        if (!path.isAbsolute(input.folders![at]!.path)) throw invalidInput([{ path: ['folders', at, 'path'], code: 'absolutePath' }])
        const inside = path.relative(session.options.folder, folder.path)
        if (inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside)))
          throw invalidInput([{ path: ['folders', at, 'path'], code: 'insideVault' }])
        if (!folder.removable && !isFolder(folder.path)) ensureFolder(folder.path)
      }
      const plan = {
        folders: folders ?? before.folders,
        keep: {
          ...before.keep,
          ...(Object.fromEntries(Object.entries(input.keep ?? {}).filter(([, value]) => value !== undefined)) as Partial<
            typeof before.keep
          >),
        },
        drillMonths: input.drillMonths ?? before.drillMonths,
      }
      const revision = writePlan(context.db, plan)
      context.log({ details: { change: 'backupPlan', folders: plan.folders.length, keep: plan.keep, drillMonths: plan.drillMonths } })
      context.changed('backup')
      return { ...plan, revision }
    },

    checkFolder: (_context, { path: folder }) => ({
      exists: isFolder(folder),
      writable: isFolder(folder) && isWritable(folder),
      synchronisedBy: recognisedService(folder),
      sameDisk: onSameDisk(folder, session.options.folder),
      freeBytes: freeBytes(folder),
    }),

    list: listCopies,
    status: (context) => backupStatus(context, session, underWay.isRunning),
    cancel: () => ({ wasRunning: underWay.cancel() }),

    async makeLive(context, { from }) {
      return { setAside: swap(context, from) }
    },
    async undoMakeLive(context, { setAside }) {
      if (!listAsides(session.options.folder, context.clock.now()).some((one) => one.path === path.resolve(setAside)))
        throw new AppError('not_found', 'backupAsideUnknown')
      return { setAside: swap(context, setAside) }
    },
    setAside: (context) => listAsides(session.options.folder, context.clock.now()),
  })

  function swap(context: Context, from: string): string {
    if (underWay.isRunning) throw new AppError('conflict', 'backupUnderWay')
    const { folder } = session.options
    const source = path.resolve(from)
    if (!vaultExists(source)) throw new AppError('not_found', 'noVault')
    loadVaultFile(source) // readable, before anything is moved
    session.lock('asked')
    return makeLive(folder, source, context.clock.now())
  }
}
