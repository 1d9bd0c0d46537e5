import * as z from 'zod'
import { method, roles } from '../core/contract.ts'
import { id, instant, line, localDate, requiredLine, revision } from '../core/fields.ts'

const role = z.enum(roles)
const date = localDate.nullable()

export const user = z.strictObject({
  id,
  name: z.string(),
  title: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  role,
  active: z.boolean(),
  disabledAt: instant.nullable(),
  startedOn: date,
  endedOn: date,
  confidentialityToldOn: date,
  confidentialitySignedOn: date,
  instructionsReadOn: date,
  trainingOn: date,
  /** False after a rotation of the data key, until the owner gives a new passphrase. */
  hasPassphrase: z.boolean(),
  hasKeychain: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  revision,
})
export type User = z.output<typeof user>

/** Fields that say who a user is; empty text clears. */
const facts = {
  title: line(100).nullable().optional(),
  registrationNumber: line(50).nullable().optional(),
  startedOn: date.optional(),
  endedOn: date.optional(),
  confidentialityToldOn: date.optional(),
  confidentialitySignedOn: date.optional(),
  instructionsReadOn: date.optional(),
  trainingOn: date.optional(),
}

export const usersContract = {
  create: method({
    name: 'users.create',
    summary: 'A new user with a role and a passphrase of her own',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'create', groups: ['users'] },
    secrets: ['newPassphrase'],
    input: z.strictObject({ name: requiredLine(100), role, ...facts }),
    output: user,
  }),
  list: method({
    name: 'users.list',
    summary: 'Every user, also those whose right has ended',
    kind: 'query',
    roles: ['owner'],
    logs: 'nothing',
    input: z.strictObject({}),
    output: z.array(user),
  }),
  update: method({
    name: 'users.update',
    summary: 'Changes a user’s name, title, role or dates',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'change', groups: ['users'] },
    input: z.strictObject({ id, revision, name: requiredLine(100).optional(), role: role.optional(), ...facts }),
    output: user,
  }),
  setPassphrase: method({
    name: 'users.setPassphrase',
    summary: 'Gives a user a new passphrase',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['newPassphrase', 'passphrase', 'recoveryKey', 'pin'],
    input: z.strictObject({ id }),
    output: user,
  }),
  disable: method({
    name: 'users.disable',
    summary: 'Ends a user’s right and removes her key slots at once',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    input: z.strictObject({ id, endedOn: localDate.optional() }),
    output: user,
  }),
  enable: method({
    name: 'users.enable',
    summary: 'Gives back the right of a user, with a new passphrase',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: ['users'] },
    secrets: ['newPassphrase'],
    input: z.strictObject({ id }),
    output: user,
  }),
}
