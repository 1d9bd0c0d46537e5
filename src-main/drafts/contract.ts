// Half-filled forms: they survive a crash, a lock and a power cut, in the database and nowhere else.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, instant } from '../core/fields.ts'

const form = z.string().min(1).max(200)
const draft = z.strictObject({
  form,
  value: z.record(z.string(), z.unknown()),
  caret: z.strictObject({ field: z.string().max(200), position: z.int().min(0) }).optional(),
  savedAt: instant,
})

export const draftsContract = {
  save: method({
    name: 'drafts.save',
    summary: 'Keeps what is typed in a form that is not done yet',
    kind: 'command',
    roles: 'everyone',
    logs: 'nothing',
    input: draft.omit({ savedAt: true }),
    output: z.strictObject({ savedAt: instant }),
  }),
  get: method({
    name: 'drafts.get',
    summary: 'The half-filled form, if there is one',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ form }),
    output: z.strictObject({ draft: draft.nullable() }),
  }),
  list: method({
    name: 'drafts.list',
    summary: 'Own half-filled forms',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: z.array(z.strictObject({ form, savedAt: instant })),
  }),
  discard: method({
    name: 'drafts.discard',
    summary: 'Forgets a half-filled form',
    kind: 'command',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ form }),
    output: empty,
  }),
}
