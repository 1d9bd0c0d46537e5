// That a visit took place, and when. An assistant may see and record this; what was written in it are entries (treatment/contract.ts).
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, instantIn, line, purpose, revision } from '../core/fields.ts'

const careTeam = ['owner', 'practitioner', 'assistant'] as const
const groups = ['identity', 'appointments'] as const

export const visit = z.strictObject({
  id,
  revision,
  clientId: id,
  appointmentId: id.optional(),
  serviceName: z.string().optional(),
  start: instant,
  end: instant.optional(),
  /** Work for another provider belongs to its register (703/2023 §§ 13–14). */
  otherProvider: z.string().optional(),
  /** The client was under 18 at the visit: `minorDecision` is asked in each entry (703/2023 § 34). */
  minor: z.boolean(),
  /** Whole years at the visit, when the birth date is known. */
  ageYears: z.int().optional(),
  createdAt: instant,
  updatedAt: instant,
})
export type Visit = z.output<typeof visit>

export const visitsContract = {
  start: method({
    name: 'visits.start',
    summary: 'Begins a visit, from an appointment or a walk-in; past times are allowed. Starting an appointment twice gives the same visit',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'create', groups },
    undo: 'visits.discard',
    input: z.strictObject({
      clientId: id,
      appointmentId: id.optional(),
      start: instantIn.optional(),
      otherProvider: line(200).optional(),
      purpose: purpose.optional(),
    }),
    output: visit,
  }),
  end: method({
    name: 'visits.end',
    summary: 'Ends a visit; its appointment counts as completed',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups },
    input: z.strictObject({ id, end: instantIn.optional(), purpose: purpose.optional() }),
    output: visit,
  }),
  update: method({
    name: 'visits.update',
    summary: 'Corrects times, or the provider the work was done for; signed entries keep what they were signed with',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'change', groups },
    input: z.strictObject({
      id,
      revision,
      start: instantIn.optional(),
      end: instantIn.nullable().optional(),
      otherProvider: line(200).nullable().optional(),
      purpose: purpose.optional(),
    }),
    output: visit,
  }),
  discard: method({
    name: 'visits.discard',
    summary: 'Takes a visit out that was begun by mistake: nothing signed, no draft, no attachment; its appointment is as it was before',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups },
    undo: 'visits.restore',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: empty,
  }),
  restore: method({
    name: 'visits.restore',
    summary: 'Brings a discarded visit back',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups },
    undo: 'visits.discard',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: visit,
  }),
  get: method({
    name: 'visits.get',
    summary: 'One visit, without what was written in it',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'view', groups },
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: visit,
  }),
  list: method({
    name: 'visits.list',
    summary: "A client's visits, newest first, without what was written in them",
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'view', groups },
    input: z.strictObject({
      clientId: id,
      limit: z.int().min(1).max(1000).optional(),
      cursor: z.string().max(200).optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ visits: z.array(visit), cursor: z.string().optional() }),
  }),
}
