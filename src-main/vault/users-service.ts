// The methods of users-contract.ts: the people who use the app, and the end of their right.
import { asc, eq } from 'drizzle-orm'
import { type Context, implement, type Implemented } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Role } from '../core/contract.ts'
import type { Database } from '../database/database.ts'
import { changeSlots, confirmActor, removeSlotsOf, setPassphrase } from './key-changes.ts'
import { checkNewPassphrase } from './passphrase.ts'
import type { Session } from './session.ts'
import { users } from './tables.ts'
import { type UserRow, readUserRow } from './users.ts'
import { usersContract, type User } from './users-contract.ts'
import type { Slot } from './vault-file.ts'

const factNames = [
  'title',
  'registrationNumber',
  'startedOn',
  'endedOn',
  'confidentialityToldOn',
  'confidentialitySignedOn',
  'instructionsReadOn',
  'trainingOn',
] as const
type Facts = { [Name in (typeof factNames)[number]]?: string | null | undefined }

/** The facts that were given; empty text clears. */
const factsOf = (input: Facts): { [Name in (typeof factNames)[number]]?: string | null } =>
  Object.fromEntries(factNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name] || null]])))

const sameName = (one: string, other: string): boolean => one.toLocaleLowerCase('fi') === other.toLocaleLowerCase('fi')

/** Two active users must not share a name: the lock screen and the log would not tell them apart. @throws AppError `conflict` */
function refuseTakenName(db: Database, name: string, except?: string): void {
  const taken = db.orm
    .select()
    .from(users)
    .where(eq(users.active, 1))
    .all()
    .some((user) => user.id !== except && sameName(user.name, name))
  if (taken) throw new AppError('conflict', 'userNameTaken')
}

/** @throws AppError `not_allowed` (`lastOwner`) when nobody would be left to hold the keys */
function refuseLastOwner(db: Database, user: UserRow): void {
  if (user.role !== 'owner') return
  const others = db.orm
    .select()
    .from(users)
    .where(eq(users.role, 'owner'))
    .all()
    .filter((one) => one.active === 1 && one.id !== user.id)
  if (others.length === 0) throw new AppError('not_allowed', 'lastOwner')
}

export function createUserServices(session: Session): Implemented[] {
  const shown = (row: UserRow): User => {
    const slots = session.held.file.slots
    const has = (kind: Slot['kind']): boolean =>
      slots.some((slot) => slot.kind !== 'recovery' && slot.kind === kind && slot.userId === row.id)
    return { ...row, role: row.role as Role, active: row.active === 1, hasPassphrase: has('passphrase'), hasKeychain: has('keychain') }
  }
  const reread = (context: Context, id: string): User => {
    context.changed('users', id)
    return shown(readUserRow(context.db, id))
  }

  return implement(usersContract, {
    async create(context, input) {
      const passphrase = context.secret('newPassphrase')
      checkNewPassphrase(passphrase, 'newPassphrase')
      refuseTakenName(context.db, input.name)
      const at = context.clock.now()
      const id = newId(at)
      await setPassphrase(session, context, { id, name: input.name }, passphrase, () => {
        refuseTakenName(context.db, input.name)
        context.db.orm
          .insert(users)
          .values({
            startedOn: context.clock.today(),
            ...factsOf(input),
            id,
            name: input.name,
            role: input.role,
            active: 1,
            createdAt: at,
            updatedAt: at,
            revision: 1,
          })
          .run()
        context.log({ details: { userId: id, role: input.role } })
      })
      return reread(context, id)
    },

    list: (context) => context.db.orm.select().from(users).orderBy(asc(users.createdAt), asc(users.id)).all().map(shown),

    async update(context, { id, revision, name, role, ...facts }) {
      const sodium = await session.sodium()
      const before = readUserRow(context.db, id)
      if (before.revision !== revision) throw new AppError('conflict', 'userChanged')
      const newName = name ?? before.name
      const change = (): void => {
        const current = readUserRow(context.db, id)
        if (current.revision !== revision) throw new AppError('conflict', 'userChanged')
        if (newName !== current.name && current.active === 1) refuseTakenName(context.db, newName, id)
        if (role !== undefined && role !== 'owner') refuseLastOwner(context.db, current)
        const given = factsOf(facts)
        context.db.orm
          .update(users)
          .set({ ...given, name: newName, role: role ?? current.role, updatedAt: context.clock.now(), revision: revision + 1 })
          .where(eq(users.id, id))
          .run()
        context.log({
          details: {
            userId: id,
            fields: [...Object.keys(given), ...(name === undefined ? [] : ['name']), ...(role === undefined ? [] : ['role'])],
          },
        })
      }
      const labelled = session.held.file.slots.some((slot) => slot.kind !== 'recovery' && slot.userId === id && slot.label !== newName)
      if (labelled)
        changeSlots(
          sodium,
          session,
          context,
          (slots) => slots.map((slot) => (slot.kind !== 'recovery' && slot.userId === id ? { ...slot, label: newName } : slot)),
          change,
        )
      else context.transaction(change)
      return reread(context, id)
    },

    async setPassphrase(context, { id }) {
      const passphrase = context.secret('newPassphrase')
      checkNewPassphrase(passphrase, 'newPassphrase')
      const user = readUserRow(context.db, id)
      if (user.active === 0) throw new AppError('not_allowed', 'userDisabled')
      if (id === context.actor.userId) await confirmActor(session, context) // an unattended window must not give away the owner's own
      await setPassphrase(session, context, user, passphrase, () => context.log({ details: { change: 'passphraseSet', userId: id } }))
      return reread(context, id)
    },

    async disable(context, { id, endedOn }) {
      const user = readUserRow(context.db, id)
      if (user.active === 0) return shown(user)
      if (id === context.actor.userId) throw new AppError('not_allowed', 'disableSelf')
      refuseLastOwner(context.db, user)
      const at = context.clock.now()
      // privacy-duties § 12: ending a role closes the key slot the same day. Row and slots in one transaction with the log entry.
      await removeSlotsOf(session, context, id, () => {
        context.db.orm
          .update(users)
          .set({ active: 0, disabledAt: at, endedOn: endedOn ?? context.clock.today(), updatedAt: at, revision: user.revision + 1 })
          .where(eq(users.id, id))
          .run()
        context.log({ details: { change: 'userDisabled', userId: id } })
      })
      return reread(context, id)
    },

    async enable(context, { id }) {
      const passphrase = context.secret('newPassphrase')
      checkNewPassphrase(passphrase, 'newPassphrase')
      const user = readUserRow(context.db, id)
      if (user.active === 1) throw new AppError('conflict', 'userActive')
      refuseTakenName(context.db, user.name)
      await setPassphrase(session, context, user, passphrase, () => {
        context.db.orm
          .update(users)
          .set({ active: 1, disabledAt: null, endedOn: null, updatedAt: context.clock.now(), revision: user.revision + 1 })
          .where(eq(users.id, id))
          .run()
        context.log({ details: { change: 'userEnabled', userId: id } })
      })
      return reread(context, id)
    },
  })
}
