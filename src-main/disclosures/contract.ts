// The disclosure log (703/2023 § 10(3)): what was given to whom, why and on which ground. Append-only; shown in the client's log extract.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, instantIn, prose, requiredLine } from '../core/fields.ts'

export const groundKinds = ['provision', 'permission', 'consent', 'request'] as const
export const disclosureWays = ['paper', 'secureMail', 'kanta', 'inPerson', 'phone', 'file', 'other'] as const

export const disclosure = z.strictObject({
  id,
  clientId: id,
  at: instant,
  recipient: z.string(),
  what: z.string(),
  /** Why, in words. */
  reason: z.string(),
  groundKind: z.enum(groundKinds),
  ground: z.string(),
  how: z.enum(disclosureWays),
  minorForbids: z.boolean(),
  provider: z.string().optional(),
  userName: z.string(),
  userTitle: z.string().optional(),
  recordedAt: instant,
})
export type Disclosure = z.output<typeof disclosure>

const text = prose(2000).pipe(z.string().min(1, 'required'))

export const disclosuresContract = {
  record: method({
    name: 'disclosures.record',
    summary: 'Writes down that client data were given to somebody',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'create', groups: ['useLog'] },
    input: z.strictObject({
      clientId: id,
      /** When it was given; now by default, not in the future. */
      at: instantIn.optional(),
      recipient: requiredLine(300),
      what: text,
      /** Why, in words. The log's own purpose is always `request`. */
      purpose: text,
      /** Provision, permission or consent, in words. */
      ground: text,
      groundKind: z.enum(groundKinds).optional(),
      how: z.enum(disclosureWays).optional(),
      minorForbids: z.boolean().optional(),
    }),
    output: disclosure,
  }),
  list: method({
    name: 'disclosures.list',
    summary: "A client's disclosures, newest first",
    kind: 'query',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'view', groups: ['useLog'] },
    input: z.strictObject({ clientId: id }),
    output: z.strictObject({ disclosures: z.array(disclosure) }),
  }),
}
