// What the vault's session asks of database, log and settings (vault/session-host.ts), put together from the other domains.
import path from 'node:path'
import { checkStore, removeOrphans } from '../attachments/references.ts'
import { reencryptInto } from '../attachments/reencrypt.ts'
import { endDrawing } from '../attachments/pdf-thread.ts'
import { cancelAdding } from '../attachments/transfers.ts'
import { checkAnchor, readAnchor, skipInserted, writeAnchor, writeAnchorFile } from '../audit/anchor.ts'
import { recordFindings, recordProof, unacknowledged } from '../audit/findings.ts'
import { append, readHead, SessionLog, type Head } from '../audit/log.ts'
import { verifyChain } from '../audit/verify.ts'
import { inTransaction, type Database } from '../database/database.ts'
import { migrate, pendingMigrations, readMigrations, schemaVersion, type Migration } from '../database/migrate.ts'
import { createDatabase, openDatabase } from '../database/open.ts'
import { makeSafetyCopy } from '../database/safety-copy.ts'
import { attachmentNameKey } from '../backup/erasures.ts'
import { entryProblems } from '../treatment/verify.ts'
import { attachmentsName } from '../vault/folder.ts'
import { readVaultRow } from '../vault/identity.ts'
import { loadSodium } from '../vault/sodium.ts'
import type { Check, SessionHost } from '../vault/session-host.ts'
import type { OpenVault } from '../vault/session.ts'
import type { Clock } from './clock.ts'
import type { Actor } from './context.ts'
import type { LogKind } from './contract.ts'
import type { Session } from './dispatch.ts'

const anchorDelayMilliseconds = 3000

export interface VaultHost extends SessionHost {
  /** The session of the dispatcher, while the vault is open. */
  current(): Session | undefined
}

export interface VaultHostOptions {
  clock: Clock
  source: Actor['source']
  /** Language of a new vault. */
  language: string
  migrations?: readonly Migration[]
  onOpen(vault: OpenVault): void
}

const actorOf = (vault: OpenVault, source: Actor['source']): Actor => ({
  userId: vault.user.id,
  name: vault.user.name,
  title: vault.user.title,
  role: vault.unlockedWith === 'recoveryKey' ? 'owner' : vault.user.role,
  source,
  ...(vault.unlockedWith === 'recoveryKey' ? { viaRecoveryKey: true } : {}),
})

