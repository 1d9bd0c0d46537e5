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
      provider: db.statement<{ name: string | null }>("SELECT json_extract(value, '$.practice.name') AS name FROM settings WHERE number = 1").get()?.name ?? null,
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
      row.number, row.at, row.user_id, row.user_name, row.user_title, row.role, row.provider, row.client_ids, row.method, row.kind, row.groups, row.purpose, row.source, row.details, head.hash, hash,
    )
    for (const clientId of clientIds) db.statement('INSERT INTO audit_log_clients VALUES (?, ?)').run(clientId, row.number)
    db.statement('INSERT INTO audit_head VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash').run(row.number, hash)
    return { number: row.number, hash }
  })
}

const joinWindowMilliseconds = 2000

interface JoinedView {
  entry: LogEntry
  clientIds: Set<string>
  logged: Set<string>
  /** What was typed; an extension of it belongs to the same search. */
  text: string
  until: number
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
  /** Called after each append, so that the anchor can follow. */
  onAppend: (head: Head) => void = () => {}
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
    const sameSearch = current && this.monotonic() <= current.until && current.entry.method === entry.method && current.entry.actor.userId === entry.actor.userId && current.entry.purpose === entry.purpose && (text.startsWith(current.text) || current.text.startsWith(text))
    if (sameSearch) {
      for (const id of entry.clientIds) if (!current.logged.has(id)) current.clientIds.add(id)
      current.entry = { ...current.entry, at: entry.at }
      current.text = text
      return
    }
    this.append(entry)
    this.joined = { entry, clientIds: new Set(), logged: new Set(entry.clientIds), text, until: this.monotonic() + joinWindowMilliseconds }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flushQuietly(), joinWindowMilliseconds + 50)
    this.timer.unref()
  }

  /** Writes what was joined in memory. */
  flush(): void {
    const joined = this.joined
    this.joined = undefined
    clearTimeout(this.timer)
    if (joined && joined.clientIds.size > 0) this.write({ ...joined.entry, clientIds: [...joined.clientIds] })
  }

  private flushQuietly(): void {
    if (this.db.raw.open) this.flush()
  }

  private write(entry: LogEntry): void {
    this.onAppend(append(this.db, this.vaultId, entry))
  }
}

/** The entry for what a service reports, completed from the method's own definition. */
export function entryFor(context: Pick<Context, 'actor' | 'clock'>, definition: { name: string; logs: { kind: LogKind; groups: readonly DataGroup[] } | 'nothing' }, input: LogInput, defaultPurpose: Purpose | null): LogEntry {
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
