import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { readSettings } from '../settings/read.ts'
import type { Disclosure } from './contract.ts'

export interface NewDisclosure {
  clientId: string
  /** Instant; default now. */
  at?: string | undefined
  recipient: string
  what: string
  purpose: string
  ground: string
  groundKind?: Disclosure['groundKind'] | undefined
  how?: Disclosure['how'] | undefined
  minorForbids?: boolean | undefined
}

/** Returns its id. */
export function insertDisclosure(context: Context, given: NewDisclosure): string {
  const now = context.clock.now()
  const id = newId(now)
  const { actor } = context
  context.db
    .statement(
      `INSERT INTO disclosures (id, client_id, at, recipient, what, purpose, ground_kind, ground, how, minor_forbids, provider, user_id, user_name, user_title, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      given.clientId,
      given.at ?? now,
      given.recipient,
      given.what,
      given.purpose,
      given.groundKind ?? 'provision',
      given.ground,
      given.how ?? 'other',
      given.minorForbids ? 1 : 0,
      readSettings(context.db).practice?.name ?? null,
      actor.userId,
      actor.name,
      actor.title,
      now,
    )
  return id
}
