import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, localDate, prose, purpose, requiredLine, revision } from '../core/fields.ts'

export const sexes = ['female', 'male', 'other', 'unknown'] as const
const address = z.strictObject({
  street: line(200).optional(),
  postalCode: line(20).optional(),
  city: line(100).optional(),
  country: line(60).optional(),
})
const guardian = z.strictObject({ name: requiredLine(), phone: line(60).optional(), relation: line(100).optional() })
const letters = z.strictObject({ email: z.boolean(), sms: z.boolean() })
const billing = z.strictObject({
  name: line().optional(),
  email: line().optional(),
  address: address.optional(),
  eInvoiceAddress: line(100).optional(),
})

/** What a client is, as typed. Empty text clears a field. A person may have one name only: it goes to `lastName`. */
const clientFields = z.strictObject({
  lastName: requiredLine(),
  firstName: line().optional(),
  callName: line().optional(),
  /** Personal identity code; upper case, checked. */
  hetu: line(20).optional(),
  birthDate: z.union([z.literal(''), localDate]).optional(),
  birthYear: z.int().min(1890).max(2200).nullable().optional(),
  sex: z.enum(sexes).optional(),
  email: line().optional(),
  phone: line(60).optional(),
  address: address.optional(),
  /** ISO 639-1 code of the language she is served in; documents exist in fi, sv and en. */
  language: z.union([z.literal(''), z.string().regex(/^[a-z]{2,3}$/, 'languageCode')]).optional(),
  occupation: line().optional(),
  note: prose().optional(),
  /** 661/2009 § 36: contact data are masked until asked for with a purpose. */
  safetyProhibition: z.boolean().optional(),
  dateOfDeath: z
    .union([z.literal(''), localDate])
    .nullable()
    .optional(),
  guardians: z.array(guardian).max(10).optional(),
  letters: letters.optional(),
  billing: billing.optional(),
})
export type ClientFields = z.output<typeof clientFields>

