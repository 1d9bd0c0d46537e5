import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, line, requiredLine, revision } from '../core/fields.ts'

const serviceFields = z.strictObject({
  name: requiredLine(120),
  /** At most 9 characters, for the calendar; derived from the name when absent. */
  shortName: line(9).optional(),
  durationMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  priceCents: z.int().min(0).max(100_000_00),
  /** 25.5 is twenty-five and a half per cent; at most two decimals. */
  vatPercent: z.number().min(0).max(100).multipleOf(0.01).optional(),
  /** Health care is exempt from value added tax (1501/1993 § 34). */
  vatExempt: z.boolean().optional(),
  /** Minutes kept free afterwards. */
  bufferMinutes: z
    .int()
    .min(0)
    .max(12 * 60)
    .optional(),
  /** A name of the design's palette, or `#rrggbb`. */
  colour: line(20).optional(),
})

export const service = z.strictObject({
  id,
  revision,
  name: z.string(),
  shortName: z.string(),
  durationMinutes: z.int(),
  bufferMinutes: z.int(),
  priceCents: z.int(),
  vatPercent: z.number().optional(),
  vatExempt: z.boolean(),
  colour: z.string().optional(),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type ServiceRow = z.output<typeof service>

export const servicesContract = {
  create: method({
    name: 'services.create',
    summary: 'Adds a service the practice offers',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'settings', groups: ['settings'] },
    undo: 'services.archive',
    input: serviceFields,
    output: service,
  }),
  update: method({
    name: 'services.update',
    summary: 'Changes a service; refuses a stale revision. Past visits and bills keep what they were made with',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'settings', groups: ['settings'] },
    input: serviceFields.partial().extend({ id, revision }),
    output: service,
  }),
  archive: method({
    name: 'services.archive',
    summary: 'Takes a service out of the lists',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'settings', groups: ['settings'] },
    undo: 'services.restore',
    input: z.strictObject({ id }),
    output: service,
  }),
  restore: method({
    name: 'services.restore',
    summary: 'Brings an archived service back',
    kind: 'command',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'settings', groups: ['settings'] },
    undo: 'services.archive',
    input: z.strictObject({ id }),
    output: service,
  }),
  list: method({
    name: 'services.list',
    summary: 'The services, by name',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ archived: z.boolean().optional() }),
    output: z.strictObject({ services: z.array(service) }),
  }),
}
