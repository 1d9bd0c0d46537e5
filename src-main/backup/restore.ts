// [Note: restore] A backup becomes a vault in a new folder: the same vault id, a fresh data key, a slot for the owner's new passphrase and
// one for the recovery key whose public half was carried inside. Everything is made in `staging/` and put in place as one (vault/staged.ts):
// a kill leaves no vault or the whole one. The live vault is never touched. It must be adopted before it issues or exports.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { removeOrphans } from '../attachments/references.ts'
import { storeContent } from '../attachments/store.ts'
import { writeAnchorFile } from '../audit/anchor.ts'
import { append, readHead, type Head } from '../audit/log.ts'
import type { Clock } from '../core/clock.ts'
import type { Actor } from '../core/context.ts'
import type { Role } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { removeLeftovers, withIoErrors, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { inTransaction, type Database } from '../database/database.ts'
import { openDatabase } from '../database/open.ts'
import { calibrate } from '../vault/argon2.ts'
import { attachmentsName, databaseName, prepareNewFolder, vaultExists, vaultFileName } from '../vault/folder.ts'
import { drawInstallationNumber, readVaultKeysRow } from '../vault/identity.ts'
import { deriveSubkeys, newDataKey, type SubKeys, wipeSubkeys } from '../vault/keys.ts'
import { lockFolder } from '../vault/lock-file.ts'
import { placeOf } from '../vault/place.ts'
import { makeRecoverySlot } from '../vault/recovery-slot.ts'
import { makePassphraseSlot } from '../vault/slots.ts'
import { type Sodium, wipe } from '../vault/sodium.ts'
import { beginStaging, recoverStaging, type Staging } from '../vault/staged.ts'
import { firstOwner, type UserRow } from '../vault/users.ts'
import { formatName, formatVersion, sealVaultFile } from '../vault/vault-file.ts'
import { openSource } from './byte-source.ts'
import { check } from './database-checks.ts'
import { attachmentNameKey, findLists, isAuthentic, type ErasureList } from './erasures.ts'
import { countRows, readUsers, type ImageVault } from './image-facts.ts'
import type { JobTools } from './job-tools.ts'
import { openBackup, type BackupSecrets, type Opener } from './open-backup.ts'
import { readOuter } from './outer.ts'
import { readPayload, type Contents } from './payload.ts'
import { checkSchema } from './restore-database.ts'
import { prepareDatabase, type DatabaseWork } from './restore-thread.ts'
import type { BackupCheck } from './shapes-contract.ts'
import { damaged } from './tar.ts'

export interface RestoreOrder {
  path: string
  to: string
  secrets: BackupSecrets
  /** Of the restored owner. */
  newPassphrase: string
  /** Files and folders where lists of erasures may lie. */
  listPlaces: readonly string[]
  /** Lists known already: that of the live vault, when it is open and the same. */
  lists: readonly ErasureList[]
  appVersion: string
  source: Actor['source']
}

export interface Restored {
  vaultId: string
  userId: string
  /** Of the backup. */
  createdAt: string
  openedWith: Opener
  /** What opened the file; for the drill's own checks. */
  identity: string
  counts: Record<string, number>
  logHead: Head
  sha256: string
  checks: BackupCheck[]
  erased: number
  newerList: boolean
  foreignList: boolean
  waitingUsers: string[]
  migrated: number
  attachments: { files: number; bytes: number; missing: number }
}

/** What was read, before it is put in place. */
interface Read {
  contents: Contents
  database: DatabaseWork
  vault: ImageVault
  lists: Lists
  sha256: string
  openedWith: Opener
  identity: string
}

async function read(sodium: Sodium, order: RestoreOrder, staging: Staging, keys: SubKeys, now: string, tools: JobTools): Promise<Read> {
  const source = openSource(order.path)
  try {
    const outer = readOuter(source)
    tools.progress('opening', 0, 1)
    const { fileKey, openedWith, identity } = await openBackup(source, outer, order.secrets)
    tools.progress('opening', 1, 1)
    let contents: Contents | undefined
    let database: DatabaseWork | undefined
    let vault: ImageVault | undefined
    let lists: Lists | undefined
    let names: Buffer | undefined
    const folder = staging.path(attachmentsName)
    const unfinished = new Set<{ abandon(): void }>()
    try {
      const report = await readPayload(
        sodium,
        source,
        outer,
        fileKey,
        {
          contents(found) {
            checkSchema(found.counts)
            contents = found
            const { vaultId } = outer.manifest
            database = prepareDatabase({ file: staging.path(databaseName), key: keys.database, vaultId, counts: found.counts, now }, tools)
          },
          image(size) {
            const target = Buffer.alloc(size)
            let used = 0
            return {
              write: (piece) => void (used += Buffer.from(piece.buffer, piece.byteOffset, piece.length).copy(target, used)),
              end() {
                vault = database!.open(target)
                lists = gatherLists(order, contents!.erasures, vault)
                names = attachmentNameKey(vault.erasureKey)
                database!.proceed(lists.lists)
              },
            }
          },
          attachment(content) {
            const sink = storeContent(sodium, folder, content, { encryption: keys.attachments, names: names! })
            unfinished.add(sink)
            return {
              write: (piece) => sink.write(piece),
              end() {
                sink.end()
                unfinished.delete(sink)
              },
            }
          },
        },
        tools,
        { step: 'reading', hashData: true },
      )
      return {
        contents: report!.contents,
        database: database!,
        vault: vault!,
        lists: lists!,
        sha256: report!.sha256,
        openedWith,
        identity,
      }
    } catch (error) {
      for (const sink of unfinished) sink.abandon()
      await database?.abandon()
      throw asDamaged(error)
    } finally {
      wipe(fileKey)
    }
  } finally {
    source.close()
  }
}

/** An image that can't be read, or an attachment that isn't what its name says: the backup is damaged, not the vault. */
function asDamaged(error: unknown): unknown {
  const { code, key } = (error ?? {}) as { code?: unknown; key?: unknown }
  if (key === 'attachmentDamaged') return damaged('attachments/', error)
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    ? damaged('practice.sqlite', error)
    : error
}

interface Lists {
  lists: ErasureList[]
  newer: boolean
  foreign: boolean
}

/** Every list of this vault that is to be found; the one inside the backup too. */
function gatherLists(order: RestoreOrder, inside: ErasureList, vault: ImageVault): Lists {
  const found = order.listPlaces.map((place) => findLists(place))
  const all = [...order.lists, ...found.flatMap(({ lists }) => lists)]
  const ours = all.filter((list) => isAuthentic(list, vault.vaultId, vault.erasureKey))
  const mine = all.filter((list) => list.vaultId === vault.vaultId)
  return {
    lists: [inside, ...ours],
    newer: ours.some((list) => list.createdAt > inside.createdAt),
    // Another practice's list in the same folder is no matter; one that says it is this vault's and isn't, is.
    foreign: mine.length > ours.length || found.some(({ unreadable }) => unreadable > 0),
  }
}

function changeIdentity(db: Database, folder: string, slotId: string): number {
  const sequence = readVaultKeysRow(db).sequence + 1
  const { pathHash, inode, bornAt } = placeOf(folder)
  db.statement("UPDATE vault SET state = 'restored', installation_number = ? WHERE number = 1").run(drawInstallationNumber())
  db.statement('UPDATE vault_keys SET sequence = ?, recovery_slot_id = ?, path_hash = ?, inode = ?, born_at = ? WHERE number = 1').run(
    sequence,
    slotId,
    pathHash,
    inode,
    bornAt,
  )
  return sequence
}

/** The first entry of the restored log, so that later anchors are understood. */
function logRestore(db: Database, owner: UserRow, source: Actor['source'], clock: Clock, read: Read, erased: number): Head {
  const { counts } = read.contents
  return append(db, read.vault.vaultId, {
    at: clock.now(),
    actor: { userId: owner.id, name: owner.name, title: owner.title, role: owner.role as Role, source },
    method: 'backup.restore',
    kind: 'restore',
    groups: [],
    clientIds: [],
    purpose: 'maintenance',
    details: { backupHead: counts.logHead, sha256: read.sha256, openedWith: read.openedWith, erased, schemaVersion: counts.schemaVersion },
  })
}

/**
 * Restores into `order.to`, which is missing or empty.
 * @throws AppError `conflict` (`vaultExists`, `folderNotEmpty`), `wrong_key`, `damaged`, `newer`, `io`, `cancelled`, `locked`
 */
export async function restoreBackup(sodium: Sodium, order: RestoreOrder, clock: Clock, tools: JobTools): Promise<Restored> {
  const { to } = order
  if (vaultExists(to)) throw new AppError('conflict', 'vaultExists')
  const wasThere = existsSync(to)
  const dataKey = newDataKey(sodium)
  const keys = deriveSubkeys(sodium, dataKey)
  let staging: Staging | undefined
  let lock: { release(): void } | undefined
  let fresh: Database | undefined
  let database: DatabaseWork | undefined
  let done = false
  try {
    openSource(order.path).close() // no folder is made for a file that isn't there
    prepareNewFolder(to)
    lock = lockFolder(to)
    recoverStaging(to)
    removeLeftovers(to)
    if (vaultExists(to)) throw new AppError('conflict', 'vaultExists')
    staging = beginStaging(to)
    const found = await read(sodium, order, staging, keys, clock.now(), tools)
    const { vault, contents, lists } = found
    const { counts } = contents
    database = found.database
    const restored = await database.result().catch((error: unknown) => {
      throw asDamaged(error)
    })
    const { erased, migrated } = restored
    const checks: BackupCheck[] = [
      check('format', [], 1),
      check('hashes', [], 3),
      check('decryption', [], 1),
      check('contents', [], counts.attachments.files + 5),
      ...restored.checks,
    ]
    const file = staging.path(databaseName)
    fresh = openDatabase({ file, key: keys.database })
    removeOrphans(fresh, staging.path(attachmentsName))
    const owner = firstOwner(fresh)
    const at = clock.now()
    const recoverySlotId = newId(at)
    const open = fresh
    const restoredCounts = countRows(open)
    const { sequence, head } = inTransaction(open, () => ({
      sequence: changeIdentity(open, to, recoverySlotId),
      head: logRestore(open, owner, order.source, clock, found, erased),
    }))
    const result = summaryOf(found, owner, open, { checks, erased, migrated, counts: restoredCounts }, lists)
    fresh.close()
    fresh = undefined
    makeDurable(file)
    const { kind } = contents.settings
    const parameters = calibrate(sodium, kind === 'real' ? 'measured' : 'floor', clock.monotonic)
    const slot = makePassphraseSlot(
      sodium,
      vault.vaultId,
      { slotId: newId(at), userId: owner.id, label: owner.name, createdAt: at },
      dataKey,
      order.newPassphrase,
      parameters,
    )
    const content = {
      format: formatName,
      formatVersion,
      vaultId: vault.vaultId,
      kind,
      appVersion: order.appVersion,
      createdAt: at,
      sequence,
      slots: [slot, await makeRecoverySlot(vault.vaultId, recoverySlotId, at, dataKey, vault.recoveryRecipient)],
    } as const
    writeAnchorFile(staging.path('anchor.json'), keys.anchor, vault.vaultId, head, at)
    writeWholeFile(staging.path(vaultFileName), sealVaultFile(sodium, { ...content, slots: [...content.slots] }, keys.vaultFile))
    tools.throwIfCancelled()
    staging.commit([databaseName, attachmentsName, 'anchor.json', vaultFileName])
    done = true
    tools.progress('checking', 1, 1)
    return result
  } finally {
    await database?.abandon()
    if (fresh?.raw.open) fresh.close()
    wipeSubkeys(keys)
    wipe(dataKey)
    if (!done) staging?.abandon()
    lock?.release()
    if (!done && !wasThere) removeEmpty(to)
  }
}

/** The rows were written without waiting for the disk. */
function makeDurable(file: string): void {
  withIoErrors(file, () => {
    chmodSync(file, 0o600)
    const descriptor = openSync(file, 'r+')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Nothing was restored: the folder that was made for it goes too, if there is nothing else in it. */
function removeEmpty(folder: string): void {
  try {
    rmSync(path.join(folder, 'vault.lock'), { force: true })
    rmdirSync(folder)
  } catch {
    // something else is in it, or it was never made
  }
}

function summaryOf(
  found: Read,
  owner: UserRow,
  db: Database,
  done: Pick<Restored, 'checks' | 'erased' | 'migrated' | 'counts'>,
  lists: Lists,
): Restored {
  const { contents, vault } = found
  return {
    vaultId: vault.vaultId,
    userId: owner.id,
    createdAt: contents.erasures.createdAt,
    openedWith: found.openedWith,
    identity: found.identity,
    logHead: readHead(db, vault.vaultId),
    sha256: found.sha256,
    ...done,
    newerList: lists.newer,
    foreignList: lists.foreign,
    waitingUsers: readUsers(db).flatMap((user) => (user.active && user.id !== owner.id ? [user.name] : [])),
    attachments: {
      files: contents.counts.attachments.files,
      bytes: contents.counts.attachments.bytes,
      missing: contents.counts.attachments.missing.length,
    },
  }
}