export const client = z.strictObject({
  id,
  revision,
  createdAt: instant,
  updatedAt: instant,
  archivedAt: instant.nullable(),
  lastName: z.string(),
  firstName: z.string().optional(),
  callName: z.string().optional(),
  displayName: z.string(),
  hetu: z.string().optional(),
  birthDate: localDate.optional(),
  birthYear: z.number().optional(),
  sex: z.enum(sexes).optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  address: z
    .strictObject({
      street: z.string().optional(),
      postalCode: z.string().optional(),
      city: z.string().optional(),
      country: z.string().optional(),
    })
    .optional(),
  language: z.string().optional(),
  occupation: z.string().optional(),
  note: z.string().optional(),
  safetyProhibition: z.boolean(),
  /** True when contact data were left out because of a safety prohibition; ask again with a purpose. */
  contactMasked: z.boolean(),
  dateOfDeath: localDate.optional(),
  guardians: z.array(z.strictObject({ name: z.string(), phone: z.string().optional(), relation: z.string().optional() })),
  letters,
  billing: z
    .strictObject({
      name: z.string().optional(),
      email: z.string().optional(),
      eInvoiceAddress: z.string().optional(),
      address: z
        .strictObject({
          street: z.string().optional(),
          postalCode: z.string().optional(),
          city: z.string().optional(),
          country: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
})
export type Client = z.output<typeof client>

/** A row of the client list; never the identity code. */
export const clientRow = z.strictObject({
  id,
  lastName: z.string(),
  firstName: z.string().optional(),
  displayName: z.string(),
  birthDate: localDate.optional(),
  birthYear: z.number().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  city: z.string().optional(),
  archived: z.boolean(),
  deceased: z.boolean(),
  safetyProhibition: z.boolean(),
})
export type ClientRow = z.output<typeof clientRow>

export const duplicateReasons = ['hetu', 'nameAndBirthDate', 'nameAndPhone', 'nameAndEmail', 'phone', 'email'] as const
const possibleDuplicate = z.strictObject({ client: clientRow, reasons: z.array(z.enum(duplicateReasons)) })

const careTeam = ['owner', 'practitioner', 'assistant'] as const
const contactGroups = ['identity', 'contact', 'representatives'] as const

export const clientsContract = {
  create: method({
    name: 'clients.create',
    summary: 'Adds a client',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'create', groups: contactGroups },
    undo: 'clients.archive',
    input: clientFields.extend({ purpose: purpose.optional() }),
    output: client,
  }),
  update: method({
    name: 'clients.update',
    summary: 'Changes a client; refuses a stale revision',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'change', groups: contactGroups },
    input: clientFields.partial().extend({ id, revision, purpose: purpose.optional() }),
    output: client,
  }),
  get: method({
    name: 'clients.get',
    summary: 'One client',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'view', groups: contactGroups },
    input: z.strictObject({ id, purpose: purpose.optional(), unmask: z.boolean().optional() }),
    output: client,
  }),
  search: method({
    name: 'clients.search',
    summary: 'Finds clients by parts of names, phone, e-mail or identity code; empty text lists all',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'searchHit', groups: ['identity', 'contact'] },
    input: z.strictObject({
      text: z.string().max(500, 'tooLong'),
      limit: z.int().min(1).max(500).optional(),
      cursor: z.string().max(500).optional(),
      archived: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ clients: z.array(clientRow), cursor: z.string().optional() }),
  }),
  page: method({
    name: 'clients.page',
    summary: 'Rows of the client list from a position on, for scrolling',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'list', groups: ['identity', 'contact'] },
    input: z.strictObject({
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
      archived: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ clients: z.array(clientRow), total: z.number() }),
  }),
  archive: method({
    name: 'clients.archive',
    summary: 'Takes a client out of the lists without erasing anything',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'archive', groups: ['identity'] },
    undo: 'clients.restore',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: client,
  }),
  restore: method({
    name: 'clients.restore',
    summary: 'Brings an archived client back',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'archive', groups: ['identity'] },
    undo: 'clients.archive',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: client,
  }),
  merge: method({
    name: 'clients.merge',
    summary: 'Joins two records of one person; refused where two identity codes differ',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'merge', groups: contactGroups },
    undo: 'clients.undoMerge',
    input: z.strictObject({ keep: id, absorb: id, purpose: purpose.optional() }),
    output: z.strictObject({ mergeId: id, client }),
  }),
  undoMerge: method({
    name: 'clients.undoMerge',
    summary: 'Takes a merge back, as long as neither record has changed since',
    kind: 'command',
    roles: careTeam,
    logs: { kind: 'merge', groups: contactGroups },
    input: z.strictObject({ mergeId: id, purpose: purpose.optional() }),
    output: z.strictObject({ kept: client, restored: client }),
  }),
  possibleDuplicates: method({
    name: 'clients.possibleDuplicates',
    summary: 'Pairs of records that may be one person',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'list', groups: ['identity', 'contact'] },
    input: z.strictObject({ limit: z.int().min(1).max(1000).optional(), purpose: purpose.optional() }),
    output: z.array(z.strictObject({ first: clientRow, second: clientRow, reasons: z.array(z.enum(duplicateReasons)) })),
  }),
  similar: method({
    name: 'clients.similar',
    summary: 'Clients that a new one may already be, while she is being typed in',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'searchHit', groups: ['identity', 'contact'] },
    input: z.strictObject({
      lastName: z.string().max(400).optional(),
      firstName: z.string().max(400).optional(),
      hetu: z.string().max(20).optional(),
      birthDate: z.string().max(10).optional(),
      phone: z.string().max(60).optional(),
      email: z.string().max(200).optional(),
      except: id.optional(),
      purpose: purpose.optional(),
    }),
    output: z.array(possibleDuplicate),
  }),
  timeline: method({
    name: 'clients.timeline',
    summary: 'Everything that happened with a client, newest first, in one list',
    kind: 'query',
    roles: careTeam,
    logs: { kind: 'view', groups: contactGroups },
    input: z.strictObject({
      id,
      limit: z.int().min(1).max(500).optional(),
      cursor: z.string().max(200).optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          kind: z.string(),
          id: z.string(),
          at: instant,
          title: z.string().optional(),
          details: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
      cursor: z.string().optional(),
    }),
  }),
  count: method({
    name: 'clients.count',
    summary: 'How many clients there are',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ active: z.number(), archived: z.number() }),
  }),
}
