// The import as a test uses it: the real dispatcher, database, log and services, in a temporary folder, with a clock that stands still.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { auditService } from '../../../src-main/audit/service.ts'
import { SessionLog } from '../../../src-main/audit/log.ts'
import { clientsService } from '../../../src-main/clients/service.ts'
import type { Envelope } from '../../../src-main/core/contract.ts'
import type { Actor } from '../../../src-main/core/context.ts'
import { Dispatcher, type Session } from '../../../src-main/core/dispatch.ts'
import { createDatabase } from '../../../src-main/database/open.ts'
import type { Database } from '../../../src-main/database/database.ts'
import { migrate, readMigrations } from '../../../src-main/database/migrate.ts'
import { exchangeService } from '../../../src-main/exchange/service.ts'
import type { exchangeContract } from '../../../src-main/exchange/contract.ts'
import type { OutputOf } from '../../../src-main/core/contract.ts'
import type { Role } from '../../../src-main/core/contract.ts'

export type Report = OutputOf<typeof exchangeContract.importClients>

export interface Desk {
  db: Database
  folder: string
  role: Role
  call(method: string, input?: unknown, signal?: AbortSignal): Promise<Envelope>
  /** The output, or throws the error's body. */
  must<T>(method: string, input?: unknown): Promise<T>
  /** Imports `content` as a file. */
  importText(content: string | Uint8Array, input?: Record<string, unknown>): Promise<Report>
  /** Rows of `clients`, oldest first. */
  clients(): Record<string, unknown>[]
  close(): void
}

export function openDesk(): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'vastaanotto-import-'))
  const now = '2026-11-25T10:00:00.000Z'
  const db = createDatabase({ file: path.join(folder, 'test.db'), key: new Uint8Array(32).fill(7) })
  migrate(db, { migrations: readMigrations(), at: now })
  const log = new SessionLog(db, '01938d3c-0000-7000-8000-000000000000', () => 0)
  const desk: Desk = {
    db,
    folder,
    role: 'owner',
    call: (method, input = {}, signal) => dispatcher.call({ method, input }, signal),
    async must<T>(method: string, input: unknown = {}) {
      const answer = await desk.call(method, input)
      if (!answer.ok) throw Object.assign(new Error(answer.error.code), { body: answer.error })
      return answer.output as T
    },
    importText(content, input = {}) {
      const file = path.join(folder, 'asiakkaat.csv')
      writeFileSync(file, content)
      return desk.must<Report>('exchange.importClients', { path: file, ...input })
    },
    clients: () => db.raw.prepare('SELECT * FROM clients ORDER BY number').all() as Record<string, unknown>[],
    close() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  // One object for the whole test: the dispatcher lets a method go on only in the session it was called in.
  const session: Session = {
    db,
    log,
    get actor(): Actor {
      return {
        userId: '01938d3c-0000-7000-8000-000000000001',
        name: 'Olga Osteopaatti',
        title: 'osteopaatti',
        role: desk.role,
        source: 'cli',
      }
    },
  }
  const dispatcher = new Dispatcher([...exchangeService, ...clientsService, ...auditService], {
    clock: { now: () => now, today: () => '2026-11-25', monotonic: () => 0 },
    vaultFolder: folder,
    appVersion: '0.1.0',
    language: 'fi',
    session: () => session,
    hasVault: () => true,
    secret: () => undefined,
    emit: () => {},
  })
  return desk
}
