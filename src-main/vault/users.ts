// Reading users from the database; the methods are in users-service.ts.
import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../core/errors.ts'
import type { Role } from '../core/contract.ts'
import type { Database } from '../database/database.ts'
import type { SessionUser } from './session.ts'
import { users } from './tables.ts'

export type UserRow = typeof users.$inferSelect

/** @throws AppError `not_found` (`noSuchUser`) */
export function readUserRow(db: Database, id: string): UserRow {
  const row = db.orm.select().from(users).where(eq(users.id, id)).get()
  if (!row) throw new AppError('not_found', 'noSuchUser')
  return row
}

/** The owner as whom a recovery key acts: the first active one. @throws AppError `damaged` when there is none */
export function firstOwner(db: Database): UserRow {
  const row = db.orm
    .select()
    .from(users)
    .where(and(eq(users.role, 'owner'), eq(users.active, 1)))
    .orderBy(asc(users.createdAt), asc(users.id))
    .get()
  if (!row) throw new AppError('damaged', 'ownerMissing')
  return row
}

export const sessionUserOf = ({ id, name, title, role }: UserRow): SessionUser => ({ id, name, title, role: role as Role })

/**
 * Who acts after an unlock.
 * @param id undefined for the recovery key
 * @throws AppError `not_allowed` (`userDisabled`): the right has ended, though the slot was still there
 */
export function readUser(db: Database, id: string | undefined): SessionUser {
  const row = id === undefined ? firstOwner(db) : readUserRow(db, id)
  if (row.active === 0) throw new AppError('not_allowed', 'userDisabled')
  return sessionUserOf(row)
}
