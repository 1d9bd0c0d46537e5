// Risk information seen before treating: allergies, red flags, anticoagulants, pregnancy. Ended, never rewritten.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, line, localDate, prose, purpose } from '../core/fields.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const
export const alertKinds = ['allergy', 'redFlag', 'anticoagulation', 'pregnancy', 'implant', 'infection', 'medication', 'other'] as const

/** Reason of an ended alert in whose place a changed one was put; windows say it in their own words. */
export const replacedReason = 'replaced'

export const alert = z.strictObject({
  id,
  clientId: id,
  kind: z.enum(alertKinds),
  text: z.string(),
  since: localDate.optional(),
  reviewOn: localDate.optional(),
  /** Its review day has come: it should be looked at. */
  due: z.boolean(),
  createdAt: instant,
  createdBy: z.string(),
  endedAt: instant.optional(),
  endReason: z.string().optional(),
})
export type Alert = z.output<typeof alert>

export const alertsContract = {
  add: method({
    name: 'alerts.add',
    summary: 'Adds risk information that is shown before treating',
    kind: 'command',
    roles: care,
    logs: { kind: 'create', groups },
    undo: 'alerts.end',
    input: z.strictObject({
      clientId: id,
      kind: z.enum(alertKinds),
      text: prose(1000),
      since: localDate.optional(),
      reviewOn: localDate.optional(),
      purpose: purpose.optional(),
    }),
    output: alert,
  }),
  replace: method({
    name: 'alerts.replace',
    summary: 'Puts a changed alert in the place of another, which stays readable among the ended ones',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'alerts.replace',
    input: z.strictObject({
      id,
      kind: z.enum(alertKinds),
      text: prose(1000),
      since: localDate.optional(),
      reviewOn: localDate.optional(),
      purpose: purpose.optional(),
    }),
    output: alert,
  }),
  end: method({
    name: 'alerts.end',
    summary: 'Ends an alert; it stays readable among the ended ones',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'alerts.add',
    input: z.strictObject({
      id,
      /** Local date from which it held no more; today without it. Not in the future, not before `since`. */
      endedOn: localDate.optional(),
      reason: line(500).optional(),
      purpose: purpose.optional(),
    }),
    output: alert,
  }),
  list: method({
    name: 'alerts.list',
    summary: "A client's alerts, the most serious kinds first; ended ones when asked for",
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ clientId: id, ended: z.boolean().optional(), purpose: purpose.optional() }),
    output: z.strictObject({ alerts: z.array(alert) }),
  }),
}
