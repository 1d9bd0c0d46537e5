// Appending to the log, in the transaction of the change it tells of.
import type { Context } from '../core/context.ts'
import type { Actor, LogInput } from '../core/context.ts'
import type { DataGroup, LogKind, Purpose } from '../core/contract.ts'
import { inTransaction, type Database } from '../database/database.ts'
import { bodyOf, genesis, hashOf, type LogRow } from './chain.ts'

export interface Head {
  number: number
  hash: string
}

export interface LogEntry {
  at: string
  actor: Actor
  method: string
  kind: LogKind
  groups: readonly DataGroup[]
  clientIds: readonly string[]
  purpose: Purpose | null
  details: Readonly<Record<string, unknown>> | null
}

/** The head row, or the genesis of an empty log. */
export function readHead(db: Database, vaultId: string): Head {
  return db.statement<Head>('SELECT number, hash FROM audit_head WHERE one = 1').get() ?? { number: 0, hash: genesis(vaultId) }
}

const insertSql = `INSERT INTO audit_log (number, at, user_id, user_name, user_title, role, provider, client_ids, method, kind, groups, purpose, source, details, previous_hash, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Appends one entry. Call inside the transaction of what it tells of. */
export function append(db: Database, vaultId: string, entry: LogEntry): Head {
  return inTransaction(db, () => {
    const head = readHead(db, vaultId)
    const clientIds = [...new Set(entry.clientIds)]
    const row: LogRow = {
      number: head.number + 1,
      at: entry.at,
      user_id: entry.actor.userId,
      user_name: entry.actor.name,
      user_title: entry.actor.title,
      role: entry.actor.viaRecoveryKey ? `${entry.actor.role} (recovery key)` : entry.actor.role,
      provider:
        db.statement<{ name: string | null }>("SELECT json_extract(value, '$.practice.name') AS name FROM settings WHERE number = 1").get()
          ?.name ?? null,
      client_ids: JSON.stringify(clientIds),
      method: entry.method,
      kind: entry.kind,
      groups: JSON.stringify(entry.groups),
      purpose: entry.purpose,
      source: entry.actor.source,
      details: entry.details === null ? null : JSON.stringify(entry.details),
    }
    const hash = hashOf(head.hash, bodyOf(row))
    db.statement(insertSql).run(
      row.number,
      row.at,
      row.user_id,
      row.user_name,
      row.user_title,
      row.role,
      row.provider,
      row.client_ids,
      row.method,
      row.kind,
      row.groups,
      row.purpose,
      row.source,
      row.details,
      head.hash,
      hash,
    )
    for (const clientId of clientIds) db.statement('INSERT INTO audit_log_clients VALUES (?, ?)').run(clientId, row.number)
    db.statement(
      'INSERT INTO audit_head VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash',
    ).run(row.number, hash)
    return { number: row.number, hash }
  })
}

const joinWindowMilliseconds = 2000

interface JoinedView {
  readonly entry: LogEntry
  /** Shown by extensions of the search and not written yet. */
  readonly waiting: ReadonlySet<string>
  readonly logged: ReadonlySet<string>
  /** What was typed; an extension of it belongs to the same search. */
  readonly text: string
  readonly until: number
}

/**
 * The log of one session. Search as she types makes few entries: the first result is logged at once; what extensions of the same
 * search show within two seconds is joined in memory and written before any other entry, before `audit.*` reads, at lock and exit.
 */
export class SessionLog {
  private joined: JoinedView | undefined
  private timer: NodeJS.Timeout | undefined
  private readonly db: Database
  private readonly vaultId: string
  private readonly monotonic: () => number
  /** Called after each append, so that the anchor can follow. The entry is not committed yet. */
  onAppend: () => void = () => {}

  constructor(db: Database, vaultId: string, monotonic: () => number) {
    this.db = db
    this.vaultId = vaultId
    this.monotonic = monotonic
  }

  append(entry: LogEntry): void {
    this.flush()
    this.write(entry)
  }

  /** Logs a search or list view. `text` is what was typed, or the name of the list. */
  view(entry: LogEntry, text: string): void {
    const current = this.joined
    if (current && this.belongs(current, entry, text)) {
      const fresh = entry.clientIds.filter((id) => !current.logged.has(id))
      this.joined = { ...current, entry: { ...current.entry, at: entry.at }, waiting: new Set([...current.waiting, ...fresh]), text }
      return
    }
    this.append(entry)
    this.joined = { entry, waiting: new Set(), logged: new Set(entry.clientIds), text, until: this.monotonic() + joinWindowMilliseconds }
    this.flushLater()
  }

  private belongs({ entry: first, text: typed, until }: JoinedView, entry: LogEntry, text: string): boolean {
    return (
      this.monotonic() <= until &&
      first.method === entry.method &&
      first.kind === entry.kind &&
      first.actor.userId === entry.actor.userId &&
      first.purpose === entry.purpose &&
      (text.startsWith(typed) || typed.startsWith(text))
    )
  }

  /** Writes what was joined in memory. When that fails it stays joined and is tried again. */
  flush(): void {
    const { joined } = this
    clearTimeout(this.timer)
    if (joined && joined.waiting.size > 0) this.write({ ...joined.entry, clientIds: [...joined.waiting] })
    this.joined = undefined
  }

  /** What is joined in memory now; for a transaction that may be taken back. */
  mark(): unknown {
    return this.joined
  }

  /** The transaction was taken back: what it wrote of the joined views is waiting again. */
  takeBack(mark: unknown): void {
    this.joined = mark as JoinedView | undefined
    if (this.joined) this.flushLater()
  }

  private flushLater(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      try {
        if (this.db.raw.open) inTransaction(this.db, () => this.flush())
      } catch {
        this.flushLater() // disk full: the entry waits for space, and is written before any other
      }
    }, joinWindowMilliseconds + 50)
    this.timer.unref()
  }

  private write(entry: LogEntry): void {
    append(this.db, this.vaultId, entry)
    this.onAppend()
  }
}

/** The entry for what a service reports, completed from the method's own definition. */
export function entryFor(
  context: Pick<Context, 'actor' | 'clock'>,
  definition: { name: string; logs: { kind: LogKind; groups: readonly DataGroup[] } | 'nothing' },
  input: LogInput,
  defaultPurpose: Purpose | null,
): LogEntry {
  const declared = definition.logs === 'nothing' ? { kind: 'view' as const, groups: [] } : definition.logs
  return {
    at: context.clock.now(),
    actor: context.actor,
    method: definition.name,
    kind: input.kind ?? declared.kind,
    groups: input.groups ?? declared.groups,
    clientIds: input.clientIds ?? [],
    purpose: input.purpose ?? defaultPurpose,
    details: input.details ?? null,
  }
}
