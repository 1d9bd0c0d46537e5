import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, instantIn, line, localDate, prose, purpose, revision } from '../core/fields.ts'

const careTeam = ['owner', 'practitioner', 'assistant'] as const
const groups = ['identity', 'appointments'] as const
export const appointmentStatuses = ['booked', 'arrived', 'completed', 'noShow', 'cancelled'] as const

export const appointment = z.strictObject({
  id,
  revision,
  clientId: id.optional(),
  clientName: z.string().optional(),
  serviceId: id,
  serviceName: z.string(),
  serviceShortName: z.string(),
  start: instant,
  end: instant,
  durationMinutes: z.int(),
  bufferMinutes: z.int(),
  note: z.string().optional(),
  status: z.enum(appointmentStatuses),
  cancelledAt: instant.optional(),
  cancelledBy: z.enum(['client', 'practice']).optional(),
  cancelReason: z.string().optional(),
  seriesId: id.optional(),
  repeat: z.string().optional(),
  visitId: id.optional(),
  createdAt: instant,
  updatedAt: instant,
})
export type Appointment = z.output<typeof appointment>

export const appointmentsContract = {
  create: method({
    name: 'appointments.create',
    summary: 'Books a time; overlapping ones are refused (`conflict`) unless allowed',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'create', groups },
    undo: 'appointments.cancel',
    input: z.strictObject({
      clientId: id.optional(),
      serviceId: id,
      start: instantIn,
      durationMinutes: z
        .int()
        .min(1)
        .max(24 * 60)
        .optional(),
      note: prose(2000).optional(),
      /** RFC 5545 RRULE: FREQ DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY (weekly) and COUNT or UNTIL; at most 200 times. */
      repeat: line(200).optional(),
      allowOverlap: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: appointment.extend({
      /** All made by the repeat rule, this one first. */
      seriesIds: z.array(id),
    }),
  }),
  get: method({
    name: 'appointments.get',
    summary: 'One appointment',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'view', groups },
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: appointment,
  }),
  list: method({
    name: 'appointments.list',
    summary: 'Appointments that touch a period; days count whole, by the practice time zone',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'list', groups },
    input: z.strictObject({
      from: z.union([localDate, instantIn]),
      to: z.union([localDate, instantIn]),
      clientId: id.optional(),
      cancelled: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ appointments: z.array(appointment) }),
  }),
  cancel: method({
    name: 'appointments.cancel',
    summary: 'Cancels a booking; it stays in the list as cancelled',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups },
    undo: 'appointments.setStatus',
    input: z.strictObject({
      id,
      reason: prose(1000).optional(),
      by: z.enum(['client', 'practice']),
      revision: revision.optional(),
      purpose: purpose.optional(),
    }),
    output: appointment,
  }),
  setStatus: method({
    name: 'appointments.setStatus',
    summary: 'Booked, arrived, completed or not come; also takes a cancellation back',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups },
    undo: 'appointments.setStatus',
    input: z.strictObject({
      id,
      status: z.enum(['booked', 'arrived', 'completed', 'noShow']),
      revision: revision.optional(),
      allowOverlap: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: appointment,
  }),
}