export function createVaultHost({ clock, source, language, migrations = readMigrations(), onOpen }: VaultHostOptions): VaultHost {
  let session: Session | undefined
  let anchored: Head | undefined
  let timer: NodeJS.Timeout | undefined

  /** The anchor follows the log every few seconds while there is something new; what can't be written now is written later. */
  const anchor = (vault: OpenVault): void => {
    clearTimeout(timer)
    timer = undefined
    try {
      // From the database, not from memory: an entry whose transaction was taken back must never be anchored.
      const newest = readHead(vault.db, vault.vaultId)
      if (newest.number === 0 || newest.number === anchored?.number) return
      writeAnchor(vault.folder, vault.keys.anchor, vault.vaultId, newest, clock.now())
      anchored = newest
    } catch {
      // A full disk must not stop the work: the database is ahead of its anchor, which is normal.
    }
  }
  const follow = (vault: OpenVault): void => {
    if (timer) return
    timer = setTimeout(() => anchor(vault), anchorDelayMilliseconds)
    timer.unref()
  }
  const entry = (vault: OpenVault, kind: LogKind, method: string, details: Readonly<Record<string, unknown>>) => ({
    at: clock.now(),
    actor: actorOf(vault, source),
    method,
    kind,
    groups: [],
    clientIds: [],
    purpose: null,
    details,
  })

  return {
    current: () => session,
    openDatabase,
    createDatabase,

    migrate(db, { folder, databaseKey, at, isNew }) {
      if (pendingMigrations(db, [...migrations]).length === 0) return
      const from = schemaVersion(db)
      migrate(db, {
        migrations: [...migrations],
        at,
        ...(isNew
          ? {}
          : {
              safetyCopy: () =>
                void makeSafetyCopy(db, databaseKey, path.join(folder, 'safety-copies'), `before-schema-${from + 1}-${at.slice(0, 10)}.db`),
            }),
      })
    },

    fill(db, { at }) {
      const value = JSON.stringify({ locale: language, autoLockMinutes: 10, calendar: { timeZone: 'Europe/Helsinki', slotMinutes: 15 } })
      db.statement('INSERT INTO settings (number, value, revision, created_at, updated_at) VALUES (1, ?, 1, ?, ?)').run(value, at, at)
    },

    opened(vault, facts) {
      const { db, vaultId } = vault
      const found = facts.how === 'created' ? [] : checkAnchor(db, vaultId, readAnchor(vault.folder, vault.keys.anchor, vaultId))
      anchored = undefined
      skipInserted(db, vaultId)
      for (const finding of recordFindings(db, clock, found))
        append(db, vaultId, entry(vault, 'finding', 'vault.unlock', { finding: finding.id, found: finding.kind, ...finding.detail }))
      const log = new SessionLog(db, vaultId, () => clock.monotonic())
      log.onAppend = () => follow(vault)
      const { how, with: by, failedAttempts, warnings, settled } = facts
      const method = { created: 'vault.create', unlocked: 'vault.unlock', rotated: 'vault.rotateDataKey' }[how]
      log.append(entry(vault, how === 'unlocked' ? 'session' : 'keys', method, { with: by, failedAttempts, warnings, settled }))
      // The file was readable with this key only, in the cipher we set: the claim "encrypted" is proved at each unlock.
      recordProof(db, clock, 'encrypted', isEncrypted(db), {})
      session = { db, actor: actorOf(vault, source), log }
      onOpen(vault)
    },

    closing(vault, reason) {
      cancelAdding(vault.db)
      endDrawing(vault.db)
      try {
        const log = session?.log
        if (log) inTransaction(vault.db, () => log.append(entry(vault, 'session', 'vault.lock', { reason })))
      } catch {
        // Nothing may keep the vault from locking.
      }
      anchor(vault)
      session = undefined
      try {
        vault.db.raw.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // The next opening replays the log file.
      }
    },

    async checks({ db, vaultId, folder, keys }) {
      const wrong = unacknowledged(db, (await verifyChain(db, vaultId, [])).problems)
      const pending = pendingMigrations(db, [...migrations]).length
      return [
        {
          name: 'logChain',
          ok: wrong.length === 0,
          detail: wrong
            .slice(0, 5)
            .map(({ kind, number }) => `${kind} ${number ?? ''}`.trim())
            .join('; '),
        },
        { name: 'schema', ok: pending === 0, detail: pending === 0 ? '' : `${pending} pending` },
        ...searchIndexCheck(db),
        await entriesCheck(db),
        await attachmentsCheck(db, path.join(folder, attachmentsName), keys.attachments),
      ]
    },

    carried: [
      {
        name: 'anchor.json',
        make(target, { new: keys, fresh }) {
          const vaultId = fresh.raw.prepare('SELECT vault_id FROM vault WHERE number = 1').pluck().get() as string
          writeAnchorFile(target, keys.anchor, vaultId, readHead(fresh, vaultId), clock.now())
        },
      },
      {
        name: attachmentsName,
        async make(target, { folder, old, new: keys, fresh }) {
          const names = attachmentNameKey(readVaultRow(fresh).erasureKey)
          reencryptInto(
            await loadSodium(),
            fresh,
            { folder: path.join(folder, attachmentsName), keys: { encryption: old.attachments, names } },
            { folder: target, keys: { encryption: keys.attachments, names } },
          )
        },
      },
    ],
  }
}

async function entriesCheck(db: Database): Promise<Check> {
  const problems = await entryProblems(db)
  const named = problems.slice(0, 5).map(({ entry, version, what }) => `${entry} v${version} ${what}`)
  return { name: 'entries', ok: problems.length === 0, detail: named.join('; ') }
}

/** Every content that a row refers to is there and opens. What no row refers to is removed: a kill between file and row left it. */
async function attachmentsCheck(db: Database, folder: string, encryption: Uint8Array): Promise<Check> {
  const keys = { encryption, names: attachmentNameKey(readVaultRow(db).erasureKey) }
  removeOrphans(db, folder)
  const { missing, damaged } = checkStore(db, folder, { sodium: await loadSodium(), keys })
  const parts = [...(missing.length > 0 ? [`missing ${missing.length}`] : []), ...(damaged.length > 0 ? [`damaged ${damaged.length}`] : [])]
  return { name: 'attachments', ok: parts.length === 0, detail: parts.join('; ') }
}

/** The search index has a row for each client, and is sound in itself. */
function searchIndexCheck(db: Database): Check[] {
  try {
    db.raw.prepare("INSERT INTO clients_fts (clients_fts) VALUES ('integrity-check')").run()
    const missing = db.raw
      .prepare('SELECT count(*) FROM clients WHERE number NOT IN (SELECT rowid FROM clients_fts)')
      .pluck()
      .get() as number
    return [{ name: 'searchIndex', ok: missing === 0, detail: missing === 0 ? '' : `${missing} missing` }]
  } catch (error) {
    return [{ name: 'searchIndex', ok: false, detail: (error as { code?: string }).code ?? 'unreadable' }]
  }
}

/** Whether the database file's first bytes are anything but SQLite's plain header. */
function isEncrypted(db: Database): boolean {
  return (db.raw.pragma('cipher', { simple: true }) as string | undefined) === 'sqlcipher'
}
